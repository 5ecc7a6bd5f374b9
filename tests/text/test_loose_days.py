"""Days without a date have one form in both languages."""

import pytest

from app.text.loose_days import find_loose_days, hours_form


@pytest.mark.parametrize(
    ("english", "japanese", "normal"),
    [
        ("Friday", "金曜日", "weekday 4"), ("Fri", "金曜", "weekday 4"), ("today", "本日", "today"), ("tomorrow", "明日", "tomorrow"),
        ("the day after tomorrow", "明後日", "the day after tomorrow"), ("next week", "来週", "next week"),
        ("last year", "昨年", "last year"), ("last month", "先月", "last month"), ("this year", "今年", "this year"),
        ("end of the month", "月末", "end month"), ("year's end", "年末", "end year"), ("in April", "4月", "month 4"),
        ("early April", "4月上旬", "early month 4"), ("mid-April", "4月中旬", "mid month 4"), ("late in April", "4月下旬", "end month 4"),
        ("end of April", "4月末", "end month 4"), ("by April", "4月", "month 4"), ("spring", "春の", "spring"),
        ("mornings", "午前中", "morning"), ("evening", "夕方", "evening"), ("Q2", "第2四半期", "quarter 2"),
        ("the third quarter", "第三四半期", "quarter 3"), ("beginning of the month", "月初", "early month"), ("start of the week", "週明け", "early week"),
        ("tomorrow", "あすの", "tomorrow"), ("in July", "七月", "month 7"),
    ],
)  # fmt: skip
def test_a_day_has_one_form_in_both_languages(english: str, japanese: str, normal: str) -> None:
    found = [form for _, _, form in find_loose_days(f"it comes {english}", "en")]
    assert found == [f"until {normal}" if english.startswith("by ") else normal]
    assert [form for _, _, form in find_loose_days(japanese, "ja")] == [normal]


def test_a_day_until_which_is_another_one_than_in_which() -> None:
    assert [form for _, _, form in find_loose_days("4月まで、5月", "ja")] == ["until month 4", "month 5"]


def test_a_day_of_an_unnamed_month_is_one() -> None:
    assert [form for _, _, form in find_loose_days("on the 13th", "en")] == ["day 13"]
    found = find_loose_days("on the 3rd floor; on the 13th of March", "en")
    assert [form for _, _, form in found] == ["month 3"]


@pytest.mark.parametrize("text", ["Good morning", "May I ask", "we march on", "the sun sat there"])
def test_other_words_are_no_days(text: str) -> None:
    assert list(find_loose_days(text, "en")) == []


@pytest.mark.parametrize("text", ["森 春香", "5月3日", "週間予報", "3カ月"])
def test_other_japanese_words_are_no_days(text: str) -> None:
    assert list(find_loose_days(text, "ja")) == []


def test_a_place_is_that_of_the_words_alone() -> None:
    text = "It comes next week."
    ((start, end, _),) = find_loose_days(text, "en")
    assert text[start:end] == "next week"
    text = "4月末までに"
    ((start, end, _),) = find_loose_days(text, "ja")
    assert text[start:end] == "4月末"


def test_an_hour_belongs_to_a_part_of_the_day() -> None:
    assert [hours_form(hour) for hour in (0, 11, 12, 16, 17, 23)] == [
        "morning",
        "morning",
        "afternoon",
        "afternoon",
        "evening",
        "evening",
    ]
