"""Redrafts and versions on the page of mails, with a job that answers at once."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import EngineError
from app.records import Finding, Length, Tone
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_comparison import ComparisonWindow
from app.ui.email_page import EmailPage
from app.ui.page_tools import PageTools
from tests.ui.fakes import DELAY_NOTICE, FakeDialogs, FakeDrafting, mail_result
from tests.ui.waiting import wait_for_work

_BODY = mail_result().body


@pytest.fixture
def drafting() -> FakeDrafting:
    """A job that drafts the mail of `mail_result`."""
    return FakeDrafting()


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, drafting: FakeDrafting, templates: TemplateLibrary) -> EmailPage:
    """The page with a draft on it."""
    made = EmailPage(tools, drafting, templates)
    qtbot.addWidget(made)
    made._form.set_request(DELAY_NOTICE)
    made.run_or_stop()
    wait_for_work(qtbot, made)
    return made


def _press_tone(qtbot: QtBot, page: EmailPage, tone: Tone) -> None:
    page._check.style_bar.tone.press(tone.value)
    wait_for_work(qtbot, page)


def _type_at_end(page: EmailPage, words: str) -> None:
    cursor = page._check._body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(words)


def _go_to(page: EmailPage, words: str) -> None:
    start = page._check.body().index(words)
    page._check._body.select(start, start)


def test_a_tone_beside_the_draft_redrafts_it_with_what_was_given(
    qtbot: QtBot, page: EmailPage, drafting: FakeDrafting
) -> None:
    _press_tone(qtbot, page, Tone.FORMAL)
    assert page._check.body() == "formal normal en\n\n" + _BODY
    assert drafting.standing[0].request == drafting.requests[0]
    assert page._form.request().tone == Tone.FORMAL
    assert page._form.request().facts == DELAY_NOTICE.facts
    assert page._check.style_bar.tone.value() == "formal"


def test_length_and_language_redraft_too_and_the_language_button_leads_back(
    qtbot: QtBot, page: EmailPage
) -> None:
    bar = page._check.style_bar
    bar.length.press(Length.LONG.value)
    wait_for_work(qtbot, page)
    assert bar.translate_button.text() == "In Japanese"
    bar.translate_button.click()
    wait_for_work(qtbot, page)
    assert page._check.body().startswith("plain long ja\n")
    assert bar.translate_button.text() == "In English"


def test_the_style_that_stands_already_is_not_drafted_again(page: EmailPage, drafting: FakeDrafting) -> None:
    page._check.style_bar.tone.press(Tone.PLAIN.value)
    assert not page.bridge.running
    assert drafting.standing == []


def test_a_stopped_redraft_keeps_what_was_there_with_what_was_typed(
    qtbot: QtBot, page: EmailPage, drafting: FakeDrafting
) -> None:
    _type_at_end(page, "\nPS")
    drafting.gate.clear()
    page._check.style_bar.tone.press(Tone.WARM.value)
    assert page.run_bar.words() == "[Stop]"
    assert not page._check.style_bar.isEnabled()
    page.escape()
    wait_for_work(qtbot, page)
    assert page._check.body() == _BODY + "\nPS"
    assert page._check.style_bar.tone.value() == "plain"
    assert page._use._copy_button.isEnabled()


def test_a_redraft_that_fails_keeps_what_was_there_and_can_be_tried_again(
    qtbot: QtBot, page: EmailPage, drafting: FakeDrafting
) -> None:
    drafting.result = EngineError("model-stopped", file="m.gguf", status="9")
    _press_tone(qtbot, page, Tone.WARM)
    assert page._check.body() == _BODY
    assert page.banner.words().startswith(page.tools.sentences.error(drafting.result).title)
    drafting.result = mail_result()
    page.banner._button.click()
    wait_for_work(qtbot, page)
    assert page._check.body().startswith("warm normal en\n")


def test_the_paragraph_with_the_cursor_comes_in_other_words(qtbot: QtBot, page: EmailPage) -> None:
    _go_to(page, "apologise")
    page._check.style_bar.reword_button.click()
    wait_for_work(qtbot, page)
    old = "We apologise for the inconvenience."
    assert page._check.body() == _BODY.replace(old, old.upper())


def test_a_paragraph_without_other_words_stays_and_a_word_says_so(qtbot: QtBot, page: EmailPage) -> None:
    _go_to(page, "Dear")
    page._check.style_bar.reword_button.click()
    wait_for_work(qtbot, page)
    assert page._check.body() == _BODY
    assert page.banner.words().startswith("The paragraph has not changed | ")


def test_steps_lead_through_drafts_redrafts_and_own_changes_and_back(qtbot: QtBot, page: EmailPage) -> None:
    _type_at_end(page, "\nPS")
    _press_tone(qtbot, page, Tone.WARM)
    _type_at_end(page, "\nPPS")
    bodies = [page._check.body()]
    for _ in range(3):
        page._versions.earlier_button.click()
        bodies.append(page._check.body())
    warm = "warm normal en\n\n" + _BODY
    assert bodies == [warm + "\nPS\nPPS", warm + "\nPS", _BODY + "\nPS", _BODY]
    assert not page._versions.earlier_button.isEnabled()
    for expected in (bodies[2], bodies[1], bodies[0]):
        page._versions.later_button.click()
        assert page._check.body() == expected
    assert not page._versions.later_button.isEnabled()


def test_own_changes_can_be_undone_while_typing_after_a_redraft(qtbot: QtBot, page: EmailPage) -> None:
    _press_tone(qtbot, page, Tone.WARM)
    before = page._check.body()
    _type_at_end(page, " PS")
    page._check._body.undo()
    assert page._check.body() == before
    page._check._body.redo()
    assert page._check.body() == before + " PS"


def test_drafting_anew_keeps_the_former_draft_as_a_version(
    qtbot: QtBot, page: EmailPage, drafting: FakeDrafting
) -> None:
    drafting.result = mail_result("Dear Ms Brandt,\n\nanother draft.")
    page.run_or_stop()
    wait_for_work(qtbot, page)
    page._versions.earlier_button.click()
    assert page._check.body() == _BODY


def test_two_versions_stand_side_by_side_with_their_differences_marked(qtbot: QtBot, page: EmailPage) -> None:
    _type_at_end(page, " Yours")
    _press_tone(qtbot, page, Tone.FORMAL)
    page._versions.list_button.click()
    window = page._versions._window
    assert isinstance(window, ComparisonWindow)
    lines = [line.split("  ")[:2] for line in window.words().splitlines()]
    assert lines == [["1", "Draft"], ["2", "Your changes"], ["3", "Tone: formal"]]
    wait_for_work(qtbot, window)
    right = window.right.text
    assert [right.text()[mark.start : mark.end] for mark in right.marks()] == ["formal normal en"]
    assert window.left.text.marks() == ()
    window.beside.setCurrentIndex(0)
    window._select(1)
    wait_for_work(qtbot, window)
    assert [right.text()[mark.start : mark.end] for mark in right.marks()] == ["Yours"]
    window._use_button.click()
    assert page._check.body() == _BODY + " Yours"


def test_f8_goes_from_mark_to_mark_and_with_shift_back(qtbot: QtBot, page: EmailPage) -> None:
    result = mail_result()
    page._check.show_checks(result.facts, [*result.findings, Finding("skeleton-used")])
    page.show()
    page.activateWindow()
    page._check._body.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    codes = []
    for keys in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.NoModifier,  # Qt would take the key for held in the tests that follow
    ):
        QTest.keyClick(page._check._body, Qt.Key.Key_F8, keys)
        selected = page._check.panel.selected()
        assert selected is not None
        codes.append(getattr(selected.payload, "code", ""))
    assert codes == ["invented-date", "skeleton-used", "invented-date", "skeleton-used", "invented-date"]


def test_doubts_stand_in_the_order_of_the_text_and_those_without_a_place_below(page: EmailPage) -> None:
    findings = [Finding("greeting-missing"), Finding("b", {}, 40, 44), Finding("a", {}, 5, 9)]
    page._check.show_checks((), findings)
    assert [doubt.code for doubt in page._check.panel.doubts()] == ["a", "b", "greeting-missing"]


def test_after_a_doubt_was_accepted_the_next_key_goes_to_the_one_after_it(page: EmailPage) -> None:
    panel = page._check.panel
    page._check.show_checks((), [Finding(code, {}, place, place + 1) for place, code in enumerate("abcd")])
    for _ in range(2):
        panel.next_doubt()
    panel._accept_button.click()
    panel.next_doubt()
    selected = panel.selected()
    assert selected is not None
    assert getattr(selected.payload, "code", "") == "c"
    panel._accept_button.click()
    panel.previous_doubt()
    selected = panel.selected()
    assert selected is not None
    assert getattr(selected.payload, "code", "") == "a"


def test_the_key_leads_back_to_the_only_doubt_when_its_place_is_out_of_view(page: EmailPage) -> None:
    panel = page._check.panel
    page._check.show_checks((), [Finding("a", {}, 0, 4)])
    told: list[object] = []
    panel.entry_selected.connect(told.append)
    panel.next_doubt()
    panel.next_doubt()
    assert len(told) == 2


def test_the_text_is_copied_plain_and_with_its_paragraphs(page: EmailPage) -> None:
    page._use._copy_button.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == _BODY
    assert "<p>Dear Ms Ellen Brandt,</p>" in data.html()
    assert "Kind regards,<br>" in data.html()


def test_the_mail_is_saved_as_a_word_document(
    qtbot: QtBot, page: EmailPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "mail.docx"
    page.save()
    wait_for_work(qtbot, page)
    texts = [paragraph.text for paragraph in Document(str(dialogs.target)).paragraphs]
    assert texts[:2] == ["Delay of your order A-5541", "Dear Ms Ellen Brandt,"]


def test_the_buttons_take_a_second_row_where_there_is_no_room(page: EmailPage) -> None:
    bar = page._check.style_bar
    page.resize(1500, 700)
    page.show()
    QApplication.processEvents()
    assert bar.length.y() == bar.tone.y()
    bar.resize(300, 80)
    assert bar.length.y() > bar.tone.y()
