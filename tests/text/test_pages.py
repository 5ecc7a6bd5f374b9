"""Lengths in pages."""

import pytest

from app.records import Language
from app.text.pages import pages, pages_that_fit


@pytest.mark.parametrize(
    ("characters", "language", "expected"),
    [(1_800, "en", "1"), (2_700, "en", "1.5"), (5_000, "ja", "5"), (1, "en", "0.5"), (0, "ja", "0")],
)
def test_a_page_has_the_characters_of_its_language(
    characters: int, language: Language, expected: str
) -> None:
    assert pages(characters, language) == expected


def test_what_fits_is_rounded_down() -> None:
    assert [pages_that_fit(characters, "en") for characters in (3_599, 3_600, 899, 0)] == [
        "1.5",
        "2",
        "0",
        "0",
    ]
