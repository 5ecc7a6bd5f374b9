"""The page that drafts mails, with a job that answers at once."""

import errno
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import EngineError, InputError
from app.records import EmailRequest, EmailResult, Run
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_page import EmailPage
from app.ui.fact_field import FactField
from app.ui.last_result import Kept
from app.ui.mail_sender import MailSender
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs, FakeDrafting, FakeMemory, mail_result
from tests.ui.waiting import wait_for_work

FACTS = {
    "recipient": "Ms Ellen Brandt",
    "item": "two office chairs",
    "order": "A-5541",
    "new-date": "2026-03-19",
    "reason": "the ship was held up",
    "sender": "Aiko Mori",
}


@pytest.fixture
def drafting() -> FakeDrafting:
    """A job that drafts the mail of `mail_result`."""
    return FakeDrafting()


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, drafting: FakeDrafting, templates: TemplateLibrary) -> EmailPage:
    """The page, empty."""
    made = EmailPage(tools, drafting, templates)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def drafted(qtbot: QtBot, page: EmailPage) -> EmailPage:
    """The page with a draft on it."""
    page._form.set_facts("delay-notice", FACTS)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    return page


def test_a_request_that_is_given_as_a_whole_is_told_once(qtbot: QtBot, page: EmailPage) -> None:
    told: list[bool] = []
    page._form.changed.connect(lambda: told.append(True))
    page._form.set_facts("delay-notice", FACTS)
    assert told == [True]


def test_the_main_button_tells_which_facts_are_missing(page: EmailPage) -> None:
    page._form.set_facts("delay-notice", {"recipient": "Ms Brandt", "sender": "A. Mori"})
    assert page.run_bar.words() == "[Draft the mail] (off) Still to give: Goods, New delivery date"
    page._form.set_facts("delay-notice", FACTS)
    assert page.run_bar.words() == "[Draft the mail]"


def test_what_is_given_goes_to_the_job(drafted: EmailPage, drafting: FakeDrafting) -> None:
    assert drafting.requests == [EmailRequest(template="delay-notice", facts=FACTS)]


def test_the_draft_stands_with_its_facts_and_doubts(drafted: EmailPage) -> None:
    assert drafted._check.subject() == "Delay of your order A-5541"
    assert drafted._check.body() == mail_result().body
    assert drafted._check.panel.words().splitlines()[1:5] == [
        drafted.tools.sentences.finding(mail_result().findings[0]) + ": ",
        "What you gave: ",
        "Recipient: Ms Ellen Brandt",
        "Goods: two office chairs",
    ]
    assert "Reason: the ship was held up: not in the mail" in drafted._check.panel.words()
    assert drafted.strip.words() == "worded freely, 2.1 s"


def test_while_it_is_written_the_words_appear_and_the_button_stops_it(
    qtbot: QtBot, page: EmailPage, drafting: FakeDrafting
) -> None:
    drafting.gate.clear()
    page._form.set_facts("delay-notice", FACTS)
    page.run_or_stop()
    qtbot.waitUntil(lambda: page._check.body() == mail_result().body)
    assert page.run_bar.words() == "[Stop]"
    assert not page._use._copy_button.isEnabled()
    page.escape()
    wait_for_work(qtbot, page)
    assert page.run_bar.words() == "[Draft the mail]"
    assert not page.frame.has_result


def test_a_stopped_draft_gives_the_earlier_one_back(
    qtbot: QtBot, drafted: EmailPage, drafting: FakeDrafting
) -> None:
    drafting.gate.clear()
    drafting.result = mail_result("Dear Sir,\n\nsomething else.")
    drafted.run_or_stop()
    drafted.run_or_stop()
    wait_for_work(qtbot, drafted)
    assert drafted._check.body() == mail_result().body


def test_a_failure_is_told_on_the_page_with_a_button_to_try_again(
    qtbot: QtBot, page: EmailPage, drafting: FakeDrafting
) -> None:
    drafting.result = EngineError("model-stopped", file="m.gguf", status="9")
    page._form.set_facts("delay-notice", FACTS)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    text = page.tools.sentences.error(EngineError("model-stopped", file="m.gguf", status="9"))
    assert page.banner.words() == f"{text.title} | {text.advice}"
    drafting.result = mail_result()
    page.banner._button.click()
    wait_for_work(qtbot, page)
    assert page._check.body() == mail_result().body
    assert page.banner.words() == ""


def test_going_to_the_next_doubt_lights_its_place(drafted: EmailPage) -> None:
    drafted._check.panel.next_doubt()
    focus = [mark for mark in drafted._check._body.marks() if mark.style == "focus"]
    assert [drafted._check.body()[mark.start : mark.end] for mark in focus] == ["2 April"]


def test_pointing_at_a_fact_in_the_text_selects_it_beside_it(drafted: EmailPage) -> None:
    drafted._check._body.place_clicked.emit(drafted._check.body().index("A-5541"))
    selected = drafted._check.panel.selected()
    assert selected is not None
    assert selected.title == "Order number"


def test_an_accepted_doubt_is_gone_also_after_an_edit(
    qtbot: QtBot, drafted: EmailPage, drafting: FakeDrafting
) -> None:
    drafted._check.panel.next_doubt()
    drafted._check.panel._accept_button.click()
    assert drafted._check.panel.doubts() == []
    drafted._check._body.textCursor().insertText("PS ")
    qtbot.waitUntil(lambda: bool(drafting.checked))
    wait_for_work(qtbot, drafted)
    assert drafted._check.panel.doubts() == []


def test_leaving_a_doubt_out_takes_its_sentence_and_undo_brings_it_back(
    qtbot: QtBot, drafted: EmailPage, drafting: FakeDrafting
) -> None:
    before = drafted._check.body()
    drafted._check.panel.next_doubt()
    drafted._check.panel._leave_out_button.click()
    assert "The invoice follows" not in drafted._check.body()
    qtbot.waitUntil(lambda: bool(drafting.checked))
    qtbot.waitUntil(lambda: not drafted._check.panel.doubts())
    drafted._check._body.undo()
    assert drafted._check.body() == before


def test_an_edited_draft_is_checked_as_it_stands(
    qtbot: QtBot, drafted: EmailPage, drafting: FakeDrafting
) -> None:
    cursor = drafted._check._body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("\nBecause the ship was held up.")
    qtbot.waitUntil(lambda: bool(drafting.checked))
    wait_for_work(qtbot, drafted)
    assert drafting.checked[-1] == drafted._check.body()
    assert "not in the mail" not in drafted._check.panel.words()


def test_a_draft_that_cannot_be_checked_any_more_is_told_of(
    qtbot: QtBot, drafted: EmailPage, drafting: FakeDrafting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise InputError("unknown-template", template="delay-notice", known="apology")

    monkeypatch.setattr(drafted._recheck, "_find", refuse)
    drafted._check._body.textCursor().insertText("PS ")
    qtbot.waitUntil(lambda: drafted.banner.words().startswith("There is no template"))


def test_saving_writes_the_mail_as_it_stands(
    qtbot: QtBot, drafted: EmailPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "mail.txt"
    drafted._check._subject.setText("Another subject")
    drafted.save()
    wait_for_work(qtbot, drafted)
    assert dialogs.suggested == "Another subject"
    assert dialogs.target.read_text(encoding="utf-8").startswith("Another subject\n\nDear Ms Ellen Brandt,")
    assert drafted.banner.words() == "Saved as mail.txt"


def test_copying_and_opening_take_the_text(qtbot: QtBot, drafted: EmailPage, opened: list[Path]) -> None:
    drafted._use._copy_button.click()
    assert QGuiApplication.clipboard().text() == mail_result().body
    for _ in range(2):
        drafted._use._open_button.click()
        wait_for_work(qtbot, drafted)
    assert [path.name for path in opened] == ["Delay of your order A-5541.eml"] * 2
    assert opened[0].exists()
    assert opened[1].parent != opened[0].parent


def test_a_mail_for_which_there_is_no_room_on_the_disk_is_not_opened_and_told_of(
    qtbot: QtBot, drafted: EmailPage, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    drafted._use._open_button.click()
    wait_for_work(qtbot, drafted)
    assert opened == []
    assert drafted.banner.words() != ""


def test_who_writes_is_remembered_for_the_next_mail(
    qtbot: QtBot, drafted: EmailPage, tools: PageTools, drafting: FakeDrafting, templates: TemplateLibrary
) -> None:
    another = EmailPage(tools, drafting, templates)
    qtbot.addWidget(another)
    assert another._form.request().facts == {"sender": "Aiko Mori"}


def test_a_template_that_does_not_ask_for_all_about_the_sender_forgets_none_of_it(
    qtbot: QtBot, tools: PageTools, memory: FakeMemory
) -> None:
    fields = {
        key: FactField(tools, key, "text", key, "", required=False) for key in ("sender", "phone", "order")
    }
    for key, field in fields.items():
        qtbot.addWidget(field)
        field.set_value(f"the {key}")
    sender = MailSender(memory)
    sender.remember(fields.values())
    sender.remember([fields["sender"]])
    assert {key: fact.value for key, fact in sender.facts().items()} == {
        "sender": "the sender",
        "phone": "the phone",
    }
    fields["phone"].set_value("")
    sender.remember(fields.values())
    assert set(sender.facts()) == {"sender"}


def test_a_mail_to_answer_is_read_beside_the_window(qtbot: QtBot, page: EmailPage, tmp_path: Path) -> None:
    mail = tmp_path / "question.eml"
    mail.write_bytes(
        b"From: Paul <p@example.com>\r\nSubject: Where?\r\n\r\nWhere is it?\r\n\r\n> earlier words\r\n"
    )
    page._form.reply.set_file(mail)
    wait_for_work(qtbot, page)
    source = page._form.request().reply_to
    assert source is not None
    assert (source.name, source.text.strip()) == ("question.eml", "Where is it?")


def test_keys_walk_through_the_inputs_in_reading_order(qtbot: QtBot, page: EmailPage) -> None:
    page._form.set_facts("delay-notice", {})
    page.show()
    page.focus_first()
    names = []
    for _ in range(5):
        focused = page.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == ["Template", "Recipient", "Goods", "Order number", "Former delivery date"]


def test_a_draft_that_is_still_being_written_is_not_saved_by_halves(
    qtbot: QtBot, drafted: EmailPage, drafting: FakeDrafting, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    written, go_on = threading.Event(), threading.Event()

    def draft(request: EmailRequest, *, on_text: Callable[[str], None], **_: object) -> EmailResult:
        on_text("Dear Ms Bra")
        written.set()
        go_on.wait(10)
        return mail_result()

    drafting.draft = draft  # type: ignore[method-assign, assignment]
    drafted.run_or_stop()
    qtbot.waitUntil(written.is_set)
    dialogs.target = tmp_path / "half.txt"
    drafted.save()
    go_on.set()
    wait_for_work(qtbot, drafted)
    assert not dialogs.target.exists()
    drafted.save()
    wait_for_work(qtbot, drafted)
    assert dialogs.target.exists()


def test_an_earlier_mail_that_is_shown_gives_back_what_was_typed(
    qtbot: QtBot, drafted: EmailPage, kept_runs: dict[str, Run]
) -> None:
    request, result = asdict(EmailRequest("apology", {})), asdict(mail_result())
    run = Run("r1", "email", datetime.now(UTC), "t", request, result, (), "template", None, 1.0)
    drafted.show_kept(Kept((run,), {}))
    assert drafted.banner.words() == ""
    drafted._form._notes.setPlainText("typed for ten minutes")
    drafted.show_kept(Kept((run,), {}))
    assert drafted._form.request().notes == ""
    drafted.banner._button.click()
    assert drafted._form.request().notes == "typed for ten minutes"


def test_the_sample_gives_back_what_was_typed(qtbot: QtBot, page: EmailPage) -> None:
    page._form._notes.setPlainText("typed for ten minutes")
    page._try_sample()
    wait_for_work(qtbot, page)
    page.banner._button.click()
    assert page._form.request().notes == "typed for ten minutes"


def test_a_doubt_is_left_out_where_it_stands_though_something_was_typed_before_it(
    qtbot: QtBot, drafted: EmailPage
) -> None:
    panel, body = drafted._check.panel, drafted._check._body
    panel.next_doubt()
    body.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(body, "This is new and long. It must stay as it is, whatever comes. ")
    panel._leave_out_button.click()
    assert body.text().startswith(
        "This is new and long. It must stay as it is, whatever comes. Dear Ms Ellen Brandt,"
    )
    assert "2 April" not in body.text()
