"""All versions of one mail: each draft, each redraft, and what the user changed before; none is ever lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

from app.records import EmailRequest, EmailResult

_TOKEN = re.compile(r"[^\W\d_\u3005-\u9fff\uff66-\uff9f]+|\d+|\s+|.", re.DOTALL)
"""A word, a number, blanks, or one sign; each Japanese sign stands alone."""
_MOST_TOKENS = 500
"""Longer changed passages are marked as a whole: comparing them word by word would take too long."""
_MOST_LINES = 300
"""Likewise what lies between the first and the last line that changed."""

Span = tuple[int, int]


class Origin(StrEnum):
    """How a version came to be."""

    DRAFT = "draft"
    STYLE = "style"
    """Another tone, length or language."""
    PARAGRAPH = "paragraph"
    """One paragraph in other words."""
    EDIT = "edit"
    """Changed by the user."""


@dataclass(frozen=True, slots=True)
class Version:
    """A mail as it stood at one time."""

    request: EmailRequest
    """What was given for it."""
    result: EmailResult
    """The draft that it comes from, with what was found out about it."""
    subject: str
    body: str
    drafted: str
    """The body without what the user changed by hand."""
    origin: Origin
    made: datetime = field(default_factory=datetime.now)
    """When it came to be, in local time."""


class Versions:
    """The versions in the order in which they came, and which of them is shown.

    One step back leads to the version that a version was made from, one step on to the newest that was made from it.
    """

    def __init__(self) -> None:
        self._versions: list[Version] = []
        self._parents: list[int | None] = []
        self._shown: int | None = None

    @property
    def all(self) -> Sequence[Version]:
        """All versions, the oldest first."""
        return tuple(self._versions)

    @property
    def shown(self) -> int | None:
        """The place of the version that is shown, in `all`."""
        return self._shown

    @property
    def current(self) -> Version | None:
        """The version that is shown."""
        return None if self._shown is None else self._versions[self._shown]

    def parent(self, place: int) -> int | None:
        """Return the place of the version that the one at *place* was made from."""
        return self._parents[place]

    def add(self, version: Version) -> None:
        """Keep *version*, made from the one that is shown, and show it."""
        self._versions.append(version)
        self._parents.append(self._shown)
        self._shown = len(self._versions) - 1

    def earlier(self) -> int | None:
        """Return the place of the version that one step back leads to."""
        return None if self._shown is None else self._parents[self._shown]

    def later(self) -> int | None:
        """Return the place of the version that one step on leads to."""
        made = [place for place, parent in enumerate(self._parents) if parent == self._shown]
        return made[-1] if made and self._shown is not None else None

    def show(self, place: int) -> Version:
        """Show the version at *place* and return it."""
        self._shown = place
        return self._versions[place]

    def forget(self) -> None:
        """Begin anew, for another mail."""
        self._versions.clear()
        self._parents.clear()
        self._shown = None


def begins_new_mail(standing: Version, draft: Version, *, is_used: bool) -> bool:
    """Return whether *draft* is the first version of a new mail rather than another one of the mail that is *standing*.

    Another template, recipient or mail to answer always makes a new mail. Other facts or notes make one once the
    standing mail is done with: it was used, or was written on an earlier day, as the last month's invoice was. Until
    then they correct it.

    Args:
        standing: The version in view.
        draft: What was drafted now.
        is_used: Whether the standing mail was copied, saved or opened in the mail program.
    """
    one, other = standing.request, draft.request
    if (one.template, one.reply_to) != (other.template, other.reply_to):
        return True
    if one.facts.get("recipient") != other.facts.get("recipient"):
        return True
    if dict(one.facts) == dict(other.facts) and one.notes == other.notes:
        return False
    return is_used or standing.made.date() != draft.made.date()


def differences(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return which passages stand only in *one*, and which only in *other*, in the order of the texts.

    Lines are compared first, then the words of the lines that changed.
    """
    mine, theirs = one.splitlines(keepends=True), other.splitlines(keepends=True)
    first: list[Span] = []
    second: list[Span] = []
    for before, after in _changed_lines(mine, theirs):
        left, right = "".join(mine[slice(*before)]), "".join(theirs[slice(*after)])
        start, begin = len("".join(mine[: before[0]])), len("".join(theirs[: after[0]]))
        for a, b in _changed_words(left, right):
            first.append((start + a[0], start + a[1]))
            second.append((begin + b[0], begin + b[1]))
    return tuple(_visible(first, one)), tuple(_visible(second, other))


def _changed_lines(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    ends = zip(reversed(one[alike:]), reversed(other[alike:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    spans = (alike, len(one) - tail), (alike, len(other) - tail)
    if max(end - start for start, end in spans) > _MOST_LINES:
        yield spans
        return
    for (a, b), (c, d) in _changed(one[alike : spans[0][1]], other[alike : spans[1][1]]):
        yield (alike + a, alike + b), (alike + c, alike + d)


def _changed_words(one: str, other: str) -> Iterator[tuple[Span, Span]]:
    mine, theirs = _TOKEN.findall(one), _TOKEN.findall(other)
    if max(len(mine), len(theirs)) > _MOST_TOKENS:
        yield (0, len(one)), (0, len(other))
        return
    for before, after in _changed(mine, theirs):
        yield _characters(mine, before), _characters(theirs, after)


def _changed(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (a, b), (c, d)


def _characters(pieces: Sequence[str], span: Span) -> Span:
    start = sum(map(len, pieces[: span[0]]))
    return start, start + sum(map(len, pieces[slice(*span)]))


def _visible(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """Yield the spans without blanks at their ends; neighbours with only blanks between them are one."""
    last: Span | None = None
    for begin, finish in spans:
        words = text[begin:finish]
        start, end = finish - len(words.lstrip()), begin + len(words.rstrip())
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
