"""A mail is there again after a restart and from the history: its versions, its edits, what is left out."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.history.migrations import MIGRATIONS, migrate
from app.history.runs import RunStore
from app.records import SourceText, Tone
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_page import EmailPage
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from tests.ui.fakes import DELAY_NOTICE
from tests.ui.waiting import wait_for_work

LIST = "Could you also send me your price list for desks?"
ANSWERING = replace(
    DELAY_NOTICE,
    notes="",
    reply_to=SourceText("mail", f"Hello,\n\nWhen will the 20 kg Sencha of order KC-2041 come? {LIST}"),
)

Start = Callable[[], EmailPage]


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    """Records in a file."""
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


@pytest.fixture
def start(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, runs: RunStore) -> Start:
    """Makes the page over the real job, without a model, as the program does at its start."""

    def made() -> EmailPage:
        drafting = EmailDrafting(templates, lambda: None, runs)
        page = EmailPage(replace(tools, find_run=runs.get), drafting, templates, records=runs.mails)
        qtbot.addWidget(page)
        wait_for_work(qtbot, page)
        return page

    return made


@pytest.fixture
def page(qtbot: QtBot, start: Start) -> EmailPage:
    """The page with a draft on it that answers a mail."""
    made = start()
    made._form.set_request(ANSWERING)
    wait_for_work(qtbot, made)
    made.run_or_stop()
    qtbot.waitUntil(lambda: "answered" in made._form.reply.view.requests.words(), timeout=60_000)
    wait_for_work(qtbot, made)
    return made


def type_at_end(qtbot: QtBot, page: EmailPage, words: str) -> None:
    cursor = page._check._body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(page._check.edited):
        cursor.insertText(words)
    wait_for_work(qtbot, page)


def press_tone(qtbot: QtBot, page: EmailPage, tone: Tone) -> None:
    page._check.style_bar.tone.press(tone.value)
    wait_for_work(qtbot, page)


def bodies(page: EmailPage) -> list[str]:
    return [each.version.body for each in page._versions.as_they_stand()[0]]


def unanswered(page: EmailPage) -> list[str]:
    doubts = page._check.panel.doubts()
    return [str(doubt.parameters["value"]) for doubt in doubts if doubt.code == "request-unanswered"]


def test_all_versions_are_there_again_with_the_way_through_them(
    qtbot: QtBot, page: EmailPage, start: Start
) -> None:
    type_at_end(qtbot, page, "\nPS")
    press_tone(qtbot, page, Tone.FORMAL)
    type_at_end(qtbot, page, "\nPPS")
    before = bodies(page)
    assert len(before) == 4
    again = start()
    assert bodies(again) == before
    assert again._check.body() == before[3]
    assert again._form.request().tone == Tone.FORMAL
    for expected in (before[2], before[1], before[0]):
        again._versions.earlier_button.click()
        assert again._check.body() == expected
    assert not again._versions.earlier_button.isEnabled()


def test_the_version_in_view_is_in_view_again(qtbot: QtBot, page: EmailPage, start: Start) -> None:
    first = page._check.body()
    press_tone(qtbot, page, Tone.FORMAL)
    page._versions.step_back()
    wait_for_work(qtbot, page)
    again = start()
    assert again._check.body() == first
    assert again._versions.later_button.isEnabled()


def test_what_was_typed_and_taken_back_makes_no_version(qtbot: QtBot, page: EmailPage, start: Start) -> None:
    type_at_end(qtbot, page, "\nPS")
    with qtbot.waitSignal(page._check.edited):
        page._check._body.undo()
    wait_for_work(qtbot, page)
    assert len(bodies(start())) == 1


def test_a_request_that_was_left_out_after_the_draft_stays_so(
    qtbot: QtBot, page: EmailPage, start: Start
) -> None:
    assert unanswered(page) == [LIST]
    requests = page._form.reply.view.requests
    requests.leave_out(requests.requests()[1])
    wait_for_work(qtbot, page)
    again = start()
    assert again._form.request().left_out == (LIST,)
    assert unanswered(again) == []


def test_a_request_that_is_to_be_answered_after_all_stays_so(
    qtbot: QtBot, page: EmailPage, start: Start
) -> None:
    requests = page._form.reply.view.requests
    requests.leave_out(requests.requests()[1])
    page.run_or_stop()
    wait_for_work(qtbot, page)
    requests.select(requests.requests()[1])
    requests._turn_button.click()
    wait_for_work(qtbot, page)
    again = start()
    assert again._form.request().left_out == ()
    assert unanswered(again) == [LIST]


def test_what_was_typed_last_is_kept_although_the_program_ends_at_once(
    page: EmailPage, start: Start, qapp: QCoreApplication
) -> None:
    page._check._body.textCursor().insertText("Hello. ")
    qapp.aboutToQuit.emit()
    assert start()._check.body().startswith("Hello. ")


def test_the_history_opens_each_run_of_a_mail_with_all_its_versions(
    qtbot: QtBot, page: EmailPage, runs: RunStore
) -> None:
    first = page._check.body()
    press_tone(qtbot, page, Tone.FORMAL)
    second = page._check.body()
    later, earlier = runs.recent()
    page.show_kept(Kept((earlier,), {}))
    wait_for_work(qtbot, page)
    assert page._check.body() == first
    assert bodies(page) == [first, second]
    page.show_kept(Kept((later,), {}))
    wait_for_work(qtbot, page)
    assert page._check.body() == second


def test_a_run_of_another_mail_takes_no_versions_from_the_one_on_the_page(
    qtbot: QtBot, page: EmailPage, runs: RunStore
) -> None:
    old = runs.recent()[0]
    page._check._body.textCursor().insertText("Not yet checked. ")
    page._form.set_request(DELAY_NOTICE)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    other = page._check.body()
    page.show_kept(Kept((old,), {}))
    wait_for_work(qtbot, page)
    assert page._check.body().startswith("Not yet checked. ")
    assert other not in bodies(page)


def test_an_erased_run_is_gone_and_what_came_of_it_later_stays(
    qtbot: QtBot, page: EmailPage, start: Start, runs: RunStore
) -> None:
    press_tone(qtbot, page, Tone.FORMAL)
    formal = page._check.body()
    runs.erase([runs.recent()[1].id])
    assert bodies(start()) == [formal]


def test_a_run_of_records_from_before_versions_were_kept_opens(
    qtbot: QtBot, page: EmailPage, start: Start, runs: RunStore, tmp_path: Path
) -> None:
    body, run = page._check.body(), runs.recent()[0]
    runs.close()
    path = tmp_path / "records.sqlite3"
    path.unlink()
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, MIGRATIONS[:3])
    connection.close()
    runs.keep(run)
    again = start()
    assert bodies(again) == [body]
    type_at_end(qtbot, again, "\nPS")
    assert bodies(start()) == [body, body + "\nPS"]


def test_an_accepted_doubt_stays_accepted_until_the_next_draft(
    qtbot: QtBot, page: EmailPage, start: Start
) -> None:
    type_at_end(qtbot, page, "\nIt costs 950 EUR.")
    panel = page._check.panel
    panel.select_at(page._check.body().index("950"))
    panel._accept_button.click()
    wait_for_work(qtbot, page)
    again = start()
    assert "950 EUR" in again._check.body()
    assert "invented-amount" not in [doubt.code for doubt in again._check.panel.doubts()]
    again.run_or_stop()
    wait_for_work(qtbot, again)
    type_at_end(qtbot, again, "\nIt costs 950 EUR.")
    assert "invented-amount" in [doubt.code for doubt in again._check.panel.doubts()]


@pytest.mark.parametrize("is_used", [True, False])
def test_other_facts_correct_a_mail_until_it_is_used_and_then_begin_a_new_one(
    qtbot: QtBot, page: EmailPage, *, is_used: bool
) -> None:
    first = page._check.body()
    if is_used:
        page._use.copy()
    facts = {**page._form.request().facts, "new-date": "2026-04-20"}
    page._form.set_request(replace(page._form.request(), facts=facts))
    page.run_or_stop()
    wait_for_work(qtbot, page)
    assert (first in bodies(page)) != is_used
    assert page._check.body() in bodies(page)
