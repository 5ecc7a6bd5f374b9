"""Numbers as they are written: separators of either custom, Japanese units, words, kanji."""

import re
from decimal import Decimal

PLAIN = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?(?!\d)|\d{1,18}(?:\.\d{1,6})?(?!\d))"
"""Pattern of a number in digits, with commas between thousands; it is bounded, as matching must be linear."""
SEPARATED = r"(?:\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,2})?(?!\d)|\d{1,3}(?:[ ']\d{3}){1,5}(?:[.,]\d{1,2})?(?!\d))"
"""Pattern of a number with points, blanks or apostrophes between thousands."""
DECIMAL_COMMA = r"(?:\d{1,12},\d{1,2}(?!\d))"
"""Pattern of a number with a comma before its decimals."""
JAPANESE_UNITS = r"(?:千万|百万|十万|億|万|千)"
JAPANESE = rf"(?:{PLAIN}{JAPANESE_UNITS}){{1,3}}(?:\d{{1,4}}(?!\d))?"
"""Pattern of a number with Japanese units: 3万, 1億2,000万, 3万5千."""
KANJI = r"[〇一二三四五六七八九十百千万億]{1,12}"
"""Pattern of a number in kanji."""
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
}
"""English words and letters that multiply the number before them."""
WORDS = {
    name: number
    for number, name in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
"""English number words; "one" is left out, as it mostly is no number."""

_KANJI_DIGITS = {sign: digit for digit, sign in enumerate("〇一二三四五六七八九")}
_KANJI_SMALL = {"十": 10, "百": 100, "千": 1_000}
_KANJI_LARGE = {"万": 10_000, "億": 100_000_000}
_UNITS = {
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "億": 100_000_000,
}
_PART = re.compile(rf"({PLAIN})({JAPANESE_UNITS})?")


def decimal_of(written: str, *, money: bool = False) -> Decimal:
    """Return the value of *written*, which one of this module's patterns has found.

    Args:
        written: The digits with their separators, half-width.
        money: Whether it is an amount of money, which has no three decimals: 1.200 is then 1200.
    """
    digits = re.sub(r"[ ']", "", written)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, mark = (",", ".") if point > comma else (".", ",")
        digits = digits.replace(thousands, "").replace(mark, ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", digits) and (money or digits.count(".") > 1):
        digits = digits.replace(".", "")
    else:
        digits = digits.replace(",", "." if digits.count(",") == 1 else "")
    return Decimal(digits) if digits.count(".") < 2 else Decimal(digits.replace(".", ""))


def japanese_number(written: str) -> Decimal:
    """Return the value of digits with Japanese units, such as 1億2,000万."""
    parts = _PART.findall(written)
    return sum((decimal_of(digits) * _UNITS.get(unit, 1) for digits, unit in parts), Decimal(0))


def kanji_number(written: str) -> int:
    """Return the value of a number in kanji, by units (二十三) or by digits (二〇二六)."""
    if not set(written) - set(_KANJI_DIGITS):
        return int("".join(str(_KANJI_DIGITS[sign]) for sign in written))
    total = section = digit = 0
    for sign in written:
        if sign in _KANJI_DIGITS:
            digit = digit * 10 + _KANJI_DIGITS[sign]
        elif sign in _KANJI_SMALL:
            section += (digit or 1) * _KANJI_SMALL[sign]
            digit = 0
        else:
            total += ((section + digit) or 1) * _KANJI_LARGE[sign]
            section = digit = 0
    return total + section + digit


def small_number(written: str) -> int:
    """Return the value of a day, month or year in digits or in kanji."""
    return int(written) if written.isdecimal() else kanji_number(written)


def plain_form(value: Decimal) -> str:
    """Return *value* in digits without separators and without zeros at the end: 1200.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
