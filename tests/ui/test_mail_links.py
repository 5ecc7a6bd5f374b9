"""What a mail asks is linked to the sentences of the draft, on both sides of the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.history.runs import RunStore
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_page import EmailPage
from app.ui.page_tools import PageTools
from tests.ui.waiting import wait_for_work

MAIL = (
    "From: Ellen Brandt <e@example.com>\nSubject: Order A-5541\n\n"
    "Hello,\n\nWhen will the two office chairs of order A-5541 be delivered? "
    "Could you also send me your price list for desks?\n\n"
    "Best wishes,\nEllen Brandt\n\nOn Monday, Aiko Mori wrote:\n> Thank you for your order.\n"
)
FACTS = {
    "recipient": "Ms Ellen Brandt",
    "item": "two office chairs",
    "order": "A-5541",
    "new-date": "2026-03-19",
    "sender": "Aiko Mori",
}
LIST = "Could you also send me your price list for desks?"


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, tmp_path: Path) -> EmailPage:
    """The page over the real job, without a model; a mail was dropped and answered."""
    drafting = EmailDrafting(templates, lambda: None, RunStore(tmp_path / "history.sqlite"))
    made = EmailPage(tools, drafting, templates)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    file = tmp_path / "question.eml"
    file.write_text(MAIL, encoding="utf-8")
    made._form.set_facts("delay-notice", FACTS)
    made._form.reply.set_file(file)
    wait_for_work(qtbot, made)
    made.run_or_stop()
    # The first draft of a process loads what it checks with.
    qtbot.waitUntil(lambda: "answered" in made._form.reply.view.requests.words(), timeout=60_000)
    return made


def _unanswered(page: EmailPage) -> list[str]:
    doubts = page._check.panel.doubts()
    return [str(doubt.parameters["value"]) for doubt in doubts if doubt.code == "request-unanswered"]


def _focused(page: EmailPage) -> list[str]:
    marks = [mark for mark in page._check._body.marks() if mark.style == "focus"]
    return [page._check.body()[mark.start : mark.end] for mark in marks]


def test_each_request_shows_by_which_sentence_it_is_answered(page: EmailPage) -> None:
    head, chairs, prices = page._form.reply.view.requests.words().splitlines()
    assert head.endswith("1 of 2 answered")
    assert "| Answered: “" in chairs
    assert "the delivery of two office chairs (order A-5541)" in chairs
    assert prices == f"{LIST} | Not answered in the draft"
    assert _unanswered(page) == [LIST]


def test_selecting_a_request_lights_its_sentence_in_the_draft(page: EmailPage) -> None:
    requests = page._form.reply.view.requests
    requests._list.setFocus()
    requests.select(requests.requests()[1])
    assert _focused(page) == []
    QTest.keyClick(requests._list, Qt.Key.Key_Up)
    assert any("19 March 2026" in sentence for sentence in _focused(page))


def test_the_sentence_stays_lit_after_another_check(qtbot: QtBot, page: EmailPage) -> None:
    requests = page._form.reply.view.requests
    requests.select(requests.requests()[0])
    before = _focused(page)
    assert before
    requests.leave_out(requests.requests()[1])
    qtbot.waitUntil(lambda: _unanswered(page) == [])
    qtbot.waitUntil(lambda: _focused(page) == before)


def test_pointing_at_the_sentence_selects_what_it_answers(page: EmailPage) -> None:
    page._check._body.place_clicked.emit(page._check.body().index("19 March 2026"))
    selected = page._form.reply.view.requests.selected_request()
    assert selected is not None
    assert selected.quote.startswith("When will")


def test_keys_alone_leave_a_request_out_and_its_doubt_is_gone(qtbot: QtBot, page: EmailPage) -> None:
    requests = page._form.reply.view.requests
    requests._list.setFocus()
    QTest.keyClick(requests._list, Qt.Key.Key_End)
    QTest.keyClick(requests._list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _unanswered(page) == [])
    assert page._form.request().left_out == (LIST,)
    QTest.keyClick(requests._list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _unanswered(page) == [LIST])


def test_the_doubt_itself_can_be_left_out(qtbot: QtBot, page: EmailPage) -> None:
    panel = page._check.panel
    while (entry := panel.selected()) is None or LIST not in entry.title:
        panel.next_doubt()
    selected = page._form.reply.view.requests.selected_request()
    assert selected is not None
    assert selected.quote == LIST
    panel._leave_out_button.click()
    qtbot.waitUntil(lambda: _unanswered(page) == [])
    assert "Left out" in page._form.reply.view.requests.words()


def test_an_edit_that_answers_is_shown_after_its_check(qtbot: QtBot, page: EmailPage) -> None:
    cursor = page._check._body.textCursor()
    cursor.setPosition(page._check.body().index("\n\n") + 2)
    page._check._body.setTextCursor(cursor)
    page._check._body.insertPlainText("Our price list for desks is sent with this mail. ")
    words = page._form.reply.view.requests
    qtbot.waitUntil(lambda: "2 of 2 answered" in words.words())
    assert _unanswered(page) == []


def test_another_mail_is_not_measured_by_the_old_draft(qtbot: QtBot, page: EmailPage) -> None:
    text = page._form.reply.view.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(text, " Is it red?")
    qtbot.waitUntil(lambda: len(page._form.reply.view.requests.requests()) == 3)
    assert "answered" not in page._form.reply.view.requests.words().lower()


def test_the_tone_follows_the_mail_until_one_is_chosen(page: EmailPage) -> None:
    style = page._form._style
    assert page._form.request().tone.value == "warm"
    style._tone.setCurrentIndex(style._tone.findData("formal"))
    assert page._form.request().tone.value == "formal"


def test_a_draft_goes_to_whom_it_answers_whatever_mail_is_given_since(
    qtbot: QtBot, page: EmailPage, opened: list[Path], tmp_path: Path
) -> None:
    page._use._open_button.click()
    wait_for_work(qtbot, page)
    assert "To: Ellen Brandt <e@example.com>" in opened[-1].read_text(encoding="utf-8")
    other = tmp_path / "other.eml"
    other.write_text("From: Paul <p@example.com>\nMessage-ID: <1@x>\n\nWhere is it?\n", encoding="utf-8")
    page._form.reply.set_file(other)
    wait_for_work(qtbot, page)
    page._use._open_button.click()
    wait_for_work(qtbot, page)
    saved = opened[-1].read_text(encoding="utf-8")
    assert "p@example.com" not in saved
    assert "In-Reply-To" not in saved
