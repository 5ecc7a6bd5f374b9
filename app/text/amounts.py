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
    SPELLED,
    decimal_of,
    japanese_number,
    kanji_number,
    plain_form,
    spelled_number,
)
from app.text.units import unit_at

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
    "us dollar": "USD", "pounds sterling": "GBP", "franc": "CHF", "swiss franc": "CHF", "yuan": "CNY", "cent": "cent", "us cent": "cent", "pence": "pence", "セント": "cent",
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
    rf"|(?:{_CODE}|zł|yen|(?:us[ ])?dollars?|euros?|pounds?(?:[ ]sterling|(?!\s+of\b))|rupees?"
    r"|(?:swiss[ ])?francs?|yuan|(?:us[ ])?cents?|pence)(?![A-Za-z]))"
)
_FLAGS = re.ASCII | re.IGNORECASE
_AMOUNT_BEFORE = re.compile(rf"(?P<currency>{_BEFORE})[ ]?(?P<number>{_DIGITS}){_SCALE}", _FLAGS)
_AMOUNT_AFTER = re.compile(
    rf"(?<![\d.,])(?<!\d[ '])(?P<number>{_DIGITS}){_SCALE}[ ]?(?P<currency>{_AFTER})", _FLAGS
)
_AMOUNT_KANJI = re.compile(
    rf"(?<![\d〇一二三四五六七八九十百千万億])(?P<number>{KANJI})(?P<currency>円|米?ドル|ユーロ|ポンド)"
)
_AMOUNT_SPELLED = re.compile(rf"\b(?P<number>{SPELLED})[ -](?P<currency>{_AFTER})", _FLAGS)
_PERCENTAGE = re.compile(
    rf"(?<![\d.,])(?P<number>{PLAIN}|{DECIMAL_COMMA})[ ]?"
    r"(?:(?P<tenths>割(?!り))|%|パーセント|(?:per[ ]?cent|pct)\b)",
    _FLAGS,
)
_PERCENTAGE_SPELLED = re.compile(rf"\b(?P<number>{SPELLED})[ -](?:per[ ]?cent|pct)\b", _FLAGS)
_PERCENTAGE_KANJI = re.compile(
    rf"(?<![\d〇一二三四五六七八九十百千万億])(?P<number>{KANJI})(?:(?P<tenths>割(?!り))|%|パーセント)"
)
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?P<number>{JAPANESE}|{PLAIN})"
    r"(?:[ ](?P<scale>hundred|thousand|million|billion)\b)?(?![\d_]|[.,]\d|(?:st|nd|rd|th)\b)",
    _FLAGS,
)
_LIST_MARK = re.compile(r"^[ \t]{0,20}(?:\(\d{1,2}\)|\d{1,2}[.)](?=[ \t]))", re.MULTILINE)
_SPELLED = re.compile(rf"(?<!thanks )(?<!of the )\b{SPELLED}", _FLAGS)
_ONE = re.compile(
    r"\b(?:(?:within|in|after|for|takes?|lasts?|about|around|least|than|just|only)[ ](?P<article>an?)|(?P<number>one)"
    r"|(?P<before>an?)(?=[ ]\w{3,9}[ ](?:later|earlier|sooner)\b))(?=[ -])",
    _FLAGS,
)
"""One, and “a” where a length of time follows: “it takes a week”, not “once a week”."""
_SOME_TIME = frozenset({"hour", "day", "working day", "week", "fortnight", "month", "year"})
_HALF = re.compile(
    r"(?<!first )(?<!second )(?<!other )(?<!latter )(?<!better )\bhalf(?:(?= (?:of|the|our|your)\b)|(?P<unit>[ -]an?(?=[ -])|(?=[ -])))",
    _FLAGS,
)
_KANJI = re.compile(
    rf"(?<![\d〇一二三四五六七八九十百千万億.,])(?<!二人)(?P<number>{KANJI})"
    r"(?P<counter>[個箱枚台冊缶袋束着足歳階店組杯脚基棟戸席坪畳列匹頭羽機粒錠巻種泊]|営業日|週間?|[かヶヵカケ箇]月|年間?|時間|分[間後前ほ程以]|秒|倍|[ァ-ヶ][ァ-ヶー]+"
    r"|[本名件回点通部社号日]|人(?!三脚)|つ(?![返目]))"
)
"""A number in kanji before what it counts; without that it is mostly a part of a word, as in 十分な or 万全."""
_COUNTED_BY_ONE = re.compile(
    r"[個箱枚台冊缶袋束着足脚基棟匹粒錠泊]|営業日|週|[かヶヵカケ箇]月|年間|時間|[ァ-ヶ]"
)
"""What follows a 一 that is a number; others have become other words: 一部, 一度, 一日も早く."""
_HALF_JA = re.compile(r"(?<![一-龥前後上下大])半(?=[年日数月])|半分(?!咲)")


def find_amounts(text: str, _language: Language) -> Iterator[Found]:
    """Yield the amounts of money in *text*, half-width, as `1234.5 EUR`."""
    for pattern in (_AMOUNT_BEFORE, _AMOUNT_AFTER):
        for match in pattern.finditer(text):
            yield *match.span(), f"{_value(match, money=True)} {_currency(match['currency'])}"
    for match in _AMOUNT_KANJI.finditer(text):
        yield *match.span(), f"{kanji_number(match['number'])} {_currency(match['currency'])}"
    for match in _AMOUNT_SPELLED.finditer(text):
        yield *match.span(), f"{plain_form(spelled_number(match['number']))} {_currency(match['currency'])}"


def find_percentages(text: str, _language: Language) -> Iterator[Found]:
    """Yield the percentages in *text*, half-width, as `7.5 %`; a Japanese 割 is ten of them."""
    for match in _PERCENTAGE.finditer(text):
        value = decimal_of(match["number"]) * (10 if match["tenths"] else 1)
        yield *match.span(), f"{plain_form(value)} %"
    for match in _PERCENTAGE_SPELLED.finditer(text):
        yield *match.span(), f"{plain_form(spelled_number(match['number']))} %"
    for match in _PERCENTAGE_KANJI.finditer(text):
        yield *match.span(), f"{kanji_number(match['number']) * (10 if match['tenths'] else 1)} %"


def find_numbers(text: str, language: Language) -> Iterator[Found]:
    """Yield the numbers in *text*, half-width, in digits, in English words, and in kanji before what they count.

    Ordinals, the marks of lists, and a one that is rather an article are none.
    """
    marks = {match.end() for match in _LIST_MARK.finditer(text)}
    for match in _NUMBER.finditer(text):
        if match.end() + 1 not in marks:
            yield *match.span(), _value(match)
    yield from _in_words(text) if language == "en" else _in_kanji(text)


def _in_words(text: str) -> Iterator[Found]:
    for match in _SPELLED.finditer(text):
        if match.group().lower() != "one":
            yield *match.span(), plain_form(spelled_number(match.group()))
    for match in _ONE.finditer(text):
        if match.lastgroup and unit_at(text, match.end()) in _SOME_TIME:
            yield *match.span(match.lastgroup), "1"
    for match in _HALF.finditer(text):
        if match["unit"] is None or unit_at(text, match.end()):
            yield *match.span(), "0.5"


def _in_kanji(text: str) -> Iterator[Found]:
    for match in _KANJI.finditer(text):
        if match["number"] != "一" or _COUNTED_BY_ONE.match(match["counter"]):
            yield *match.span("number"), str(kanji_number(match["number"]))
    for match in _HALF_JA.finditer(text):
        yield *match.span(), "0.5"


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
