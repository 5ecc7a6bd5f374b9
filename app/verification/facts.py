"""Checks a text against what was given: every fact stands in it, and no value that nobody gave."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from app.records import FactCheck, Finding, Gravity, Language
from app.text.counted_points import find_counted_points
from app.text.half_width import half_width
from app.text.list_points import points
from app.text.loose_days import day_form, find_loose_days, hours_form, month_form, weekday_form
from app.text.loose_numbers import find_loose_numbers, some_form, times_form
from app.text.romanised import plain_romanised, romanised_names
from app.text.units import length_of_time, unit_at, unit_end
from app.text.values import MAY_SAY_LESS, Value, ValueKind, find_values, same_value, stands_for, weekday_of
from app.verification.places import SearchText, search_text

_LANGUAGES: tuple[Language, ...] = ("en", "ja")
_MONTH_AND_DAY = re.compile(r"--(\d\d)-(\d\d)")
_RUN = re.compile(r"[\w/_-]+(?:[.,][\w/_-]+)*", re.ASCII)
"""Signs without a blank between them."""
_DAY_OF_MONTH = re.compile(r"日(?!間|[ほ程か以]|後)")
_CODE_BEFORE = re.compile(r"\b([A-Z]{1,6}) $")
_TIMES = re.compile(r"[ -]?(?:times\b|fold\b|[x×](?!\w)|[倍回])", re.IGNORECASE)
"""What tells that a number says how many times."""
_FRACTION = re.compile(r"(?<![\d/.,])([1-9])/([1-9]\d?)(?![\d/])", re.ASCII)
_LONGEST_RUN = 60
_MANY = 10
"""From here on nobody says “a few”."""
_LIST_NUMBER = re.compile(r"(?m)^[ \t]*\(?\d{1,2}[.)．）](?!\d)")


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
        self._searched = [search_text(text) for text in texts]

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """All values in the texts, each read as either language."""
        found = {
            (value.kind, value.normal, weekday_of(value)): value
            for text in self.texts
            for language in _LANGUAGES
            for value in values_in(text, language)
        }
        return tuple(found.values())

    def hold(self, spelling: str) -> bool:
        """Return whether *spelling* stands in one of the texts."""
        return any(spelling in text for text in self._searched)

    def hold_code(self, letters: str, digits: str) -> bool:
        """Return whether a code stands in one of the texts that may be written with a blank within, as KC 2041 for KC-2041."""
        return any(self.hold(f"{letters}{sign}{digits}") for sign in ("-", "", " "))

    def hold_romanised(self, name: str) -> bool:
        """Return whether each word of *name*, in Latin letters, is how a Japanese name in the texts is read."""
        return name.isascii() and all(plain_romanised(word) in self._romanised for word in name.split())

    @cached_property
    def _romanised(self) -> frozenset[str]:
        return frozenset(name for text in self.texts for _, _, name in romanised_names(text))

    def know(self, value: Value) -> bool:
        """Return whether *value* stands in one of the texts, however it is written."""
        for known in self.values:
            if same_value(value, known) and (value.kind == known.kind or value.kind in MAY_SAY_LESS):
                return True
        if value.kind == ValueKind.DATE and self._hold_short_date(value.normal):
            return True
        if value.kind == ValueKind.PERSON and self.hold_romanised(value.text):
            return True
        # A bare number is too often part of something else to be looked up by its signs.
        return value.kind != ValueKind.NUMBER and self.hold(value.text)

    def _hold_short_date(self, normal: str) -> bool:
        """Return whether a day without its year stands in a text as 3/18, which alone may be a fraction."""
        match = _MONTH_AND_DAY.fullmatch(normal)
        short = rf"(?<![\d/]){int(match[1])}/{int(match[2])}(?![\d/])" if match else "(?!)"
        return any(re.search(short, unicodedata.normalize("NFKC", text)) for text in self.texts)

    def days(self, value: Value) -> set[dt.date]:
        """Return the days that a date may mean, its year taken from the texts where it has none."""
        known = (one.normal for one in self.values if one.kind == ValueKind.DATE and same_value(value, one))
        normals = known if value.normal.startswith("--") else (value.normal,)
        return {dt.date.fromisoformat(normal) for normal in normals if not normal.startswith("--")}

    @cached_property
    def _units(self) -> dict[str, set[str | None]]:
        """The units that the texts write with each number."""
        units: dict[str, set[str | None]] = {}
        for text in self.texts:
            plain = half_width(text)
            for language in _LANGUAGES:
                for value in values_in(text, language):
                    if value.kind == ValueKind.NUMBER:
                        units.setdefault(value.normal, set()).add(unit_at(plain, value.end))
        return units

    def contradict_unit(self, value: Value, unit: str | None) -> bool:
        """Return whether the texts write the number *value* with other units than *unit* only."""
        known = self._units.get(value.normal, {None})
        return unit is not None and None not in known and unit not in known

    def know_length(self, value: Value, unit: str | None) -> bool:
        """Return whether the texts name so long a time in other units, as 90 minutes for 1.5 hours."""
        wanted = length_of_time(Decimal(value.normal), unit)
        return wanted is not None and wanted in self._lengths

    @cached_property
    def _lengths(self) -> frozenset[tuple[str, Decimal] | None]:
        return frozenset(
            length_of_time(Decimal(normal), unit)
            for normal, units in self._units.items()
            for unit in units
            if unit
        )

    def weekdays(self, value: Value) -> set[int]:
        """Return the weekdays that the texts write with that day, 0 for Monday."""
        return {
            weekday
            for one in self.values
            if one.normal[-5:] == value.normal[-5:] and (weekday := weekday_of(one)) is not None
        }

    @cached_property
    def loose_days(self) -> frozenset[str]:
        """What the texts name of days without a date, and the weekdays and months of their dates.

        Forms are those of `find_loose_days`.
        """
        found = {
            normal
            for text in self.texts
            for language in _LANGUAGES
            for _, _, normal in find_loose_days(half_width(text), language)
        }
        for value in self.values:
            if value.kind == ValueKind.DATE:
                found |= {month_form(int(value.normal[-5:-3])), day_form(int(value.normal[-2:]))}
                weekdays = self.weekdays(value) | {day.weekday() for day in self.days(value)}
                found |= {weekday_form(weekday) for weekday in weekdays}
            elif value.kind == ValueKind.TIME:
                found.add(hours_form(int(value.normal[:2])))
        return frozenset(found)

    @cached_property
    def loose_numbers(self) -> frozenset[str]:
        """What the texts name of numbers without a figure, or with one: 3 days are “some day”, 50 % “times 0.5”.

        Forms are those of `find_loose_numbers`.
        """
        found: set[str] = set()
        for text in self.texts:
            plain = half_width(text)
            found |= {f"part {part}/{whole}" for part, whole in _FRACTION.findall(plain)}
            for language in _LANGUAGES:
                found |= {normal for _, _, normal in find_loose_numbers(plain, language)}
                for value in values_in(text, language):
                    found |= _loosely(value, plain)
        return frozenset(found)

    @cached_property
    def counts_of_points(self) -> frozenset[str]:
        """How many points, questions and requests the texts say that there are."""
        return frozenset(
            number
            for text in self.texts
            for language in _LANGUAGES
            for _, _, number in find_counted_points(half_width(text), language)
        )


def _loosely(value: Value, plain: str) -> set[str]:
    """Return the forms of `find_loose_numbers` that may be said in place of *value* of *plain*, half-width."""
    if value.kind == ValueKind.PERCENTAGE:
        return (
            {times_form("0.5")}
            if value.normal == "50 %"
            else {times_form("2")}
            if value.normal == "200 %"
            else set()
        )
    if value.kind != ValueKind.NUMBER:
        return set()
    if _TIMES.match(plain, value.end):
        return {times_form(value.normal), some_form("回")}
    unit = unit_at(plain, value.end) or plain[value.end : value.end + 1]
    halved = {times_form("0.5")} if value.normal == "0.5" else set()
    return halved | ({some_form(unit)} if 1 < Decimal(value.normal) < _MANY else set())


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
        found = [next((v for v in values if stands_for(v, one)), None) for one in wanted]
        first = found[0]
        if first is not None and all(found):
            return first.start, first.end
    if fact.free and (parts := points(fact.value)):
        places = [text.find(point) for point in parts]
        if places[0] is not None and all(places):
            return places[0]
    return None


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
    """Yield a finding for each value in *text* that no source holds, and each weekday that does not fit.

    A number with another unit, 5 km in place of 5 m, is another value.
    """
    plain = half_width(text)
    numbering = [match.span() for match in _LIST_NUMBER.finditer(text)]
    numbering += _counts_of_own_points(plain, sources, language)
    for value in values_in(text, language):
        if value.kind == ValueKind.NUMBER:
            in_a_list = any(a <= value.start < b for a, b in numbering)
            if not in_a_list and not _is_number_known(value, plain, sources):
                end = unit_end(plain, value.end)
                yield _finding("invented-number", replace(value, text=text[value.start : end], end=end))
            continue
        bare = replace(value, text=value.normal) if weekday_of(value) is not None else value
        if sources.know(value) or sources.know(bare):
            yield from _about_weekday(value, bare, sources)
        else:
            yield _finding(f"invented-{value.kind.value}", value)


def _counts_of_own_points(plain: str, sources: Sources, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where *plain*, half-width, counts its own points; where the sources count some, theirs is the number."""
    for start, end, number in find_counted_points(plain, language):
        if not sources.counts_of_points or number in sources.counts_of_points:
            yield start, end


def _is_number_known(value: Value, plain: str, sources: Sources) -> bool:
    """Return whether a source holds a number of *plain*, half-width, in its unit if it has one."""
    unit = unit_at(plain, value.end)
    if sources.know_length(value, unit):
        return True
    if (value.normal == "0.5" or _TIMES.match(plain, value.end)) and times_form(
        value.normal
    ) in sources.loose_numbers:
        return True
    if sources.know(value) or (value.normal == "1" and sources.hold("one")):
        return not sources.contradict_unit(value, unit)
    if _DAY_OF_MONTH.match(plain, value.end) and value.normal.isdecimal():
        return day_form(int(value.normal)) in sources.loose_days
    return _is_part_of_given(value, plain, sources)


def _about_weekday(value: Value, bare: Value, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where the weekday of a date is wrong, or nothing tells that it is right."""
    weekday = weekday_of(value)
    if weekday is None:
        return
    days = {day.weekday() for day in sources.days(bare)}
    known = days or sources.weekdays(bare)
    if not known:
        yield replace(_finding("invented-weekday", value), gravity=Gravity.DOUBT)
    elif weekday not in known:
        yield _finding("weekday-does-not-fit", value)


def _is_part_of_given(value: Value, plain: str, sources: Sources) -> bool:
    """Return whether a number is only a part of signs that a source holds, as 7146 is of 2026-7146 or 2041 of KC 2041."""
    begin = max(value.start - _LONGEST_RUN, 0)
    before = _CODE_BEFORE.search(plain, begin, value.start)
    if before and sources.hold_code(before[1], value.text):
        return True
    around = next((match for match in _RUN.finditer(plain, begin) if match.end() >= value.end), None)
    if around is None or around.start() > value.start:  # a number in kanji
        return False
    return len(around.group()) > value.end - value.start and sources.hold(around.group())


def _finding(code: str, value: Value) -> Finding:
    return Finding(code, {"value": value.text}, value.start, value.end, Gravity.WRONG)
