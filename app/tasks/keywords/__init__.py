"""Picks the keywords out of reports."""
