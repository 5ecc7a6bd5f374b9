"""Two texts compared word by word; any of the changes between them can be taken over by itself."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from app.text.languages import is_japanese
from app.text.words import words

_TOKEN = re.compile(r"[^\W\d_\u3005-\u9fff\uff66-\uff9f]+|\d+|\s+|.", re.DOTALL)
"""A word, a number, blanks, or one sign; each Japanese sign stands alone until its words are known."""
_MOST_TOKENS = 500
"""Longer changed passages are one change: comparing them word by word would take too long."""
_MOST_LINES = 300
"""Likewise what lies between the first and the last line that changed."""
_SHORT_WORD = re.compile(r"\s*(?:[A-Za-z]{1,3}|[\u3041-\u3096])?[\s,;、]*")
"""What two changes can have between them and still read as one: a little word, signs, blanks."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of the old text and what stands in its place in the new one; either may be empty."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """An old text, a new one, and all that changed between them."""

    old: str
    new: str
    changes: tuple[Change, ...]
    """In the order of the texts, not overlapping; what lies between them is the same in both."""

    def accepted(self, parts: Collection[int]) -> str:
        """Return the old text with the changes at the places *parts*, in `changes`, and no others."""
        pieces, at = [], 0
        for place, change in enumerate(self.changes):
            pieces.append(self.old[at : change.old[0]])
            pieces.append(self.new[slice(*change.new)] if place in parts else self.old[slice(*change.old)])
            at = change.old[1]
        return "".join([*pieces, self.old[at:]])


def compare(old: str, new: str) -> Comparison:
    """Return what changed from *old* to *new*: whole words, and as one what only little words part."""
    return Comparison(old, new, tuple(_grouped(old, _changes(old, new))))


def differences(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return which passages stand only in *one*, and which only in *other*, in the order of the texts."""
    found = list(_changes(one, other))
    first, second = [change.old for change in found], [change.new for change in found]
    return tuple(_visible(first, one)), tuple(_visible(second, other))


def _changes(old: str, new: str) -> Iterator[Change]:
    """Yield the changes: lines are compared first, then the words of the lines that changed."""
    mine, theirs = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for before, after in _changed_lines(mine, theirs):
        left, right = "".join(mine[slice(*before)]), "".join(theirs[slice(*after)])
        start, begin = len("".join(mine[: before[0]])), len("".join(theirs[: after[0]]))
        for a, b in _changed_words(left, right):
            yield Change((start + a[0], start + a[1]), (begin + b[0], begin + b[1]))


def _changed_lines(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    ends = zip(reversed(one[alike:]), reversed(other[alike:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    spans = (alike, len(one) - tail), (alike, len(other) - tail)
    if max(end - start for start, end in spans) > _MOST_LINES:
        yield spans
        return
    for (a, b), (c, d) in _changed(one[alike : spans[0][1]], other[alike : spans[1][1]]):
        if b - a == d - c:  # each line has its counterpart
            yield from (
                ((alike + a + n, alike + a + n + 1), (alike + c + n, alike + c + n + 1)) for n in range(b - a)
            )
        else:
            yield (alike + a, alike + b), (alike + c, alike + d)


def _changed_words(one: str, other: str) -> Iterator[tuple[Span, Span]]:
    mine, theirs = _tokens(one), _tokens(other)
    if max(len(mine), len(theirs)) > _MOST_TOKENS:
        yield (0, len(one)), (0, len(other))
        return
    for before, after in _changed(mine, theirs):
        yield _characters(mine, before), _characters(theirs, after)


def _tokens(text: str) -> list[str]:
    """Return *text* cut into words, numbers, blanks and signs."""
    cuts = {match.start() for match in _TOKEN.finditer(text)} | {len(text)}
    if is_japanese(text) and len(cuts) <= 4 * _MOST_TOKENS:
        for word in words(text, "ja"):
            inner = range(word.start + 1, word.end)
            if is_japanese(word.text) and not any(sign.isdecimal() for sign in word.text):
                cuts.difference_update(inner)
    places = sorted(cuts)
    return [text[start:end] for start, end in pairwise(places)]


def _changed(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (a, b), (c, d)


def _characters(pieces: Sequence[str], span: Span) -> Span:
    start = sum(map(len, pieces[: span[0]]))
    return start, start + sum(map(len, pieces[slice(*span)]))


def _grouped(old: str, changes: Iterator[Change]) -> Iterator[Change]:
    """Yield the changes, those as one that have only a little word between them in the same line."""
    last: Change | None = None
    for change in changes:
        if last and _is_little(old[last.old[1] : change.old[0]]) and not _ends_sentence(old, last.old):
            last = Change((last.old[0], change.old[1]), (last.new[0], change.new[1]))
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _ends_sentence(old: str, span: Span) -> bool:
    return old[slice(*span)].rstrip().endswith((".", "?", "!", "。", "？", "！"))


def _is_little(between: str) -> bool:
    return "\n" not in between and _SHORT_WORD.fullmatch(between) is not None


def _visible(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """Yield the spans without blanks at their ends; neighbours with only blanks between them are one."""
    last: Span | None = None
    for begin, finish in spans:
        words_in = text[begin:finish]
        start, end = finish - len(words_in.lstrip()), begin + len(words_in.rstrip())
        if start >= end:
            continue
        if last and not text[last[1] : start].strip():
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last
