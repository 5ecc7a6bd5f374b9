"""Underlined letters for labels that are made at run time."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.ui.mnemonics import with_mnemonics


def test_the_first_letter_is_taken_then_another_one() -> None:
    assert with_mnemonics(["Order", "Old date", "Origin"]) == ["&Order", "Old &date", "O&rigin"]


def test_letters_that_are_taken_elsewhere_are_left_alone() -> None:
    assert with_mnemonics(["Name"], taken="na") == ["Na&me"]


def test_japanese_labels_get_a_letter_in_brackets() -> None:
    assert with_mnemonics(["宛名", "品名"], taken="a") == ["宛名(&B)", "品名(&C)"]


def test_an_ampersand_in_a_label_stays_one() -> None:
    assert with_mnemonics(["R & D"]) == ["&R && D"]


@given(st.lists(st.text(alphabet="abc 名&", max_size=6), max_size=30))
def test_no_letter_is_given_twice(labels: list[str]) -> None:
    made = with_mnemonics(labels)
    letters = [
        match.group(1).casefold()
        for label in made
        for match in re.finditer(r"(?<!&)(?:&&)*&([a-zA-Z])", label)
    ]
    assert len(letters) == len(set(letters))
    assert len(made) == len(labels)
