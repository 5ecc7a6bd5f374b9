"""Amounts of money, percentages and plain numbers."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from app.records import Language

_CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY",
    "￥": "JPY", "jpy": "JPY", "yen": "JPY", "円": "JPY", "ドル": "USD", "ユーロ": "EUR", "chf": "CHF",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "inr": "INR", "₹": "INR", "rs": "INR", "krw": "KRW", "₩": "KRW",
    "cny": "CNY", "元": "CNY", "aud": "AUD", "cad": "CAD",
}  # fmt: skip
_UNITS = {"千": 1_000, "万": 10_000, "億": 100_000_000, "百万": 1_000_000}
_WORDS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - reads better
    )
}

_DIGITS = r"\d{1,3}(?:[,.\s'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_UNIT = r"(?P<unit>百万|千|万|億)?"
_BEFORE = r"US\$|\$|€|£|¥|￥|₹|₩|\b(?:USD|EUR|GBP|JPY|CHF|SEK|NOK|DKK|INR|KRW|CNY|AUD|CAD|Rs\.?)"
_AFTER = (
    r"円|ドル|ユーロ|元(?![年気])|€|£|(?:USD|EUR|GBP|JPY|CHF|SEK|NOK|DKK|INR|KRW|CNY|AUD|CAD"
    r"|yen|dollars?|euros?|pounds?(?!\s+of))\b"
)
_AMOUNT_BEFORE = re.compile(rf"(?P<currency>{_BEFORE})\s?(?P<number>{_DIGITS})(?:\s?{_UNIT})", re.IGNORECASE)
_AMOUNT_AFTER = re.compile(
    rf"(?<![\d.,])(?P<number>{_DIGITS})\s?{_UNIT}\s?(?P<currency>{_AFTER})", re.IGNORECASE
)
_PERCENTAGE = re.compile(
    rf"(?<![\d.,])(?P<number>{_DIGITS})\s?(?:%|％|パーセント|per\s?cent\b|percent\b)", re.IGNORECASE
)
_NUMBER = re.compile(rf"(?<![\w.,])(?P<number>{_DIGITS})(?:{_UNIT})(?![\d])")
_SPELLED = re.compile(
    r"\b(?:" + "|".join(name for name in _WORDS if name not in {"zero", "one"}) + r")\b", re.IGNORECASE
)


def find_amounts(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the amounts of money, as `1234.5 EUR`."""
    plain = _half_width(text)
    for pattern in (_AMOUNT_BEFORE, _AMOUNT_AFTER):
        for match in pattern.finditer(plain):
            currency = _CURRENCIES.get(match["currency"].lower().rstrip("."))
            number = _number(match["number"], match["unit"])
            if currency and number:
                yield match.start(), _trimmed(plain, match), f"{number} {currency}"


def find_percentages(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the percentages, as `7.5 %`."""
    for match in _PERCENTAGE.finditer(_half_width(text)):
        if number := _number(match["number"], None):
            yield match.start(), match.end(), f"{number} %"


def find_numbers(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers that are nothing else, in digits, and in English up to twelve in words."""
    for match in _NUMBER.finditer(_half_width(text)):
        if number := _number(match["number"], match["unit"]):
            yield match.start(), match.end(), number
    if language == "en":
        for match in _SPELLED.finditer(text):
            yield match.start(), match.end(), str(_WORDS[match.group().lower()])


def _half_width(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", sign) if "０" <= sign <= "９" or sign in "，．％" else sign
        for sign in text
    )


def _trimmed(text: str, match: re.Match[str]) -> int:
    end = match.end()
    while text[end - 1].isspace():
        end -= 1
    return end


def _number(written: str, unit: str | None) -> str | None:
    """Return the plain decimal form of *written*, which may have separators of either custom."""
    digits = re.sub(r"[\s'’]", "", written)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, mark = (",", ".") if point > comma else (".", ",")
        digits = digits.replace(thousands, "").replace(mark, ".")
    elif comma >= 0:
        digits = (
            digits.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", digits) else digits.replace(",", ".")
        )
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    try:
        value = Decimal(digits) * _UNITS.get(unit or "", 1)
    except InvalidOperation:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
