"""Inquiries that are longer than usual: how much of them is read, and in which parts."""

from app.text.overlapping_parts import Span, overlapping_parts

MOST_READ = 40_000
"""Characters of an inquiry that are read; one with more is a book."""
_LONGEST_PART = 4_000
"""Characters that are judged as one; more would drown the words that tell."""

LONGEST_EXAMPLE = _LONGEST_PART
"""Characters of an example that are kept with its category."""


def parts_of(text: str) -> list[Span]:
    """Return the parts in which *text* is read, one for a text of usual length; neighbours overlap."""
    return overlapping_parts(text[:MOST_READ], _LONGEST_PART)
