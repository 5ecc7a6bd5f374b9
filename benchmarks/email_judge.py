"""Finds what a mail says that nobody gave and what it leaves out; it knows nothing of the product's own checks."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal

from app.records import EmailResult, Finding, Gravity
from benchmarks.email_names import names_in
from benchmarks.email_values import Kind, Read, plain, read_values, weekday_of

_LOST_CODES = ("missing-", "lost-", "left-out")
_MAY_BE_PART_OF_OTHERS = frozenset({Kind.NUMBER, Kind.CODE})
_RELATED: dict[Kind, frozenset[Kind]] = {
    Kind.NUMBER: frozenset({Kind.AMOUNT, Kind.CODE, Kind.PHONE, Kind.ADDRESS, Kind.DATE}),
    Kind.CODE: frozenset({Kind.CODE, Kind.PHONE, Kind.ADDRESS, Kind.NUMBER}),
    Kind.PHONE: frozenset({Kind.PHONE, Kind.CODE}),
}
"""Kinds of a given value that allow one of this kind, besides its own: "20" of "20 %" is no other fact."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value that was given, as its maker knows it."""

    kind: Kind
    forms: tuple[str, ...]
    """Any of them is right; of a name, the part that has to be there."""
    written: str
    """As it was given."""
    required: bool = True
    """False for a value of the mail to answer: it may stand in the answer and need not."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One value that is wrong in a mail."""

    what: Literal["invented", "lost"]
    kind: Kind
    written: str
    """As the mail has it, or as it was given."""
    part: Literal["subject", "body", ""] = ""
    start: int = 0
    end: int = 0


class Judge:
    """Knows what was given for one mail."""

    def __init__(self, givens: Sequence[Given], texts: Sequence[str]) -> None:
        """Hold a mail against *givens*; *texts* is everything that was given, whose names may be used."""
        self._givens = tuple(givens)
        self._texts = tuple(texts)

    def mistakes(self, subject: str, body: str) -> list[Mistake]:
        """Return what is invented and what is lost in a mail."""
        found: list[Mistake] = []
        parts: tuple[tuple[Literal["subject", "body"], str], ...] = (("subject", subject), ("body", body))
        for part, text in parts:
            values = read_values(text)
            places = [
                (value.kind, value.start, value.end)
                for value in values
                if value.sure and not self._is_allowed(value)
            ]
            for start, end in names_in(text, self._texts):
                if not any(value.start < end and start < value.end for value in values):
                    places.append((Kind.NAME, start, end))
            found += [Mistake("invented", kind, text[a:b], part, a, b) for kind, a, b in places]
        return found + [
            Mistake("lost", given.kind, given.written) for given in self._lost(f"{subject}\n{body}")
        ]

    @cached_property
    def _read(self) -> list[Read]:
        """What the given texts hold besides the values that their maker names, as "24" in "within 24 hours"."""
        return list(chain.from_iterable(read_values(text) for text in self._texts))

    @cached_property
    def _known(self) -> list[tuple[Kind, str]]:
        named = [(given.kind, form) for given in self._givens for form in given.forms]
        return named + [(value.kind, form) for value in self._read for form in value.forms]

    def _is_allowed(self, value: Read) -> bool:
        if value.weekday is not None and any(_is_as_given(value, given) for given in self._read):
            return True
        if value.kind in _CHECKS:
            return _CHECKS[value.kind](value, self._known)
        related = {value.kind} | _RELATED.get(value.kind, frozenset())
        return any(
            _is_same(value, form, part=kind != value.kind or kind in _MAY_BE_PART_OF_OTHERS)
            for kind, form in self._known
            if kind in related
        )

    def _lost(self, text: str) -> Iterator[Given]:
        values = read_values(text)
        flat = re.sub(r"\s", "", plain(text)).casefold()
        spoken = re.sub(r"[\w.+-]+@[\w.-]+", "", plain(text), flags=re.ASCII)  # a firm's name in its address
        flat_names = re.sub(r"\s", "", spoken).casefold()
        for given in self._givens:
            if given.required and not _is_there(
                given, values, flat_names if given.kind == Kind.NAME else flat
            ):
                yield given
        yield from self._said_too_seldom(values)

    def _said_too_seldom(self, values: Sequence[Read]) -> Iterator[Given]:
        """Yield numbers that were given several times, for 2 boxes and for 2 weeks, and do not stand there as often."""
        wanted = Counter(
            given.forms[0] for given in self._givens if given.required and given.kind == Kind.NUMBER
        )
        found = Counter(form for value in values if value.kind == Kind.NUMBER for form in value.forms)
        for given in dict.fromkeys(self._givens):
            form = given.forms[0]
            if given.kind == Kind.NUMBER and 0 < found[form] < wanted[form]:
                yield given
                wanted[form] = 0


def _is_there(given: Given, values: Sequence[Read], flat: str) -> bool:
    if given.kind in {Kind.NAME, Kind.ADDRESS, Kind.EMAIL, Kind.CODE}:
        return any(
            re.sub(r"\s", "", plain(form)).casefold() in flat for form in (*given.forms, given.written)
        )
    for value in values:
        if value.kind != given.kind:
            continue
        if given.kind == Kind.DATE:
            if any(_same_day(ours, theirs) for ours in value.forms for theirs in given.forms):
                return True
        elif set(value.forms) & set(given.forms):
            return True
    return False


def _is_same(value: Read, form: str, *, part: bool) -> bool:
    if form in value.forms:
        return True
    if not part:
        return False
    if re.fullmatch(r"\d{4}-\d\d-\d\d|--\d\d-\d\d", form):
        return form[:4] in value.forms
    pieces = re.findall(r"\d+(?:\.\d+)?", form)
    return any(own in pieces or (len(own) > 3 and own in form) for own in value.forms)


def _is_as_given(value: Read, given: Read) -> bool:
    """Return whether a day stands with its weekday in a given text, where no year tells whether that is right."""
    return value.weekday == given.weekday and bool(set(value.forms) & set(given.forms))


def _same_day(one: str, other: str) -> bool:
    return one == other or (("--" in (one[:2], other[:2])) and one[-5:] == other[-5:])


def _date_allowed(value: Read, known: Sequence[tuple[Kind, str]]) -> bool:
    """Return whether a date was given; its weekday has to be the calendar's, a year the one of all other dates."""
    dates = [form for kind, form in known if kind == Kind.DATE]
    years = {form[:4] for form in dates if not form.startswith("--")}
    for ours in value.forms:
        for form in dates:
            if not _same_day(ours, form):
                continue
            full = next((each for each in (form, ours) if not each.startswith("--")), None)
            if full is None and len(years) == 1:
                full = f"{next(iter(years))}-{ours[2:]}"
            if form.startswith("--") and not ours.startswith("--") and {ours[:4]} != years:
                continue
            if value.weekday is None or (full is not None and weekday_of(full) == value.weekday):
                return True
    return False


def _day_allowed(value: Read, known: Sequence[tuple[Kind, str]]) -> bool:
    if any(kind == Kind.DAY and form in value.forms for kind, form in known):
        return True
    weekdays = {weekday_of(form) for kind, form in known if kind == Kind.DATE}
    return any(f"weekday {weekday}" in value.forms for weekday in weekdays)


def _month_allowed(value: Read, known: Sequence[tuple[Kind, str]]) -> bool:
    months = {form for kind, form in known if kind == Kind.MONTH}
    months |= {str(int(form[-5:-3])) for kind, form in known if kind == Kind.DATE}
    return bool(months & set(value.forms))


_CHECKS: dict[Kind, Callable[[Read, Sequence[tuple[Kind, str]]], bool]] = {
    Kind.DATE: _date_allowed,
    Kind.DAY: _day_allowed,
    Kind.MONTH: _month_allowed,
}


def is_marked(mistake: Mistake, result: EmailResult) -> bool:
    """Return whether the product tells the user of *mistake*; what is only good to know tells nobody."""
    told = [finding for finding in result.findings if finding.gravity != Gravity.NOTE]
    if mistake.what == "lost":
        return any(finding.code.startswith(_LOST_CODES) and _names(finding, mistake) for finding in told)
    if mistake.part == "body":
        return any(overlaps(finding, mistake.start, mistake.end) for finding in told)
    return any(finding.start is None and _names(finding, mistake) for finding in told)


def overlaps(finding: Finding, start: int, end: int) -> bool:
    """Return whether *finding* has a place in the body that touches these characters."""
    return finding.start is not None and finding.start < end and start < (finding.end or finding.start + 1)


def _names(finding: Finding, mistake: Mistake) -> bool:
    named = [str(value) for value in finding.parameters.values()]
    return any(len(value) > 1 and (value in mistake.written or mistake.written in value) for value in named)
