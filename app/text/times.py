"""Times of day as offices write them, in English and Japanese."""

import re
from collections.abc import Iterator

from app.records import Language
from app.text.found import Found
from app.text.half_width import half_width
from app.text.numerals import kanji_number, spelled_number

_FLAGS = re.ASCII | re.IGNORECASE
_HALF = r"[ ]?(?P<half>[ap]m\b|[ap]\.[ ]?m\.?)"
_CLOCK = re.compile(
    r"(?:(?P<half_ja>午前|午後)[ ]?)?(?<![\d:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
    rf"(?::[0-5]\d(?:\.\d{{1,6}})?)?(?:{_HALF})?(?![\d:])",
    _FLAGS,
)
_HALVED = re.compile(
    r"(?<![\d:.,/$])"
    r"(?:(?P<first>1[0-2]|0?[1-9])(?:[:.](?P<first_minute>[0-5]\d))?[ ]?(?:-|to|until|and)[ ]?)?"
    rf"(?P<hour>1[0-2]|0?[1-9])(?:\.(?P<minute>[0-5]\d))?{_HALF}",
    _FLAGS,
)
_POINTED = re.compile(
    r"(?<![\d:.,/])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?=[ ]?(?:h|hrs|uhr)\b)", _FLAGS
)
_DIGITS_JA = "一二三四五六七八九"
_JAPANESE = re.compile(
    rf"(?:(?P<half_ja>午前|午後)[ ]?)?(?<![\d{_DIGITS_JA}十])(?P<hour>[01]?\d|2[0-4]|二?十[{_DIGITS_JA}]?"
    rf"|(?<=午前)一|(?<=午後)一|[{_DIGITS_JA[1:]}])[ ]?時(?![間代点期])"  # 一時 alone is “for a time”
    rf"(?:[ ]?(?P<minute>[0-5]?\d|[二三四五]?十[{_DIGITS_JA}]?|[{_DIGITS_JA}])[ ]?分(?!間)|(?P<thirty>半))?"
)
_HOUR_WORD = r"(?P<hour>1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SPOKEN = re.compile(
    rf"\b(?:(?P<part>half[ -]past|(?:a[ ])?quarter[ ](?:past|to))[ ]{_HOUR_WORD}(?![\w:]|\.\d)(?:[ ]o'clock\b)?"
    rf"|{_HOUR_WORD.replace('hour', 'whole')}[ ]?o'clock\b)(?:{_HALF})?",
    _FLAGS,
)
_TWELVE = re.compile(r"\b(?:(?P<noon>noon|midday)|midnight)\b|(?P<noon_ja>正午)", re.IGNORECASE)


def find_times(text: str, _language: Language) -> Iterator[Found]:
    """Yield the times of day in *text*, half-width, as `HH:MM` of 24 hours."""
    for pattern in (_HALVED, _CLOCK, _POINTED, _JAPANESE):
        for match in pattern.finditer(text):
            found = match.groupdict()
            half = (found.get("half") or found.get("half_ja") or "").lower()
            if found.get("first"):
                # "from 2 to 4 pm": the half of the day holds for both, unless the clock would run back.
                first = int(found["first"])
                turned = half.startswith("p") and first % 12 > int(found["hour"]) % 12
                yield *match.span("first"), _form(first, found["first_minute"], "a" if turned else half)
                start = match.start("hour")
            else:
                start = match.start()
            minute = "30" if found.get("thirty") else found.get("minute")
            yield start, match.end(), _form(_number(found["hour"]), minute, half)

    for match in _SPOKEN.finditer(text):
        yield *match.span(), _spoken(match)
    for match in _TWELVE.finditer(text):
        yield *match.span(), "12:00" if match["noon"] or match["noon_ja"] else "00:00"


def readings(time_text: str, normal: str) -> set[str]:
    """Return the comparable forms that *time_text* can have: half past two is 02:30 or 14:30."""
    match = _SPOKEN.fullmatch(half_width(time_text))
    if not match or match["half"]:
        return {normal}
    hour = int(normal[:2])
    return {normal, f"{(hour + 12) % 24:02d}{normal[2:]}"}


def _spoken(match: re.Match[str]) -> str:
    written = match["hour"] or match["whole"]
    hour = int(written) if written.isdecimal() else int(spelled_number(written))
    part = (match["part"] or "").lower()
    minute = "30" if part.startswith("half") else "15" if part.endswith("past") else "45" if part else None
    return _form((hour - 1 or 12) if minute == "45" else hour, minute, (match["half"] or "").lower())


def _form(hour: int, minute: str | None, half: str) -> str:
    if half.startswith("p") or half == "午後":
        hour = hour % 12 + 12
    elif half and hour == 12:
        hour = 0
    return f"{hour:02d}:{_number(minute or '0'):02d}"


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else kanji_number(written)
