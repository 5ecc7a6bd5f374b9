"""The page that sorts inquiries, with a job that knows one word."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records import Expectation, Run, SortedRow
from app.tasks.inquiries.categories import load_categories
from app.tasks.inquiries.export import read_examples, write_sorted
from app.ui.inquiries_page import InquiriesPage
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs, FakeSorting, sorted_row
from tests.ui.inquiry_pages import FakeDecisions, decide
from tests.ui.table_text import table_text
from tests.ui.waiting import wait_for_work


def test_the_main_button_tells_what_is_missing_and_how_many_rows_there_are(
    qtbot: QtBot, page: InquiriesPage, table: Path, categories: Path
) -> None:
    assert page.run_bar.words() == "[Sort] (off) Choose the inquiries"
    page._form.file_field.set_file(table)
    assert page.run_bar.words() == "[Sort] (off) The inquiries are being read"
    wait_for_work(qtbot, page)
    assert "Choose the categories" in page.run_bar.words()
    page._form.categories.load(categories)
    assert page.main_words().startswith("Sort 3 row")
    assert page.run_bar.ready


def test_the_column_with_the_text_is_found_and_can_be_changed(qtbot: QtBot, given: InquiriesPage) -> None:
    column = given._form._column
    assert [column.itemText(place) for place in range(column.count())] == ["id", "message", "city"]
    assert column.currentText() == "message"
    column.setCurrentText("city")
    wait_for_work(qtbot, given)
    inquiries = given._form.inquiries()
    assert inquiries is not None
    assert [item.text for item in inquiries.items] == ["Kyoto", "Osaka", "Kobe"]


def test_a_table_that_cannot_be_read_is_told(qtbot: QtBot, page: InquiriesPage, tmp_path: Path) -> None:
    page._form.file_field.set_file(tmp_path / "gone.csv")
    wait_for_work(qtbot, page)
    assert "gone.csv" in page.banner.words()
    assert page.run_bar.words() == "[Sort] (off) Choose the inquiries"


def test_rows_are_filled_in_live(qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting) -> None:
    sorting.gate.clear()
    given.run_or_stop()
    qtbot.waitUntil(lambda: len(given._check.model.results()) == 1)
    assert table_text(given._check.model) == (
        "1 | My parcel is late | delivery | 95 % | [grounded] done by itself\n"
        "2 | The tea is flat |  |  | [waiting] waits\n"
        "3 | late again |  |  | [waiting] waits"
    )
    given.run_or_stop()
    wait_for_work(qtbot, given)
    assert given.strip.words() == "Stopped"


def test_the_rows_to_look_at_can_be_shown_alone(done: InquiriesPage) -> None:
    check = done._check
    assert check.look_button.text() == "Needs a look (1)"
    assert [check.shown.itemText(place) for place in range(check.shown.count())] == [
        "All (3)",
        "delivery (2)",
        "quality (1)",
    ]
    check.look_button.click()
    assert table_text(check.model) == "2 | The tea is flat | quality | 30 % | [doubtful] needs a look"
    check.look_button.click()
    check.shown.setCurrentIndex(1)
    assert check.model.rowCount() == 2


def test_a_selected_row_shows_its_basis_and_reason(done: InquiriesPage) -> None:
    done._check._list.table.selectRow(0)
    detail = done._check._list.detail
    marks = detail.text().marks()
    assert [detail.text().text()[mark.start : mark.end] for mark in marks] == ["late"]
    assert "late" in detail.words()
    assert detail.words().startswith("done by itself: ")


def test_a_figure_key_decides_and_the_next_row_to_look_at_follows(qtbot: QtBot, done: InquiriesPage) -> None:
    check = done._check
    check.next_look()
    assert check._list.table.current_row() == 1
    QTest.keyClick(check._list.table, Qt.Key.Key_1)
    assert (
        table_text(check.model).splitlines()[1]
        == "2 | The tea is flat | delivery |  | [person] decided by you"
    )
    assert check.look_button.text() == "Needs a look (0)"
    QTest.keyClick(check._list.table, Qt.Key.Key_0)
    assert check.model.results()[1].category is None


def test_the_saved_table_has_the_person_s_decisions(
    qtbot: QtBot, done: InquiriesPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    done._check._list.table.selectRow(1)
    done._check._list._choose(None)
    dialogs.target = tmp_path / "out.csv"
    done.save()
    wait_for_work(qtbot, done)
    assert dialogs.suggested == "inquiries sorted"
    lines = dialogs.target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "id,message,city,category,confidence,needs_person,basis"
    assert lines[2].startswith("2,The tea is flat,Osaka,other,")


def test_sorted_examples_are_read_for_the_job(
    qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting, tmp_path: Path
) -> None:
    examples = tmp_path / "examples.csv"
    examples.write_text("message,category\nstale leaves,quality\n", encoding="utf-8")
    given._form.examples.set_file(examples)
    given.run_or_stop()
    wait_for_work(qtbot, given)
    assert sorting.examples == [("stale leaves", "quality")]


def test_rows_and_decisions_are_there_again_after_a_restart(
    qtbot: QtBot,
    done: InquiriesPage,
    tools: PageTools,
    sorting: FakeSorting,
    kept_runs: dict[str, Run],
    table: Path,
    categories: Path,
) -> None:
    done._check._list.table.selectRow(1)
    done._check._list._choose("delivery")
    rows = tuple(
        sorted_row(number, text, ("delivery", "quality"))
        for number, text in enumerate(("My parcel is late", "The tea is flat", "late again"), start=1)
    )
    kept_runs["run-i"] = Run(
        "run-i",
        "inquiries",
        datetime.now(UTC),
        "",
        {"path": str(table), "categories": load_categories(categories).model_dump(mode="json")},
        {"rows": TypeAdapter(tuple[SortedRow, ...]).dump_python(rows, mode="json")},
        (),
        "rule",
        None,
        1.0,
    )
    again = InquiriesPage(tools, sorting, write_sorted, read_examples)
    qtbot.addWidget(again)
    wait_for_work(qtbot, again)
    assert table_text(again._check.model) == table_text(done._check.model)
    assert again._form.categories.model.rowCount() == 3  # two and what fits none


def test_a_decision_becomes_an_example_and_is_kept(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions, sorting: FakeSorting
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    categories = recorded._form.categories.model.categories()
    assert categories is not None
    assert categories.categories[0].examples == ("The biscuits are broken",)
    assert decisions.heard == [("run-i", 2, "delivery", "mori")]
    assert sorting.reconsidered == [categories]


def test_what_would_change_is_offered_and_changes_only_when_it_is_taken_over(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    changes = recorded._check._changes
    assert [row.row for row in changes._model.ticked()] == [3]
    assert recorded._check.model.results()[2].category == "quality"
    recorded._check._views.open_changes()
    changes._take_over()
    assert recorded._check.model.results()[2].category == "delivery"
    assert decisions.heard[-1] == ("run-i", 3, "taken over: delivery", "mori")


def test_the_history_tells_that_a_take_over_was_taken_back(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    check = recorded._check
    check._views.open_changes()
    check._changes._take_over()
    assert "1 row" in recorded.strip.words()
    check._undo()
    wait_for_work(qtbot, recorded)
    assert decisions.heard[1:] == [
        ("run-i", 3, "taken over: delivery", "mori"),
        ("run-i", 3, "back", "mori"),
    ]
    assert check.model.results()[2].category == "quality"
    qtbot.waitUntil(lambda: not recorded._corrections.look.running)
    assert [row.row for row in check._changes._model.ticked()] == [3]  # it would still change


def test_what_was_taken_over_before_holds_again_in_the_history_too(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions
) -> None:
    check = recorded._check
    row = check.model.results()[2]
    check._decisions.take_over([replace(row, category="delivery")])
    check._decisions.take_over([replace(row, category=None)])
    check._decisions.decide(2, "quality")
    wait_for_work(qtbot, recorded)
    heard = len(decisions.heard)
    for _ in range(3):
        check._undo()
    wait_for_work(qtbot, recorded)
    told = [category for _, number, category, _ in decisions.heard[heard:] if number == 3]
    assert told == ["taken over: None", "taken over: delivery", "back"]


def test_a_decision_taken_back_is_no_example_any_more(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions
) -> None:
    decide(qtbot, recorded, 1, Qt.Key.Key_1)
    recorded._check._undo()
    categories = recorded._form.categories.model.categories()
    assert categories is not None
    assert categories.categories[0].examples == ()
    assert decisions.heard[-1] == ("run-i", 2, "back", "mori")


def test_how_sure_it_must_be_comes_from_the_settings_and_goes_back(
    qtbot: QtBot, recorded: InquiriesPage, kept_sureness: list[float]
) -> None:
    control = recorded._check.sureness
    assert control.sureness() == pytest.approx(0.5)
    QTest.keyClick(control._slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: kept_sureness == [1.0])


def test_what_is_to_be_expected_is_told_beside_the_control(
    qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting
) -> None:
    sorting.expected = (Expectation(0.0, 1.0, 0.3), Expectation(0.6, 0.62, 0.04))
    given.run_or_stop()
    wait_for_work(qtbot, given)
    assert "62" in given._check.sureness.words()
    assert "4" in given._check.sureness.words()


def test_sorting_stands_still_and_goes_on(qtbot: QtBot, given: InquiriesPage, sorting: FakeSorting) -> None:
    sorting.gate.clear()
    given.run_or_stop()
    qtbot.waitUntil(lambda: len(given._check.model.results()) == 1)
    button = given._pause
    assert button.text() == "Pause"
    button.click()
    assert button.text() == "Go on"
    sorting.gate.set()
    assert given.bridge.running
    button.click()
    wait_for_work(qtbot, given)
    assert len(given._check.model.results()) == 3
    assert button.isHidden()


def test_of_two_long_runs_opened_one_after_the_other_the_last_one_is_shown(
    qtbot: QtBot, recorded: InquiriesPage, decisions: FakeDecisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    begun: list[str] = []
    monkeypatch.setattr(recorded._corrections, "begin", lambda run, *_: begun.append(run) if run else None)
    for number, text in enumerate(("the first run", "the second run")):
        decisions.rows = (sorted_row(1, text, ("delivery", "quality")),)
        values = {"path": "a.csv", "text_column": None, "categories": {"categories": [{"name": "delivery"}]}}
        run = Run(
            id=f"run-{number}",
            job="inquiries",
            started=datetime(2026, 3, 1, tzinfo=UTC),
            title="a.csv",
            input=values,
            output={"rows": [], "total": 1},
            evidence=(),
            method="rule",
            model=None,
            seconds=1.0,
        )
        recorded.show_kept(Kept((run,), {}))
        qtbot.waitUntil(lambda: not recorded._kept_rows.running)
        shown.append(f"{recorded._keeping.run} {recorded._check.model.results()[0].text}")
    assert shown == ["run-0 the first run", "run-1 the second run"]
    assert list(dict.fromkeys(begun)) == ["run-0", "run-1"]
