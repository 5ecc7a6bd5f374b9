"""What the user changed in a draft by hand, and how it comes into a newer draft of the same mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.text.sentences import sentence_spans

_Change = tuple[int, int, list[str]]
"""Pieces from a place up to another one, and what stands there now."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A newer draft with the user's changes."""

    text: str
    lost: tuple[str, ...]
    """Words of the user's that have no place in it, as they stood."""


def merged(base: str, mine: str, newer: str) -> Merged:
    """Return *newer* with all that *mine* changed in *base*, sentence by sentence.

    Where both changed the same sentence, the newer one stands and the user's words are told.

    Args:
        base: The earlier draft.
        mine: The same as the user changed it.
        newer: The newer draft.
    """
    pieces = _pieces(base)
    ours, theirs = _changes(pieces, _pieces(newer)), _changes(pieces, _pieces(mine))
    lost: list[str] = []
    kept: list[_Change] = []
    for change in theirs:
        touched = next((other for other in ours if _touch(change, other)), None)
        if touched is None:
            kept.append(change)
        elif change[2] != touched[2]:
            lost += _words(pieces, change)
    made = list(pieces)
    for start, end, replacement in sorted([*ours, *kept], key=lambda change: change[:2], reverse=True):
        made[start:end] = replacement
    return Merged("".join(made), tuple(lost))


def own_words(base: str, mine: str) -> tuple[str, ...]:
    """Return what the user wrote into *base*, or took out of it, passage by passage."""
    pieces = _pieces(base)
    return tuple(words for change in _changes(pieces, _pieces(mine)) for words in _words(pieces, change))


def _pieces(text: str) -> list[str]:
    """Return the sentences of *text* and what parts them, in turn."""
    pieces: list[str] = []
    place = 0
    for start, end in sentence_spans(text):
        pieces += [text[place:start], text[start:end]]
        place = end
    return [piece for piece in [*pieces, text[place:]] if piece]


def _changes(base: list[str], other: list[str]) -> list[_Change]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(a, b, other[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _touch(one: _Change, other: _Change) -> bool:
    """Return whether two changes are about the same place."""
    if one[0] == one[1] and other[0] == other[1]:
        return one[0] == other[0]
    return one[0] < other[1] and other[0] < one[1]


def _words(base: list[str], change: _Change) -> Iterator[str]:
    """Yield what a person reads of *change*: the new words, or those that were taken out."""
    start, end, replacement = change
    words = "".join(replacement).strip() or "".join(base[start:end]).strip()
    if any(sign.isalnum() for sign in words):
        yield words
