"""A field that names goods offers the office's products below it; what is typed stays what it is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.tasks.email.templates import TemplateLibrary
from app.ui.email_form import EmailForm
from app.ui.entry_list import Entry
from app.ui.fact_field import FactField
from app.ui.icons import Symbol
from app.ui.page_tools import PageTools
from app.ui.product_completion import ProductCompletion
from app.ui.recipient_popup import SuggestionPopup
from app.ui.recipient_services import MailServices
from tests.ui.fake_knowledge import FakeKnowledge
from tests.ui.waiting import wait_for_work


@pytest.fixture
def knowledge() -> FakeKnowledge:
    """An office with three products."""
    made = FakeKnowledge()
    made.products = (("Sencha 1 kg", "2,400円"), ("Hojicha 1 kg", "1,900円"), ("ほうじ茶 徳用", ""))
    return made


@pytest.fixture
def form(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, knowledge: FakeKnowledge) -> EmailForm:
    """The form of a delay notice, with the cursor in the field for the goods."""
    made = EmailForm(tools, templates, MailServices(knowledge))
    qtbot.addWidget(made)
    made.resize(460, 900)
    made._template.setCurrentIndex(made._template.findData("delay-notice"))
    made.show()
    wait_for_work(qtbot, made)
    made.activateWindow()
    _line(made).setFocus()
    qtbot.waitUntil(_line(made).hasFocus)
    return made


def _field(form: EmailForm) -> FactField:
    found = form._facts.field("item")
    assert found is not None
    return found


def _line(form: EmailForm) -> QLineEdit:
    editor = _field(form).editor
    assert isinstance(editor, QLineEdit)
    return editor


def _completion(form: EmailForm) -> ProductCompletion:
    found = _field(form).products
    assert found is not None
    return found


def _offered(form: EmailForm) -> list[str]:
    popup = _completion(form).popup
    return [] if popup.isHidden() else [entry.title for entry in popup.list.entry_model.entries()]


def test_products_are_offered_while_their_name_is_typed_and_chosen_by_keys(
    qtbot: QtBot, form: EmailForm, knowledge: FakeKnowledge
) -> None:
    QTest.keyClicks(_line(form), "kg ho")
    assert _offered(form) == ["Hojicha 1 kg"]
    asked = len(knowledge.asked)
    QTest.keyClick(_line(form), Qt.Key.Key_Down)
    QTest.keyClick(_line(form), Qt.Key.Key_Return)
    assert form.request().facts["item"] == "Hojicha 1 kg"
    wait_for_work(qtbot, form)
    assert len(knowledge.asked) > asked  # its price may be known


def test_the_arrow_key_down_shows_all_products(form: EmailForm) -> None:
    QTest.keyClick(_line(form), Qt.Key.Key_Down)
    assert _offered(form) == ["Sencha 1 kg", "Hojicha 1 kg", "ほうじ茶 徳用"]
    QTest.keyClick(_line(form), Qt.Key.Key_Escape)
    assert _offered(form) == []


def test_what_was_given_the_last_time_comes_before_the_products(form: EmailForm) -> None:
    _field(form).offer("20 kg Sencha")
    QTest.keyClick(_line(form), Qt.Key.Key_Down)
    assert form.request().facts["item"] == "20 kg Sencha"


def test_enter_keeps_what_was_typed_and_a_conversion_closes_the_list(form: EmailForm) -> None:
    QTest.keyClicks(_line(form), "sen")
    QTest.keyClick(_line(form), Qt.Key.Key_Return)
    assert form.request().facts["item"] == "sen"
    QTest.keyClicks(_line(form), "c")
    assert _offered(form)
    QApplication.sendEvent(_line(form), QInputMethodEvent("ほう", []))
    assert _offered(form) == []


def test_an_office_without_products_offers_nothing(form: EmailForm) -> None:
    _field(form).offer_products(())
    QTest.keyClicks(_line(form), "sen")
    assert _offered(form) == []


@pytest.mark.parametrize("top", [40, 300, 560])
def test_the_list_touches_its_field_in_a_low_window(qtbot: QtBot, tools: PageTools, top: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(860, 620)
    line = QLineEdit(window)
    line.setGeometry(20, top, 300, 30)
    popup = SuggestionPopup(tools.look, "People", window)
    window.show()
    entries = [Entry(f"Person {number}", "a company", Symbol.PERSON, "quiet") for number in range(20)]
    popup.show_below(line, entries)
    place, field = popup.geometry(), line.geometry()
    assert window.rect().contains(place)
    assert place.top() - field.bottom() in range(1, 5) or field.top() - place.bottom() in range(1, 5)
    line.move(QPoint(20, 40))
    QApplication.processEvents()
    assert popup.geometry().top() - line.geometry().bottom() in range(1, 5)


def test_the_list_comes_up_beside_its_field_that_was_scrolled_out_of_view(
    qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, knowledge: FakeKnowledge
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    form = EmailForm(tools, templates, MailServices(knowledge))
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(460, 120)
    form._template.setCurrentIndex(form._template.findData("delay-notice"))
    area.show()
    wait_for_work(qtbot, area)
    area.activateWindow()
    _line(form).setFocus()
    qtbot.waitUntil(_line(form).hasFocus)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert _line(form).visibleRegion().isEmpty()
    QTest.keyClick(_line(form), Qt.Key.Key_Down)
    assert _offered(form)
    assert not _line(form).visibleRegion().isEmpty()
    top = _line(form).mapTo(area, QPoint(0, 0)).y()
    place = _completion(form).popup.geometry()
    assert place.top() - (top + _line(form).height()) in range(5) or top - place.bottom() in range(5)
