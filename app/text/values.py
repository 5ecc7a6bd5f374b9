"""Values in a text with their places: dates, amounts, numbers, phones, addresses, names, codes.

Each has a form in which equal values are equal, however they are written, so that a draft can be
checked against what was given. Precision comes first: a false value is a false alarm.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.records import Language
from app.text import addresses, amounts, codes, contacts, dates, organisations, people, times
from app.text.found import Found
from app.text.half_width import half_width
from app.text.languages import detect_language


class ValueKind(StrEnum):
    """What a value is."""

    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    POSTAL_CODE = "postal-code"
    ADDRESS = "address"
    PERSON = "person"
    ORGANISATION = "organisation"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its place; `text[start:end]` of the source is its text."""

    kind: ValueKind
    text: str
    start: int
    end: int
    normal: str
    """Comparable form: ISO date (`--MM-DD` without a year), `1234.5 EUR`, `14:30`, digits of a phone ..."""


_FINDERS: tuple[tuple[ValueKind, Callable[[str, Language], Iterator[Found]]], ...] = (
    # In the order of precedence: what an earlier finder takes, a later one does not see.
    (ValueKind.URL, contacts.find_urls),
    (ValueKind.EMAIL, contacts.find_emails),
    (ValueKind.CODE, codes.find_accounts),
    (ValueKind.DATE, dates.find_dates),
    (ValueKind.TIME, times.find_times),
    (ValueKind.AMOUNT, amounts.find_amounts),
    (ValueKind.PERCENTAGE, amounts.find_percentages),
    (ValueKind.ADDRESS, addresses.find_addresses),
    (ValueKind.POSTAL_CODE, addresses.find_postal_codes),
    (ValueKind.PHONE, contacts.find_phones),
    (ValueKind.CODE, codes.find_codes),
    (ValueKind.ORGANISATION, organisations.find_organisations),
    (ValueKind.PERSON, people.find_people),
    (ValueKind.NUMBER, amounts.find_numbers),
)


def find_values(
    text: str, language: Language | None = None, kinds: Collection[ValueKind] | None = None
) -> list[Value]:
    """Return the values of *text* in order, not overlapping; only those of *kinds* where given."""
    language = language or detect_language(text)
    plain = half_width(text)
    taken = bytearray(len(text))
    values: list[Value] = []
    for kind, find in _needed(kinds):
        for start, end, normal in find(plain, language):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                values.append(Value(kind, text[start:end], start, end, normal))
    values.sort(key=lambda value: value.start)
    return [value for value in values if kinds is None or value.kind in kinds]


MAY_SAY_LESS = frozenset({ValueKind.NUMBER, ValueKind.CODE, ValueKind.POSTAL_CODE})
"""Kinds that may repeat a part of a given value of another kind; 20 kg does not make 20 EUR known."""


def same_value(one: Value, other: Value) -> bool:
    """Return whether both mean the same; one of them may say less.

    A date without its year equals the full one of that day, unless a written weekday speaks against
    it, and 3/12/2026 equals 3 December as well as 12 March; half past two equals 14:30. A bare number equals the amount, the
    percentage, the code or the year of that number, a family name the full name.
    """
    if one.kind != other.kind:
        return any(_says_less(less, more) for less, more in ((one, other), (other, one)))
    alike = _ALIKE.get(one.kind)
    return one.normal == other.normal or (alike is not None and alike(one, other))


def stands_for(said: Value, given: Value) -> bool:
    """Return whether *said* tells all of *given*: 57 does not say what EUR 57 does, nor a year what a date does."""
    return same_value(said, given) and (said.kind == given.kind or given.kind in MAY_SAY_LESS)


def weekday_of(value: Value) -> int | None:
    """Return the weekday written with a date, 0 for Monday, or None."""
    return dates.written_weekday(value.text) if value.kind == ValueKind.DATE else None


def _needed(
    kinds: Collection[ValueKind] | None,
) -> tuple[tuple[ValueKind, Callable[[str, Language], Iterator[Found]]], ...]:
    """Return the finders of *kinds* and those that come before them."""
    if kinds is None:
        return _FINDERS
    last = max((place for place, (kind, _) in enumerate(_FINDERS, start=1) if kind in kinds), default=0)
    return _FINDERS[:last]


def _same_date(one: Value, other: Value) -> bool:
    for ours in dates.readings(one.text, one.normal):
        for theirs in dates.readings(other.text, other.normal):
            if dates.same_day(ours, theirs) and _weekdays_fit((one, ours), (other, theirs)):
                return True
    return False


def _same_time(one: Value, other: Value) -> bool:
    return not times.readings(one.text, one.normal).isdisjoint(times.readings(other.text, other.normal))


def _weekdays_fit(one: tuple[Value, str], other: tuple[Value, str]) -> bool:
    """Return whether the weekday written with a date that has no year is that of the other one."""
    for (value, normal), (_, full) in ((one, other), (other, one)):
        written, true = weekday_of(value), dates.weekday_of_day(full)
        if normal.startswith("--") and None not in (written, true) and written != true:
            return False
    return True


def _says_less(less: Value, more: Value) -> bool:
    """Return whether *less*, of another kind, is a part of *more*, as an address's postal code is."""
    if less.kind == ValueKind.NUMBER:
        year = (
            len(less.normal) == 4
            and more.kind == ValueKind.DATE
            and more.normal.startswith(less.normal + "-")
        )
        return year or more.normal.removesuffix(" %").partition(" ")[0] == less.normal
    return (less.kind, more.kind) == (ValueKind.POSTAL_CODE, ValueKind.ADDRESS) and less.normal in more.normal


def _same_name(one: Value, other: Value) -> bool:
    return people.same_name(one.normal, other.normal)


_ALIKE: dict[ValueKind, Callable[[Value, Value], bool]] = {
    ValueKind.DATE: _same_date,
    ValueKind.TIME: _same_time,
    ValueKind.PHONE: lambda one, other: contacts.same_phone(one.normal, other.normal),
    ValueKind.CODE: lambda one, other: codes.same_code(one.normal, other.normal),
    ValueKind.ADDRESS: lambda one, other: one.normal in other.normal or other.normal in one.normal,
    ValueKind.PERSON: _same_name,
    ValueKind.ORGANISATION: _same_name,
}
"""How two values of a kind can mean the same although their forms differ."""
