"""The form of a mail fills itself for a recipient; what was typed stays, and one key takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.records import EmailRequest, Relation, Tone
from app.tasks.email.mail_knowledge import MailBegun
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_form import EmailForm
from app.ui.fact_field import FactField
from app.ui.page_tools import PageTools
from app.ui.recipient_completion import RecipientCompletion
from app.ui.recipient_services import MailServices
from tests.ui.fake_knowledge import BRANDT, FakeKnowledge
from tests.ui.waiting import wait_for_work


@pytest.fixture
def knowledge() -> FakeKnowledge:
    """Two people and one office."""
    return FakeKnowledge()


@pytest.fixture
def form(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, knowledge: FakeKnowledge) -> EmailForm:
    """The form with a delay notice, in view."""
    made = EmailForm(tools, templates, MailServices(knowledge))
    qtbot.addWidget(made)
    made.resize(460, 900)
    made._template.setCurrentIndex(made._template.findData("delay-notice"))
    made.show()
    wait_for_work(qtbot, made)
    return made


def field(form: EmailForm, key: str) -> FactField:
    """Return the field of a fact."""
    found = form._facts.field(key)
    assert found is not None
    return found


def line(form: EmailForm) -> QLineEdit:
    """Return where the recipient is typed."""
    editor = field(form, "recipient").editor
    assert isinstance(editor, QLineEdit)
    return editor


def completion(form: EmailForm) -> RecipientCompletion:
    """Return what completes the recipient."""
    assert form._facts.completion is not None
    return form._facts.completion


def offered(form: EmailForm) -> list[str]:
    """Return the names in the list, none where it is closed."""
    popup = completion(form).popup
    return [] if popup.isHidden() else [entry.title for entry in popup.list.entry_model.entries()]


def type_name(qtbot: QtBot, form: EmailForm, words: str) -> None:
    """Type a name and wait for who may be meant."""
    form.activateWindow()
    line(form).setFocus()
    qtbot.waitUntil(line(form).hasFocus)
    QTest.keyClicks(line(form), words)
    wait_for_work(qtbot, form)


def choose_brandt(qtbot: QtBot, form: EmailForm) -> None:
    """Choose Ellen Brandt by keys."""
    type_name(qtbot, form, "bra")
    QTest.keyClick(line(form), Qt.Key.Key_Down)
    QTest.keyClick(line(form), Qt.Key.Key_Return)
    wait_for_work(qtbot, form)


def test_the_office_fills_who_writes_and_says_so(form: EmailForm) -> None:
    sender = field(form, "sender")
    assert (sender.value(), sender.source) == ("Aiko Mori", "office")
    assert sender._origin.text() == "Your office"
    assert form.request().signature == "Mori Trading"


def test_a_typed_name_is_completed_and_fills_what_is_known(qtbot: QtBot, form: EmailForm) -> None:
    type_name(qtbot, form, "bra")
    assert offered(form) == ["Ellen Brandt"]
    QTest.keyClick(line(form), Qt.Key.Key_Down)
    QTest.keyClick(line(form), Qt.Key.Key_Return)
    wait_for_work(qtbot, form)
    request = form.request()
    assert request.facts == {"recipient": "Ms Ellen Brandt", "reason": "as always", "sender": "Aiko Mori"}
    assert (request.tone, request.relation) == (Tone.FORMAL, Relation.COLLEAGUE)
    assert request.recipient_address == "ellen@brandt.example"


def test_enter_without_a_selected_name_chooses_nobody(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge
) -> None:
    type_name(qtbot, form, "bra")
    assert offered(form)
    QTest.keyClick(line(form), Qt.Key.Key_Return)
    assert line(form).text() == "bra"
    assert all(mail.person is None for mail in knowledge.asked)


def test_nothing_is_offered_while_an_input_method_converts(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge
) -> None:
    type_name(qtbot, form, "bra")
    assert offered(form)
    converting = QInputMethodEvent("たなか", [])
    QApplication.sendEvent(line(form), converting)
    assert offered(form) == []
    QTest.keyClick(line(form), Qt.Key.Key_Down)
    wait_for_work(qtbot, form)
    assert offered(form) == []
    assert "たなか" not in knowledge.searched


def test_the_enter_that_ends_a_conversion_chooses_nobody(qtbot: QtBot, form: EmailForm) -> None:
    type_name(qtbot, form, " ")
    ended = QInputMethodEvent()
    ended.setCommitString("田中")
    QApplication.sendEvent(line(form), ended)
    wait_for_work(qtbot, form)
    assert offered(form) == ["田中 太郎"]
    QTest.keyClick(line(form), Qt.Key.Key_Return)
    assert field(form, "recipient").source is None
    assert line(form).text().strip() == "田中"


def test_escape_closes_the_list_and_keeps_what_was_typed(qtbot: QtBot, form: EmailForm) -> None:
    type_name(qtbot, form, "bra")
    QTest.keyClick(line(form), Qt.Key.Key_Escape)
    assert offered(form) == []
    assert line(form).text() == "bra"


def test_typed_facts_are_never_overwritten(qtbot: QtBot, form: EmailForm) -> None:
    field(form, "reason").set_value("the harbour")
    field(form, "sender").set_value("Ken Ito")
    choose_brandt(qtbot, form)
    facts = form.request().facts
    assert (facts["reason"], facts["sender"]) == ("the harbour", "Ken Ito")


def test_a_style_that_the_user_chose_stays_for_the_same_recipient(qtbot: QtBot, form: EmailForm) -> None:
    choose_brandt(qtbot, form)
    warm = form._style._tone.findData("warm")
    form._style._tone.setCurrentIndex(warm)
    form._style._tone.activated.emit(warm)
    wait_for_work(qtbot, form)
    assert form.request().tone == Tone.WARM


def test_typing_over_what_was_filled_in_makes_it_ones_own(qtbot: QtBot, form: EmailForm) -> None:
    sender = field(form, "sender")
    sender.editor.setFocus()
    QTest.keyClicks(sender.editor, "!")
    assert sender.source is None
    assert sender._origin.text() == ""


def test_one_key_takes_a_filled_fact_back_for_good(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge
) -> None:
    choose_brandt(qtbot, form)
    QTest.keyClick(field(form, "reason").editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field(form, "reason").value() == ""
    asked = len(knowledge.asked)
    form._filling.ask()
    wait_for_work(qtbot, form)
    assert len(knowledge.asked) > asked
    assert field(form, "reason").value() == ""
    assert field(form, "recipient").value() == "Ms Ellen Brandt"


def test_one_key_on_the_recipient_takes_all_back_that_came_with_it(qtbot: QtBot, form: EmailForm) -> None:
    field(form, "item").set_value("two chairs")
    choose_brandt(qtbot, form)
    QTest.keyClick(line(form), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for_work(qtbot, form)
    request = form.request()
    assert request.facts == {"recipient": "bra", "item": "two chairs", "sender": "Aiko Mori"}
    assert request.recipient_address == ""
    assert request.relation is None


def test_what_belonged_to_one_matter_is_offered_and_taken_by_the_arrow_key(
    qtbot: QtBot, form: EmailForm
) -> None:
    choose_brandt(qtbot, form)
    order = field(form, "order")
    assert isinstance(order.editor, QLineEdit)
    assert order.value() == ""
    assert "A-1" in order.editor.placeholderText()
    QTest.keyClick(order.editor, Qt.Key.Key_Down)
    assert form.request().facts["order"] == "A-1"


def test_another_template_keeps_what_was_typed_and_who_was_chosen(qtbot: QtBot, form: EmailForm) -> None:
    choose_brandt(qtbot, form)
    form._template.setCurrentIndex(form._template.findData("apology"))
    wait_for_work(qtbot, form)
    request = form.request()
    assert (request.template, request.facts["recipient"]) == ("apology", "Ms Ellen Brandt")
    assert field(form, "recipient").source == "address-book"


def test_an_earlier_mail_stays_as_it_was(qtbot: QtBot, form: EmailForm) -> None:
    facts = {"recipient": "Ms Sato", "item": "tea", "new-date": "2026-03-19"}
    request = EmailRequest(
        "delay-notice", facts, recipient_address="sato@example.com", relation=Relation.PARTNER
    )
    form.set_request(request)
    wait_for_work(qtbot, form)
    assert form.request().facts == facts
    assert form.request().recipient_address == "sato@example.com"
    assert form.request().relation == Relation.PARTNER


def test_who_wrote_the_mail_to_answer_is_its_recipient(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge
) -> None:
    form._filling._begun = lambda: MailBegun(form.template(), "en", {}, sender=BRANDT)
    form._filling.ask()
    wait_for_work(qtbot, form)
    assert field(form, "recipient").value() == "Ms Ellen Brandt"


def test_what_the_office_says_now_is_filled_in_when_the_page_is_looked_at_again(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge
) -> None:
    form.hide()
    asked = len(knowledge.asked)
    form.show()
    wait_for_work(qtbot, form)
    assert len(knowledge.asked) == asked + 1


def test_trouble_is_told_once(qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge) -> None:
    told: list[object] = []
    form.failed.connect(told.append)
    knowledge.troubles = (InputError("profile-not-readable", file="office.yaml", line=3, entry="x"),)
    type_name(qtbot, form, "bra")
    form._filling.ask()
    wait_for_work(qtbot, form)
    assert told == list(knowledge.troubles)


def test_without_knowledge_the_form_works_as_ever(
    qtbot: QtBot, tools: PageTools, templates: TemplateLibrary
) -> None:
    plain = EmailForm(tools, templates)
    qtbot.addWidget(plain)
    plain.set_facts("delay-notice", {"recipient": "Ms Sato"})
    assert plain.request() == EmailRequest("delay-notice", {"recipient": "Ms Sato"})
    assert plain._facts.completion is None


def test_the_list_stays_at_its_field_when_a_message_moves_the_form(
    qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, knowledge: FakeKnowledge
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    message = QLabel("The address book is not there")
    message.setFixedHeight(80)
    message.hide()
    column.addWidget(message)
    form = EmailForm(tools, templates, MailServices(knowledge))
    column.addWidget(form)
    window.resize(500, 1100)
    window.show()
    wait_for_work(qtbot, form)
    type_name(qtbot, form, "bra")
    popup = completion(form).popup

    def gap() -> int:
        return popup.y() - line(form).mapTo(window, line(form).rect().bottomLeft()).y()

    before = gap()
    message.show()
    qtbot.waitUntil(lambda: form.y() >= 80)
    assert gap() == before
    assert not popup.isHidden()


def test_a_search_that_breaks_is_told(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_words: str) -> None:
        raise InputError("no-contacts", file="people.csv")

    monkeypatch.setattr(completion(form), "_find", fail)
    with qtbot.waitSignal(form.failed):
        type_name(qtbot, form, "bra")
