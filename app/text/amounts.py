"""Amounts of money, percentages and plain numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.records import Language
from app.text.found import Found
from app.text.numerals import (
    DECIMAL_COMMA,
    JAPANESE,
    JAPANESE_UNITS,
    KANJI,
    PLAIN,
    SCALES,
    SEPARATED,
    WORDS,
    decimal_of,
    japanese_number,
    kanji_number,
    plain_form,
)

_CODES = (
    "USD EUR GBP JPY CHF SEK NOK DKK INR KRW CNY AUD CAD NZD SGD HKD TWD PLN CZK HUF BRL MXN THB ZAR RUB TRY"
    " AED ILS"
)
_SIGNS = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD", "nz$": "NZD",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "rs": "INR",
}  # fmt: skip
_NAMES = {
    "円": "JPY", "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "ウォン": "KRW",
    "元": "CNY", "yen": "JPY", "dollar": "USD", "euro": "EUR", "pound": "GBP", "rupee": "INR", "zł": "PLN",
    "us dollar": "USD", "pounds sterling": "GBP",
}  # fmt: skip
_CURRENCIES = {code.lower(): code for code in _CODES.split()} | _SIGNS | _NAMES

_CODE = "(?-i:" + "|".join(_CODES.split()) + "|usd|eur|gbp|jpy)"
_SCALE = r"(?:[ ]?(?P<scale>thousand|million|billion|mn|bn|[km])\b)?"
_DIGITS = rf"(?:{JAPANESE}|{SEPARATED}|{PLAIN}(?!,\d)|{DECIMAL_COMMA})"
_BEFORE = (
    r"(?:(?<![A-Za-z])(?:US|NT|HK|NZ|[ACS])\$|\$|€|£|¥|₹|₩"
    rf"|(?<![A-Za-z])(?:{_CODE}(?:[ ]?[$€£¥])?|(?-i:Rs\.?)))"
)
_AFTER = (
    r"(?:円|米?ドル|ユーロ|ポンド|ウォン|元(?![年気本来])|€|£|\$(?!\d)"
    rf"|(?:{_CODE}|zł|yen|(?:us[ ])?dollars?|euros?|pounds?(?:[ ]sterling|(?!\s+of\b))|rupees?)(?![A-Za-z]))"
)
_FLAGS = re.ASCII | re.IGNORECASE
_AMOUNT_BEFORE = re.compile(rf"(?P<currency>{_BEFORE})[ ]?(?P<number>{_DIGITS}){_SCALE}", _FLAGS)
_AMOUNT_AFTER = re.compile(
    rf"(?<![\d.,])(?<!\d[ '])(?P<number>{_DIGITS}){_SCALE}[ ]?(?P<currency>{_AFTER})", _FLAGS
)
_AMOUNT_KANJI = re.compile(rf"(?<![\d〇一二三四五六七八九十百千万億])(?P<number>{KANJI})円")
_PERCENTAGE = re.compile(
    rf"(?<![\d.,])(?P<number>{PLAIN}|{DECIMAL_COMMA})[ ]?"
    r"(?:(?P<tenths>割(?!り))|%|パーセント|(?:per[ ]?cent|pct)\b)",
    _FLAGS,
)
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?P<number>{JAPANESE}|{PLAIN})"
    r"(?:[ ](?P<scale>hundred|thousand|million|billion)\b)?(?![\d_]|[.,]\d|(?:st|nd|rd|th)\b)",
    _FLAGS,
)
_LIST_MARK = re.compile(r"^[ \t]{0,20}(?:\(\d{1,2}\)|\d{1,2}[.)](?=[ \t]))", re.MULTILINE)
_SPELLED = re.compile(
    rf"\b(?P<number>{'|'.join(WORDS)})\b(?:[ ](?P<scale>hundred|thousand|million|billion)\b)?", _FLAGS
)


def find_amounts(text: str, _language: Language) -> Iterator[Found]:
    """Yield the amounts of money in *text*, half-width, as `1234.5 EUR`."""
    for pattern in (_AMOUNT_BEFORE, _AMOUNT_AFTER):
        for match in pattern.finditer(text):
            yield *match.span(), f"{_value(match, money=True)} {_currency(match['currency'])}"
    for match in _AMOUNT_KANJI.finditer(text):
        yield *match.span(), f"{kanji_number(match['number'])} JPY"


def find_percentages(text: str, _language: Language) -> Iterator[Found]:
    """Yield the percentages in *text*, half-width, as `7.5 %`; a Japanese 割 is ten of them."""
    for match in _PERCENTAGE.finditer(text):
        value = decimal_of(match["number"]) * (10 if match["tenths"] else 1)
        yield *match.span(), f"{plain_form(value)} %"


def find_numbers(text: str, language: Language) -> Iterator[Found]:
    """Yield the numbers in *text*, half-width, in digits, and in English up to twelve in words.

    Ordinals and the marks of lists are none.
    """
    marks = {match.end() for match in _LIST_MARK.finditer(text)}
    for match in _NUMBER.finditer(text):
        if match.end() + 1 not in marks:
            yield *match.span(), _value(match)
    if language == "en":
        for match in _SPELLED.finditer(text):
            value = WORDS[match["number"].lower()] * SCALES.get((match["scale"] or "").lower(), 1)
            yield *match.span(), str(value)


def _value(match: re.Match[str], *, money: bool = False) -> str:
    written = match["number"]
    if re.search(JAPANESE_UNITS, written):
        value = japanese_number(written)
    else:
        value = decimal_of(written, money=money)
    return plain_form(value * Decimal(SCALES.get((match["scale"] or "").lower(), 1)))


def _currency(written: str) -> str:
    name = written.lower().rstrip(".")
    if name not in _CURRENCIES:
        name = name[:3] if name[:3] in _CURRENCIES else name.removesuffix("s")
    return _CURRENCIES[name]
