"""Days are counted as a calendar does, and what makes no sense is told."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.tasks.assist.business_days import BusinessCalendar
from app.tasks.assist.days import day_of, shifted
from app.tasks.assist.tool import ProposedCall, ToolBox

_TODAY = dt.date(2026, 3, 12)
_DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-12", "2026-03-12"),
        ("12 March 2026", "2026-03-12"),
        ("令和8年3月12日", "2026-03-12"),
        ("２０２６年３月１２日", "2026-03-12"),
        ("3月20日", "2026-03-20"),
        ("20 December", "2025-12-20"),  # nearer than that of this year
        ("29 February", "2024-02-29"),
        ("today", "2026-03-12"),
        ("明日", "2026-03-13"),
        ("the day after tomorrow", "2026-03-14"),
        ("Friday", "2026-03-13"),
        ("Thursday", "2026-03-19"),
        ("next week Monday", "2026-03-16"),
        ("来週の金曜日", "2026-03-20"),
        ("end of the month", "2026-03-31"),
        ("年末", "2026-12-31"),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: str) -> None:
    today = dt.date(2024, 5, 1) if "February" in written else _TODAY
    assert day_of(written, today).isoformat() == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("30 February", "tool-no-such-day"),
        ("30 February 2026", "tool-no-such-day"),
        ("2026-13-01", "tool-no-such-day"),
        ("2月30日", "tool-no-such-day"),
        ("29 February 2026", "tool-no-such-day"),
        ("29 February", "tool-no-such-day"),  # neither this year nor beside it
        ("soon", "tool-day-unclear"),
        ("", "tool-day-unclear"),
        ("Monday or Friday", "tool-day-unclear"),
    ],
)
def test_what_names_no_day_is_told(written: str, code: str) -> None:
    with pytest.raises(InputError) as told:
        day_of(written, dt.date(2026, 6, 1))
    assert told.value.code == code


@given(_DAYS, st.integers(-3000, 3000))
def test_days_on_and_back_lead_home(day: dt.date, count: int) -> None:
    assert shifted(shifted(day, count, "day"), -count, "day") == day
    assert shifted(day, count, "week") == shifted(day, 7 * count, "day")


@given(_DAYS, st.integers(-400, 400))
def test_months_keep_the_day_or_end_with_the_month(day: dt.date, count: int) -> None:
    found = shifted(day, count, "month")
    assert (found.year - day.year) * 12 + found.month - day.month == count
    assert found.day == day.day or (found.day < day.day and shifted(found, 1, "day").day == 1)
    assert shifted(day, 12 * count, "month") == shifted(day, count, "year")


def test_the_calendar_ends_somewhere() -> None:
    for unit in ("day", "week", "month", "year"):
        for count in (10**7, -(10**7), 10**30):
            with pytest.raises(InputError, match="tool-day-out-of-range"):
                shifted(_TODAY, count, unit)


@pytest.mark.parametrize(
    ("country", "day", "count", "found"),
    [
        ("JP", "2026-04-30", 5, "2026-05-12"),  # three holidays and two weekends between
        ("日本", "2026-05-07", -1, "2026-05-01"),
        ("Japan", "2026-05-03", 0, "2026-05-07"),
        ("DE", "2026-12-23", 2, "2026-12-28"),
        ("ドイツ", "2026-12-24", 1, "2026-12-28"),
        ("United States", "2026-07-02", 1, "2026-07-06"),  # 4 July is kept on Friday the 3rd
        ("SA", "2026-06-04", 1, "2026-06-07"),  # the weekend is Friday and Saturday there
    ],
)
def test_working_days_are_those_of_the_country(country: str, day: str, count: int, found: str) -> None:
    assert BusinessCalendar(country).after(dt.date.fromisoformat(day), count).isoformat() == found


@given(_DAYS, st.integers(1, 60), st.sampled_from(["JP", "DE", "US", "GB", "AE"]))
def test_working_days_after_and_between_agree(day: dt.date, count: int, country: str) -> None:
    calendar = BusinessCalendar(country)
    last = calendar.after(day, count)
    assert calendar.is_working_day(last)
    assert calendar.between(day, last) == count
    assert calendar.between(last, day) == -count


@pytest.mark.parametrize(
    ("country", "day", "count", "code"),
    [
        ("Atlantis", _TODAY, 1, "tool-country-unknown"),
        ("", _TODAY, 1, "tool-country-unknown"),
        ("JP", dt.date(1900, 1, 5), 1, "tool-holidays-unknown"),
        ("JP", _TODAY, 10_001, "tool-number-out-of-range"),
    ],
)
def test_working_days_that_cannot_be_counted_are_told(
    country: str, day: dt.date, count: int, code: str
) -> None:
    with pytest.raises(InputError) as told:
        BusinessCalendar(country).after(day, count)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("tool", "arguments", "text"),
    [
        ("add_days", {"count": 3, "unit": "week"}, "2026-04-02"),
        ("add_days", {"count": -1, "unit": "month", "day": "31 March 2026"}, "2026-02-28"),
        ("add_working_days", {"count": 1, "day": "2026-03-19"}, "2026-03-23"),
        ("add_working_days", {"count": 1, "day": "2026-03-19", "country": "DE"}, "2026-03-20"),
        ("days_between", {"last": "2026-12-24"}, "287"),
        ("days_between", {"first": "2026-12-24", "last": "2026-12-20"}, "-4"),
        ("working_days_between", {"first": "2026-03-18", "last": "2026-03-23"}, "2"),
        ("weekday", {"day": "2026-03-20"}, "2026-03-20"),
    ],
)
def test_the_tools_about_days_compute(box: ToolBox, tool: str, arguments: dict[str, Any], text: str) -> None:
    assert box.run(ProposedCall(tool, arguments)).text == text


def test_holidays_are_named(box: ToolBox) -> None:
    result = box.run(ProposedCall("weekday", {"day": "2026-03-20"}))
    assert [line.code for line in result.lines] == ["tool-day", "tool-weekday-friday", "tool-holiday"]
    assert result.lines[-1].parameters["name"] == "Vernal Equinox Day"
    result = box.run(ProposedCall("add_working_days", {"count": 200, "day": "2026-03-19"}))
    assert [line.code for line in result.lines][-1] == "tool-more-holidays"


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("add_days", {"count": 1.5, "unit": "day"}, "tool-whole-number"),
        ("add_days", {"count": 1, "unit": "moon"}, "tool-unit-unknown"),
        ("add_days", {"unit": "day"}, "tool-argument-missing"),
        ("weekday", {"day": "30 February 2026"}, "tool-no-such-day"),
        ("send_mail", {}, "tool-unknown"),
    ],
)
def test_arguments_that_make_no_sense_are_told(
    box: ToolBox, tool: str, arguments: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputError) as told:
        box.run(ProposedCall(tool, arguments))
    assert told.value.code == code
