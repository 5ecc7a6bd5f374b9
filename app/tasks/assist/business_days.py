"""Working days of a country: neither weekend nor public holiday."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml

from app.errors import InputError
from app.records import Language
from app.resource_files import read_text
from app.text.comparing import squeezed

if TYPE_CHECKING:
    from holidays import HolidayBase

MOST_DAYS = 10_000
"""Working days that may be counted at once: forty years."""
_HOLIDAY_LANGUAGE = {"en": "en_US", "ja": "ja"}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday."""

    day: dt.date
    name: str


class BusinessCalendar:
    """The working days of one country; holidays of its regions are not among them.

    Attributes:
        country: Its two letters.
    """

    def __init__(self, country: str, language: Language = "en") -> None:
        """Take the holidays of *country*: two letters, or its name in English or Japanese.

        Raises:
            InputError: `tool-country-unknown`: there is no such country, or nothing is known of its holidays.
        """
        code = _codes().get(_plain(country))
        if code is None:
            raise InputError("tool-country-unknown", country=country)
        self.country = code
        self._holidays = _holidays(code, language)

    def is_working_day(self, day: dt.date) -> bool:
        """Return whether people work on *day*.

        Raises:
            InputError: `tool-holidays-unknown`: nothing is known of that year's holidays.
        """
        self._check(day)
        return self._holidays.is_working_day(day)

    def holiday(self, day: dt.date) -> str:
        """Return the name of the holiday on *day*, or nothing.

        Raises:
            InputError: `tool-holidays-unknown`.
        """
        self._check(day)
        return self._holidays.get(day) or ""

    def after(self, day: dt.date, count: int) -> dt.date:
        """Return the working day that is *count* of them after *day*, which does not count; before it if negative.

        With 0 it is the day itself, or the next working day.

        Raises:
            InputError: `tool-number-out-of-range`, `tool-holidays-unknown`.
        """
        if abs(count) > MOST_DAYS:
            raise InputError("tool-number-out-of-range", value=count, limit=MOST_DAYS)
        step = dt.timedelta(days=-1 if count < 0 else 1)
        left = abs(count)
        if not left:
            while not self.is_working_day(day):
                day += step
        while left:
            day = self._next(day, step)
            left -= self.is_working_day(day)
        return day

    def between(self, first: dt.date, last: dt.date) -> int:
        """Return how many working days come after *first*, up to and with *last*; negative if *last* is earlier.

        Raises:
            InputError: `tool-number-out-of-range`, `tool-holidays-unknown`.
        """
        if last < first:
            return -self.between(last, first)
        if (last - first).days > 2 * MOST_DAYS:
            raise InputError("tool-number-out-of-range", value=(last - first).days, limit=2 * MOST_DAYS)
        days = (first + dt.timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sum(map(self.is_working_day, days))

    def holidays_between(self, first: dt.date, last: dt.date) -> tuple[Holiday, ...]:
        """Return the holidays from *first* to *last* that are no weekend, both days counted.

        Raises:
            InputError: `tool-holidays-unknown`.
        """
        days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
        return tuple(
            Holiday(day, name)
            for day in days
            if (name := self.holiday(day)) and not self._holidays.is_weekend(day)
        )

    def _next(self, day: dt.date, step: dt.timedelta) -> dt.date:
        try:
            return day + step
        except OverflowError as error:
            raise InputError("tool-day-out-of-range") from error

    def _check(self, day: dt.date) -> None:
        if not self._holidays.start_year <= day.year <= self._holidays.end_year:
            raise InputError("tool-holidays-unknown", country=self.country, year=day.year)


@cache
def _holidays(code: str, language: Language) -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 - only those who count working days need it

    wanted = _HOLIDAY_LANGUAGE[language]
    plain = country_holidays(code)
    # Names in another language than was asked for are better than none.
    return country_holidays(code, language=wanted) if wanted in plain.supported_languages else plain


@cache
def _codes() -> Mapping[str, str]:
    """Return the countries' two letters by all their names."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - likewise

    codes: dict[str, str] = {}
    for name, (_, two, three, *_) in COUNTRIES.items():
        codes |= {_plain(each): two for each in (name, two, three)}
    names = {
        "usa": "US",
        "america": "US",
        "uk": "GB",
        "great britain": "GB",
        "england": "GB",
        "korea": "KR",
        "south korea": "KR",
    }
    codes |= {_plain(name): code for name, code in names.items()}
    japanese: Mapping[str, str] = yaml.safe_load(read_text("words/countries_ja.yaml"))
    return codes | {_plain(name): code for name, code in japanese.items() if _plain(code) in codes}


def _plain(name: str) -> str:
    return squeezed(name).replace("_", "").replace(".", "").removeprefix("the")
