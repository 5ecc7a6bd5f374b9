"""A text is cut into passages that are worded one by one; what stands between them stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tasks.assist.passages import passages

_MAIL = """Dear Ms Brandt,

We can't send it on 3 May. It is
too late for that now.

- 20 kg Sencha
- call me

Kind regards,
Haruka Mori
mori@teahouse.example
"""


def _worded(text: str, longest: int = 900, *, with_frame: bool = False) -> list[str]:
    return [text[start:end] for start, end in passages(text, longest, with_frame=with_frame)]


def test_greeting_ending_and_addresses_are_left_alone() -> None:
    assert _worded(_MAIL) == [
        "We can't send it on 3 May. It is\ntoo late for that now.",
        "20 kg Sencha",
        "call me",
    ]


def test_a_translation_takes_every_line_with_words() -> None:
    assert _worded(_MAIL, with_frame=True)[0] == "Dear Ms Brandt,"
    assert "mori@teahouse.example" not in _worded(_MAIL, with_frame=True)


def test_japanese_frames_are_left_alone() -> None:
    text = "田中様\n\nお世話になっております。\n資料を送って。\n\nよろしくお願いいたします。\n森"
    assert "資料を送って。" in _worded(text)
    assert not any("田中様" in one or "よろしく" in one for one in _worded(text))


def test_a_long_passage_is_cut_between_sentences() -> None:
    text = "The goods are late. " * 40
    found = _worded(text, 100)
    assert len(found) > 5
    assert all(len(one) <= 100 and one.endswith("late.") for one in found)


@given(st.text(alphabet="ab Dear,.\n\r-1)様。、>@", max_size=120), st.booleans(), st.integers(5, 60))
def test_passages_lie_apart_and_hold_no_blanks_around(text: str, with_frame: bool, longest: int) -> None:  # noqa: FBT001 - hypothesis gives it
    last = 0
    for start, end in passages(text, longest, with_frame=with_frame):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@pytest.mark.parametrize("text", ["", "\n\n", "---", "12.5", "a@b.example"])
def test_what_has_no_words_has_no_passages(text: str) -> None:
    assert _worded(text) == []
