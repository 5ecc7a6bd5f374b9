"""The e-mail benchmark's own reader of values; it shares nothing with the product's.

It finds numbers, dates with their weekdays, times, amounts, percentages, phones, addresses, codes and names in English and
Japanese. Each has comparable forms: two values are the same when they share one.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What a value is."""

    DATE = "date"
    DAY = "day"
    """A weekday or a word like "tomorrow" by itself."""
    MONTH = "month"
    TIME = "time"
    AMOUNT = "amount"
    PERCENT = "percent"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    CODE = "code"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Read:
    """A value that stands in a text."""

    kind: Kind
    forms: tuple[str, ...]
    """What it may mean: `2026-03-12`, `--03-12` without a year, `1250 EUR`, `14:30`, `12` ..."""
    start: int
    end: int
    weekday: int | None = None
    """The weekday written with a date, 0 for Monday."""
    sure: bool = True
    """False where it may be no value at all, as "one" or the number of a list's line."""


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WD = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_TH = r"(?:st|nd|rd|th)?"
_WD_JA = r"(?:[ ]?\((?P<wj>[月火水木金土日])(?:曜日?)?(?:・?祝)?\)|[ ]?(?P<wk>[月火水木金土日])曜日?)?"
_BEFORE = rf"(?:(?<![A-Za-z])(?P<w>{_WD})\.?,?[ ](?:the[ ])?)?"
_BEHIND = rf"(?:,?[ ](?P<y>20\d\d)(?!\d))?(?:[ ]?\((?P<v>{_WD})\))?"
_I = re.IGNORECASE

_DATES = tuple(
    re.compile(pattern, _I)
    for pattern in (
        rf"(?:令和(?P<r>\d{{1,2}}|元)年|(?P<y>20\d\d)年)?[ ]?(?<!\d)(?P<m>\d{{1,2}})月[ ]?(?P<d>\d{{1,2}})日{_WD_JA}",
        r"(?<![A-Za-z0-9])R(?P<r>\d{1,2})\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<y>20\d\d)(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?![\d-]){_WD_JA}",
        rf"(?<!\d)(?P<d>\d{{1,2}})-{_MONTH}-(?P<y>20\d\d)",
        _BEFORE
        + rf"(?<![\d.,/:])(?P<d>\d{{1,2}}){_TH}[ ](?:of[ ])?{_MONTH}(?![A-Za-z])(?:\.(?=,?[ ]20\d\d))?"
        + _BEHIND,
        _BEFORE + rf"(?<![A-Za-z]){_MONTH}\.?[ ](?:the[ ])?(?P<d>\d{{1,2}}){_TH}(?!\d|:\d|%)" + _BEHIND,
        r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>20\d\d)(?!\d)",
        rf"(?<![\d/.A-Za-z-])(?P<d>\d{{1,2}})(?P<s>/)(?P<m>\d{{1,2}})(?![\d/]){_WD_JA}",
    )
)
_FIRST_END = re.compile(rf"(?<![\d.,/:-])(\d{{1,2}}){_TH}[ ]?(?:-|–|to|and|until|or)[ ]?$", _I)
"""Stands before a date: 12 to 14 March."""
_LAST_END = re.compile(r"[ ]?(?:~|-|から|、|・|と|または)[ ]?(\d{1,2})日(?![間目])")
"""Stands after one: 3月12日から14日."""
_TIMES = tuple(
    re.compile(pattern, _I)
    for pattern in (
        r"(?:(?P<ap>午前|午後)[ ]?)?(?<!\d)(?P<h>\d{1,2})時(?!間)(?:(?P<half>半)|(?P<min>\d{1,2})分)?",
        r"(?:(?P<ap>午前|午後)[ ]?)?(?<!\d)(?<!\d:)(?P<h>\d{1,2}):(?P<min>\d\d)(?!\d)\s?(?P<ap2>[ap]m\b|[ap]\.m\.)?",
        r"(?<![\d.,])(?P<h>\d{1,2})(?:\.(?P<min>\d\d))?\s?(?P<ap2>[ap]m\b|[ap]\.m\.)",
        r"(?<![\d.,])(?P<h>\d{1,2})\so['’]clock",
        r"\b(?P<noon>noon)\b|(?P<noon2>正午)",
        r"(?<![\d.,])(?P<h>\d{1,2})(?=\s?(?:-|–|~|to|から)\s?\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|時))",
    )
)
_DIGITS = r"(?:\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?![\d])"
_SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "ユーロ": "EUR", "$": "USD", "us$": "USD", "dollar": "USD",
    "dollars": "USD", "ドル": "USD", "米ドル": "USD", "£": "GBP", "pound": "GBP", "pounds": "GBP", "ポンド": "GBP",
    "¥": "JPY", "円": "JPY", "yen": "JPY", "eur": "EUR", "usd": "USD", "gbp": "GBP", "jpy": "JPY", "chf": "CHF",
}  # fmt: skip
_SIGN = "(?:" + "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True)) + ")(?![A-Za-z])"
_AMOUNTS = (
    re.compile(rf"(?<![A-Za-z\d])(?P<s>us\$|[€$£¥]|EUR|USD|GBP|JPY|CHF)[ ]?(?P<n>{_DIGITS})", _I),
    re.compile(
        rf"(?<![\d.,])(?P<man>\d+(?:\.\d+)?)万(?:(?P<sen>\d)千)?(?P<rest>\d[\d,]*)?(?P<s>{_SIGN})", _I
    ),
    re.compile(rf"(?<![\d.,])(?P<n>{_DIGITS})[ ]?(?P<s>{_SIGN})", _I),
)
_PERCENT = re.compile(r"(?<![\d.,])(?P<n>\d+(?:[.,]\d+)?)\s?(?:(?P<wari>割)|%|per\s?cent\b|パーセント)", _I)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"(?<![\w-])(?:\+\d{1,3}|\(?0\d{1,4}\)?)(?:[ ()/-]{0,2}\d{1,5}){2,6}(?![\w-])", re.ASCII)
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3}\b)?", re.ASCII)
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?=[A-Z-/]*\d)[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)*|\d+(?:-\d{2,})+|\d+-[A-Z]+\d*)(?![A-Za-z0-9])"
)
_ADDRESS = re.compile(
    r"(?:東京都|北海道|(?:大阪|京都)府|(?:神奈川|和歌山|鹿児島|[一-龠]{2})県)[一-龠ぁ-んァ-ヶー]{2,16}"
    r"(?:[0-9]{1,4}(?:丁目|番地?|号|-)?){0,5}"
    r"|\b\d{1,4}[a-z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Lane|Avenue|Way|Square|Quay|Close|Drive)\b"
)
_DAY_WORDS = re.compile(
    r"\b(?P<w>mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?P<x>tomorrow|yesterday|tonight|(?:next|last|this) (?:week|month|year))\b"
    r"|(?P<wj>[月火水木金土日])曜日?|(?P<xj>明日|明後日|昨日|来週|先週|今週|来月|先月|今月|来年)",
    _I,
)
_MONTH_WORDS = re.compile(
    rf"\b(?:in|by|until|since|of|during|early|late|mid) {_MONTH}\b(?! \d)|(?<!\d)(?P<mj>\d{{1,2}})月(?![ ]?\d)",
    _I,
)
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: 10 * number for number, word in enumerate(_TENS.split(), start=1)}
_WORDS |= {word: number for number, word in enumerate(_UNITS.split(), start=1)} | {"dozen": 12}
_SPELLED = re.compile(
    r"\b(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?P<n>"
    + "|".join(_WORDS)
    + r")\b",
    _I,
)
_KANJI = re.compile(r"(?<![一二三四五六七八九十百千万第])(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
                    r"(?=[つ箱個本枚名台件冊袋缶社週]|日間|か月|ヶ月|時間)")  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,])(?<!第)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])")
_NUMBER_JA = re.compile(r"(?<![0-9A-Za-z.,第])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)")
_LIST_MARK = re.compile(r"(?m)^[ \t]*\(?(\d{1,2})[.)](?=\s)")

_OTHER_WORDS = frozenset({"may", "march"})
"""Months that are verbs when they are written small."""

Found = Iterator[Read]


def plain(text: str) -> str:
    """Return *text* with half-width signs; each sign keeps its place."""
    return text if text.isascii() else "".join(map(_narrow, text))


@cache
def _narrow(sign: str) -> str:
    narrow = " " if sign == "\u00a0" else unicodedata.normalize("NFKC", sign)
    return narrow if len(narrow) == 1 else sign


def read_values(text: str) -> list[Read]:
    """Return the values in *text* by their places, none overlapping another; names are not among them."""
    flat = plain(text)
    taken = bytearray(len(flat))
    values: list[Read] = []
    for find in _READERS:
        for value in find(flat):
            if value.end > value.start and not any(taken[value.start : value.end]):
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                values.append(value)
    return sorted(values, key=lambda value: value.start)


def decimal(written: str) -> Decimal:
    """Return what *written* means: `1,250.00`, `1.250,00` and `1250` are the same number."""
    bare = written.replace("'", "").replace(" ", "")
    last = max(bare.rfind("."), bare.rfind(","))
    if last >= 0 and len(bare) - last - 1 != 3:
        whole, part = re.sub(r"[.,]", "", bare[:last]), bare[last + 1 :]
        return Decimal(f"{whole}.{part}")
    return Decimal(re.sub(r"[.,]", "", bare))


def form_of(number: Decimal) -> str:
    """Return the comparable form of *number*."""
    return f"{number.normalize():f}"


def weekday_of(form: str) -> int | None:
    """Return the weekday of the date *form*, or None without its year."""
    return None if form.startswith("--") else dt.date.fromisoformat(form).weekday()


def code_form(written: str) -> str:
    """Return the comparable form of a code."""
    return re.sub(r"[^A-Z0-9]", "", plain(written).upper())


def phone_forms(written: str) -> tuple[str, ...]:
    """Return the digits of a phone number, also without what may stand for the country."""
    digits = re.sub(r"\D", "", written)
    if "+" in written:
        return (digits, *(digits[count:].removeprefix("0") for count in (1, 2, 3)))
    return (digits, digits.removeprefix("0"))


def _dates(text: str) -> Found:
    for number, pattern in enumerate(_DATES):
        for match in pattern.finditer(text):
            found = match.groupdict()
            if found["m"] in _OTHER_WORDS and not found.get("y"):
                continue
            year, month, day = _year(found), _month(found["m"]), int(found["d"])
            forms = [_date(year, month, day)]
            if found.get("s") == "/" and number >= len(_DATES) - 2:
                forms.append(_date(year, day, month))
            kept = tuple(dict.fromkeys(form for form in forms if form))
            if not kept:
                continue
            yield Read(Kind.DATE, kept, match.start(), match.end(), _weekday(found))
            yield from _other_end(text, match, year, month)


def _other_end(text: str, match: re.Match[str], year: int | None, month: int) -> Found:
    """Yield the other day of a run that shares its month."""
    first = _FIRST_END.search(text, max(0, match.start() - 16), match.start())
    for other in (first, _LAST_END.match(text, match.end())):
        if other and (form := _date(year, month, int(other[1]))):
            yield Read(Kind.DATE, (form,), *other.span(1))


def _date(year: int | None, month: int, day: int) -> str | None:
    try:
        dt.date(year or 2028, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _year(found: dict[str, str | None]) -> int | None:
    if era := found.get("r"):
        return 2018 + (1 if era == "元" else int(era))
    return int(year) if (year := found.get("y")) else None


def _month(written: str | None) -> int:
    if written and written.isdigit():
        return int(written)
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith((written or "").lower()[:3]))


def _weekday(found: dict[str, str | None]) -> int | None:
    if latin := found.get("w") or found.get("v"):
        return _WEEKDAYS.index(latin.lower()[:3])
    sign = found.get("wj") or found.get("wk")
    return WEEKDAYS_JA.index(sign) if sign else None


def _times(text: str) -> Found:
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            found = match.groupdict()
            if found.get("noon") or found.get("noon2"):
                yield Read(Kind.TIME, ("12:00",), *match.span())
                continue
            hour, minute = int(found["h"]), 30 if found.get("half") else int(found.get("min") or 0)
            half = (found.get("ap") or found.get("ap2") or "").lower()
            if hour > 24 or minute > 59:
                continue
            hours = {hour % 12} if half[:1] == "a" or half == "午前" else {hour % 12 + 12} if half else {hour}
            if not half and 0 < hour < 12:
                hours.add(hour + 12)
            yield Read(Kind.TIME, tuple(f"{one:02d}:{minute:02d}" for one in sorted(hours)), *match.span())


def _amounts(text: str) -> Found:
    for pattern in _AMOUNTS:
        for match in pattern.finditer(text):
            found = match.groupdict()
            if found.get("man"):
                value = Decimal(found["man"]) * 10_000 + 1000 * int(found["sen"] or 0)
                value += decimal(found["rest"]) if found["rest"] else 0
            else:
                value = decimal(found["n"])
            yield Read(Kind.AMOUNT, (f"{form_of(value)} {_SIGNS[found['s'].lower()]}",), *match.span())


def _percents(text: str) -> Found:
    for match in _PERCENT.finditer(text):
        value = Decimal(match["n"].replace(",", ".")) * (10 if match["wari"] else 1)
        yield Read(Kind.PERCENT, (form_of(value),), *match.span())


def _numbers(text: str) -> Found:
    marks = {match.start(1) for match in _LIST_MARK.finditer(text)}
    for match in _NUMBER_JA.finditer(text):
        form = form_of(decimal(match.group()) if "," in match.group() else Decimal(match.group()))
        yield Read(Kind.NUMBER, (form,), *match.span(), sure=match.start() not in marks)
    for match in _SPELLED.finditer(text):
        value = _WORDS[match["n"].lower()] + _WORDS.get((match["tens"] or "").lower(), 0)
        yield Read(Kind.NUMBER, (str(value),), *match.span(), sure=value > 1)
    for match in _KANJI.finditer(text):
        tens, ten, units = match["n"].rpartition("十")
        digits = "〇一二三四五六七八九"
        value = (10 * (digits.index(tens) if tens else 1) if ten else 0) + (
            digits.index(units) if units else 0
        )
        yield Read(Kind.NUMBER, (str(value),), *match.span(), sure=value > 1)


def _loose_days(text: str) -> Found:
    for match in _DAY_WORDS.finditer(text):
        weekday = match["w"] or match["wj"]
        if weekday:
            number = WEEKDAYS_JA.index(weekday) if match["wj"] else _WEEKDAYS.index(weekday.lower()[:3])
            yield Read(Kind.DAY, (f"weekday {number}",), *match.span())
        else:
            yield Read(Kind.DAY, (match.group().lower(),), *match.span())
    for match in _MONTH_WORDS.finditer(text):
        month = int(match["mj"]) if match["mj"] else _month(match["m"])
        yield Read(Kind.MONTH, (str(month),), match.start(), match.end())


def _shaped(
    kind: Kind, pattern: re.Pattern[str], forms: Callable[[str], tuple[str, ...]]
) -> Callable[[str], Found]:
    """Return a reader of the values that have the shape of *pattern*."""

    def read(text: str) -> Found:
        for match in pattern.finditer(text):
            if kind != Kind.PHONE or sum(sign.isdigit() for sign in match.group()) >= 9:
                yield Read(kind, forms(match.group()), *match.span())

    return read


_READERS: tuple[Callable[[str], Found], ...] = (
    _shaped(Kind.EMAIL, _EMAIL, lambda written: (written.lower(),)),
    _shaped(Kind.CODE, _IBAN, lambda written: (code_form(written),)),
    _dates,
    _times,
    _amounts,
    _percents,
    _shaped(Kind.PHONE, _PHONE, phone_forms),
    _shaped(Kind.ADDRESS, _ADDRESS, lambda written: (re.sub(r"\s", "", written),)),
    _shaped(Kind.CODE, _CODE, lambda written: (code_form(written),)),
    _loose_days,
    _numbers,
)
