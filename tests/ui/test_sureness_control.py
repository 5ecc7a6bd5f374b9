"""How sure must it be: asked with a slider, answered in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records import Expectation
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiry_rows import RowStatus
from app.ui.page_tools import PageTools
from app.ui.sureness_control import SurenessControl
from tests.ui.sorted_rows import NAMES, sorted_row, texts, twenty_rows


@pytest.fixture
def control(qtbot: QtBot) -> SurenessControl:
    """The control at 60 percent, with what three examples told."""
    made = SurenessControl()
    qtbot.addWidget(made)
    made.set_sureness(0.6)
    made.set_expectations(
        [Expectation(0.9, 0.2, 0.001), Expectation(0.0, 1.0, 0.25), Expectation(0.6, 0.62, 0.041)]
    )
    return made


def test_what_is_expected_is_told_in_words(control: SurenessControl) -> None:
    assert control.words() == "60 %: About 62 % done by itself, about 4 in 100 of them wrong."
    control.show_counts(312, 500)
    assert control.words().endswith("In this table: 312 of 500 rows.")
    assert control._slider.accessibleDescription() == control.words()


def test_the_ends_say_what_they_mean(control: SurenessControl) -> None:
    control.set_sureness(0)
    assert control.words() == "all by itself: About 100 % done by itself, about 25 in 100 of them wrong."
    control.set_sureness(1)
    assert control.words() == "everything to a person: Everything goes to a person."


def test_few_and_unknown_mistakes_are_told_as_such(control: SurenessControl) -> None:
    control.set_sureness(0.9)
    assert control.words() == "90 %: About 20 % done by itself, fewer than 1 in 100 of them wrong."
    control.set_expectations([Expectation(0.9, 0.2, None)])
    assert control.words() == "90 %: About 20 % done by itself."


def test_without_examples_it_says_so_and_still_works(qtbot: QtBot, control: SurenessControl) -> None:
    control.set_expectations([])
    assert control.words() == "60 %"
    control.show_counts(3, 5)
    assert control.words().startswith("60 %: Without enough sorted examples")
    with qtbot.waitSignal(control.moved) as moved:
        QTest.keyClick(control._slider, Qt.Key.Key_Right)
    assert moved.args == [0.61]


def test_keys_move_it_and_where_it_rests_is_told_once(qtbot: QtBot, control: SurenessControl) -> None:
    told: list[float] = []
    control.chosen.connect(told.append)
    with qtbot.waitSignal(control.chosen):
        for key in (Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
            QTest.keyClick(control._slider, key)
    assert told == [0.89]
    with qtbot.waitSignal(control.chosen):
        QTest.keyClick(control._slider, Qt.Key.Key_Home)
    assert told == [0.89, 0.0]


def test_what_is_set_from_outside_is_not_told(qtbot: QtBot, control: SurenessControl) -> None:
    with qtbot.assertNotEmitted(control.moved, wait=40):
        control.set_sureness(0.2)
    assert control.sureness() == 0.2


@pytest.fixture
def check(qtbot: QtBot, tools: PageTools) -> InquiriesCheck:
    """Twenty sorted rows, ten of them below 60 percent."""
    made = InquiriesCheck(tools)
    qtbot.addWidget(made)
    rows = twenty_rows()
    made.start(texts(rows), NAMES, "other")
    made.take(rows)
    return made


def test_moving_it_marks_the_rows_anew(qtbot: QtBot, check: InquiriesCheck) -> None:
    slider = check.sureness._slider
    assert check.model.rows.count_of(RowStatus.LOOK) == 10
    with qtbot.waitSignal(check.sureness.moved):
        QTest.keyClick(slider, Qt.Key.Key_Home)
    assert check.model.rows.count_of(RowStatus.LOOK) == 0
    with qtbot.waitSignal(check.sureness.moved):
        QTest.keyClick(slider, Qt.Key.Key_End)
    assert check.model.rows.count_of(RowStatus.LOOK) == 20
    assert check.sureness.words().endswith("In this table: 0 of 20 rows.")
    assert check.look_button.text() == "Needs a look (20)"
    assert all(row.needs_person for row in check.model.results())


def test_a_row_with_another_reason_goes_to_a_person_however_sure_it_is(check: InquiriesCheck) -> None:
    check.take([sorted_row(2, "delivery", 0.9, needs_person=True)])
    check.set_sureness(0.0)
    assert [row.row for row in check.model.results() if row.needs_person] == [2]


def test_what_a_person_decided_stays(check: InquiriesCheck) -> None:
    check.model.decide(0, "billing")
    check.set_sureness(1.0)
    assert check.model.line(0).status == RowStatus.PERSON


def test_the_rows_that_are_shown_follow_and_the_selection_stays(check: InquiriesCheck) -> None:
    check.look_button.setChecked(True)
    check._list.select_place(18)
    check.set_sureness(0.3)
    assert [check.model.line(row).row for row in range(check.model.rowCount())] == [1, 3, 5, 7, 9]
    check.set_sureness(0.6)
    assert check._list.selected_place() == 18
