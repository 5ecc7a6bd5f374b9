"""The page of earlier runs, over real records."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.history.runs import RunStore
from app.records import Job, Run
from app.settings.store import SettingsStore
from app.ui.history_page import HistoryPage
from app.ui.page_tools import PageTools
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
