"""What is handed to a page from elsewhere takes the place of nothing that stands there already."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.records import EmailRequest, Language, Length, SourceText, Tone
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_page import EmailPage
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDrafting, FakeMemory
from tests.ui.waiting import wait_for_work

WANTED = EmailRequest("apology", {}, reply_to=SourceText("in.csv", "My tea came broken"))


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, memory: FakeMemory) -> EmailPage:
    """The page of mails, of somebody who has written before."""
    memory.put("email-sender", {"sender": "Aiko Mori"})
    made = EmailPage(tools, FakeDrafting(), templates)
    qtbot.addWidget(made)
    return made


def test_an_untouched_page_takes_the_inquiry_at_once(page: EmailPage) -> None:
    page.answer(WANTED)
    request = page._form.request()
    assert (request.template, request.facts) == ("apology", {"sender": "Aiko Mori"})
    assert request.reply_to is not None
    assert request.reply_to.text == "My tea came broken"
    assert page.banner.words() == ""


def test_a_mail_with_a_file_is_read_as_a_whole(qtbot: QtBot, page: EmailPage, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(b"From: Ken <ken@example.org>\nSubject: broken\n\nIt came broken\n\n> old words\n")
    page.answer(EmailRequest("apology", {}, reply_to=SourceText("a.eml", "broken\nIt came broken", file)))
    wait_for_work(qtbot, page)
    mail = page._form.reply.mail()
    assert mail is not None
    assert mail.reply_address == "ken@example.org"
    assert page._form.reply.view.text.toPlainText() == "It came broken"


def test_what_was_typed_stays_until_the_person_agrees_and_comes_back(page: EmailPage) -> None:
    page._form.set_request(
        EmailRequest("delay-notice", {"item": "20 kg Sencha"}, notes="call us", tone=Tone.WARM)
    )
    before = page._form.request()
    page.answer(WANTED)
    assert page._form.request() == before
    assert page.banner.words().startswith("What you have given here is still here")
    page.banner._button.click()
    now = page._form.request()
    assert (now.template, now.notes, now.tone) == ("apology", "", Tone.WARM)
    assert "item" not in now.facts
    page.banner._button.click()
    assert page._form.request() == before


@pytest.mark.parametrize(
    "given",
    [
        EmailRequest("delay-notice", {"item": "tea"}),
        EmailRequest("delay-notice", {}, notes="x"),
        EmailRequest("delay-notice", {}, reply_to=SourceText("mail", "hello")),
    ],
)
def test_each_thing_that_is_typed_counts(page: EmailPage, given: EmailRequest) -> None:
    page._form.set_request(given)
    page.answer(WANTED)
    assert page._form.request().template == "delay-notice"


def test_a_draft_in_work_is_not_disturbed(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary) -> None:
    drafting = FakeDrafting()
    page = EmailPage(tools, drafting, templates)
    qtbot.addWidget(page)
    page._form.set_request(EmailRequest("delay-notice", {"item": "tea"}))
    drafting.gate.clear()
    page.bridge.start(page.work())
    page.answer(WANTED)
    assert page.banner.words().startswith("This page is busy")
    assert page._form.request().template == "delay-notice"
    drafting.gate.set()
    wait_for_work(qtbot, page)


def test_style_stays_as_it_was_chosen(page: EmailPage) -> None:
    language: Language = "ja"
    page._form.set_request(EmailRequest("apology", {}, language=language, length=Length.SHORT))
    page.answer(WANTED)
    request = page._form.request()
    assert (request.language, request.length) == ("ja", Length.SHORT)


def test_an_unknown_template_is_told(page: EmailPage) -> None:
    page.answer(EmailRequest("gone", {}, reply_to=WANTED.reply_to))
    assert "gone" in page.banner.words()
    assert page._form.reply.source() is not None


def test_an_unknown_template_is_told_also_where_something_made_room(page: EmailPage) -> None:
    page._form.set_request(EmailRequest("delay-notice", {"item": "tea"}))
    page.answer(EmailRequest("gone", {}, reply_to=WANTED.reply_to))
    page.banner._button.click()
    assert page.banner.words().startswith("It is taken over | There is no template “gone”")
