"""Dates as offices write them, in English and Japanese."""

import datetime as dt
import re
from collections.abc import Iterator

from app.records import Language
from app.text.found import Found
from app.text.half_width import half_width
from app.text.numerals import ORDINALS, small_number

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ],
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS_JA = "月火水木金土日"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}

_GAP = r"(?:[ \t]{1,3}\n?[ \t]{0,3}|\n)"
_NAMED_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WEEKDAY = rf"(?:{_WEEKDAY_NAME},?{_GAP}(?:the{_GAP})?)?"
_WEEKDAY_AFTER = (
    rf"(?:(?:,?{_GAP})?\({_WEEKDAY_NAME}\)|[ ]?\([月火水木金土日](?:曜日?)?(?:[・、]?祝)?\)"
    r"|[ ]?[月火水木金土日]曜日?)?"
)
_DAY = r"(?P<day>[0-3]?\d)(?P<ordinal>st|nd|rd|th)?"
_TO = r"[ ]?(?:-|~|to|until|and)[ ]?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)\b(?!,\d{3})"
_FLAGS = re.ASCII | re.IGNORECASE

_DAY_MONTH = re.compile(
    rf"(?<![\d.,:/$-])\b{_WEEKDAY}(?:(?P<first>[0-3]?\d)(?:st|nd|rd|th)?{_TO})?{_DAY}{_GAP}(?:of{_GAP})?"
    rf"{_NAMED_MONTH}(?![a-z])(?!{_GAP}\d{{1,2}}(?:st|nd|rd|th)?(?:,?{_GAP}|,)(?:19|20)\d\d\b)"
    rf"(?:,?{_GAP}{_YEAR}|[ ]'(?P<short_year>\d\d)\b)?{_WEEKDAY_AFTER}",
    _FLAGS,
)
_MONTH_DAY = re.compile(
    rf"\b{_WEEKDAY}{_NAMED_MONTH}{_GAP}(?:the{_GAP})?{_DAY}"
    rf"(?:{_TO}(?P<last>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|[:.,]\d|[ ]?[ap]\.?m))?"
    rf"(?:(?:[ ]?,?{_GAP}|,){_YEAR})?(?![\d%]|[:.,]\d|[a-z]){_WEEKDAY_AFTER}",
    _FLAGS,
)
_ORDINAL = rf"(?P<day>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
_SPELLED_DAY_MONTH = re.compile(
    rf"\b{_WEEKDAY}{_ORDINAL}{_GAP}(?:day{_GAP})?of{_GAP}{_NAMED_MONTH}(?![a-z])(?:,?{_GAP}{_YEAR})?", _FLAGS
)
_MONTH_SPELLED_DAY = re.compile(
    rf"\b{_WEEKDAY}{_NAMED_MONTH}{_GAP}the{_GAP}{_ORDINAL}(?![a-z-])(?:,?{_GAP}{_YEAR})?", _FLAGS
)
_HYPHENED = re.compile(
    rf"(?<![\w/.-])(?P<day>[0-3]?\d)(?P<sep>[-/.]){_NAMED_MONTH}(?P=sep)(?P<year>(?:18|19|20)?\d\d)(?![\w/-])",
    _FLAGS,
)
_YEAR_FIRST = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?P<year>(?:18|19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
    rf"(?![\d/-]|\.\d){_WEEKDAY_AFTER}",
    _FLAGS,
)
_YEAR_LAST = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?P<day>\d{{1,2}})(?P<sep>[./-])(?P<month>\d{{1,2}})(?P=sep)(?P<year>(?:18|19|20)\d\d)"
    rf"(?![\d/-]|\.\d){_WEEKDAY_AFTER}",
    _FLAGS,
)
_TWO_DIGITS = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})(?P<sep>/)(?P<month>\d{1,2})/(?P<year>\d\d)(?![\w/-]|\.\d)"
    r"|(?<![\w/.-])(?P<day2>\d\d)\.(?P<month2>\d\d)\.(?P<year2>\d\d)(?![\w/-]|\.\d)",
    _FLAGS,
)
_NUMBER_JA = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR_JA = (
    r"(?P<year>[12]\d{3}|[一二][〇一二三四五六七八九]{3})[ ]?年"
    rf"|(?P<era>令和|平成|昭和)[ ]?(?P<era_year>{_NUMBER_JA}|元)[ ]?年"
)
_FULL_JA = re.compile(
    rf"(?<!\d)(?:{_YEAR_JA})[ ]?(?P<month>{_NUMBER_JA})[ ]?月[ ]?(?P<day>{_NUMBER_JA})[ ]?日(?![間目])"
    rf"{_WEEKDAY_AFTER}"
)
_DAY_JA = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?P<month>{_NUMBER_JA})[ ]?月[ ]?(?P<day>{_NUMBER_JA})[ ]?日(?![間目])"
    rf"{_WEEKDAY_AFTER}"
)
_ERA_JA = re.compile(
    r"(?<![\w.-])(?P<era>[RHS])(?P<era_year>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\w/]|\.\d)",
    re.ASCII,
)
_SLASHED_JA = re.compile(
    r"(?<![\w/.-])(?P<month>\d{1,2})/(?P<day>\d{1,2})"
    r"(?:[ ]?\([月火水木金土日](?:曜日?)?\)"
    r"|(?![\d/])(?=[ ]?(?:まで|より|から|付|締|〆|納|必着|以降|以前|の?午[前後]|の\d"
    r"|\d{1,2}:\d\d|\d{1,2}時)))",
    re.ASCII,
)
_LATER_DAY_JA = re.compile(
    rf"[ ]?(?:~|-|から|及び|および|と|、|・)[ ]?({_NUMBER_JA})日(?![間目]){_WEEKDAY_AFTER}"
)
_SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/-]|\.\d)", re.ASCII)
_WRITTEN_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)", re.ASCII | re.IGNORECASE)
_WRITTEN_WEEKDAY_JA = re.compile(r"\(([月火水木金土日])|([月火水木金土日])曜")
_WORDS_TOO = frozenset({"may", "march", "mar"})
"""Months that are other words when they are written small."""


def find_dates(text: str, language: Language) -> Iterator[Found]:
    """Yield the dates of *text*, half-width, that a calendar knows.

    The comparable form is `2026-03-12`, or `--03-12` without a year. Of two that overlap, the first
    one yielded holds.
    """
    for pattern in (_FULL_JA, _DAY_JA):
        for match in pattern.finditer(text):
            yield from _japanese(text, match)
    slashed = (_SLASHED_JA,) if language == "ja" else ()
    for pattern in (_ERA_JA, _YEAR_FIRST, _HYPHENED, *slashed, _SPELLED_DAY_MONTH, _MONTH_SPELLED_DAY):
        for match in pattern.finditer(text):
            yield from _simple(match)
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            yield from _named(match)
    month_first = _reads_month_first(text)
    for pattern in (_YEAR_LAST, _TWO_DIGITS):
        for match in pattern.finditer(text):
            yield from _in_digits(match, language, month_first=month_first)


def same_day(one: str, other: str) -> bool:
    """Return whether two comparable forms mean the same day where one may have no year."""
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one == other


def readings(date_text: str, normal: str) -> set[str]:
    """Return the comparable forms that *date_text* can have: 3/12/2026 is March or December."""
    match = _SLASHED.search(half_width(date_text))
    if not match or max(int(match[1]), int(match[3])) > 12:
        return {normal}
    year, month, day = normal.split("-")
    turned = f"{year}-{day}-{month}"
    fits = written_weekday(date_text) in {None, weekday_of_day(turned)}
    return {normal, turned} if fits else {normal}


def weekday_of_day(normal: str) -> int | None:
    """Return the weekday of a whole date, 0 for Monday, or None for one without its year."""
    return None if normal.startswith("--") else dt.date.fromisoformat(normal).weekday()


def written_weekday(date_text: str) -> int | None:
    """Return the weekday written in *date_text*, 0 for Monday, or None."""
    plain = half_width(date_text)
    if match := _WRITTEN_WEEKDAY_JA.search(plain):
        return _WEEKDAYS_JA.index(match[1] or match[2])
    if match := _WRITTEN_WEEKDAY.search(plain):
        return _WEEKDAYS.index(match[1].lower())
    return None


def _japanese(text: str, match: re.Match[str]) -> Iterator[Found]:
    """Yield a date and the days that follow it without their month, as in 3月12日〜14日."""
    yield from _simple(match)
    end = match.end()
    while later := _LATER_DAY_JA.match(text, end):
        normal = _normal(_year(match), small_number(match["month"]), small_number(later[1]))
        if normal is None:
            return
        yield later.start(1), later.end(), normal
        end = later.end()


def _simple(match: re.Match[str]) -> Iterator[Found]:
    found = match.groupdict()
    month = _MONTHS.get(found["month"].lower()) or small_number(found["month"])
    yield from _placed(match.span(), _normal(_year(match), month, small_number(found["day"])))


def _named(match: re.Match[str]) -> Iterator[Found]:
    """Yield a date whose month has its name, and the other end of a run of days (12 to 14 March)."""
    found = match.groupdict()
    year = _year(match)
    if found["month"] in _WORDS_TOO and not year and not found["ordinal"]:
        return
    month = _MONTHS[found["month"].lower()]
    start, end = match.span()
    if found.get("first"):
        start = match.start("day")
        yield from _placed(match.span("first"), _normal(year, month, int(found["first"])))
    if found.get("last"):
        end = match.end("ordinal") if found["ordinal"] else match.end("day")
        yield from _placed((match.start("last"), match.end()), _normal(year, month, int(found["last"])))
    yield from _placed((start, end), _normal(year, month, int(found["day"])))


def _placed(span: tuple[int, int], normal: str | None) -> Iterator[Found]:
    if normal:
        yield *span, normal


def _in_digits(match: re.Match[str], language: Language, *, month_first: bool) -> Iterator[Found]:
    found = match.groupdict()
    parts = [found[name] or found.get(name + "2") for name in ("day", "month", "year")]
    first, second, third = (int(part or 0) for part in parts)
    short = len(parts[2] or "") == 2
    if short and language == "ja":
        first, third = third, first
    year = third + 2000 if short else third
    plain, turned = _normal(year, second, first), _normal(year, first, second)
    if found["sep"] != "/":
        turned = None if plain else turned
    elif month_first and turned:
        plain, turned = turned, plain
    weekday = written_weekday(match.group())
    if plain and turned and weekday == weekday_of_day(turned) != weekday_of_day(plain):
        plain = turned
    yield from _placed(match.span(), plain or turned)


def _reads_month_first(text: str) -> bool:
    """Return whether a date of *text* can only have its month first, and none its day."""
    slashed = [(int(first), int(second)) for first, sep, second, _ in _SLASHED.findall(text) if sep == "/"]
    return any(second > 12 for _, second in slashed) and all(first <= 12 for first, _ in slashed)


def _normal(year: int | None, month: int, day: int) -> str | None:
    try:
        # A leap year admits 29 February where no year is written.
        dt.date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _year(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if era := found.get("era"):
        count = found["era_year"] or ""
        return _ERAS[era] + (1 if count == "元" else small_number(count))
    if short := found.get("short_year"):
        return 2000 + int(short)
    if not (year := found.get("year")):
        return None
    return small_number(year) + (2000 if len(year) == 2 else 0)
