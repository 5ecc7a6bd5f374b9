"""Passages for sentences."""

from app.text.comparing import comparable
from app.text.excerpts import shortened


def test_a_passage_stands_on_one_line_and_is_cut_with_an_ellipsis() -> None:
    assert shortened("one\n  two", 7) == "one two"
    assert shortened("one two three", 7) == "one tw…"


def test_case_width_and_blanks_make_no_difference() -> None:
    assert comparable(" ＡＢＣ\u3000shop ") == comparable("abc Shop")
