"""The page of earlier runs, over real records."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.history.persons_steps import PersonsStep
from app.history.runs import RunStore
from app.records import Job, Run, SortedRow
from app.settings.store import SettingsStore
from app.ui.history_page import HistoryPage
from app.ui.page_tools import PageTools
from tests.ui.table_text import table_text
from tests.ui.waiting import wait_for_work


@pytest.fixture
def runs(tmp_path: Path) -> RunStore:
    """Three runs."""
    store = RunStore(tmp_path / "records.sqlite3")
    jobs: list[tuple[str, Job]] = [
        ("Delay of your order", "email"),
        ("tea.csv", "inquiries"),
        ("form.pdf", "forms"),
    ]
    for number, (title, job) in enumerate(jobs):
        started = datetime(2026, 3, 10 + number, tzinfo=UTC)
        store.keep(Run(f"run{number}", job, started, title, {}, {"x": title}, (), "rule", None, 1.0))
    return store


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    """Settings as they come."""
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, runs: RunStore, settings: SettingsStore) -> HistoryPage:
    """The page in view."""
    made = HistoryPage(tools, runs, settings)
    qtbot.addWidget(made)
    made.open_page()
    wait_for_work(qtbot, made)
    return made


def titles(page: HistoryPage) -> list[str]:
    """Return what is listed."""
    return [run.title for run in page._model.runs()]


def test_runs_are_listed_the_latest_first(page: HistoryPage) -> None:
    assert titles(page) == ["form.pdf", "tea.csv", "Delay of your order"]


def test_words_and_jobs_narrow_the_list(qtbot: QtBot, page: HistoryPage) -> None:
    page._search.setText("order")
    qtbot.waitUntil(lambda: titles(page) == ["Delay of your order"])
    page._search.setText("nothing like it")
    qtbot.waitUntil(lambda: titles(page) == [])
    assert page._stack.currentIndex() == 1
    page._search.clear()
    page._job.setCurrentIndex(page._job.findData("forms"))
    qtbot.waitUntil(lambda: titles(page) == ["form.pdf"])


def test_a_run_is_opened_again_whole(qtbot: QtBot, page: HistoryPage) -> None:
    page._table.selectRow(2)
    with qtbot.waitSignal(page.open_requested) as opened:
        page._table.doubleClicked.emit(page._table.currentIndex())
    assert opened.args is not None
    assert opened.args[0].output == {"x": "Delay of your order"}


def test_erasing_asks_first(qtbot: QtBot, page: HistoryPage, runs: RunStore) -> None:
    page._table.selectRow(0)
    page._erase_button.click()
    assert runs.count() == 3
    assert page.banner.words().startswith("Erase 1 record")
    page.banner._button.click()
    assert runs.count() == 2
    qtbot.waitUntil(lambda: titles(page) == ["tea.csv", "Delay of your order"])


def test_all_is_erased_after_a_question_that_can_be_put_away(page: HistoryPage, runs: RunStore) -> None:
    page._erase_all_button.click()
    assert page.escape()
    assert runs.count() == 3
    page._erase_all_button.click()
    page.banner._button.click()
    assert runs.count() == 0


def test_a_run_of_another_thread_appears_by_itself(qtbot: QtBot, page: HistoryPage, runs: RunStore) -> None:
    runs.keep(Run("new", "email", datetime.now(UTC), "New one", {}, {}, (), "rule", None, 1.0))
    qtbot.waitUntil(lambda: titles(page)[0] == "New one")


def test_keeping_records_is_chosen_here(page: HistoryPage, settings: SettingsStore) -> None:
    page._keep_box.click()
    assert settings.options.keep_records is False


@pytest.fixture
def decided(runs: RunStore) -> RunStore:
    """The records with what was decided in one of the runs, and by whom."""
    rows = [
        SortedRow("run1", row, f"where is parcel {row}", "delivery", 0.9, False, (), "empty-text", "rule")
        for row in range(1, 451)
    ]
    runs.decisions.begin("run1", "work")
    runs.decisions.add(rows, ["tea.csv"] * len(rows))
    runs.decisions.finish("run1")
    runs.decisions.add_step(PersonsStep("run1", "Haruka Mori", {2: None}))
    return runs


def decided_rows(page: HistoryPage) -> list[str]:
    """Return row and person of all decisions that are listed, read to the end."""
    model = page._decisions._model
    while model.canFetchMore():
        model.fetchMore()
    lines = table_text(model).splitlines()
    return [" ".join(line.split(" | ")[:2]) for line in lines]


def test_decisions_tell_who_when_and_from_what(page: HistoryPage, decided: RunStore) -> None:
    page._table.selectRow(1)
    page._decisions_button.click()
    assert page._views.currentIndex() == 1
    assert page._decisions._model.rowCount() == 200
    assert "450" in page._decisions._counts.text()
    assert decided_rows(page)[:4] == ["1 Deskhand", "2 Deskhand", "2 [person] Haruka Mori", "3 Deskhand"]
    assert len(decided_rows(page)) == 451
    page._decisions._corrected.click()
    assert decided_rows(page) == ["2 Deskhand", "2 [person] Haruka Mori"]
    (_, person) = table_text(page._decisions._model).splitlines()
    assert person.endswith("none of them | Decided by Haruka Mori. | where is parcel 2")


def test_escape_goes_back_from_the_decisions(page: HistoryPage, decided: RunStore) -> None:
    assert not page.escape()
    page._table.selectRow(1)
    page._decisions_button.click()
    assert page.escape()
    assert page._views.currentIndex() == 0


def test_only_sorted_inquiries_have_decisions(page: HistoryPage) -> None:
    offered = []
    for row in range(3):
        page._table.selectRow(row)
        offered.append(page._decisions_button.isEnabled())
    assert offered == [False, True, False]


def test_a_run_without_decisions_says_so(page: HistoryPage) -> None:
    page._table.selectRow(1)
    page._decisions_button.click()
    assert page._decisions._counts.text() == "No decisions were kept of this one."
