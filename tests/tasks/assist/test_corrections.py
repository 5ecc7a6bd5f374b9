"""Code corrects what is surely wrong and leaves the rest letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.tasks.assist.corrections import corrected, mistakes_in


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        ("en", "We recieved the the parcel , thanks.", "We received the parcel, thanks."),
        ("en", "Recieve it.", "Receive it."),
        ("en", "i am here,today.", "I am here, today."),
        ("en", "It dont work..", "It don't work."),
        ("en", "THE THE END", "THE END"),
        ("ja", "資料をを確認くさだい。。", "資料を確認ください。"),
        ("ja", "ありがとうござます、、明日", "ありがとうございます、明日"),
    ],
)
def test_mistakes_are_put_right(language: Language, text: str, right: str) -> None:
    assert corrected(text, language) == right
    assert mistakes_in(text, language) >= 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Version 2.0 costs 1,250 EUR... See www.example.com/a,b or e.g. item i) below.\n\tIndented  | table",
        ),
        ("en", "He had had enough; that that is so is known."),
        ("ja", "ははは、母はハハと笑った。のの字。ご確認をお願いいたします。もも、すもも。"),
        ("ja", "会議は3月12日です。ここにに…ではなく、ところどころ直す。".replace("にに", "に")),
    ],
)
def test_what_is_right_stays(language: Language, text: str) -> None:
    assert corrected(text, language) == text
    assert mistakes_in(text, language) == 0


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    languages: tuple[Language, ...] = ("en", "ja")
    for language in languages:
        assert isinstance(corrected(text, language), str)
