"""Divides a text that is too long to be read at once into parts that overlap by some sentences."""

from app.text.sentences import sentence_spans

Span = tuple[int, int]
"""First character and the one after the last."""

_SHORTEST = 120
"""A text of fewer characters is not divided."""
_AROUND = 1000
"""Characters before and behind the middle in which sentences are looked for."""
_MOST_SHARED = 4
"""The halves share a quarter of the text at most, so that dividing comes to an end."""
_TORN_SHARED = 16
"""A text without sentences is torn; its halves share this fraction of it."""


def overlapping_halves(text: str, start: int = 0, end: int | None = None) -> tuple[Span, Span] | None:
    """Return two overlapping parts of `text[start:end]` that together are all of it; None for a short text.

    They meet in two sentences or lines, or in one if these are long. Each is at most five eighths of the whole.
    """
    end = len(text) if end is None else end
    length = end - start
    if length < _SHORTEST:
        return None
    middle = start + length // 2
    shared = _shared_sentences(text, (max(start, middle - _AROUND), min(end, middle + _AROUND)), middle)
    widest = length // _MOST_SHARED
    for first, last in shared:
        if last - first <= widest and middle - first <= widest // 2 and last - middle <= widest // 2:
            return (start, last), (first, end)
    return (start, middle + length // _TORN_SHARED), (middle - length // _TORN_SHARED, end)


def overlapping_parts(text: str, longest: int) -> list[Span]:
    """Return parts of *text*, each of at most *longest* characters or a few words; neighbours overlap.

    Together they are the whole text.
    """
    parts: list[Span] = []
    waiting = [(0, len(text))]
    while waiting:
        start, end = waiting.pop()
        halves = overlapping_halves(text, start, end) if end - start > longest else None
        if halves:
            waiting += reversed(halves)
        else:
            parts.append((start, end))
    return parts


def _shared_sentences(text: str, around: Span, middle: int) -> list[Span]:
    """Return what the halves could share, the best first: two sentences at the middle, or one."""
    begin, end = around
    # The outermost ones may be torn.
    spans = [(begin + start, begin + stop) for start, stop in sentence_spans(text[begin:end])][1:-1]
    place = next((number for number, (_, stop) in enumerate(spans) if stop > middle), None)
    if place is None:
        return []
    found = [(spans[place - 1][0], spans[place][1])] if place else []
    found.append(spans[place])
    if place:
        found.append(spans[place - 1])
    return found
