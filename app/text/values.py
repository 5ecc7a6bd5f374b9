"""Values in a text with their places: dates, amounts, numbers, phones, addresses, names, codes.

Each has a form in which equal values are equal, however they are written, so that a draft can be
checked against what was given. Precision comes first: a false value is a false alarm.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.records import Language
from app.text import addresses, amounts, contacts, dates, names
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


Found = tuple[int, int, str]
"""Start, end, comparable form."""

_FINDERS: tuple[tuple[ValueKind, Callable[[str, Language], Iterator[Found]]], ...] = (
    # In the order of precedence: what an earlier finder takes, a later one does not see.
    (ValueKind.URL, contacts.find_urls),
    (ValueKind.EMAIL, contacts.find_emails),
    (ValueKind.DATE, dates.find_dates),
    (ValueKind.TIME, dates.find_times),
    (ValueKind.AMOUNT, amounts.find_amounts),
    (ValueKind.PERCENTAGE, amounts.find_percentages),
    (ValueKind.ADDRESS, addresses.find_addresses),
    (ValueKind.POSTAL_CODE, addresses.find_postal_codes),
    (ValueKind.PHONE, contacts.find_phones),
    (ValueKind.CODE, contacts.find_codes),
    (ValueKind.ORGANISATION, names.find_organisations),
    (ValueKind.PERSON, names.find_people),
    (ValueKind.NUMBER, amounts.find_numbers),
)


def find_values(
    text: str, language: Language | None = None, kinds: Collection[ValueKind] | None = None
) -> list[Value]:
    """Return the values of *text* in order, not overlapping; only those of *kinds* where given."""
    language = language or detect_language(text)
    taken = bytearray(len(text))
    values: list[Value] = []
    for kind, find in _FINDERS:
        for start, end, normal in find(text, language):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                values.append(Value(kind, text[start:end], start, end, normal))
    values.sort(key=lambda value: value.start)
    return [value for value in values if kinds is None or value.kind in kinds]


def same_value(one: Value, other: Value) -> bool:
    """Return whether both mean the same: a date without its year equals the full one of that day."""
    if one.normal == other.normal:
        return one.kind == other.kind or ValueKind.NUMBER in {one.kind, other.kind}
    if one.kind != other.kind:
        return False
    if one.kind == ValueKind.DATE:
        return dates.same_day(one.normal, other.normal)
    if one.kind == ValueKind.PHONE:
        return one.normal.lstrip("0")[-9:] == other.normal.lstrip("0")[-9:]
    if one.kind in {ValueKind.PERSON, ValueKind.ORGANISATION}:
        ours, theirs = one.normal.split(), other.normal.split()
        return ours[-len(theirs) :] == theirs or theirs[-len(ours) :] == ours
    return False


def weekday_of(value: Value) -> int | None:
    """Return the weekday written with a date, 0 for Monday, or None."""
    return dates.written_weekday(value.text)
