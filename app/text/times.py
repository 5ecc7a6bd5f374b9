"""Times of day as offices write them, in English and Japanese."""

import re
from collections.abc import Iterator

from app.records import Language
from app.text.found import Found

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
_JAPANESE = re.compile(
    r"(?:(?P<half_ja>午前|午後)[ ]?)?(?<!\d)(?P<hour>[01]?\d|2[0-4])[ ]?時(?![間代点])"
    r"(?:[ ]?(?P<minute>[0-5]?\d)[ ]?分(?!間)|(?P<thirty>半))?"
)


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
            yield start, match.end(), _form(int(found["hour"]), minute, half)


def _form(hour: int, minute: str | None, half: str) -> str:
    if half.startswith("p") or half == "午後":
        hour = hour % 12 + 12
    elif half and hour == 12:
        hour = 0
    return f"{hour:02d}:{int(minute or 0):02d}"
