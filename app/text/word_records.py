"""What a word and a phrase are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place."""

    text: str
    base: str
    """Dictionary form, lower case: one spelling for all."""
    part: str
    """noun, proper-noun, verb, adjective, number, particle, prefix, suffix, other, and stop for a word
    without a meaning of its own; in English word, stop, number, sign."""
    start: int
    end: int
    kind: str | None = None
    """person, organisation or place, where the dictionary tells."""
    reading: str = ""
    """How a Japanese name is read, in katakana, where the dictionary tells."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that names something."""

    text: str
    start: int
    end: int
    kind: str | None
    """person, organisation or place, where the dictionary tells."""
