"""Tools about days: so many days on, weekdays, time between, working days."""

import datetime as dt
from collections.abc import Callable

from app.errors import InputError
from app.records import Language
from app.tasks.assist.business_days import BusinessCalendar
from app.tasks.assist.currencies import number_from
from app.tasks.assist.days import day_of, shifted
from app.tasks.assist.tool import (
    Arguments,
    Kind,
    Parameter,
    ResultLine,
    Tool,
    ToolDescription,
    ToolResult,
    Value,
)
from app.tasks.assist.written_forms import WEEKDAYS

_UNITS = ("day", "week", "month", "year")
_MOST_SHOWN = 12
"""Holidays that a result names."""
_COUNTRY = Parameter(
    "country", Kind.TEXT, "Whose public holidays count; default is the user's own.", required=False
)


class DateTools:
    """Makes the tools about days."""

    def __init__(
        self, today: Callable[[], dt.date], country: Callable[[], str], language: Callable[[], Language]
    ) -> None:
        """Count from *today*, by the holidays of *country* (two letters) unless another is named.

        Args:
            today: The day it is.
            country: The user's own.
            language: For the names of holidays.
        """
        self._today = today
        self._country = country
        self._language = language

    def tools(self) -> tuple[Tool, ...]:
        """Return the tools."""
        day = Parameter(
            "day", Kind.DATE, "The day to begin with, as it is written; default is today.", required=False
        )
        first = Parameter(
            "first", Kind.DATE, "The earlier day, as it is written; default is today.", required=False
        )
        last = Parameter("last", Kind.DATE, "The later day, as it is written.")
        return (
            Tool(
                ToolDescription(
                    "add_days",
                    "Which day is so many days, weeks, months or years after or before a day.",
                    (
                        Parameter("count", Kind.INTEGER, "How many; negative for before."),
                        Parameter("unit", Kind.TEXT, options=_UNITS),
                        day,
                    ),
                ),
                self._add_days,
            ),
            Tool(
                ToolDescription(
                    "add_working_days",
                    "Which day is so many working days (business days, 営業日) after or before a day.",
                    (Parameter("count", Kind.INTEGER, "How many; negative for before."), day, _COUNTRY),
                ),
                self._add_working_days,
            ),
            Tool(
                ToolDescription("days_between", "How many days lie between two days.", (last, first)),
                self._days_between,
            ),
            Tool(
                ToolDescription(
                    "working_days_between",
                    "How many working days (business days, 営業日) lie between two days.",
                    (last, first, _COUNTRY),
                ),
                self._working_days_between,
            ),
            Tool(
                ToolDescription(
                    "weekday",
                    "Which weekday a day is, and whether it is a public holiday.",
                    (Parameter("day", Kind.DATE, "The day, as it is written."), _COUNTRY),
                ),
                self._weekday,
            ),
        )

    def _add_days(self, given: Arguments) -> ToolResult:
        unit = str(given["unit"])
        if unit not in _UNITS:
            raise InputError("tool-unit-unknown", unit=unit)
        day = shifted(self._day(given.get("day")), _whole(given["count"]), unit)
        return _day_result("add_days", given, day)

    def _add_working_days(self, given: Arguments) -> ToolResult:
        calendar = self._calendar(given)
        begin = self._day(given.get("day"))
        day = calendar.after(begin, _whole(given["count"]))
        return _day_result("add_working_days", given, day, _holiday_lines(calendar, begin, day))

    def _days_between(self, given: Arguments) -> ToolResult:
        first, last = self._day(given.get("first")), self._day(given["last"])
        count = (last - first).days
        weeks, rest = divmod(abs(count), 7)
        lines = (
            ResultLine("tool-days-between", {"count": count, "first": first, "last": last}),
            ResultLine("tool-weeks-and-days", {"weeks": weeks, "days": rest}),
        )
        return ToolResult("days_between", given, str(count), lines)

    def _working_days_between(self, given: Arguments) -> ToolResult:
        calendar = self._calendar(given)
        first, last = self._day(given.get("first")), self._day(given["last"])
        count = calendar.between(first, last)
        line = ResultLine("tool-working-days-between", {"count": count, "first": first, "last": last})
        return ToolResult(
            "working_days_between", given, str(count), (line, *_holiday_lines(calendar, first, last))
        )

    def _weekday(self, given: Arguments) -> ToolResult:
        day = self._day(given["day"])
        holiday = self._calendar(given).holiday(day)
        lines = (ResultLine("tool-holiday", {"day": day, "name": holiday}),) if holiday else ()
        return _day_result("weekday", given, day, lines)

    def _day(self, written: Value) -> dt.date:
        today = self._today()
        return today if written is None else day_of(written, today)

    def _calendar(self, given: Arguments) -> BusinessCalendar:
        return BusinessCalendar(str(given.get("country") or self._country()), self._language())


def _whole(value: Value) -> int:
    """Return *value* as a whole number."""
    number = number_from(value)
    if number != number.to_integral_value():
        raise InputError("tool-whole-number", value=str(value))
    return int(number)


def _day_result(tool: str, given: Arguments, day: dt.date, more: tuple[ResultLine, ...] = ()) -> ToolResult:
    lines = (
        ResultLine("tool-day", {"day": day}),
        ResultLine(f"tool-weekday-{WEEKDAYS[day.weekday()]}"),
        *more,
    )
    return ToolResult(tool, given, day.isoformat(), lines)


def _holiday_lines(calendar: BusinessCalendar, one: dt.date, other: dt.date) -> tuple[ResultLine, ...]:
    """Return what is told about the holidays between two days: whose they are, and the first of them."""
    found = calendar.holidays_between(min(one, other), max(one, other))
    lines = [ResultLine("tool-holidays-of", {"country": calendar.country})]
    lines += [
        ResultLine("tool-holiday", {"day": each.day, "name": each.name}) for each in found[:_MOST_SHOWN]
    ]
    if len(found) > _MOST_SHOWN:
        lines.append(ResultLine("tool-more-holidays", {"count": len(found) - _MOST_SHOWN}))
    return tuple(lines)
