"""Dates and times as offices write them, in English and Japanese."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from app.records import Language

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
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS_JA = "月火水木金土日"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = (
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+(?:the\s+)?)?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

_ENGLISH = [
    re.compile(rf"\b{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY}\b(?![:.]\d)(?:,?\s+{_YEAR}\b)?", re.IGNORECASE),
]
_DIGITS = [
    re.compile(rf"(?<![\d/.-]){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?![\d/-]|\.\d)"),
    re.compile(
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?P<sep>[./-])(?P<month>\d{{1,2}})(?P=sep){_YEAR}(?![\d/-]|\.\d)"
    ),
]
_JAPANESE = [
    re.compile(
        r"(?:(?P<year>[12]\d{3})年|(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])(?P<era_year>\d{1,2}|元)年?[./]?)\s*"
        r"(?P<month>\d{1,2})[月./]\s*(?P<day>\d{1,2})日?(?:\s*[（(](?P<weekday>[月火水木金土日])(?:曜日?)?[)）])?"
    ),
    re.compile(
        r"(?<!\d)(?P<month>\d{1,2})月\s*(?P<day>\d{1,2})日(?:\s*[（(](?P<weekday>[月火水木金土日])(?:曜日?)?[)）])?"
    ),
]
_HALF = r"\s*(?P<half>[ap]\.?m\b\.?)"
_TIMES = [
    re.compile(
        rf"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:{_HALF})?(?![\d:])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\d:.])(?P<hour>1[0-2]|0?[1-9])(?:\.(?P<minute>[0-5]\d))?{_HALF}", re.IGNORECASE),
    re.compile(
        r"(?P<half>午前|午後)?(?<!\d)(?P<hour>[01]?\d|2[0-4])時(?!間)"
        r"(?:(?P<minute>[0-5]?\d)分|(?P<thirty>半))?"
    ),
]


def find_dates(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the dates of *text*; those that no calendar knows are left to the other finders."""
    # Full-width digits are as wide in characters as the others, so that places stay.
    plain = _plain_digits(text)
    for pattern in (*_JAPANESE, *_ENGLISH, *_DIGITS):
        for match in pattern.finditer(plain):
            if normal := _normal(match):
                yield match.start(), match.end(), normal


def find_times(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the times of day in *text*, as 24-hour `HH:MM`."""
    for pattern in _TIMES:
        for match in pattern.finditer(_plain_digits(text)):
            found = match.groupdict()
            hour = int(found["hour"])
            minute = 30 if found.get("thirty") else int(found["minute"] or 0)
            half = (found["half"] or "").lower()
            if half.startswith("p") or half == "午後":
                hour = hour % 12 + 12
            elif half and hour == 12:
                hour = 0
            yield match.start(), match.end(), f"{hour:02d}:{minute:02d}"


def same_day(one: str, other: str) -> bool:
    """Return whether two normal forms mean the same day where one has no year."""
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one == other


def written_weekday(date_text: str) -> int | None:
    """Return the weekday written in *date_text*, 0 for Monday, or None."""
    if match := re.search(r"[（(]([月火水木金土日])", date_text):
        return _WEEKDAYS_JA.index(match.group(1))
    if match := re.match(r"[A-Za-z]{3,}", date_text):
        begin = match.group()[:3].lower()
        return next((i for i, name in enumerate(_WEEKDAYS) if name.startswith(begin)), None)
    return None


def _plain_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", c) if "０" <= c <= "９" or c in "／：．－" else c for c in text
    )


def _normal(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    month = _MONTHS.get(found["month"].lower()) or (int(found["month"]) if found["month"].isdigit() else 0)
    day = int(found["day"])
    year = _year(found)
    if found.get("sep") == "/" and month > 12 >= day:
        # 3/25/2026: only the American order can be meant.
        month, day = day, month
    try:
        # A leap year admits 29 February where no year is written.
        dt.date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _year(found: dict[str, str | None]) -> int | None:
    if year := found.get("year"):
        return int(year)
    if era := found.get("era"):
        count = found["era_year"]
        return _ERAS[era] + (1 if count == "元" else int(count or 0))
    return None
