"""A text is read in as many parts as it takes; what cannot be read is told by its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EngineError
from app.records import SourceText
from app.tasks.part_reading import read_in_parts, unread_findings

_TEXT = " ".join(f"Sentence {number} is about tea." for number in range(100))


def test_a_text_that_fits_is_read_at_once() -> None:
    read = read_in_parts(_TEXT, lambda span: span)
    assert read.answers == (((0, len(_TEXT)), (0, len(_TEXT))),)
    assert read.unread == ()


@given(st.integers(150, 3_000))
def test_every_sentence_of_a_long_text_is_read_whole(longest: int) -> None:
    def ask(span: tuple[int, int]) -> str:
        if span[1] - span[0] > longest:
            raise EngineError("text-too-long", limit=1, length=2)
        return _TEXT[slice(*span)]

    read = read_in_parts(_TEXT, ask)
    assert read.unread == ()
    assert all(
        any(f"Sentence {number} is about tea." in part for _, part in read.answers) for number in range(100)
    )


@given(st.text(max_size=600), st.integers(0, 500))
def test_what_was_read_and_what_was_not_are_the_whole_text(text: str, longest: int) -> None:
    def ask(span: tuple[int, int]) -> str:
        part = text[slice(*span)]
        if len(part) > longest or "a" in part:
            raise EngineError("text-too-long", limit=1, length=2)
        return part

    read = read_in_parts(text, ask)
    assert all(part == text[slice(*span)] for span, part in read.answers)
    places = [span for span, _ in read.answers] + list(read.unread)
    assert all(any(start <= place < end for start, end in places) for place in range(len(text)))


def test_unread_places_that_overlap_are_one() -> None:
    def ask(_span: tuple[int, int]) -> None:
        raise EngineError("text-too-long", limit=1, length=2)

    assert read_in_parts(_TEXT, ask).unread == ((0, len(_TEXT)),)


def test_a_model_that_dies_is_told() -> None:
    def ask(_span: tuple[int, int]) -> None:
        raise EngineError("model-stopped", file="x", status="-")

    with pytest.raises(EngineError):
        read_in_parts(_TEXT, ask)


def test_findings_name_the_place_and_the_pages() -> None:
    source = SourceText("long.txt", _TEXT)
    unread, beyond = unread_findings(source, [(11, 40)], 1_000)
    assert (unread.code, unread.start, unread.end) == ("part-not-read", 11, 40)
    assert str(unread.parameters["quote"]).startswith("is about tea")
    assert (beyond.code, beyond.start, beyond.end) == ("read-in-part", 1_000, len(_TEXT))
    assert (beyond.parameters["limit"], beyond.parameters["pages"]) == ("0.5", "1.5")
