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
_WORDS = {
    name: number
    for number, name in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
}  # fmt: skip
_TENS = {
    name: 10 * number
    for number, name in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_DIGIT_WORD = "(?:" + "|".join(list(_WORDS)[1:10]) + ")"
_SMALL_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:[ -]{_DIGIT_WORD})?|{'|'.join(sorted(list(_WORDS)[1:], key=len, reverse=True))})"
_LARGE_WORD = "(?:hundred|thousand|million|billion)"
SPELLED = (
    rf"(?:(?:{_SMALL_WORDS}|an?)(?:[ -]{_LARGE_WORD}){{1,2}}(?:[ ](?:and[ ])?{_SMALL_WORDS}(?:[ -]{_LARGE_WORD}){{0,2}}){{0,4}}"
    rf"|(?:{_SMALL_WORDS}|half[ ]a|a)[ ]dozen|{_SMALL_WORDS}[ ]and[ ]a[ ]half|{_SMALL_WORDS})(?![A-Za-z])"
)
"""Pattern of an English number in words: twenty-five, two hundred and ten, a dozen, one and a half."""
ORDINALS = {
    name: number
    for number, name in enumerate(
        (
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
            "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
            "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
            "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
        ),
        start=1,
    )
}  # fmt: skip
"""The days of a month in English words."""

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


def is_number_word(word: str) -> bool:
    """Return whether the lower-case English *word* is a number up to ninety."""
    return word in _WORDS or word in _TENS


def spelled_number(written: str) -> Decimal:
    """Return the value of a number in English words, which `SPELLED` has found."""
    plain = written.lower()
    whole = plain.removesuffix(" and a half")
    total = section = 0
    for word in re.findall(r"[a-z]+", whole):
        if word == "dozen":
            section = 6 if whole.startswith("half") else 12 * (section or 1)
        elif word == "hundred":
            section = 100 * (section or 1)
        elif word in SCALES:
            total += (section or 1) * SCALES[word]
            section = 0
        else:
            section += _WORDS.get(word, 0) + _TENS.get(word, 0)
    return Decimal(total + section) + (Decimal("0.5") if whole != plain else 0)


def small_number(written: str) -> int:
    """Return the value of a day, month, year or hour in digits, in kanji or as an English ordinal."""
    if written.isdecimal():
        return int(written)
    return ORDINALS.get(written.lower()) or kanji_number(written)


def plain_form(value: Decimal) -> str:
    """Return *value* in digits without separators and without zeros at the end: 1200.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
