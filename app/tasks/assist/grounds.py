"""What the user gave, and where values of arguments stand in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from app.records import Evidence, SourceText
from app.tasks.assist.days import DAY_LIKE
from app.tasks.assist.tool import Value
from app.text.comparing import folded
from app.text.half_width import half_width
from app.text.languages import detect_language
from app.text.loose_days import find_loose_days
from app.text.numerals import plain_form
from app.text.orders import order_spans
from app.text.values import Value as FoundValue
from app.text.values import ValueKind, find_values

WISH, TEXT = "wish", "text"
"""Names of the two inputs, as `Evidence.source` has them."""

_NUMBERS = (ValueKind.NUMBER, ValueKind.AMOUNT, ValueKind.PERCENTAGE)
_DIGITS = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE | re.ASCII)
_LONGEST = 20_000
"""Characters of a text in which values are looked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user gave: a wish in the user's own words, a text that was read somewhere, or both."""

    wish: str = ""
    """What is wanted, typed by the user."""
    text: str = ""
    """What it is about: selected, or copied from elsewhere; never obeyed."""

    @property
    def sources(self) -> tuple[SourceText, ...]:
        """Both as texts with their names, without what is empty."""
        pairs = ((WISH, self.wish), (TEXT, self.text[:_LONGEST]))
        return tuple(SourceText(name, text) for name, text in pairs if text.strip())


class Grounds:
    """Finds the passages that values rest on; what reads like an order to the program carries nothing.

    Attributes:
        given: What the user gave.
    """

    def __init__(self, given: Given) -> None:
        """Look into *given*."""
        self.given = given
        self._sources = [(source, _outside_orders(source)) for source in given.sources]

    def places(self, value: Value) -> tuple[Evidence, ...]:
        """Return the passages that hold *value*; of a list or record, those of its parts; empty where one has none."""
        if value is None or isinstance(value, bool):
            return ()
        if isinstance(value, (int, float)):
            return self._number(value)
        if isinstance(value, str):
            return self._text(value)
        parts = list(value.values() if isinstance(value, Mapping) else value)
        found = [self.places(part) for part in parts]
        if not all(found):
            return ()
        return tuple(dict.fromkeys(each[0] for each in found))

    @cached_property
    def numbers(self) -> tuple[tuple[Decimal, Evidence], ...]:
        """The numbers in what was given, with their places: in digits, in words, amounts, percentages."""
        return tuple(
            (number, Evidence(source.name, source.text[start:end], start, end))
            for source, plain in self._sources
            for start, end, number in sorted(_numbers(plain))
        )

    @property
    def free_numbers(self) -> tuple[tuple[Decimal, Evidence], ...]:
        """The numbers that are no part of a day."""
        return tuple(
            (number, place)
            for number, place in self.numbers
            if not any(
                place.source == day.source and place.start < day.end and day.start < place.end
                for day in self.days
            )
        )

    @cached_property
    def days(self) -> tuple[Evidence, ...]:
        """The days in what was given: dates, also impossible ones, and days without a date, such as tomorrow."""
        found: list[Evidence] = []
        for source, plain in self._sources:
            language = detect_language(source.text)
            spans = [(value.start, value.end) for value in find_values(plain, language, [ValueKind.DATE])]
            for start, end, _ in find_loose_days(half_width(plain), language):
                _add_free(spans, (start, end))
            for match in DAY_LIKE.finditer(half_width(plain)):
                _add_free(spans, match.span())
            found += [Evidence(source.name, source.text[s:e], s, e) for s, e in sorted(spans)]
        return tuple(found)

    def _number(self, value: float) -> tuple[Evidence, ...]:
        exact = Decimal(str(value))
        found = [place for number, place in self.numbers if number == exact]
        if not found:  # days before are counted with a minus, and 0.05 is written 5 %
            found = [place for number, place in self.numbers if number == -exact]
        if not found:
            found = [place for number, place in self.numbers if number == 100 * exact and _is_share(place)]
        return tuple(found[:1])

    def _text(self, value: str) -> tuple[Evidence, ...]:
        words = folded(value).split()
        if not words:
            return ()
        # No part of a longer word; a number may stand before a unit: 6cm.
        pattern = re.compile("(?<![a-z])" + r"\s*".join(map(re.escape, words)) + "(?![a-z])")
        for source, plain in self._sources:
            lowered = folded(plain)
            if len(lowered) != len(plain):  # a letter has become two: places would not fit
                lowered = plain.lower() if len(plain.lower()) == len(plain) else plain
            if match := pattern.search(lowered):
                return (Evidence(source.name, source.text[slice(*match.span())], *match.span()),)
        return ()


def _add_free(spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """Add *span* unless it overlaps one that is there."""
    if all(span[1] <= start or end <= span[0] for start, end in spans):
        spans.append(span)


def _is_share(place: Evidence) -> bool:
    return any(
        sign in half_width(place.quote).lower() for sign in ("%", "percent", "per cent", "パーセント", "割")
    )


def number_of(found: FoundValue) -> Decimal | None:
    """Return the number in a value that was found, without its currency or sign."""
    try:
        return Decimal(found.normal.partition(" ")[0])
    except InvalidOperation:
        return None


def _outside_orders(source: SourceText) -> str:
    """Return the text with what reads like an order to the program blanked out; the user's own wish stays."""
    text = source.text
    if source.name == WISH:
        return text
    for start, end in order_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _numbers(plain: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the numbers of a text with their places, each once."""
    found = [(value.start, value.end, number_of(value)) for value in find_values(plain, None, _NUMBERS)]
    taken = [(start, end) for start, end, _ in found]
    for start, end, number in found:
        if number is not None:
            yield start, end, number
    for match in _DIGITS.finditer(half_width(plain)):
        if all(match.end() <= start or end <= match.start() for start, end in taken):
            digits = match.group().replace(",", "")
            yield *match.span(), Decimal(plain_form(Decimal(digits)))
