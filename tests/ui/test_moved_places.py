"""Passages are found again after the text around them was changed, and not where they were changed themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.moved_places import MovedPlaces


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=6), st.integers(0, 12), st.integers(0, 12))
def test_what_is_found_reads_the_same(earlier: str, words: str, start: int, end: int) -> None:
    now = earlier[:start] + words + earlier[end:]
    for first in range(len(earlier)):
        place = MovedPlaces(earlier, now).place(first, first + 1)
        assert place is None or now[slice(*place)] == earlier[first]


@pytest.mark.parametrize(
    ("now", "place"),
    [
        ("Come on 2 May, please.", (8, 13)),
        ("New. Come on 2 May, please.", (13, 18)),
        ("Come on 2 May, please. New.", (8, 13)),
        ("Come on 3 May, please.", None),
        ("Come, please.", None),
        ("", None),
    ],
)
def test_a_passage_moves_with_what_was_typed_before_it(now: str, place: tuple[int, int] | None) -> None:
    assert MovedPlaces("Come on 2 May, please.", now).place(8, 13) == place
    assert MovedPlaces("Come on 2 May, please.", now).place(None, None) is None
