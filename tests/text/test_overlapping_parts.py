"""Long texts are divided at the ends of sentences, nothing is lost, and dividing comes to an end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.overlapping_parts import overlapping_halves, overlapping_parts
from app.text.sentences import sentence_spans

_ENGLISH = " ".join(f"Sentence number {number} is about tea and boxes." for number in range(60))
_JAPANESE = "".join(f"これは{number}番目の文です。" for number in range(60))
_LINES = "\n".join(f"- point {number} of a long list" for number in range(60))


@pytest.mark.parametrize("text", [_ENGLISH, _JAPANESE, _LINES])
def test_halves_meet_in_whole_sentences(text: str) -> None:
    halves = overlapping_halves(text)
    assert halves is not None
    (start, first_end), (second_start, end) = halves
    assert (start, end) == (0, len(text))
    spans = sentence_spans(text)
    assert second_start in {begin for begin, _ in spans}
    assert first_end in {stop for _, stop in spans}
    shared = sum(second_start <= begin and stop <= first_end for begin, stop in spans)
    assert shared == 2


def test_a_short_text_is_not_divided() -> None:
    assert overlapping_halves("Where is my parcel?") is None
    assert overlapping_parts("Where is my parcel?", 5) == [(0, 19)]


def test_a_text_without_sentences_is_torn_with_something_shared() -> None:
    halves = overlapping_halves("x" * 1000)
    assert halves is not None
    assert halves[0][1] > halves[1][0]


@given(st.text(max_size=900) | st.text("ab .。\n", min_size=100, max_size=3000), st.integers(1, 500))
def test_parts_are_the_whole_text_and_no_two_characters_are_parted(text: str, longest: int) -> None:
    parts = overlapping_parts(text, longest)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(any(start < place < end for start, end in parts) for place in range(1, len(text)))
    assert all(second < first_end for (_, first_end), (second, _) in pairwise(parts))
    assert all(end - start <= max(longest, 120) for start, end in parts)


@given(st.text("ab .。\n", min_size=200, max_size=3000), st.data())
def test_halves_stay_within_their_part_and_grow_shorter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 150))
    end = data.draw(st.integers(start + 150, len(text)))
    halves = overlapping_halves(text, start, end)
    assert halves is not None
    (first, first_end), (second, second_end) = halves
    assert (first, second_end) == (start, end)
    assert start < second < first_end < end
    assert max(first_end - first, second_end - second) <= (end - start) * 0.63 + 1


def test_a_very_long_text_is_divided_at_once() -> None:
    text = _ENGLISH * 2000
    parts = overlapping_parts(text, 4000)
    assert len(parts) > len(text) / 4000
