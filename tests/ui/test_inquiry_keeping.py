"""What a person does with sorted inquiries is lost neither by a stop nor by a restart, and lands in its own rows."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import DeskhandError
from app.history.persons_steps import PersonsStep
from app.records import Expectation, Run, SortedRow
from app.tasks.inquiries.export import read_examples, write_sorted
from app.ui.inquiries_page import InquiriesPage
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs, FakeSorting, sorted_row
from tests.ui.inquiry_pages import TABLE, FakeDecisions, Restart, decide
from tests.ui.table_text import table_text
from tests.ui.waiting import wait_for_work


def test_the_sureness_is_taken_when_sorting_begins_and_kept_with_the_run(
    qtbot: QtBot, recorded: InquiriesPage, sorting: FakeSorting, restart: Restart
) -> None:
    assert sorting.sure == [0.5]
    assert recorded._check.model.rows.sureness == 0.5
    again = restart(recorded, sure_now=0.9)
    assert again._check.model.rows.sureness == 0.5
    assert table_text(again._check.model) == table_text(recorded._check.model)


def test_a_doubtful_row_stays_held_back_after_a_restart(recorded: InquiriesPage, restart: Restart) -> None:
    again = restart(recorded, sure_now=0.9)
    again._check.set_sureness(0.0)
    looks = [row.row for row in again._check.model.results() if row.needs_person]
    assert looks == [2, 3]  # nothing in them carries a category


def test_the_slider_that_was_just_moved_counts(
    qtbot: QtBot, recorded: InquiriesPage, kept_sureness: list[float]
) -> None:
    QTest.keyClick(recorded._check.sureness._slider, Qt.Key.Key_End)
    recorded.run_or_stop()
    assert kept_sureness == [1.0]
    wait_for_work(qtbot, recorded)


def test_old_decisions_are_not_written_beside_other_rows(
    qtbot: QtBot, recorded: InquiriesPage, restart: Restart, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    (tmp_path / "more.csv").write_text("message\nanother day\nanother week\nlater\n", encoding="utf-8")
    again = restart(recorded)
    assert "more.csv has changed since it was sorted" in again.banner.words()
    dialogs.target = tmp_path / "out.csv"
    again.save()
    wait_for_work(qtbot, again)
    lines = dialogs.target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("row,file,text,category")
    assert "My parcel is late" in lines[1]


def test_the_same_table_is_written_with_its_columns_after_a_restart(
    qtbot: QtBot, recorded: InquiriesPage, restart: Restart, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    again = restart(recorded)
    assert again.banner.isHidden()
    dialogs.target = tmp_path / "out.csv"
    again.save()
    wait_for_work(qtbot, again)
    assert dialogs.target.read_text(encoding="utf-8-sig").startswith("message,category")


def stop_after_first(qtbot: QtBot, page: InquiriesPage, sorting: FakeSorting) -> None:
    """Sort again, and stop when the first row is there."""
    sorting.gate.clear()
    page.run_or_stop()
    qtbot.waitUntil(lambda: len(page._check.model.results()) == 1)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    sorting.gate.set()


def test_decisions_hold_in_the_run_that_goes_on(
    qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting
) -> None:
    stop_after_first(qtbot, given, sorting)
    decide(qtbot, given, 0, Qt.Key.Key_2)
    assert given._check.model.corrections() == {"1": "quality"}
    looked = len(sorting.reconsidered)
    given.run_or_stop()
    wait_for_work(qtbot, given)
    assert given._check.model.corrections() == {"1": "quality"}
    assert given._corrections.examples == {1}
    qtbot.waitUntil(lambda: len(sorting.reconsidered) > looked)  # what was sorted without the example
    wait_for_work(qtbot, given)


def test_what_was_decided_while_rows_came_outlives_an_end_by_force(
    qtbot: QtBot, given: InquiriesPage, tools: PageTools, sorting: FakeSorting, table: Path, categories: Path
) -> None:
    sorting.gate.clear()
    given.run_or_stop()
    qtbot.waitUntil(lambda: len(given._check.model.results()) == 1)
    given._check._decisions.decide(0, None)
    again = InquiriesPage(tools, FakeSorting(), write_sorted, read_examples)  # nothing was told to the first
    qtbot.addWidget(again)
    again._form.file_field.set_file(table)
    again._form.categories.load(categories)
    wait_for_work(qtbot, again)
    again.run_or_stop()
    wait_for_work(qtbot, again)
    assert again._check.model.corrections() == {"1": None}
    given.run_or_stop()
    wait_for_work(qtbot, given)


def test_yesterdays_decisions_are_not_those_of_todays_table(
    qtbot: QtBot, done: InquiriesPage, table: Path
) -> None:
    done._check._decisions.decide(0, "quality")
    table.write_text(TABLE + "4,late too,Nara\n", encoding="utf-8")
    done._form.file_field.set_file(table)
    wait_for_work(qtbot, done)
    done.run_or_stop()
    wait_for_work(qtbot, done)
    assert done._check.model.corrections() == {}


def test_a_stopped_result_is_there_after_a_restart_and_goes_on(
    qtbot: QtBot, recorded: InquiriesPage, sorting: FakeSorting, restart: Restart
) -> None:
    stop_after_first(qtbot, recorded, sorting)
    decide(qtbot, recorded, 0, Qt.Key.Key_2)
    again = restart(recorded, rows_done=1, stopped=True)
    assert again._check.model.corrections() == {"1": "quality"}
    assert again.banner.isHidden()
    again.run_or_stop()
    wait_for_work(qtbot, again)
    assert len(again._check.model.results()) == 3
    assert again._check.model.corrections() == {"1": "quality"}


def test_examples_and_what_was_taken_over_are_there_after_a_restart(
    qtbot: QtBot, recorded: InquiriesPage, restart: Restart
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    recorded._check._views.open_changes()
    recorded._check._changes._take_over()
    again = restart(recorded)
    assert table_text(again._check.model) == table_text(recorded._check.model)
    categories = again._form.categories.model.categories()
    assert categories == recorded._form.categories.model.categories()
    assert again._corrections.examples == {2}
    decide(qtbot, again, 1, Qt.Key.Key_2)  # another mind: the example goes along
    categories = again._form.categories.model.categories()
    assert categories is not None
    assert [one.examples for one in categories.categories] == [(), ("The biscuits are broken",)]


def test_a_take_over_that_was_taken_back_stays_so_after_a_restart(
    qtbot: QtBot, recorded: InquiriesPage, restart: Restart
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    recorded._check._views.open_changes()
    recorded._check._changes._take_over()
    recorded._check._undo()
    again = restart(recorded)
    assert again._check.model.results()[2].category == "quality"


def test_a_category_that_came_later_is_not_offered(recorded: InquiriesPage) -> None:
    row = recorded._check.model.results()[2]
    recorded._check.offer_changes([replace(row, category="refund"), replace(row, row=2, category="delivery")])
    assert [new.category for _, new in recorded._check._changes._model.changes()] == ["delivery"]


def test_undo_leaves_an_example_that_was_there_before(qtbot: QtBot, recorded: InquiriesPage) -> None:
    model = recorded._form.categories.model
    model.add_example("delivery", "The biscuits are broken")
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    recorded._check._undo()
    categories = model.categories()
    assert categories is not None
    assert categories.categories[0].examples == ("The biscuits are broken",)


def test_a_decided_row_is_written_with_the_persons_word_alone(
    qtbot: QtBot, recorded: InquiriesPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    decide(qtbot, recorded, 0, Qt.Key.Key_2)
    dialogs.target = tmp_path / "out.csv"
    recorded.save()
    wait_for_work(qtbot, recorded)
    cells = dialogs.target.read_text(encoding="utf-8-sig").splitlines()[1].split(",")
    assert (cells[1], float(cells[2]), cells[4]) == ("quality", 1, "Decided by mori.")
    recorded._check._undo()
    result = recorded._check.model.results()[0]
    assert (result.confidence, [one.quote for one in result.evidence]) == (0.95, ["late"])


def test_corrections_made_while_rows_came_are_looked_at_in_the_end(
    qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting
) -> None:
    sorting.gate.clear()
    given.run_or_stop()
    qtbot.waitUntil(lambda: len(given._check.model.results()) == 1)
    given._check._decisions.decide(0, "quality")
    qtbot.waitUntil(lambda: not given._corrections.look.running)
    assert sorting.reconsidered == []
    sorting.gate.set()
    wait_for_work(qtbot, given)
    qtbot.waitUntil(lambda: len(sorting.reconsidered) == 1)
    qtbot.waitUntil(lambda: not given._corrections.look.running)


def test_what_is_to_be_expected_is_told_after_a_restart_too(
    qtbot: QtBot, recorded: InquiriesPage, sorting: FakeSorting, restart: Restart
) -> None:
    sorting.expected = (Expectation(0.0, 1.0, 0.3), Expectation(0.5, 0.62, 0.04))
    recorded.run_or_stop()
    wait_for_work(qtbot, recorded)
    again = restart(recorded)
    assert again._check.sureness.words() == recorded._check.sureness.words()
    assert "62" in again._check.sureness.words()


def test_kept_rows_that_come_late_do_not_replace_those_of_a_new_run(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions, sorting: FakeSorting
) -> None:
    gate = threading.Event()

    def slowly(_run: str) -> Iterator[SortedRow]:
        gate.wait(10)
        yield sorted_row(1, "long ago", ("delivery", "quality"))

    decisions.proposals = slowly  # type: ignore[method-assign]
    given = recorded._work.given
    assert given is not None
    values = {"path": "a.csv", "text_column": None, "categories": given[1].model_dump(mode="json")}
    run = Run(
        "old", "inquiries", datetime.now(UTC), "", values, {"rows": [], "total": 1}, (), "rule", None, 1.0
    )
    recorded.show_kept(Kept((run,), {}))
    sorting.gate.clear()
    recorded.run_or_stop()
    gate.set()
    qtbot.waitUntil(lambda: not recorded._kept_rows.running)
    sorting.gate.set()
    wait_for_work(qtbot, recorded)
    assert recorded._check.model.results()[0].text == "My parcel is late"
    assert recorded._keeping.run == "run-i"


def test_a_look_that_ends_late_is_not_offered_on_a_new_table(
    qtbot: QtBot, recorded: InquiriesPage, sorting: FakeSorting, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, found = recorded._corrections.look, threading.Event()

    def slowly(rows: Iterable[SortedRow], *_given: object, **_options: object) -> Iterator[SortedRow]:
        found.wait(10)
        return (replace(row, category="quality") for row in rows)

    monkeypatch.setattr(sorting, "reconsider", slowly)
    look.ask()
    look._settled.stop()
    look._begin()
    sorting.gate.clear()
    recorded.run_or_stop()
    qtbot.waitUntil(lambda: len(recorded._check.model.results()) == 1)
    found.set()
    qtbot.waitUntil(lambda: not look._bridge.running)
    assert recorded._check._changes.count() == 0
    sorting.gate.set()
    wait_for_work(qtbot, recorded)


def test_the_last_run_opened_from_the_history_has_its_decisions(
    qtbot: QtBot, recorded: InquiriesPage, restart: Restart, kept_runs: dict[str, Run]
) -> None:
    decide(qtbot, recorded, 0, Qt.Key.Key_2)
    again = restart(recorded)
    again.show_kept(Kept((kept_runs["run-i"],), {}))
    wait_for_work(qtbot, again)
    assert again._check.model.corrections() == {"1": "quality"}


def test_a_file_sorted_in_between_does_not_cost_what_was_decided_before_a_stop(
    qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting, table: Path, tmp_path: Path
) -> None:
    stop_after_first(qtbot, given, sorting)
    decide(qtbot, given, 0, Qt.Key.Key_2)
    other = tmp_path / "other.csv"
    other.write_text("message\nlate\nlater\n", encoding="utf-8")
    for file in (other, table):
        given._form.file_field.set_file(file)
        wait_for_work(qtbot, given)
        given.run_or_stop()
        wait_for_work(qtbot, given)
        if file == other:
            decide(qtbot, given, 1, Qt.Key.Key_2)
    assert given._check.model.corrections() == {"1": "quality"}


def test_an_older_run_opened_from_the_history_shows_who_decided_what(
    qtbot: QtBot,
    recorded: InquiriesPage,
    restart: Restart,
    decisions: FakeDecisions,
    kept_runs: dict[str, Run],
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    recorded._check._views.open_changes()
    recorded._check._changes._take_over()
    again = restart(recorded)
    shown = table_text(again._check.model)
    older = replace(kept_runs["run-i"], id="older")
    decisions.steps = [replace(step, run="older", who="brandt") for step in decisions.steps]
    again.show_kept(Kept((older,), {}))
    wait_for_work(qtbot, again)
    assert "decided by you" in shown
    assert table_text(again._check.model) == shown.replace("decided by you", "decided by brandt")
    assert again._check.model.corrections() == {"2": "delivery"}
    assert again._check.model.results()[1].parameters == {"who": "brandt"}
    again._check._list.select_place(1)
    assert "Decided by brandt." in again._check._list.detail.words()


def test_taking_back_what_follows_a_take_over_is_told_so_after_a_restart_too(
    qtbot: QtBot, recorded: InquiriesPage, restart: Restart, decisions: FakeDecisions
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    recorded._check._views.open_changes()
    recorded._check._changes._take_over()
    again = restart(recorded)
    again._check._decisions.decide(2, None)
    again._check._undo()
    wait_for_work(qtbot, again)
    assert decisions.heard[-1] == ("run-i", 3, "taken over: delivery", "mori")


def test_what_was_taken_over_in_a_stopped_run_holds_when_it_goes_on(
    qtbot: QtBot, recorded: InquiriesPage, sorting: FakeSorting, restart: Restart, decisions: FakeDecisions
) -> None:
    stop_after_first(qtbot, recorded, sorting)
    first = recorded._check.model.results()[0]
    recorded._check._decisions.take_over([replace(first, category="quality", confidence=0.7)])
    again = restart(recorded, rows_done=1, stopped=True)
    decisions.heard.clear()
    again.run_or_stop()
    wait_for_work(qtbot, again)
    assert [row.category for row in again._check.model.results()] == ["quality", "quality", "quality"]
    assert decisions.heard == [("run-i", 1, "taken over: quality", "mori")]


def test_a_decision_that_cannot_be_kept_is_told(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions
) -> None:
    def full(step: PersonsStep) -> int:
        raise DeskhandError("records-disk-full", file=step.run)

    decisions.add_step = full  # type: ignore[method-assign]
    decide(qtbot, recorded, 0, Qt.Key.Key_2)
    wait_for_work(qtbot, recorded)
    assert recorded._check.model.corrections() == {"1": "quality"}
    assert not recorded.banner.isHidden()


def test_many_rows_are_kept_in_one_step_and_beside_the_window(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions
) -> None:
    threads: list[threading.Thread] = []
    add = decisions.add_step

    def watched(step: PersonsStep) -> int:
        threads.append(threading.current_thread())
        return add(step)

    decisions.add_step = watched  # type: ignore[method-assign]
    rows = recorded._check.model.results()
    recorded._check._decisions.take_over([replace(row, category="quality") for row in rows])
    wait_for_work(qtbot, recorded)
    assert [len(step.taken_over) for step in decisions.steps] == [3]
    assert threads
    assert threading.main_thread() not in threads
