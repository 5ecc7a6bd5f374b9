"""A mail goes to whom the person has chosen, and never to somebody of the mail before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.records import EmailRequest, SourceText
from app.tasks.email.mail_knowledge import Known, MailBegun
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_check import EmailCheck
from app.ui.email_form import EmailForm
from app.ui.email_page import EmailPage
from app.ui.page_tools import PageTools
from app.ui.recipient_services import MailServices
from tests.ui.fake_knowledge import BRANDT, FakeKnowledge
from tests.ui.fakes import FakeDialogs, FakeDrafting
from tests.ui.test_email_page import FACTS
from tests.ui.waiting import wait_for_work

KEN = "ken@example.org"


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary) -> EmailPage:
    """The page with a delay notice, in view."""
    form = EmailForm(tools, templates, MailServices(FakeKnowledge()))
    made = EmailPage(tools, FakeDrafting(), templates, (form, EmailCheck(tools, form.fact_label)))
    qtbot.addWidget(made)
    form._template.setCurrentIndex(form._template.findData("delay-notice"))
    made.resize(1200, 800)
    made.show()
    wait_for_work(qtbot, made)
    return made


@pytest.fixture
def of_ken(tmp_path: Path) -> Path:
    """A mail of Ken's."""
    file = tmp_path / "ken.eml"
    file.write_text(f"From: Ken <{KEN}>\nMessage-ID: <1@example.org>\nSubject: tea\n\nCan you help?\n")
    return file


def choose_brandt(qtbot: QtBot, page: EmailPage) -> None:
    """Choose Ellen Brandt by keys."""
    field = page._form._facts.field("recipient")
    assert field is not None
    line = field.editor
    assert isinstance(line, QLineEdit)
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.clear()
    QTest.keyClicks(line, "bra")
    wait_for_work(qtbot, page)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait_for_work(qtbot, page)
    assert page._form.request().recipient_address == BRANDT.address


def answer(qtbot: QtBot, page: EmailPage, mail: Path) -> None:
    """Give the *mail* to answer."""
    page._form.reply.set_file(mail)
    wait_for_work(qtbot, page)
    qtbot.waitUntil(lambda: page._form.request().recipient_address != "")


def saved(qtbot: QtBot, page: EmailPage, dialogs: FakeDialogs, target: Path) -> str:
    """Draft the mail, save it and return the file."""
    for key, value in FACTS.items():
        field = page._form._facts.field(key)
        if field is not None and not field.value():
            field.set_value(value)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    dialogs.target = target
    page.save()
    wait_for_work(qtbot, page)
    return target.read_text("utf-8")


def test_an_inquiry_of_somebody_else_does_not_go_to_whom_was_written_before(
    qtbot: QtBot, page: EmailPage
) -> None:
    choose_brandt(qtbot, page)
    page.answer(
        EmailRequest("inquiry-reply", {}, reply_to=SourceText("in.csv", "I am Bob. When do you open?"))
    )
    page.banner._button.click()
    wait_for_work(qtbot, page)
    assert page._form.request().recipient_address == ""


def test_a_mail_that_is_taken_away_takes_its_address_along(
    qtbot: QtBot, page: EmailPage, of_ken: Path
) -> None:
    answer(qtbot, page, of_ken)
    assert page._form.request().recipient_address == KEN
    page._form.reply.file_field._clear_button.click()
    qtbot.waitUntil(lambda: page._form.request().recipient_address == "")


def test_a_mail_whose_text_was_erased_is_not_answered(
    qtbot: QtBot, page: EmailPage, of_ken: Path, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    answer(qtbot, page, of_ken)
    text = page._form.reply.view.text
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_Delete)
    assert page._form.reply.mail() is None
    choose_brandt(qtbot, page)
    file = saved(qtbot, page, dialogs, tmp_path / "out.eml")
    assert f"To: {BRANDT.address}" in file
    assert "example.org" not in file


def test_who_was_chosen_goes_before_who_wrote(
    qtbot: QtBot, page: EmailPage, of_ken: Path, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    answer(qtbot, page, of_ken)
    choose_brandt(qtbot, page)
    file = saved(qtbot, page, dialogs, tmp_path / "out.eml")
    assert f"To: {BRANDT.address}" in file
    assert "example.org" not in file


def test_what_was_looked_up_about_another_mail_brings_no_address(qtbot: QtBot, page: EmailPage) -> None:
    class Late(FakeKnowledge):
        def about(self, mail: MailBegun) -> Known:
            known = super().about(mail)
            return Known(address=BRANDT.address) if len(self.asked) == 1 else known

    page._form._filling._knowledge = Late()
    page._form._filling.ask()
    page._form._filling.take("bob@example.org", "")
    wait_for_work(qtbot, page)
    assert page._form.request().recipient_address == "bob@example.org"
