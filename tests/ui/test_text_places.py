"""Places as Python counts them and as Qt does."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.text_places import TextPlaces, shown_text

texts = st.text(alphabet=st.sampled_from("ab\n漢𠮷😀é"), max_size=40)


@given(texts, st.data())
def test_a_place_comes_back_from_qt_as_it_went(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    places = TextPlaces(text)
    assert places.to_text(places.to_qt(index)) == index


@given(texts, st.data())
def test_qt_counts_as_utf_16_does(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    assert TextPlaces(text).to_qt(index) == len(text[:index].encode("utf-16-le")) // 2


def test_a_place_within_a_rare_character_is_that_character() -> None:
    assert TextPlaces("a😀b").to_text(2) == 1


@given(st.text(max_size=60))
def test_what_is_shown_has_as_many_characters(text: str) -> None:
    assert len(shown_text(text)) == len(text)
