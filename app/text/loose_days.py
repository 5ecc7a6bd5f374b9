"""Days that are named without a date: weekdays, months, tomorrow, next week, the end of the year, the afternoon."""

import re
from collections.abc import Callable, Iterator, Mapping

from app.records import Language
from app.text.found import Found
from app.text.numerals import ORDINALS, small_number

_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS_JA = "月火水木金土日"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_CLEAR_MONTH = (
    r"(?-i:January|February|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec)\b"
)
"""Months that are no other words."""
_UNIT = r"(?P<unit>morning|afternoon|evening|weekend|week|month|year|quarter)"
_PART = {"end": "end", "late": "end", "beginning": "early", "start": "early", "early": "early", "mid": "mid"}
_ENGLISH = re.compile(
    r"\b(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?P<short>(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun))\b(?!['’-])"
    r"|\b(?P<word>today|tonight|tomorrow|yesterday|the day after tomorrow)\b"
    rf"|\b(?P<which>this|next|last|coming|following) {_UNIT}\b"
    rf"|\b(?:(?P<part>end|beginning|start)(?: of)?|(?P<early>early|late|mid)(?: in)?)[ -](?P<part_month>{_MONTH})(?![a-z])(?! \d)"
    rf"|\b(?P<until>by|until|till) (?P<until_month>{_MONTH})(?![a-z])(?! \d)"
    rf"|\b(?:in|since|during) (?P<month>{_MONTH})(?![a-z])(?! \d)"
    rf"|\b(?:from|for|of) (?P<from_month>(?-i:M)(?:arch|ay))(?![a-z])(?! \d)"
    rf"|\b(?P<bare_month>{_CLEAR_MONTH})(?! \d)"
    r"|\b(?P<of>end|beginning|start) of (?:the )?(?P<end>day|week|month|year)\b"
    r"|\b(?P<close>close of business|cob)\b|\bthe (?P<after>day|week|month|year) after\b(?! tomorrow)"
    r"|\b(?P<end_before>week|month|year)(?:['’]s)?[ -]end\b"
    r"|\b(?P<season>spring|summer|autumn|winter)\b"
    r"|\b(?P<quarter>first|second|third|fourth) quarter\b|\bQ(?P<quarter_number>[1-4])\b"
    r"|(?:(?<=\bon )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )|(?<=\btill )|(?<=\bbefore )|(?<=\bafter )|(?<=\bsince )|(?<=\bday ))"
    rf"the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?! (?:floor|storey|page|line|row|place|round|attempt|century)|(?: of)? {_MONTH}(?![a-z]))"
    r"|(?<!good )\b(?P<hours>morning|afternoon|evening)s?\b",
    re.IGNORECASE | re.ASCII,
)
_WORDS_JA = {
    "本日": "today", "今日": "today", "今夜": "tonight", "今晩": "tonight", "明後日": "the day after tomorrow",
    "明日": "tomorrow", "一昨日": "the day before yesterday", "昨日": "yesterday", "翌々日": "two days after",
    "明々後日": "in three days", "しあさって": "in three days", "あさって": "the day after tomorrow", "あした": "tomorrow",
    "あす": "tomorrow", "きょう": "today", "きのう": "yesterday",
}  # fmt: skip
_WHICH_JA = {"今": "this", "来": "next", "先": "last", "昨": "last", "再来": "after next", "翌": "following"}
_UNITS_JA = {"週": "week", "月": "month", "年": "year", "年度": "business year"}
_SEASONS_JA = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_HOURS_JA = {"午前": "morning", "午前中": "morning", "午後": "afternoon", "夕方": "evening"}
_BEGINS_JA = {"初": "early", "初め": "early", "明け": "early", "末": "end"}
_PARTS_JA = {"上旬": "early", "初旬": "early", "中旬": "mid", "下旬": "end", "末": "end"}
_JAPANESE = re.compile(
    r"(?P<weekday>[月火水木金土日])曜日?|(?P<word>本日|今日|今夜|今晩|明後日|明日|一昨日|昨日|翌々日|明々後日|しあさって"
    r"|(?<![ぁ-ん])(?:あさって|あした|あす|きょう|きのう)(?=[のにはもまかで、。中納発お]|$))"
    r"|(?P<which>再来|今|来|先|翌)(?P<unit>週|月|年度|年)(?!間|度)|(?P<last>昨)(?P<year>年度?)"
    r"|(?<![\d一二三四五六七八九十])(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!\s*[\d一二三四五六七八九十]|謝)"
    r"(?P<part>[上中下初]旬|中|末)?(?P<until>まで)?"
    r"|(?P<tenth>[上中下]旬)|(?P<end>[週月年])(?P<edge>末|初め?|明け)|(?P<within>年内)|第(?P<quarter>[1-4一二三四])四半期"
    r"|(?P<hours>午前中?|午後|夕方)(?!\d)"
    r"|(?:(?<![一-龥])|(?<=[来今昨翌早晩初]))(?P<season>[春夏秋冬])(?=[のにかまごろ頃季先物向、。・]|以降)",
    re.ASCII,
)


def find_loose_days(text: str, language: Language) -> Iterator[Found]:
    """Yield the days of *text*, half-width, that have no date, also those within dates.

    The comparable form is the same in both languages: `weekday 4` for Fridays, `month 3` for March, `next week`, `end year`.
    """
    pattern, read = (_ENGLISH, _english) if language == "en" else (_JAPANESE, _japanese)
    for match in pattern.finditer(text):
        end = match.end()
        if language == "ja" and match["until"]:
            end = match.start("until")
        yield match.start(), end, read(match.groupdict())


def weekday_form(weekday: int) -> str:
    """Return the comparable form of a weekday, 0 for Monday."""
    return f"weekday {weekday}"


def month_form(month: int) -> str:
    """Return the comparable form of a month, 1 for January."""
    return f"month {month}"


def day_form(day: int) -> str:
    """Return the comparable form of a day of a month that is not named."""
    return f"day {day}"


def hours_form(hour: int) -> str:
    """Return the comparable form of the part of a day that holds *hour*, of 24."""
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def _english(found: Mapping[str, str | None]) -> str:
    for name, read in _READ_EN:
        if written := found[name]:
            return read(written.lower())
    if month := found["part_month"]:
        return f"{_PART[(found['part'] or found['early'] or '').lower()]} {_month(month)}"
    if unit := found["end"] or found["end_before"]:
        return f"{_PART[(found['of'] or 'end').lower()]} {unit.lower()}"
    return f"{(found['which'] or '').lower().replace('coming', 'next')} {(found['unit'] or '').lower()}"


def _month(written: str) -> str:
    return month_form(_MONTHS.index(written.lower()[:3]) + 1)


_READ_EN: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("weekday", lambda name: weekday_form(_WEEKDAYS_EN.index(name[:3]))),
    ("short", lambda name: weekday_form(_WEEKDAYS_EN.index(name[:3]))),
    ("until_month", lambda name: f"until {_month(name)}"),
    ("month", _month),
    ("from_month", _month),
    ("bare_month", _month),
    ("day", lambda day: day_form(int(day))),
    ("quarter", lambda ordinal: f"quarter {ORDINALS[ordinal]}"),
    ("quarter_number", lambda number: f"quarter {number}"),
    ("close", lambda _: "end day"),
    ("after", lambda unit: f"following {unit}"),
    ("word", str),
    ("season", str),
    ("hours", str),
)
_READ_JA: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("weekday", lambda sign: weekday_form(_WEEKDAYS_JA.index(sign))),
    ("word", _WORDS_JA.__getitem__),
    ("tenth", _PARTS_JA.__getitem__),
    ("quarter", lambda number: f"quarter {small_number(number)}"),
    ("within", lambda _: "end year"),
    ("season", _SEASONS_JA.__getitem__),
    ("hours", _HOURS_JA.__getitem__),
)


def _japanese(found: Mapping[str, str | None]) -> str:
    for name, read in _READ_JA:
        if written := found[name]:
            return read(written)
    if unit := found["end"]:
        return f"{_BEGINS_JA[found['edge'] or '末']} {_UNITS_JA[unit]}"
    if month := found["month"]:
        part = _PARTS_JA.get(found["part"] or "", "until" if found["until"] else "")
        return f"{part} {month_form(small_number(month))}".strip()
    which = found["which"] or found["last"] or ""
    return f"{_WHICH_JA[which]} {_UNITS_JA[found['unit'] or found['year'] or '']}"
