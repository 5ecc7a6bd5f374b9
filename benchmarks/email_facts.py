"""Makes values for generated mails: what each means is known, however it is written."""

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.records import Language
from benchmarks.email_judge import Given
from benchmarks.email_names import (
    CITIES_EN,
    CITIES_JA,
    COMPANIES_EN,
    COMPANIES_JA,
    FAMILIES_EN,
    FAMILIES_JA,
    FIRST_EN,
    FIRST_JA,
    PRODUCTS_EN,
    PRODUCTS_JA,
)
from benchmarks.email_values import MONTHS, WEEKDAYS_JA, Kind, code_form, form_of, phone_forms

_SLOT = re.compile(r"\{(?P<kind>[a-z]+)(?P<number>\d?)\}")
_FIRST_DAY = dt.date(2026, 10, 1)
_DAYS = 240
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Known:
    """One value with two ways to write it."""

    given: Given
    """As a clerk writes it."""
    neat: str
    """As it stands in a good mail."""


class Filler:
    """Fills the slots of sentences with values; the same slot of one mail has the same value."""

    def __init__(self, rng: random.Random, language: Language) -> None:
        """Draw values from *rng* for a mail in *language*."""
        self.rng = rng
        self.language: Language = language
        self._known: dict[str, Known] = {}

    def loose(self, pattern: str) -> tuple[str, list[Given]]:
        """Return *pattern* as a clerk writes it, and the values that are in it."""
        givens: list[Given] = []

        def written(match: re.Match[str]) -> str:
            known = self.known(match.group(), match["kind"])
            givens.append(known.given)
            return known.given.written

        return _SLOT.sub(written, pattern), givens

    def neat(self, pattern: str) -> str:
        """Return *pattern* as it stands in a good mail."""
        return _SLOT.sub(lambda match: self.known(match.group(), match["kind"]).neat, pattern)

    def forget(self) -> None:
        """Draw new values from here on."""
        self._known.clear()

    def known(self, slot: str, kind: str) -> Known:
        """Return the value of *slot*, a new one of *kind* when it has none."""
        while slot not in self._known:
            made = _MAKERS[kind](self.rng, self.language)
            before = self._known.get(f"{{{kind}}}")
            if before is None or _may_follow(before.given, made.given):
                self._known[slot] = made
        return self._known[slot]


def _may_follow(one: Given, other: Given) -> bool:
    """Return whether *other* can be the second value of its kind in a sentence: another one, and of two days the later."""
    if one.kind == Kind.DATE:
        return _place_in_time(one.forms[0]) < _place_in_time(other.forms[0])
    return not set(one.forms) & set(other.forms)


def _place_in_time(form: str) -> tuple[int, int]:
    month, day = int(form[-5:-3]), int(form[-2:])
    return (month - _FIRST_DAY.month) % 12, day


def full_date(rng: random.Random, language: Language) -> Known:
    """Return a date as people type it into a field, mostly with its year, in one of a dozen spellings."""
    day = _FIRST_DAY + dt.timedelta(rng.randrange(_DAYS))
    written = rng.choice(_field_dates_en(day) if language == "en" else _field_dates_ja(day))
    has_year = bool(re.search(r"\d{4}|20\d\d|令和|R\d|２０", written))
    form = day.isoformat() if has_year else f"--{day:%m-%d}"
    return Known(Given(Kind.DATE, (form,), written), _neat_date(day, language, with_year=has_year))


def _field_dates_en(day: dt.date) -> list[str]:
    month, weekday = MONTHS[day.month - 1].capitalize(), _WEEKDAYS[day.weekday()]
    spellings = [
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat(), f"{day:%d.%m.%Y}",
        f"{day.day} {month[:3]} {day.year}", f"{day.day}{_ordinal(day.day)} {month} {day.year}",
        f"{weekday}, {day.day} {month} {day.year}", f"{weekday[:3]} {day.day} {month} {day.year}",
        f"{day.day}-{month[:3]}-{day.year}", f"{day.day} {month}", f"{month} {day.day}{_ordinal(day.day)}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
    ]  # fmt: skip
    if day.day > 12:
        spellings += [f"{day:%d/%m/%Y}", f"{day.month}/{day.day}/{day.year}"]
    return spellings


def _field_dates_ja(day: dt.date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    weekday = WEEKDAYS_JA[day.weekday()]
    wide = f"{year}年{month}月{number}日".translate({ord(str(i)): ord("０") + i for i in range(10)})
    return [
        f"{year}年{month}月{number}日", f"{year}年{month}月{number}日（{weekday}）", f"{year}/{month}/{number}",
        day.isoformat(), f"令和{year - 2018}年{month}月{number}日", f"{month}月{number}日", f"{month}月{number}日({weekday})",
        f"{year}.{month}.{number}", f"R{year - 2018}.{month}.{number}", f"{month}/{number}", wide,
        f"{year}年{month}月{number}日{weekday}曜日",
    ]  # fmt: skip


def _ordinal(number: int) -> str:
    return "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _neat_date(day: dt.date, language: Language, *, with_year: bool) -> str:
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"
    month = MONTHS[day.month - 1].capitalize()
    return f"{day.day} {month} {day.year}" if with_year else f"{day.day} {month}"


def _note_date(rng: random.Random, language: Language) -> Known:
    day = _FIRST_DAY + dt.timedelta(rng.randrange(_DAYS))
    month, weekday = MONTHS[day.month - 1].capitalize(), _WEEKDAYS[day.weekday()]
    if language == "en":
        spellings = [
            f"{day.day} {month}",
            f"{month} {day.day}",
            f"{day.day} {month[:3]}",
            f"{day.day} {month} {day.year}",
        ]
    else:
        ja = WEEKDAYS_JA[day.weekday()]
        spellings = [
            f"{day.month}月{day.day}日", f"{day.month}/{day.day}", f"{day.month}月{day.day}日({ja})", f"{day.year}年{day.month}月{day.day}日"
        ]  # fmt: skip
    written = rng.choice(spellings)
    has_year = str(day.year) in written
    form = day.isoformat() if has_year else f"--{day:%m-%d}"
    neat = _neat_date(day, language, with_year=has_year)
    if language == "en" and has_year and rng.random() < 0.5:
        neat = f"{weekday}, {neat}"
    return Known(Given(Kind.DATE, (form,), written), neat)


def amount(rng: random.Random, language: Language) -> Known:
    """Return an amount of money in a currency of the language's offices, in one of several spellings."""
    if language == "ja":
        yen = rng.choice(
            [rng.randrange(2, 90) * 500, rng.randrange(11, 400) * 1000, rng.randrange(20, 900) * 110]
        )
        spellings = [f"{yen:,}円", f"{yen}円", f"¥{yen:,}", f"{yen:,} 円", f"{yen:,}円（税込）"]
        if yen % 10_000 == 0:
            spellings.append(f"{yen // 10_000}万円")
        return Known(Given(Kind.AMOUNT, (f"{yen} JPY",), rng.choice(spellings)), f"{yen:,}円")
    cents = rng.choice(
        [rng.randrange(900, 99_000), rng.randrange(10, 400) * 100, rng.randrange(100_000, 900_000)]
    )
    code, sign = rng.choice([("EUR", "€"), ("GBP", "£"), ("USD", "$")])
    number = f"{cents / 100:,.2f}" if cents % 100 else f"{cents // 100:,}"
    spellings = [f"{code} {number}", f"{sign}{number}", f"{number} {code}"]
    if code == "EUR" and cents % 100:
        spellings.append(number.translate(str.maketrans(",.", ".,")) + " €")
    form = form_of(Decimal(cents) / 100)
    return Known(Given(Kind.AMOUNT, (f"{form} {code}",), rng.choice(spellings)), f"{code} {number}")


def _number(low: int, high: int) -> Callable[[random.Random, Language], Known]:
    def make(rng: random.Random, _language: Language) -> Known:
        value = str(rng.randint(low, high))
        return Known(Given(Kind.NUMBER, (value,), value), value)

    return make


def _percent(rng: random.Random, _language: Language) -> Known:
    value = str(rng.choice([2, 3, 5, 7.5, 8, 10, 12, 15]))
    return Known(Given(Kind.PERCENT, (value,), rng.choice([f"{value}%", f"{value} %"])), f"{value}%")


def clock_time(rng: random.Random, language: Language, first: int = 8, last: int = 17) -> Known:
    """Return a time of an office's day, its hour from *first* to *last*."""
    hour, minute = rng.randint(first, last), rng.choice([0, 0, 0, 30, 15])
    form = f"{hour:02d}:{minute:02d}"
    if language == "ja":
        spoken = f"{hour}時{minute}分" if minute not in {0, 30} else f"{hour}時半" if minute else f"{hour}時"
        return Known(Given(Kind.TIME, (form,), rng.choice([form, spoken])), spoken)
    short = f"{(hour - 1) % 12 + 1}" + (f":{minute:02d}" if minute else "") + (" am" if hour < 12 else " pm")
    return Known(Given(Kind.TIME, (form,), rng.choice([form, short])), form)


def phone(rng: random.Random, language: Language) -> Known:
    """Return a phone number of the ranges that are kept for fiction."""
    last = f"{rng.randrange(100, 1000):04d}"
    if language == "ja":
        written = rng.choice([f"03-5550-{last}", f"06-6550-{last}", f"045-555-{last}"])
    else:
        written = rng.choice(
            [f"+44 20 7946 {last}", f"020 7946 {last}", f"+49 30 5550 {last}", f"(0117) 496 {last}"]
        )
    return Known(Given(Kind.PHONE, phone_forms(written), written), written)


def _email(rng: random.Random, _language: Language) -> Known:
    name = rng.choice(["orders", "returns", "office", "claims", "documents", "stores", "accounts"])
    written = f"{name}@{rng.choice(['harbour-paper', 'nordlicht', 'aoba', 'hokuto', 'bramble'])}.example"
    return Known(Given(Kind.EMAIL, (written,), written), written)


def code(rng: random.Random, _language: Language) -> Known:
    """Return a number of an order, an invoice or a parcel."""
    written = rng.choice(
        [
            f"{rng.choice(['KC', 'AB', 'PO', 'R', 'QT', 'INV'])}-{rng.randrange(1000, 9999)}",
            f"{rng.choice([2026, 2027])}-{rng.randrange(100, 9999):04d}",
            f"{rng.choice(['ME', 'TX', 'Z'])}{rng.randrange(10_000, 99_999)}",
            f"{rng.randrange(1000, 9999)}-{rng.randrange(1000, 9999)}-{rng.randrange(1000, 9999)}",
        ]
    )
    return Known(Given(Kind.CODE, (code_form(written), written), written), written)


def person(rng: random.Random, language: Language) -> Known:
    """Return a person with both names."""
    if language == "ja":
        family = rng.choice(FAMILIES_JA)
        full = f"{family}{rng.choice([' ', ''])}{rng.choice(FIRST_JA)}"
        return Known(Given(Kind.NAME, (family,), full), family)
    family = rng.choice(FAMILIES_EN)
    title, first = rng.choice(FIRST_EN)
    return Known(Given(Kind.NAME, (family,), f"{title} {first} {family}"), f"{title} {family}")


def _surname(rng: random.Random, language: Language) -> Known:
    known = person(rng, language)
    return Known(Given(Kind.NAME, known.given.forms, known.neat), known.neat)


def _named(
    en: tuple[tuple[str, str], ...], ja: tuple[tuple[str, str], ...]
) -> Callable[[random.Random, Language], Known]:
    def make(rng: random.Random, language: Language) -> Known:
        short, written = rng.choice(en if language == "en" else ja)
        return Known(Given(Kind.NAME, (short,), written), written)

    return make


def _city(rng: random.Random, language: Language) -> Known:
    written = rng.choice(CITIES_EN if language == "en" else CITIES_JA)
    return Known(Given(Kind.NAME, (written,), written), written)


def _address(rng: random.Random, language: Language) -> Known:
    if language == "ja":
        town = rng.choice(
            ["東京都港区芝浦", "大阪府堺市北区長曽根町", "神奈川県川崎市幸区堀川町", "静岡県焼津市小川"]
        )
        written = f"{town}{rng.randint(1, 5)}-{rng.randint(1, 20)}-{rng.randint(1, 20)}"
    else:
        street = rng.choice(
            ["Harbour Street", "Mill Lane", "Station Road", "Quarry Hill Avenue", "Abbey Square"]
        )
        written = f"{rng.randint(2, 180)} {street}, {rng.choice(CITIES_EN)}"
    return Known(Given(Kind.ADDRESS, (written,), written), written)


def _weekday(rng: random.Random, language: Language) -> Known:
    number = rng.randrange(5)
    written = f"{WEEKDAYS_JA[number]}曜" if language == "ja" else _WEEKDAYS[number]
    return Known(
        Given(Kind.DAY, (f"weekday {number}",), written), written + ("日" if language == "ja" else "")
    )


_MAKERS: dict[str, Callable[[random.Random, Language], Known]] = {
    "number": _number(2, 60),
    "few": _number(2, 9),
    "percent": _percent,
    "fulldate": full_date,
    "date": _note_date,
    "weekday": _weekday,
    "time": clock_time,
    "opens": lambda rng, language: clock_time(rng, language, 8, 10),
    "closes": lambda rng, language: clock_time(rng, language, 15, 18),
    "amount": amount,
    "phone": phone,
    "email": _email,
    "code": code,
    "person": person,
    "surname": _surname,
    "company": _named(COMPANIES_EN, COMPANIES_JA),
    "product": _named(PRODUCTS_EN, PRODUCTS_JA),
    "city": _city,
    "address": _address,
}
