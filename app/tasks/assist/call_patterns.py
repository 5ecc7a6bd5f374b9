"""Calls that the words alone make clear, in English and Japanese; without a model they are all that is proposed."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from app.errors import InputError
from app.tasks.assist.argument_tidying import tidied
from app.tasks.assist.grounds import Grounds
from app.tasks.assist.measures import unit_called
from app.tasks.assist.tool import ProposedCall, ToolDescription, Value
from app.text.half_width import half_width
from app.text.values import ValueKind, find_values

Written: TypeAlias = Mapping[str, Value]
Build: TypeAlias = Callable[[re.Match[str], "_Said"], Written | None]

_UNITS_JA = {"日": "day", "週間": "week", "か月": "month", "年": "year"}
_LONGEST = 300
"""Characters of a wish; longer texts only hold one among other things."""


class _Said:
    """What is said, with its days and numbers."""

    def __init__(self, grounds: Grounds, source: str) -> None:
        self.days = [day.quote for day in grounds.days if day.source == source]
        self.numbers = [number for number, place in grounds.free_numbers if place.source == source]

    def count(self, match: re.Match[str], sign: int) -> int:
        """Return the number that stands in the match, with *sign*."""
        return sign * int(match["count"])


def call_by_pattern(tools: Mapping[str, ToolDescription], grounds: Grounds) -> ProposedCall | None:
    """Return the call of one of *tools* that the words make clear: all that it needs stands there once; else None."""
    sources = grounds.given.sources
    if not sources or len(sources[0].text) > _LONGEST:
        return None
    plain = half_width(sources[0].text)
    said = _Said(grounds, sources[0].name)
    for name, pattern, build in _PATTERNS:
        match = pattern.search(plain) if name in tools else None
        written = build(match, said) if match else None
        if written is not None:
            return tidied(tools[name], written, grounds, "rule")
    return None


def _shift(match: re.Match[str], said: _Said) -> Written | None:
    """Return how far a day is moved and from which one; today where none is named."""
    days = [
        day for day in said.days if not re.search(rf"{match['count']}\s*(?:日|営業日|days?)", half_width(day))
    ]
    if len(days) > 1:
        return None
    sign = -1 if re.match("before|prior|前", match["side"], re.IGNORECASE) else 1
    found: dict[str, Value] = {"count": said.count(match, sign)}
    if unit := match.groupdict().get("unit"):
        unit = re.sub("[ヶカケ箇ヵ]月", "か月", unit.lower())
        found["unit"] = _UNITS_JA.get(unit, unit)
    return found | ({"day": days[0]} if days else {})


def _between(_match: re.Match[str], said: _Said) -> Written | None:
    if len(said.days) == 1:
        return {"last": said.days[0]}
    return {"first": said.days[0], "last": said.days[1]} if len(said.days) == 2 else None


def _one_day(_match: re.Match[str], said: _Said, **more: Value) -> Written | None:
    # Another number may count days from that one.
    return {"day": said.days[0], **more} if len(said.days) == 1 and not said.numbers else None


def _tax(match: re.Match[str], _said: _Said) -> Written | None:
    """Return amount, currency and rate where each stands there once."""
    values = find_values(match.string, None, [ValueKind.AMOUNT, ValueKind.PERCENTAGE])
    amounts = [value for value in values if value.kind == ValueKind.AMOUNT]
    rates = [value.normal.split(" ")[0] for value in values if value.kind == ValueKind.PERCENTAGE]
    if len(amounts) != 1 or len(rates) != 1:
        return None
    amount = Decimal(amounts[0].normal.partition(" ")[0])
    currency = re.sub(r"[\d.,' ]|億|万|千", "", amounts[0].text)  # as it stands there
    return {"amount": _plain(amount), "currency": currency, "rate": _plain(Decimal(rates[0]))}


def _units(match: re.Match[str], said: _Said) -> Written | None:
    if len(said.numbers) != 1:
        return None
    try:
        units = unit_called(match["unit"]), unit_called(match["to"])
    except InputError:
        return None
    if units[0].quantity != units[1].quantity:
        return None
    return {"value": _plain(said.numbers[0]), "unit": match["unit"].strip(), "to": match["to"].strip()}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _regex(english: str, japanese: str) -> re.Pattern[str]:
    return re.compile(rf"{english}|{japanese}", re.IGNORECASE)


_NAME = r"[^\d\s,?。、]{1,20}(?: [a-z]{1,12})?"
_PATTERNS: tuple[tuple[str, re.Pattern[str], Build], ...] = (
    *(
        ("add_working_days", re.compile(pattern, re.IGNORECASE), _shift)
        for pattern in (
            r"\b(?P<count>\d{1,5}) (?:business|working) days? (?P<side>after|from|before|prior)\b",
            r"(?P<count>\d{1,5}) ?営業日(?P<side>後|前)",
        )
    ),
    (
        "working_days_between",
        _regex(r"\bhow many (?:business|working) days\b", "何営業日|営業日数|営業日.{0,4}何日"),
        _between,
    ),
    *(
        ("add_days", re.compile(pattern, re.IGNORECASE), _shift)
        for pattern in (
            r"\b(?P<count>\d{1,5}) (?P<unit>day|week|month|year)s? (?P<side>after|from|before|prior)\b",
            r"(?P<count>\d{1,5}) ?(?P<unit>日|週間|[かヶカケヵ箇]月|年)(?P<side>後|前)",
        )
    ),
    ("days_between", _regex(r"\bhow many days\b", "何日(?:間|ある|です|か)"), _between),
    (
        "weekday",
        _regex(
            r"\b(?:what|which) (?:weekday|day of the week)\b|^\s*(?:what|which) day (?:is|was|will)\b",
            "何曜日?",
        ),
        _one_day,
    ),
    ("write_date", _regex(r"\bjapanese era\b", "和暦|元号"), partial(_one_day, form="era")),
    ("write_date", re.compile("西暦"), partial(_one_day, form="japanese")),
    (
        "remove_tax",
        _regex(
            r"\b(?:remove|subtract|take off|without|excluding|net of) .{0,12}\b(?:tax|vat)\b",
            "税込.{0,24}税抜|税抜(?!.{0,24}税込)",
        ),
        _tax,
    ),
    ("add_tax", _regex(r"\b(?:add|plus|with|including) .{0,12}\b(?:tax|vat)\b", "税込"), _tax),
    *(
        ("convert_unit", re.compile(pattern, re.IGNORECASE), _units)
        for pattern in (
            rf"\d ?(?P<unit>{_NAME}) (?:in|into|to|as) (?P<to>{_NAME})\??$",
            r"\d ?(?P<unit>[^\d\sはを]{1,10})(?:は|を)何?(?P<to>[^\d\s?にでかは]{1,10})(?:に|で|か|\?|$)",
        )
    ),
)
"""Tool, pattern, and what makes its arguments; the first that fits holds."""
