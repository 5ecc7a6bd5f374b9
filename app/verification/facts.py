"""Checks a text against what was given: every fact stands in it, and no value that nobody gave."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from app.records import FactCheck, Finding, Gravity, Language
from app.text.values import Value, ValueKind, find_values, same_value, weekday_of
from app.verification.places import SearchText

_MAY_SAY_LESS = frozenset({ValueKind.NUMBER, ValueKind.CODE, ValueKind.POSTAL_CODE})
"""Kinds that may repeat a part of a given value of another kind; 20 kg does not make 20 EUR known."""
_MONTH_AND_DAY = re.compile(r"--(\d\d)-(\d\d)")
_LIST_NUMBER = re.compile(r"(?m)^[ \t]*\(?\d{1,2}[.)．）]")


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact that should stand in a draft."""

    key: str
    label: str
    """What people call it."""
    value: str
    """As the user gave it."""
    spellings: tuple[str, ...]
    """Ways in which it may stand there, besides equal values."""
    kinds: frozenset[ValueKind] = frozenset()
    """Kinds of values that it is found as, however it is written; none means its words only."""
    free: bool = False
    """True for running words, which a person may well put in another way."""


class Sources:
    """The texts that a draft may take its values from.

    Attributes:
        texts: The texts.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        self._searched = [SearchText(text) for text in texts]

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """All values in the texts, each read as either language."""
        found = {
            (value.kind, value.normal): value
            for text in self.texts
            for language in ("en", "ja")
            for value in find_values(text, language)
        }
        return tuple(found.values())

    def hold(self, spelling: str) -> bool:
        """Return whether *spelling* stands in one of the texts."""
        return any(spelling in text for text in self._searched)

    def know(self, value: Value) -> bool:
        """Return whether *value* stands in one of the texts, however it is written."""
        for known in self.values:
            if same_value(value, known) and (value.kind == known.kind or value.kind in _MAY_SAY_LESS):
                return True
        if value.kind == ValueKind.DATE and self._hold_short_date(value.normal):
            return True
        # A bare number is too often part of something else to be looked up by its signs.
        return value.kind != ValueKind.NUMBER and self.hold(value.text)

    def _hold_short_date(self, normal: str) -> bool:
        """Return whether a day without its year stands in a text as 3/18, which alone may be a fraction."""
        match = _MONTH_AND_DAY.fullmatch(normal)
        short = rf"(?<![\d/]){int(match[1])}/{int(match[2])}(?![\d/])" if match else "(?!)"
        return any(re.search(short, unicodedata.normalize("NFKC", text)) for text in self.texts)

    def day(self, value: Value) -> dt.date | None:
        """Return the day that a date means, its year taken from the texts where it has none."""
        known = (one.normal for one in self.values if one.kind == ValueKind.DATE and same_value(value, one))
        for normal in (value.normal, *known):
            try:
                return dt.date.fromisoformat(normal)
            except ValueError:
                continue
        return None


@lru_cache(maxsize=256)
def values_in(text: str, language: Language, kinds: frozenset[ValueKind] | None = None) -> tuple[Value, ...]:
    """Return what `find_values` finds; several checks ask for the values of one text."""
    return tuple(find_values(text, language, kinds))


def check_facts(
    expected: Sequence[Expected], subject: str, body: str, language: Language
) -> tuple[FactCheck, ...]:
    """Return for each fact whether it stands in the draft, with its place in the body."""
    values = values_in(body, language)
    texts = SearchText(body), SearchText(subject)
    subject_values = values_in(subject, language)
    return tuple(_check_fact(fact, texts, values, subject_values, language) for fact in expected)


def _check_fact(
    fact: Expected,
    texts: tuple[SearchText, SearchText],
    values: Sequence[Value],
    subject_values: Sequence[Value],
    language: Language,
) -> FactCheck:
    place = _place(fact, texts[0], values, language)
    if place:
        return FactCheck(fact.key, fact.value, found=True, start=place[0], end=place[1])
    found = _place(fact, texts[1], subject_values, language) is not None
    return FactCheck(fact.key, fact.value, found=found)


def _place(
    fact: Expected, text: SearchText, values: Sequence[Value], language: Language
) -> tuple[int, int] | None:
    for spelling in fact.spellings:
        if place := text.find(spelling):
            return place
    if fact.kinds and (wanted := values_in(fact.value, language, fact.kinds)):
        found = [next((v for v in values if same_value(v, one)), None) for one in wanted]
        first = found[0]
        if first is not None and all(found):
            return first.start, first.end
    if fact.free and (points := _points(fact.value)):
        places = [text.find(point) for point in points]
        if places[0] is not None and all(places):
            return places[0]
    return None


def _points(text: str) -> list[str]:
    return [point for piece in re.split(r"[\n;；]", text) if (point := piece.strip(" \t　-*•・■●○"))]


def missing_facts(expected: Sequence[Expected], checks: Sequence[FactCheck]) -> Iterator[Finding]:
    """Yield a finding for each fact that is not in the draft."""
    for fact, check in zip(expected, checks, strict=True):
        if not check.found:
            yield Finding(
                "missing-fact",
                {"fact": fact.label, "value": fact.value},
                gravity=Gravity.DOUBT if fact.free else Gravity.WRONG,
            )


def invented_values(text: str, sources: Sources, language: Language) -> Iterator[Finding]:
    """Yield a finding for each value in *text* that no source holds, and each weekday that does not fit."""
    numbering = [match.span() for match in _LIST_NUMBER.finditer(text)]
    for value in values_in(text, language):
        if value.kind == ValueKind.NUMBER and any(a <= value.start < b for a, b in numbering):
            continue
        bare = replace(value, text=value.normal) if weekday_of(value) is not None else value
        if not sources.know(value) and not sources.know(bare):
            yield _finding(f"invented-{value.kind.value}", value)
        elif _weekday_misfits(value, sources.day(bare)):
            yield _finding("weekday-does-not-fit", value)


def _weekday_misfits(value: Value, day: dt.date | None) -> bool:
    weekday = weekday_of(value)
    return weekday is not None and day is not None and day.weekday() != weekday


def _finding(code: str, value: Value) -> Finding:
    return Finding(code, {"value": value.text}, value.start, value.end, Gravity.WRONG)
