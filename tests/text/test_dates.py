"""Dates and times have one form however they are written, and other words are neither."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.text.values import ValueKind, find_values, same_value, weekday_of

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2079, 12, 31))


def _found(text: str, kind: ValueKind, language: Language | None = None) -> list[str]:
    return [value.normal for value in find_values(text, language, [kind])]


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else "〇一二三四五六七"[tens] + "十") + (
        "" if ones == 0 else "〇一二三四五六七八九"[ones]
    )


def _full_width(text: str) -> str:
    return text.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})


def _ordinal(number: int) -> str:
    return (
        f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10 if number not in (11, 12, 13) else 0, 'th') }"
    )


@given(_DAYS)
def test_a_date_has_one_form_in_every_english_spelling(day: dt.date) -> None:
    month, weekday = _MONTHS[day.month - 1], _WEEKDAYS[day.weekday()]
    for spelling in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {_ordinal(day.day)}, {day.year}",
        f"the {_ordinal(day.day)} of {month} {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{weekday[:3]} {day.day} {month[:3]}. {day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{weekday} {day.day}/{day.month}/{day.year}",
    ):
        assert _found(f"It is due on {spelling} at the latest.", ValueKind.DATE, "en") == [day.isoformat()], (
            spelling
        )


@given(_DAYS)
def test_a_date_has_one_form_in_every_japanese_spelling(day: dt.date) -> None:
    weekday = "月火水木金土日"[day.weekday()]
    written = f"{day.year}年{day.month}月{day.day}日"
    spellings = [
        written,
        _full_width(written),
        f"{written}（{weekday}）",
        f"{written}{weekday}曜日",
        f"{day.year}/{day.month:02d}/{day.day:02d}（{weekday}）",
    ]
    if day.year > 2019:
        spellings += [
            f"令和{day.year - 2018}年{day.month}月{day.day}日",
            f"R{day.year - 2018}.{day.month}.{day.day}",
            f"令和{_kanji(day.year - 2018)}年{_kanji(day.month)}月{_kanji(day.day)}日",
        ]
    for spelling in spellings:
        assert _found(f"納期は{spelling}までです。", ValueKind.DATE, "ja") == [day.isoformat()], spelling


@given(_DAYS)
def test_a_date_without_its_year_is_the_same_day(day: dt.date) -> None:
    (full,) = find_values(day.isoformat(), "en", [ValueKind.DATE])
    for text in (
        f"on {day.day} {_MONTHS[day.month - 1]}",
        f"{day.month}月{day.day}日",
        f"{day:%A} {day.day} {_MONTHS[day.month - 1]}",
    ):
        (short,) = find_values(text, None, [ValueKind.DATE])
        assert short.normal == f"--{day:%m-%d}"
        assert same_value(short, full), text
        assert same_value(full, short), text


@given(_DAYS, st.integers(1, 6))
def test_a_weekday_speaks_against_another_year(day: dt.date, shift: int) -> None:
    wrong = _WEEKDAYS[(day.weekday() + shift) % 7]
    (short,) = find_values(f"{wrong} {day.day} {_MONTHS[day.month - 1]}", "en", [ValueKind.DATE])
    (full,) = find_values(day.isoformat(), "en", [ValueKind.DATE])
    assert not same_value(short, full)


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("12-14 March 2026", ["2026-03-12", "2026-03-14"]),
        ("March 12 to 14, 2026", ["--03-12", "2026-03-14"]),
        ("3月12日〜14日", ["--03-12", "--03-14"]),
        ("3月10日、12日に", ["--03-10", "--03-12"]),
    ],
)
def test_a_run_of_days_has_a_place_for_each_end(text: str, normals: list[str]) -> None:
    assert _found(text, ValueKind.DATE)[-1] == normals[-1]
    assert [normal[-5:] for normal in _found(text, ValueKind.DATE)] == [normal[-5:] for normal in normals]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("3/25/2026", "2026-03-25"),
        ("25/3/2026", "2026-03-25"),
        ("Thursday 3/5/2026", "2026-03-05"),
        ("12.03.26", "2026-03-12"),
        ("12-Mar-26", "2026-03-12"),
        ("the 12th of March '26", "2026-03-12"),
        ("2026-03-12T14:30:00Z", "2026-03-12"),
        ("元日は令和元年5月1日", "2019-05-01"),
        ("３/１２（木）に伺います", "--03-12"),
        ("3/12までに送ります", "--03-12"),
        ("Room 3\nMarch 12, 2026", "2026-03-12"),
    ],
)
def test_short_spellings_are_read(text: str, normal: str) -> None:
    assert _found(text, ValueKind.DATE) == [normal]


def test_one_american_date_tells_how_the_others_are_read() -> None:
    assert _found("3/4/2026 and 3/25/2026", ValueKind.DATE) == ["2026-03-04", "2026-03-25"]


@pytest.mark.parametrize("other", ["12 March 2026", "3 December 2026"])
def test_a_date_with_two_readings_equals_both(other: str) -> None:
    (doubtful,) = find_values("3/12/2026", "en", [ValueKind.DATE])
    (clear,) = find_values(other, "en", [ValueKind.DATE])
    assert same_value(doubtful, clear)
    assert same_value(clear, doubtful)


@pytest.mark.parametrize(
    "text",
    [
        "May I ask you",
        "you may 3 times",
        "In march we walk",
        "31 February 2026",
        "version 1.2.3",
        "9/9",
        "12 marbles",
        "3月12日間",
        "1/2 of it",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert _found(text, ValueKind.DATE) == []


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Friday 13 March", 4), ("13 March 2026 (Friday)", 4), ("3月12日（木）", 3), ("3月12日木曜", 3), ("13 March", None),
        ("Thu, 12 March", 3), ("3月12日", None),
    ],
)  # fmt: skip
def test_a_weekday_beside_a_date_is_read(text: str, weekday: int | None) -> None:
    (value,) = find_values(text, None, [ValueKind.DATE])
    assert weekday_of(value) == weekday


@given(st.times())
def test_a_time_has_one_form(time: dt.time) -> None:
    hour = time.hour % 12 or 12
    normal = f"{time:%H:%M}"
    spellings = [normal, f"{time:%H:%M:%S}", f"{hour}:{time:%M} {'pm' if time.hour > 11 else 'am'}"]
    spellings += [f"{hour}.{time:%M}{'p.m.' if time.hour > 11 else 'a.m.'}", f"{time.hour}時{time.minute}分"]
    spellings += [_full_width(f"{time.hour}時{time.minute:02d}分")]
    spellings += [f"{'午後' if time.hour > 11 else '午前'}{time.hour % 12}時{time.minute}分"]
    for spelling in spellings:
        assert _found(f"at {spelling} sharp", ValueKind.TIME) == [normal], spelling


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("2 pm", ["14:00"]), ("12 am", ["00:00"]), ("午後2時半", ["14:30"]), ("from 2 to 4 pm", ["14:00", "16:00"]),
        ("10-2 pm", ["10:00", "14:00"]), ("10:00〜12:00", ["10:00", "12:00"]), ("午後1:30", ["13:30"]), ("24:00", ["24:00"]),
    ],
)  # fmt: skip
def test_times_are_read_as_offices_write_them(text: str, normals: list[str]) -> None:
    assert _found(text, ValueKind.TIME) == normals


@pytest.mark.parametrize(
    ("text", "normal"),
    [("午後三時", "15:00"), ("十五時半", "15:30"), ("二十時十五分", "20:15"), ("正午", "12:00"), ("noon", "12:00"), ("midnight", "00:00")],
)  # fmt: skip
def test_times_in_words_are_read(text: str, normal: str) -> None:
    assert _found(f"at {text}, please", ValueKind.TIME) == [normal]


@pytest.mark.parametrize("text", ["half past two", "2:30 pm", "14:30", "Half past 2 o'clock"])
def test_a_spoken_time_is_in_either_half_of_the_day(text: str) -> None:
    (given_time,) = find_values("14:30", "en", [ValueKind.TIME])
    (value,) = find_values(text, "en", [ValueKind.TIME])
    assert same_value(value, given_time)
    assert same_value(given_time, value)


@pytest.mark.parametrize("text", ["half past three", "quarter to two", "half past two am", "two o'clock"])
def test_another_spoken_time_is_another_one(text: str) -> None:
    (given_time,) = find_values("14:30", "en", [ValueKind.TIME])
    (value,) = find_values(text, "en", [ValueKind.TIME])
    assert not same_value(value, given_time)


@pytest.mark.parametrize("text", ["一時停止", "一時的に", "時々", "同時に"])
def test_a_japanese_word_with_a_time_in_it_is_none(text: str) -> None:
    assert _found(text, ValueKind.TIME) == []


@pytest.mark.parametrize(
    "text",
    ["the thirteenth of March 2026", "Friday the thirteenth of March, 2026", "March the thirteenth 2026"],
)
def test_a_day_in_words_is_read(text: str) -> None:
    assert _found(f"on {text}.", ValueKind.DATE) == ["2026-03-13"]


@pytest.mark.parametrize("text", ["the second March delivery", "I second that", "the first of many"])
def test_an_ordinal_alone_is_no_date(text: str) -> None:
    assert _found(text, ValueKind.DATE) == []


@pytest.mark.parametrize("text", ["２時間かかる", "30分間", "a ratio of 3:1", "12.30 EUR", "3時間半"])
def test_a_length_of_time_is_no_time_of_day(text: str) -> None:
    assert _found(text, ValueKind.TIME) == []
