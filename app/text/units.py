"""Units of measure and of time beside a number, in English and Japanese."""

import re
from decimal import Decimal

_UNITS = {
    "millimetre": "mm|millimet(?:re|er)s?|ミリ(?:メートル)?",
    "centimetre": "cm|centimet(?:re|er)s?|センチ(?:メートル)?",
    "kilometre": "km|kilomet(?:re|er)s?|キロメートル",
    "metre": "m|met(?:re|er)s?|メートル",
    "milligram": "mg|milligram(?:me)?s?|ミリグラム",
    "kilogram": "kgs?|kilos?|kilogram(?:me)?s?|キロ(?:グラム)?",
    "gram": "g|gram(?:me)?s?|グラム",
    "tonne": "t|tonn?es?|tons?|トン",
    "millilitre": "ml|millilit(?:re|er)s?|ミリリットル",
    "litre": "l|lit(?:re|er)s?|リットル",
    "working day": "(?:working|business|work)[ -]days?|営業日|稼働日",
    "day": "(?:calendar[ -])?days?|日",
    "fortnight": "fortnights?",
    "week": "weeks?|wks?|週間?",
    "month": "months?|mths?|(?:か|ヶ|ヵ|カ|ケ|箇)月",
    "year": "years?|yrs?|年|カ年|か年",
    "hour": "hours?|hrs?|時間",
    "minute": "minutes?|mins?|分間?",
    "second": "seconds?|secs?|秒",
}
_LENGTHS = {
    "second": ("second", 1), "minute": ("second", 60), "hour": ("second", 3600), "day": ("second", 86_400),
    "week": ("second", 7 * 86_400), "fortnight": ("second", 14 * 86_400), "month": ("month", 1), "year": ("month", 12),
}  # fmt: skip
"""How long a unit of time is; months are of several lengths."""
_ENGLISH = "(?![a-z])"
_PATTERN = re.compile(
    "[ -]?(?:" + "|".join(f"({pattern})" for pattern in _UNITS.values()) + ")" + _ENGLISH, re.IGNORECASE
)
_NAMES = tuple(_UNITS)


def unit_at(text: str, place: int) -> str | None:
    """Return the unit that follows a number ending at *place* of *text*, half-width, by its English name; None without one."""
    match = _PATTERN.match(text, place)
    return _NAMES[match.lastindex - 1] if match and match.lastindex else None


def length_of_time(number: Decimal, unit: str | None) -> tuple[str, Decimal] | None:
    """Return a length of time in seconds or months, so that 90 minutes are 1.5 hours; None for another *unit*."""
    if unit not in _LENGTHS:
        return None
    name, size = _LENGTHS[unit]
    return name, number * size


def unit_end(text: str, place: int) -> int:
    """Return where the unit after a number ending at *place* ends; *place* itself without one."""
    match = _PATTERN.match(text, place)
    return match.end() if match else place
