"""Builds what is shipped: sample files, icons, installers."""
