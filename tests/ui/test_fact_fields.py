"""Fields for the facts of a mail."""

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from app.ui.date_popup import DateLine
from app.ui.fact_field import FactField
from app.ui.page_tools import PageTools


def field(qtbot: QtBot, tools: PageTools, kind: str, *, required: bool = True) -> FactField:
    """Return a field for a fact of the type *kind*."""
    made = FactField(tools, "key", kind, "&Label(&B)", "what it is", required=required)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("kind", "odd", "fine"),
    [
        ("date", "soon", "2026-03-14"),
        ("amount", "much", "12 EUR"),
        ("number", "few", "3"),
        ("phone", "none", "+49 221 1"),
        ("email", "paul at home", "paul@example.com"),
    ],
)
def test_an_odd_value_is_told_and_a_fine_one_is_not(
    qtbot: QtBot, tools: PageTools, kind: str, odd: str, fine: str
) -> None:
    made = field(qtbot, tools, kind)
    made.set_value(odd)
    assert made.oddity()
    assert made._word.text() == made.oddity()
    assert made.editor.property("wrong") is True
    made.set_value(fine)
    assert made.oddity() == ""
    assert made.editor.property("wrong") is False


def test_an_empty_value_is_never_odd(qtbot: QtBot, tools: PageTools) -> None:
    assert field(qtbot, tools, "date").oddity() == ""


def test_several_points_are_typed_one_a_line(qtbot: QtBot, tools: PageTools) -> None:
    made = field(qtbot, tools, "lines")
    made.set_value("one\ntwo\n")
    assert made.value() == "one\ntwo"


def test_the_name_for_screen_readers_has_no_mnemonic(qtbot: QtBot, tools: PageTools) -> None:
    assert field(qtbot, tools, "text").editor.accessibleName() == "Label"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-14", QDate(2026, 3, 14)),
        ("2026/3/4", QDate(2026, 3, 4)),
        ("4.3.2026", QDate(2026, 3, 4)),
        ("next week", None),
        ("", None),
    ],
)
def test_a_typed_date_is_understood(qtbot: QtBot, tools: PageTools, typed: str, meant: QDate | None) -> None:
    line = DateLine(tools.look)
    qtbot.addWidget(line)
    line.setText(typed)
    assert line.date() == meant


def test_a_date_is_chosen_in_the_calendar(qtbot: QtBot, tools: PageTools) -> None:
    line = DateLine(tools.look)
    qtbot.addWidget(line)
    line.setText("2026-03-14")
    line.open_calendar()
    assert line._calendar is not None
    assert line._calendar.selectedDate() == QDate(2026, 3, 14)
    line._calendar.clicked.emit(QDate(2026, 3, 20))
    assert line.text() == "2026-03-20"
    assert line._calendar.isHidden()
