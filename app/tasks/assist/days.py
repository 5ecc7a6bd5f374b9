"""Days as people write them, as dates of the calendar."""

import calendar
import datetime as dt
import re

from app.errors import InputError
from app.tasks.assist.tool import Value
from app.text.half_width import half_width
from app.text.languages import detect_language
from app.text.loose_days import find_loose_days
from app.text.values import ValueKind, find_values

_NEAR = {
    "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2, "in three days": 3, "yesterday": -1,
    "the day before yesterday": -2,
}  # fmt: skip
_WEEKS = {"last week": -1, "this week": 0, "next week": 1, "following week": 1, "after next week": 2}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY_LIKE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b"
    r"|(?:(?:\d{4}|(?:令和|平成|昭和)(?:\d{1,2}|元))年)?\d{1,2}月\d{1,2}日",
    re.IGNORECASE | re.ASCII,
)
"""What has the form of a date, half-width, whether the calendar knows it or not: 30 February, 2026-13-01."""


def day_of(written: Value, today: dt.date) -> dt.date:
    """Return the day that *written* names: a date in any custom, or a word such as tomorrow, seen from *today*.

    A date without its year is the one nearest to today; a bare weekday is the next one after today.

    Raises:
        InputError: `tool-no-such-day` where the calendar has no such day, `tool-day-unclear` for other words.
    """
    text = half_width(str(written)).strip()
    language = detect_language(text)
    dates = find_values(text, language, [ValueKind.DATE])
    if len(dates) == 1:
        return _whole(dates[0].normal, str(written), today)
    named = [form for _, _, form in find_loose_days(text, language)]
    day = _named(named, today) if not dates else None
    if day is None:
        looks = bool(DAY_LIKE.search(text)) and not dates
        raise InputError("tool-no-such-day" if looks else "tool-day-unclear", value=str(written))
    return day


def shifted(day: dt.date, count: int, unit: str) -> dt.date:
    """Return *day* moved by *count* days, weeks, months or years; from a month's last days to the month's end.

    Raises:
        InputError: `tool-day-out-of-range`: the calendar ends before it.
    """
    try:
        if unit in ("month", "year"):
            months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
            year, month = divmod(months, 12)
            return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    except (ValueError, OverflowError, calendar.IllegalMonthError) as error:
        raise InputError("tool-day-out-of-range") from error


def _whole(normal: str, written: str, today: dt.date) -> dt.date:
    """Return the day of a comparable form that may lack its year."""
    if not normal.startswith("--"):
        return dt.date.fromisoformat(normal)
    month, day = int(normal[2:4]), int(normal[5:])
    years = range(max(1, today.year - 1), min(9999, today.year + 1) + 1)
    found = [dt.date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    if not found:
        raise InputError("tool-no-such-day", value=written)
    return min(found, key=lambda each: abs((each - today).days))


def _named(forms: list[str], today: dt.date) -> dt.date | None:
    """Return the day that words name, by their comparable forms; None where they name none, or several."""
    weekdays = [int(form.removeprefix("weekday ")) for form in forms if form.startswith("weekday ")]
    weeks = [_WEEKS[form] for form in forms if form in _WEEKS]
    if len(forms) == 2 and len(weekdays) == len(weeks) == 1:
        monday = shifted(today, -today.weekday(), "day")
        return shifted(monday, 7 * weeks[0] + weekdays[0], "day")
    return _one_word(forms[0], today) if len(forms) == 1 else None


def _one_word(form: str, today: dt.date) -> dt.date | None:
    if form in _NEAR:
        return shifted(today, _NEAR[form], "day")
    if form.startswith("weekday "):
        return shifted(today, (int(form.removeprefix("weekday ")) - today.weekday() - 1) % 7 + 1, "day")
    if form == "end month":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    return dt.date(today.year, 12, 31) if form == "end year" else None
