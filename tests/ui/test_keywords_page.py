"""The page that picks keywords, with a job that takes the first and the last word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.records import Failure, KeywordsResult, Run
from app.tasks.keywords.export import write_keywords
from app.ui.keywords_page import KeywordsPage
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs, FakePicking, keywords_of
from tests.ui.table_text import table_text
from tests.ui.waiting import wait_for_work


@pytest.fixture
def picking() -> FakePicking:
    """A job that takes the first and the last word."""
    return FakePicking()


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two reports."""
    files = [tmp_path / "monday.txt", tmp_path / "tuesday.txt"]
    files[0].write_text("dented tins at the gate", encoding="utf-8")
    files[1].write_text("倉庫 😀 moths", encoding="utf-8")
    return files


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, picking: FakePicking) -> KeywordsPage:
    """The page, empty."""
    made = KeywordsPage(tools, picking, write_keywords)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def picked(qtbot: QtBot, page: KeywordsPage, reports: list[Path]) -> KeywordsPage:
    """The page with the keywords of both reports."""
    page._files.set_files(reports)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    return page


def test_the_main_button_waits_for_a_report(page: KeywordsPage, reports: list[Path]) -> None:
    assert page.run_bar.words() == "[Pick the keywords] (off) Choose a report, or paste its text"
    page._pasted.setPlainText("some words")
    assert page.run_bar.words() == "[Pick the keywords]"


def test_files_and_pasted_text_go_to_the_job(
    qtbot: QtBot, page: KeywordsPage, picking: FakePicking, reports: list[Path]
) -> None:
    page._files.set_files(reports)
    page._pasted.setPlainText("pasted words")
    page._top.setValue(5)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    assert picking.asked == [(["monday.txt", "tuesday.txt", "Pasted text"], 5)]


def test_each_report_has_its_keywords_beside_its_text(picked: KeywordsPage) -> None:
    check = picked._check
    assert table_text(check.model) == "dented | 100 % | topic | 1\ngate | 50 % | topic | 1"
    assert check._source.text() == "dented tins at the gate"
    assert check._place.text() == "1 of 2"
    check._next_button.click()
    assert check._source.text() == "倉庫 😀 moths"
    assert check._place.text() == "2 of 2"
    assert not check._next_button.isEnabled()


def test_a_selected_keyword_is_lit_most_and_a_word_leads_to_its_keyword(picked: KeywordsPage) -> None:
    check = picked._check
    check._next_button.click()
    check._source.place_clicked.emit(5)
    assert check._table.current_row() == 1
    marked = [(check._source.text()[mark.start : mark.end], mark.style) for mark in check._source.marks()]
    assert marked == [("倉庫", "lit"), ("moths", "focus")]
    selections = check._source.extraSelections()
    assert sorted(selection.cursor.selectedText() for selection in selections) == ["moths", "倉庫"]


def test_reports_appear_as_they_are_done_and_stay_when_it_is_stopped(
    qtbot: QtBot, page: KeywordsPage, picking: FakePicking, reports: list[Path]
) -> None:
    picking.gate.clear()
    page._files.set_files(reports)
    page.run_or_stop()
    qtbot.waitUntil(lambda: len(page._check.results()) == 1)
    assert page.run_bar.words() == "[Stop]"
    page.run_or_stop()
    wait_for_work(qtbot, page)
    assert page.strip.words() == "Stopped"
    assert [result.file for result in page._check.results()] == ["monday.txt"]
    assert page._save_button.isEnabled()


def test_a_report_that_cannot_be_read_tells_so_in_its_place(picked: KeywordsPage) -> None:
    failed = KeywordsResult(
        "r", "gone.pdf", (), (), "statistics", 0.0, "", Failure("file-not-found", {"file": "gone.pdf"})
    )
    picked._check.add_results([failed])
    picked._check._reports.setCurrentIndex(2)
    assert picked._check._stack.currentIndex() == 1
    assert "gone.pdf" in picked._check._failure._words.text()


def test_keywords_are_copied_and_saved_as_a_table(
    qtbot: QtBot, picked: KeywordsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    picked._copy_button.click()
    assert QGuiApplication.clipboard().text() == "dented\ngate"
    dialogs.target = tmp_path / "keywords.csv"
    picked.save()
    wait_for_work(qtbot, picked)
    assert "moths" in dialogs.target.read_text(encoding="utf-8-sig")
    assert picked.banner.words() == "Saved as keywords.csv"


def test_a_table_that_cannot_be_written_is_told(
    qtbot: QtBot, picked: KeywordsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "no such folder" / "keywords.csv"
    picked.save()
    wait_for_work(qtbot, picked)
    assert picked.banner.words() != ""
    assert "Saved" not in picked.banner.words()


def test_the_keywords_are_there_again_after_a_restart(
    qtbot: QtBot, picked: KeywordsPage, tools: PageTools, picking: FakePicking, kept_runs: dict[str, Run]
) -> None:
    results = TypeAdapter(tuple[KeywordsResult, ...]).dump_python(
        (keywords_of("monday.txt", "dented tins"),), mode="json"
    )
    kept_runs["run-k"] = Run(
        "run-k", "keywords", datetime.now(UTC), "", {}, {"results": results}, (), "statistics", None, 1.0
    )
    again = KeywordsPage(tools, picking, write_keywords)
    qtbot.addWidget(again)
    assert table_text(again._check.model) == "dented | 100 % | topic | 1\ntins | 50 % | topic | 1"
    assert again.frame.has_result


def test_nothing_is_shown_after_a_restart_when_the_record_is_gone(
    qtbot: QtBot, picked: KeywordsPage, tools: PageTools, picking: FakePicking
) -> None:
    again = KeywordsPage(tools, picking, write_keywords)
    qtbot.addWidget(again)
    assert not again.frame.has_result


def test_the_sample_is_offered_only_where_it_is_there(
    qtbot: QtBot, tools: PageTools, picking: FakePicking, tmp_path: Path
) -> None:
    folder = tmp_path / "samples" / "reports"
    folder.mkdir(parents=True)
    (folder / "monday.txt").write_text("one two", encoding="utf-8")
    page = KeywordsPage(tools, picking, write_keywords)
    qtbot.addWidget(page)
    page._try_sample()
    wait_for_work(qtbot, page)
    assert picking.asked == [(["monday.txt"], 10)]
