"""The queue of unsure inquiries, driven by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.records import Failure
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiry_rows import RowStatus
from app.ui.page_tools import PageTools
from app.ui.review_queue import ReviewQueue
from app.ui.row_decisions import RowDecision
from tests.ui.sorted_rows import NAMES, sorted_row, texts, twenty_rows

Press = Callable[..., None]


@pytest.fixture
def check(qtbot: QtBot, tools: PageTools) -> InquiriesCheck:
    """Twenty sorted rows on the screen, ten of them unsure, and the table has the keys."""
    made = InquiriesCheck(tools)
    qtbot.addWidget(made)
    rows = twenty_rows()
    made.start(texts(rows), NAMES, "other")
    made.take(rows)
    made.show_counts()
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    made._list.table.setFocus()
    return made


@pytest.fixture
def decided(check: InquiriesCheck) -> list[RowDecision]:
    """What the page is told."""
    told: list[RowDecision] = []
    check.decided.connect(told.append)
    return told


def press(*keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press *keys* where the focus is, as a person does."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None, "the focus is lost"
        if not isinstance(key, str):
            QTest.keyClick(focused, key, modifier)
        elif key.isascii():
            QTest.keyClicks(focused, key)
        else:
            for sign in key:
                typed = QKeyEvent(QEvent.Type.KeyPress, ord(sign), modifier, sign)
                QApplication.sendEvent(focused, typed)


def undo() -> None:
    """Press what takes back on this system."""
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)


def shown(queue: ReviewQueue) -> str:
    """What stands in the queue: progress, text, and the categories with the selected one in brackets."""
    panel = queue._panel
    marked = panel.selected()
    listed = [
        f"[{choice.figure} {choice.words}]" if choice == marked else f"{choice.figure} {choice.words}"
        for choice in panel.list.choice_model.choices()
    ]
    return f"{queue.words()} | {queue._inquiry.text().text()} | {', '.join(listed)}"


def test_the_queue_is_gone_through_by_keyboard_alone(
    check: InquiriesCheck, decided: list[RowDecision]
) -> None:
    queue = check._queue
    press(Qt.Key.Key_F9)
    assert shown(queue) == "1 of 10 | inquiry 1 | 1 delivery, [2 quality], 3 billing, 0 other"
    press("3", "1", "２", "0")
    assert [one.row for one in decided] == [1, 3, 5, 7]
    assert [one.category for one in decided] == ["billing", "delivery", "quality", None]
    assert shown(queue) == "5 of 10 | inquiry 9 | [1 delivery], 2 quality, 3 billing, 0 other"
    press(Qt.Key.Key_Return)
    assert decided[-1].category == decided[-1].previous == "delivery"
    press(Qt.Key.Key_Right)
    assert shown(queue).startswith("7 of 10 | inquiry 13")
    press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert shown(queue).startswith("5 of 10 | inquiry 9")
    press(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Enter)
    assert [(one.row, one.category) for one in decided][-1] == (11, None)
    undo()
    assert shown(queue) == "6 of 10 | inquiry 11 | 1 delivery, 2 quality, [3 billing], 0 other"
    undo()
    assert shown(queue).startswith("5 of 10 | inquiry 9")
    press("1", "1", "1", "1", "1", "1")
    assert queue.words() == "10 of 10"
    assert "All are decided" in queue._inquiry._reason.text()
    assert check.model.rows.count_of(RowStatus.PERSON) == 10
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is check._list.table
    assert check.model.corrections()["11"] == "delivery"


def test_taking_back_is_told_as_the_reverse(check: InquiriesCheck, decided: list[RowDecision]) -> None:
    press(Qt.Key.Key_F9, "3")
    undo()
    first, second = decided
    assert (first.category, first.previous, first.by_person, first.undone) == (
        "billing",
        "quality",
        True,
        False,
    )
    assert (second.category, second.previous, second.by_person, second.undone) == (
        "quality",
        "billing",
        False,
        True,
    )
    assert (second.row, second.text, second.previous_by_person) == (1, "inquiry 1", True)
    undo()
    assert len(decided) == 2


def test_a_row_is_shown_again_when_its_decision_is_taken_back_from_the_end(check: InquiriesCheck) -> None:
    press(Qt.Key.Key_F9, *["1"] * 10)
    assert check._queue.current() is None
    undo()
    assert shown(check._queue).startswith("10 of 10 | inquiry 19")
    assert check.model.line(18).status == RowStatus.LOOK


def test_decisions_are_taken_back_in_the_table_too(check: InquiriesCheck) -> None:
    press(Qt.Key.Key_F9, "3", "3", Qt.Key.Key_Escape)
    undo()
    assert check.model.corrections() == {"1": "billing"}
    assert check._list.selected_place() == 2


def test_escape_loses_nothing_and_selects_the_row_that_was_shown(check: InquiriesCheck) -> None:
    press(Qt.Key.Key_F9, "1", Qt.Key.Key_Escape)
    assert check.model.corrections() == {"1": "delivery"}
    assert check._list.selected_place() == 2
    assert check._list.detail.text().text() == "inquiry 3"


def test_a_row_that_was_selected_before_is_shown_as_it_was_decided(check: InquiriesCheck) -> None:
    check._list.table.selectRow(6)
    press(Qt.Key.Key_Return, "1", Qt.Key.Key_Left, Qt.Key.Key_Escape)
    assert check._list.selected_place() == 6
    assert check._list.detail.words().endswith("You have decided this.")


def test_enter_in_the_table_opens_the_queue_at_that_row(check: InquiriesCheck) -> None:
    check._list.table.selectRow(6)
    press(Qt.Key.Key_Return)
    assert shown(check._queue).startswith("4 of 10 | inquiry 7")


def test_the_keys_reach_the_queue_before_the_window(qtbot: QtBot, check: InquiriesCheck) -> None:
    escaped = QAction(check)
    escaped.setShortcut(QKeySequence("Esc"))
    check.addAction(escaped)
    press(Qt.Key.Key_F9, "1")
    undo()
    assert shown(check._queue).startswith("1 of 10 | inquiry 1 ")
    with qtbot.assertNotEmitted(escaped.triggered):
        press(Qt.Key.Key_Escape)
    assert check._views.currentWidget() is check._list
    with qtbot.waitSignal(escaped.triggered):
        press(Qt.Key.Key_Escape)


def many_categories(check: InquiriesCheck) -> None:
    names = [*NAMES, "Rückgabe", "return question", "gift", "press", "jobs", "size", "colour", "no return"]
    rows = twenty_rows()
    check.start(texts(rows), names, "other")
    check.take(rows)
    check._list.table.setFocus()
    press(Qt.Key.Key_F9)


def test_of_many_categories_the_likeliest_come_first(check: InquiriesCheck) -> None:
    many_categories(check)
    listed = check._queue._panel.list.choice_model.choices()
    assert [choice.words for choice in listed[:3]] == ["quality", "delivery", "billing"]
    assert [choice.figure for choice in listed] == [1, 2, 3, 4, 5, 6, 7, 8, 9, None, None, 0]


def test_letters_narrow_the_list_and_figures_count_what_is_left(
    check: InquiriesCheck, decided: list[RowDecision]
) -> None:
    many_categories(check)
    press("ret")
    assert shown(check._queue).endswith("[1 return question], 2 no return, 0 other")
    press(Qt.Key.Key_Escape)
    assert len(check._queue._panel.list.choice_model.choices()) == 12
    press("retx", Qt.Key.Key_Backspace, "2")
    assert decided[-1].category == "no return"
    assert len(check._queue._panel.list.choice_model.choices()) == 12
    press("rück", Qt.Key.Key_Return)
    assert decided[-1].category == "Rückgabe"


def test_a_figure_that_leads_nowhere_does_nothing(check: InquiriesCheck, decided: list[RowDecision]) -> None:
    press(Qt.Key.Key_F9, "7")
    assert decided == []
    assert shown(check._queue).startswith("1 of 10")


def test_letters_and_figures_may_come_from_an_input_method(
    check: InquiriesCheck, decided: list[RowDecision]
) -> None:
    many_categories(check)
    letters = check._queue._panel.letters
    letters.setFocus()
    for words in ("ｒｅｔ", "１"):
        typed = QInputMethodEvent()
        typed.setCommitString(words)
        QApplication.sendEvent(letters, typed)
    assert decided[-1].category == "return question"


def test_the_order_can_be_that_of_the_table(check: InquiriesCheck) -> None:
    rows = [sorted_row(1, "delivery", 0.5), sorted_row(2, "delivery", 0.1), sorted_row(3, None, 0.3)]
    rows.append(sorted_row(4, None, 0.0, error=Failure("not-readable")))
    check.start(texts(rows), NAMES, "")
    check.take(rows)
    check.open_queue()
    assert _walked(check._queue) == [2, 3, 1, 4]
    check.open_queue()
    check._queue._head._order.setCurrentIndex(1)
    check._queue._head._order.activated.emit(1)
    check.open_queue()
    assert _walked(check._queue) == [1, 2, 3, 4]
    assert QApplication.focusWidget() is check._queue._panel.list


def _walked(queue: ReviewQueue) -> list[int]:
    """The numbers of the rows on the way, by arrows."""
    rows = []
    for _ in range(queue._walk.count):
        place = queue.current()
        assert place is not None
        rows.append(queue._model.rows.texts.number(place))
        press(Qt.Key.Key_Right)
    return rows


def test_rows_that_are_sorted_meanwhile_join_the_queue(check: InquiriesCheck) -> None:
    rows = twenty_rows()
    check.start(texts(rows), NAMES, "")
    check.take(rows[:3])
    check.open_queue()
    assert check._queue.words() == "1 of 2"
    check.take(rows[3:])
    press("1")
    assert check._queue.words() == "2 of 10"


def test_the_mouse_decides_too_and_the_focus_stays(check: InquiriesCheck) -> None:
    check.open_queue()
    panel = check._queue._panel
    third = panel.list.visualRect(panel.list.choice_model.index(2)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, third)
    assert check.model.corrections() == {"1": "billing"}
    QTest.mouseClick(check._queue._head._undo, Qt.MouseButton.LeftButton)
    assert check.model.corrections() == {}
    QTest.mouseClick(check._queue._head._next, Qt.MouseButton.LeftButton)
    assert check._queue.words() == "2 of 10"
    assert QApplication.focusWidget() is panel.list


def test_the_focus_stays_in_the_queue_when_a_button_goes_off(check: InquiriesCheck) -> None:
    check.open_queue()
    press(Qt.Key.Key_Right)
    check._queue._head._previous.setFocus()
    press(Qt.Key.Key_Return)
    assert check._queue.words() == "1 of 10"
    assert QApplication.focusWidget() is check._queue._panel.list


def test_keys_mean_the_same_while_the_text_is_selected_from(check: InquiriesCheck) -> None:
    check.open_queue()
    check._queue._inquiry.text().setFocus()
    press(Qt.Key.Key_Right, "2")
    assert check.model.corrections() == {"3": "quality"}


def test_the_basis_is_lit_and_the_reason_told(check: InquiriesCheck) -> None:
    check.open_queue()
    inquiry = check._queue._inquiry
    assert [inquiry.text().text()[mark.start : mark.end] for mark in inquiry.text().marks()] == ["inquiry"]
    assert inquiry.words() == "needs a look: Could be delivery or quality."


def test_a_screen_reader_hears_everything(check: InquiriesCheck) -> None:
    check.open_queue()
    named = [
        widget
        for widget in check._queue.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert [widget for widget in named if not widget.accessibleName()] == []
    panel = check._queue._panel
    assert panel.list.accessibleDescription() == (
        "1 of 10. needs a look: Could be delivery or quality.. inquiry 1"
    )
    spoken = panel.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2 quality, suggested, 12 %"


def test_a_text_of_a_million_characters_is_shown_in_part(check: InquiriesCheck) -> None:
    long = sorted_row(1, "delivery", 0.2, text="word " * 200_000, evidence=())
    check.start([(1, long.text)], NAMES, "")
    check.take([long])
    check.open_queue()
    assert len(check._queue._inquiry.text().text()) < 60_000
    assert len(check._list.table.model().index(0, 1).data()) < 1000
