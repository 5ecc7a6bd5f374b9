"""The language of a text is told by the signs that carry it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.text.languages import detect_language, is_japanese


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("12345", "en"),
        ("Where is my parcel?", "en"),
        ("荷物はどこですか", "ja"),
        ("請求書", "ja"),
        ("Deskhand と Excel を使っています", "ja"),
        ("Dear 山田様, thank you for your order of last week", "en"),
        ("ﾊﾝｶｸ", "ja"),
        ("Grüße aus Köln", "en"),
        ("写真はclaims@hokuto.exampleへ", "ja"),
        ("詳細：https://www.hokuto.example/prices/list", "ja"),
        ("claims@hokuto.example", "en"),
    ],
)
def test_the_language_is_that_of_most_words(text: str, language: Language) -> None:
    assert detect_language(text) == language


@given(st.text())
def test_every_text_has_one_of_our_languages(text: str) -> None:
    assert detect_language(text) in {"en", "ja"}


def test_one_japanese_letter_is_enough() -> None:
    assert [is_japanese(text) for text in ("Sato & Co.", "Sato 様", "〒100", "")] == [
        False,
        True,
        True,
        False,
    ]
