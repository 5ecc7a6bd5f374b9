"""Numbers without a figure have one form in both languages."""

import pytest

from app.text.loose_numbers import find_loose_numbers


@pytest.mark.parametrize(
    ("english", "japanese", "normal"),
    [
        ("in a couple of weeks", "あと数週間で", "some week"), ("a few more days", "約数日", "some day"),
        ("several months", "今後数か月", "some month"), ("some hours", "数時間", "some hour"),
        ("doubled", "倍増", "times 2"), ("twice as much", "倍の", "times 2"), ("halved", "半減", "times 0.5"),
        ("a third of it", "三分の一", "part 1/3"), ("a quarter less", "4分の1", "part 1/4"),
    ],
)  # fmt: skip
def test_a_loose_number_has_one_form_in_both_languages(english: str, japanese: str, normal: str) -> None:
    assert [form for _, _, form in find_loose_numbers(english, "en")] == [normal]
    assert [form for _, _, form in find_loose_numbers(japanese, "ja")] == [normal]


@pytest.mark.parametrize(
    "text",
    [
        "a few questions", "over the last few days", "for several years", "please double-check", "a double room", "half past two",
        "a quarter to five",
    ],
)  # fmt: skip
def test_other_words_are_no_loose_numbers(text: str) -> None:
    assert list(find_loose_numbers(text, "en")) == []


@pytest.mark.parametrize(
    "text", ["ここ数年", "過去数年", "日数", "個数箱", "10倍の", "人一倍の努力", "倍旧の", "数点確認"]
)
def test_other_words_are_no_loose_numbers_in_japanese(text: str) -> None:
    assert list(find_loose_numbers(text, "ja")) == []


def test_the_place_is_that_of_the_words() -> None:
    ((start, end, _),) = find_loose_numbers("It takes a couple of weeks.", "en")
    assert "It takes a couple of weeks."[start:end] == "a couple of weeks"
    ((start, end, _),) = find_loose_numbers("あと数箱ある", "ja")
    assert "あと数箱ある"[start:end] == "数箱"
