"""Numbers and dates in the forms that offices write them in, English and Japanese."""

import datetime as dt
from decimal import Decimal

from app.errors import InputError
from app.text.numerals import plain_form

NUMBER_FORMS = ("plain", "grouped", "european", "japanese", "kanji", "formal-kanji")
"""1234567.5, 1,234,567.5, 1.234.567,5, 123万4,567, 百二十三万四千五百六十七, 壱百弐拾参万四千五百六拾七."""
DATE_FORMS = ("iso", "english", "american", "japanese", "era")
"""2026-03-12, 12 March 2026, March 12, 2026, 2026年3月12日, 令和8年3月12日."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Codes of the weekdays' words, Monday first."""

_ERAS = (
    (dt.date(2019, 5, 1), "令和"),
    (dt.date(1989, 1, 8), "平成"),
    (dt.date(1926, 12, 25), "昭和"),
    (dt.date(1912, 7, 30), "大正"),
    (dt.date(1873, 1, 1), "明治"),  # Japan's calendar was another one before
)
_MEIJI_BEGAN = 1868
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LARGE = ("", "万", "億", "兆")
_SMALL = ("", "十", "百", "千")
_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("一二三十", "壱弐参拾")
_MOST_JAPANESE = 10**16


def number_as(number: Decimal, form: str) -> str:
    """Return *number* in one of `NUMBER_FORMS`.

    Raises:
        InputError: `tool-form-whole-only`: only whole numbers below 1京 that are not negative have that form.
    """
    if form == "plain":
        return plain_form(number)
    if form in ("grouped", "european"):
        whole, _, decimals = plain_form(number).partition(".")
        text = f"{int(whole):,}" if int(whole) or not whole.startswith("-") else whole
        point = "." if form == "grouped" else ","
        text = text if form == "grouped" else text.replace(",", ".")
        return f"{text}{point}{decimals}" if decimals else text
    if number != number.to_integral_value() or not 0 <= number < _MOST_JAPANESE:
        raise InputError("tool-form-whole-only", value=plain_form(number))
    if form == "japanese":
        return _with_units(int(number))
    kanji = _in_kanji(int(number), formal=form == "formal-kanji")
    return kanji.translate(_FORMAL) if form == "formal-kanji" else kanji


def date_as(day: dt.date, form: str) -> str:
    """Return *day* in one of `DATE_FORMS`.

    Raises:
        InputError: `tool-no-era`: the day is before 1873.
    """
    if form == "english":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if form == "american":
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    if form == "japanese":
        return f"{day.year}年{day.month}月{day.day}日"
    if form == "era":
        return f"{era_year(day)}{day.month}月{day.day}日"
    return day.isoformat()


def era_year(day: dt.date) -> str:
    """Return the year of *day* by its era: 令和8年, 令和元年.

    Raises:
        InputError: `tool-no-era`: the day is before 1873.
    """
    for begin, name in _ERAS:
        if day >= begin:
            count = day.year - (begin.year if name != "明治" else _MEIJI_BEGAN) + 1
            return f"{name}{'元' if count == 1 else count}年"
    raise InputError("tool-no-era", value=day.isoformat())


def _with_units(number: int) -> str:
    """Return 1億2,345万6,789."""
    parts: list[str] = []
    for unit in _LARGE:
        number, rest = divmod(number, 10_000)
        if rest:
            parts.append(f"{rest:,}{unit}")
    return "".join(reversed(parts)) or "0"


def _in_kanji(number: int, *, formal: bool) -> str:
    parts: list[str] = []
    for unit in _LARGE:
        number, rest = divmod(number, 10_000)
        if rest:
            least = 1 if formal else 3 if unit else 4
            parts.append(_section(rest, least) + unit)
    return "".join(reversed(parts)) or _DIGITS[0]


def _section(number: int, least: int) -> str:
    """Return a number below ten thousand; a one is written before 十, 百 and 千 from the *least* of these places on."""
    text = ""
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            text += ("" if digit == 1 and 0 < place < least else _DIGITS[digit]) + _SMALL[place]
    return text
