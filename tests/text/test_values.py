"""Values are found with their places, and equal values have equal forms."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.text.values import Value, ValueKind, find_values, same_value, weekday_of

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2079, 12, 31))


def _only(text: str, kind: ValueKind, language: Language | None = None) -> list[str]:
    return [value.normal for value in find_values(text, language, [kind])]


@given(_DAYS)
def test_a_date_has_one_form_however_it_is_written(day: dt.date) -> None:
    month = _MONTHS[day.month - 1]
    spellings = [
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
    ]
    if day.year > 2019:
        spellings.append(f"令和{day.year - 2018}年{day.month}月{day.day}日")
    for spelling in spellings:
        assert _only(f"It is due on {spelling} at the latest.", ValueKind.DATE) == [day.isoformat()], spelling


@given(_DAYS)
def test_a_date_without_its_year_is_the_same_day(day: dt.date) -> None:
    (short,) = find_values(f"on {day.day} {_MONTHS[day.month - 1]}", "en", [ValueKind.DATE])
    (full,) = find_values(day.isoformat(), "en", [ValueKind.DATE])
    assert same_value(short, full)


@pytest.mark.parametrize(
    "text", ["May I ask you", "In march we walk", "31 February 2026", "version 1.2.3", "9/9"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert _only(text, ValueKind.DATE) == []


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("Friday 13 March", 4), ("3月12日（木）", 3), ("13 March", None), ("Thu, 12 March", 3)],
)
def test_a_weekday_beside_a_date_is_read(text: str, weekday: int | None) -> None:
    (value,) = find_values(text, None, [ValueKind.DATE])
    assert weekday_of(value) == weekday


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("USD 1,200.50", "1200.5 USD"),
        ("$1,200.50", "1200.5 USD"),
        ("1.200,50 €", "1200.5 EUR"),
        ("EUR 180.00", "180 EUR"),
        ("12,000円", "12000 JPY"),
        ("¥12,000", "12000 JPY"),
        ("３万円", "30000 JPY"),
        ("12 dollars", "12 USD"),
        ("£5", "5 GBP"),
    ],
)
def test_amounts_have_one_form(text: str, normal: str) -> None:
    assert _only(f"It costs {text} now", ValueKind.AMOUNT) == [normal]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("14:30", "14:30"),
        ("2 pm", "14:00"),
        ("2.30 p.m.", "14:30"),
        ("午後2時半", "14:30"),
        ("12 am", "00:00"),
    ],
)
def test_times_have_one_form(text: str, normal: str) -> None:
    assert _only(f"at {text}", ValueKind.TIME) == [normal]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Call +49 221 5550188 today", ValueKind.PHONE, "+49 221 5550188"),
        ("電話 075-555-0142 まで", ValueKind.PHONE, "075-555-0142"),
        ("(212) 555-0142", ValueKind.PHONE, "(212) 555-0142"),
        ("write to Paul.Meyer@x.example.", ValueKind.EMAIL, "Paul.Meyer@x.example"),
        ("see https://a.example/b?c=1.", ValueKind.URL, "https://a.example/b?c=1"),
        ("order KC-2041 and more", ValueKind.CODE, "KC-2041"),
        ("注文番号KC-2041です", ValueKind.CODE, "KC-2041"),
        ("No. 4512 is", ValueKind.CODE, "4512"),
        ("Dear Ms Mori,", ValueKind.PERSON, "Mori"),
        ("said Ellen Brandt yesterday", ValueKind.PERSON, "Ellen Brandt"),
        ("森　花子様", ValueKind.PERSON, "森　花子"),
        ("山田太郎が来た", ValueKind.PERSON, "山田太郎"),
        ("by Meyer Feinkost GmbH in", ValueKind.ORGANISATION, "Meyer Feinkost GmbH"),
        ("株式会社みどり園の担当", ValueKind.ORGANISATION, "株式会社みどり園"),
        ("Lindenallee 8, 50968 Köln", ValueKind.ADDRESS, "Lindenallee 8, 50968 Köln"),
        (
            "〒604-8571 京都市中京区寺町通御池上る488番地",
            ValueKind.ADDRESS,
            "〒604-8571 京都市中京区寺町通御池上る488番地",
        ),
        ("7.5 % off", ValueKind.PERCENTAGE, "7.5 %"),
        ("three boxes", ValueKind.NUMBER, "three"),
    ],
)
def test_values_are_found_where_they_stand(text: str, kind: ValueKind, found: str) -> None:
    assert [value.text for value in find_values(text, None, [kind])] == [found]


@pytest.mark.parametrize(
    "text", ["Kind regards", "Thank You Very Much", "皆様", "お客様", "Quality Report Monday"]
)
def test_ordinary_words_are_no_people(text: str) -> None:
    assert _only(text, ValueKind.PERSON) == []


def test_a_phone_is_the_same_with_and_without_its_country() -> None:
    (one,) = find_values("+81 75-555-0142", "en", [ValueKind.PHONE])
    (other,) = find_values("075-555-0142", "ja", [ValueKind.PHONE])
    assert same_value(one, other)


@given(st.text(max_size=200), st.sampled_from(["en", "ja"]))
def test_places_hold_the_text_in_order_without_overlap(text: str, language: Language) -> None:
    end = 0
    for value in find_values(text, language):
        assert text[value.start : value.end] == value.text != ""
        assert value.start >= end
        end = value.end


@pytest.mark.parametrize(
    "piece", ["1", "a1-", "A ", "1,", "(0", "@.", "3月", "様", "Aa ", "1 ", "Straße", "\n", "株式会社"]
)
def test_long_awkward_texts_take_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        begun = time.process_time()
        find_values(piece * (length // len(piece)))
        return time.process_time() - begun

    seconds(2_000)  # what is loaded once is not counted
    assert seconds(40_000) < 0.3 + 12 * max(seconds(10_000), 0.02)


def test_a_value_equals_itself_only_in_its_kind() -> None:
    date = Value(ValueKind.DATE, "x", 0, 1, "2026-03-12")
    assert not same_value(date, Value(ValueKind.PHONE, "x", 0, 1, "2026-03-12"))
