"""A very long text is shown part by part."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.appearance import Appearance
from app.ui.marked_text import Mark
from app.ui.text_parts import TextParts

LINE = "The parcel with the order 5541 is late again.\n"


@pytest.fixture
def parts(qtbot: QtBot, look: Appearance) -> TextParts:
    """Shows nothing yet."""
    made = TextParts(look, "Text")
    qtbot.addWidget(made)
    return made


def test_a_text_of_some_pages_is_shown_as_a_whole(parts: TextParts) -> None:
    parts.show_text(LINE * 100, ())
    assert parts.view.text() == LINE * 100
    assert parts.words() == ""


@pytest.mark.parametrize("text", [LINE * 20_000, "荷物がまだ届きません。" * 100_000, "x" * 1_000_000])
def test_all_parts_together_are_the_text(parts: TextParts, text: str) -> None:
    text = text[:100_000]
    parts.show_text(text, ())
    shown = [parts.view.text()]
    while parts._next.isEnabled():
        parts._next.click()
        shown.append(parts.view.text())
    assert "".join(shown) == text
    assert max(map(len, shown)) <= 5_000
    assert parts.words() == f"Part {len(shown)} of {len(shown)}"
    parts._previous.click()
    assert parts.view.text() == shown[-2]


def test_a_million_characters_are_not_given_to_the_view_at_once(parts: TextParts) -> None:
    parts.show_text(LINE * 22_000, ())
    assert len(parts.view.text()) <= 5_000
    assert parts.view.text().endswith("again.\n")
    assert parts.words().startswith("Part 1 of 2")


def test_the_part_with_the_basis_is_shown_first(parts: TextParts) -> None:
    text = LINE * 400 + "Where is my refund?" + LINE * 400
    start = text.index("refund")
    parts.show_text(text, [Mark(start, start + 6, "focus")])
    (mark,) = parts.view.marks()
    assert parts.view.text()[mark.start : mark.end] == "refund"
    parts._next.click()
    assert parts.view.marks() == ()


def test_a_basis_on_a_border_is_lit_in_both_parts(parts: TextParts) -> None:
    parts.show_text("x" * 20_000, [Mark(3_990, 4_010, "focus")])
    assert [(mark.start, mark.end) for mark in parts.view.marks()] == [(3_990, 4_000)]
    parts._next.click()
    assert [(mark.start, mark.end) for mark in parts.view.marks()] == [(0, 10)]


def test_a_short_text_after_a_long_one_has_no_parts(parts: TextParts) -> None:
    parts.show_text("x" * 20_000, ())
    parts.show_text("short", ())
    assert (parts.view.text(), parts.words()) == ("short", "")
