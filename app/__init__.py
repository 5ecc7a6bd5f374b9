"""Deskhand: office paperwork help that never leaves the laptop."""

__version__ = "0.1.0"
