"""Rows that would change after corrections: told, shown, and changed only when a person says so."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.records import SortedRow
from app.ui.changed_rows import ChangedRows
from app.ui.changes_model import ChangesModel
from app.ui.inquiries_check import InquiriesCheck
from app.ui.page_tools import PageTools
from tests.ui.sorted_rows import NAMES, texts, twenty_rows
from tests.ui.table_text import table_text


@pytest.fixture
def check(qtbot: QtBot, tools: PageTools) -> InquiriesCheck:
    """Twenty sorted rows on the screen; the first three would change."""
    made = InquiriesCheck(tools)
    qtbot.addWidget(made)
    rows = twenty_rows()
    made.start(texts(rows), NAMES, "other")
    made.take(rows)
    made.show()
    made.activateWindow()
    made.offer_changes(changed(rows))
    return made


def changed(rows: list[SortedRow]) -> list[SortedRow]:
    """The first three rows as they would be: another category, surer, none of them."""
    return [
        replace(rows[0], category="billing"),
        replace(rows[1], category="delivery", confidence=0.95),
        replace(rows[2], category=None, confidence=0.8, needs_person=False),
        rows[3],
    ]


@pytest.fixture
def view(check: InquiriesCheck) -> ChangedRows:
    """What shows them, opened."""
    check._changes.line._button.click()
    return check._changes


def categories(check: InquiriesCheck) -> list[str | None]:
    return [row.category for row in check.model.results()[:3]]


def test_a_quiet_line_tells_how_many_and_nothing_changes(check: InquiriesCheck) -> None:
    assert check._changes.line.words().startswith("3 row")
    assert categories(check) == ["quality", "billing", "delivery"]
    check.offer_changes([])
    assert check._changes.line.words() == ""


def test_what_is_and_what_would_be_stand_beside_each_other(
    view: ChangedRows, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(view._model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    assert table_text(view._model, head=True) == (
        "No. | Inquiry | Category | State\n"
        "1 | inquiry 1 | quality → billing | needs a look\n"
        "2 | inquiry 2 | billing → delivery | done by itself\n"
        "3 | inquiry 3 | delivery → other | needs a look → done by itself"
    )


def test_ticked_rows_are_taken_over_by_keyboard(
    qtbot: QtBot, check: InquiriesCheck, view: ChangedRows
) -> None:
    assert QApplication.focusWidget() is view._table
    assert view._take_button.text() == "Take 3 over"
    QTest.keyClick(view._table, Qt.Key.Key_Down)
    QTest.keyClick(view._table, Qt.Key.Key_Space)
    assert view._take_button.text() == "Take 2 over"
    with qtbot.waitSignal(check.taken_over) as told:
        QTest.keyClick(view._take_button, Qt.Key.Key_Space)
    assert told.args is not None
    assert [row.row for row in told.args[0]] == [1, 3]
    assert categories(check) == ["billing", "billing", None]
    assert check.model.corrections() == {}
    assert check._changes.line.words() == ""
    assert QApplication.focusWidget() is check._list.table


def test_all_may_be_left_as_they_are(check: InquiriesCheck, view: ChangedRows) -> None:
    view._leave_button.click()
    assert categories(check) == ["quality", "billing", "delivery"]
    assert check._changes.line.words() == ""
    assert check._views.currentWidget() is check._list


def test_escape_puts_the_question_off(check: InquiriesCheck, view: ChangedRows) -> None:
    QTest.keyClick(view._table, Qt.Key.Key_Escape)
    assert check._views.currentWidget() is check._list
    assert check._changes.line.words().startswith("3 row")


def test_all_are_ticked_and_unticked_at_once(view: ChangedRows) -> None:
    view._all.click()
    assert not view._take_button.isEnabled()
    view._all.click()
    assert view._take_button.text() == "Take 3 over"


def test_a_click_on_the_box_ticks(view: ChangedRows) -> None:
    place = view._table.visualRect(view._model.index(0, 0)).center()
    QTest.mouseClick(view._table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert view._model.ticked() == [change[1] for change in view._model.changes()[1:]]


def test_what_a_person_decides_meanwhile_never_changes(check: InquiriesCheck, view: ChangedRows) -> None:
    check._decisions.decide(0, "quality")
    assert [new.row for _, new in view._model.changes()] == [2, 3]
    check.offer_changes(changed(twenty_rows()))
    assert [new.row for _, new in view._model.changes()] == [2, 3]
    check._decisions.take_over(changed(twenty_rows()))
    assert categories(check)[0] == "quality"


def test_a_box_that_was_cleared_stays_so_when_more_rows_would_change(check: InquiriesCheck) -> None:
    model = ChangesModel(check.model)
    rows = twenty_rows()
    pairs = [(old, replace(old, category=None)) for old in rows]
    model.set_changes(pairs[:2])
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    model.set_changes(pairs[:3])
    assert [row.row for row in model.ticked()] == [2, 3]


def test_from_the_queue_the_way_leads_back_to_the_queue(check: InquiriesCheck) -> None:
    check.open_queue()
    check._changes.line._button.click()
    check._changes._take_button.click()
    assert check._views.currentWidget() is check._queue
    assert QApplication.focusWidget() is check._queue._panel.list
    assert check._queue.words() == "1 of 9"


def test_one_undo_takes_the_whole_take_over_back(
    qtbot: QtBot, check: InquiriesCheck, view: ChangedRows
) -> None:
    before = table_text(check.model)
    with qtbot.waitSignal(check.noted, check_params_cb=lambda words: words.startswith("3 row")):
        view._take_button.click()
    assert categories(check) == ["billing", "delivery", None]
    qtbot.waitUntil(check.isActiveWindow)
    with qtbot.waitSignal(check.taken_back) as told:
        QTest.keySequence(check._list.table, QKeySequence(QKeySequence.StandardKey.Undo))
    assert told.args is not None
    assert told.args[0] == (0, 1, 2)
    assert table_text(check.model) == before
    assert not check._decisions.can_undo


def test_the_steps_before_a_take_over_are_taken_back_after_it(check: InquiriesCheck) -> None:
    check._decisions.decide(0, "delivery")
    check._decisions.take_over(changed(twenty_rows())[:3])
    assert categories(check) == ["delivery", "delivery", None]
    assert check._decisions.undo() == (1, 2)
    assert categories(check) == ["delivery", "billing", "delivery"]
    assert check._decisions.undo() == (0,)
    assert categories(check) == ["quality", "billing", "delivery"]
    assert check._decisions.undo() == ()


def test_undo_in_the_queue_takes_a_take_over_back_too(check: InquiriesCheck) -> None:
    check.open_queue()
    check._changes.line._button.click()
    check._changes._take_button.click()
    assert check._queue.words() == "1 of 9"
    current = check._queue.current()
    check._queue._head._undo.click()
    assert categories(check) == ["quality", "billing", "delivery"]
    assert check._queue.words() == "1 of 10"
    assert check._queue.current() == current
    assert not check._queue._head._undo.isEnabled()


def test_counts_and_filters_follow_a_take_over_that_is_taken_back(check: InquiriesCheck) -> None:
    check.show_counts()
    looks, shown = check.look_button.text(), check.shown.itemText(1)
    check._decisions.take_over(changed(twenty_rows()))
    assert check.look_button.text() != looks
    check._decisions.undo()
    assert (check.look_button.text(), check.shown.itemText(1)) == (looks, shown)


def test_a_take_over_with_nothing_left_leads_back_all_the_same(
    check: InquiriesCheck, view: ChangedRows
) -> None:
    for place in range(3):
        check.model.decide(place, "billing")
    view._take_button.click()
    assert check._views.currentWidget() is check._list
    assert not check._decisions.can_undo
