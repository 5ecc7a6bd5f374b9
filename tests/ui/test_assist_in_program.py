"""The quick assist in the real program, over its real jobs without a model, and a desktop that the test plays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.single_instance import SingleInstance
from app.desktop.text_exchange import TakenText
from app.desktop.this_desktop import Desktop
from app.errors import DeskhandError
from app.settings.state import StateStore
from app.tasks.assist.actions import OpenPanel
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.assist_window import AssistWindow
from app.ui.email_page import EmailPage
from app.ui.forms_page import FormsPage
from app.ui.inquiries_page import InquiriesPage
from app.ui.keywords_page import KeywordsPage
from app.ui.sentences import Sentences
from app.ui.standby import Standby
from app.ui.tray import Tray
from app.wiring import build
from tests.ui.fake_desktop import EDITOR, FakeExchange, FakeKey
from tests.ui.fakes import FakeDialogs
from tests.ui.test_standby import FakeLogin

OLD = "We recieve the list on Monday and send teh copy to you."
NEW = "We receive the list on Monday and send the copy to you."


class Program:
    """The program with its window, its jobs and its quick assist."""

    def __init__(self, qtbot: QtBot, desk_window: DeskWindow, data: Path) -> None:
        self.qtbot = qtbot
        self.desk_window = desk_window
        self.window = desk_window.window
        self.exchange = FakeExchange()
        self.exchange.text = TakenText(OLD, "program", EDITOR)
        self.instance = SingleInstance(data)
        assert self.instance.claim()
        self.standby = Standby(
            desk_window, Desktop(FakeKey(), self.exchange), self.instance, FakeLogin(), leave=lambda: None
        )
        with qtbot.waitSignal(desk_window.ready, timeout=30_000):
            desk_window.start(lambda: build(data, offline=True))

    @property
    def assist(self) -> AssistWindow:
        """The window of the quick assist."""
        window = self.standby._assist._window
        assert window is not None
        return window

    def open_from_tray(self, text: TakenText | None = None) -> AssistWindow:
        """Open the quick assist by the tray's menu, with *text* selected elsewhere."""
        if text is not None:
            self.exchange.text = text
        self.standby.tray._assist.trigger()
        self.qtbot.waitUntil(
            lambda: self.standby._assist._window is not None and self.assist.isVisible(), timeout=20_000
        )
        return self.assist

    def titles(self) -> list[str]:
        """Return what can be done, in order."""
        return [line.title for line in self.assist.choice.list.action_model.lines]

    def choose(self, title: str) -> None:
        """Choose *title* by its key, once it is listed."""
        self.qtbot.waitUntil(lambda: title in self.titles(), timeout=10_000)
        choices = self.assist.choice.list
        choices.settle()
        QTest.keyClick(choices, Qt.Key(Qt.Key.Key_1 + self.titles().index(title)))


@pytest.fixture
def program(
    qtbot: QtBot,
    look: Appearance,
    sentences: Sentences,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The program, ready, with its window open."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    monkeypatch.setattr(Tray, "available", property(lambda _: True))
    monkeypatch.setattr(Tray, "show", lambda _: None)  # the platform without a screen has no place for it
    monkeypatch.setattr(Tray, "say", lambda *_: None)
    desk_window = DeskWindow(look, sentences, FakeDialogs(), StateStore(tmp_path / "state.json"), QIcon())
    qtbot.addWidget(desk_window.window)
    desk_window.window.show()
    made = Program(qtbot, desk_window, tmp_path)
    yield made
    made.standby.end()
    made.standby.close()
    made.instance.close()
    desk_window.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(True)


def test_a_part_of_what_is_new_goes_back_where_the_text_came_from(qtbot: QtBot, program: Program) -> None:
    assist = program.open_from_tray()
    with qtbot.waitSignal(assist.work.done):
        program.choose("Correct it")
    assert assist.result.new.text() == NEW
    assert assist.result.count_taken() == (2, 2)
    for _ in range(2):  # from what is said of the whole, past a heading, to the first change
        QTest.keyClick(assist.result.remarks, Qt.Key.Key_Down)
    QTest.keyClick(assist.result.remarks, Qt.Key.Key_Space)
    assert assist.result.count_taken() == (1, 2)
    QTest.keyClick(assist.result.remarks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(program.exchange.replaced))
    ((taken, text),) = program.exchange.replaced
    assert (taken.window, text) == (EDITOR, "We recieve the list on Monday and send the copy to you.")
    assert assist.isHidden()


def test_esc_gives_the_text_up_and_changes_nothing(qtbot: QtBot, program: Program) -> None:
    QGuiApplication.clipboard().setText("what was there")
    assist = program.open_from_tray()
    with qtbot.waitSignal(assist.work.done):
        program.choose("Correct it")
    assert program.standby.access._taken.text == OLD
    QTest.keyClick(assist, Qt.Key.Key_Escape)
    assert assist.isHidden()
    assert program.standby.access._taken == TakenText()
    assert (program.exchange.replaced, QGuiApplication.clipboard().text()) == ([], "what was there")
    program.open_from_tray(TakenText("Another text.", "clipboard"))  # and it opens again
    assert assist.choice.text.toPlainText() == "Another text."


def test_a_text_that_is_nowhere_else_is_in_view_again(qtbot: QtBot, program: Program) -> None:
    program.exchange.failure = DeskhandError("clipboard-silent")
    assist = program.open_from_tray()
    with qtbot.waitSignal(assist.work.done):
        program.choose("Correct it")
    with qtbot.waitSignal(program.standby.access.failed):
        QTest.keyClick(assist.result.remarks, Qt.Key.Key_Return)
    assert assist.isVisible()
    assert assist.result.accepted_text() == NEW
    assert assist.foot.main_button.text() == "Copy"
    assert "clipboard" in assist.banner.words()


def test_a_tool_is_shown_with_its_arguments_changed_and_computed(qtbot: QtBot, program: Program) -> None:
    text = "Which day is 10 working days after 3 March 2026?"
    assist = program.open_from_tray(TakenText(text, "program", EDITOR))
    program.choose("Count working days from a day")
    assert assist.step == "tool"
    assert assist.tool.arguments() == {"count": "10", "day": "3 March 2026", "country": ""}
    assert assist.tool.result_words() == ""
    assist.tool.set_argument("count", "3")
    assist.tool.set_argument("country", "DE")
    with qtbot.waitSignal(assist.work.computed):
        QTest.keyClick(assist.tool.field("count"), Qt.Key.Key_Return)
    assert assist.tool.result_words().split("\n")[:3] == [
        "2026-03-06",
        "Friday",
        "Without weekends and the national holidays of DE",
    ]
    assist.tool.set_argument("day", "30 February 2026")
    with qtbot.waitSignal(assist.work.failed):
        QTest.keyClick(assist.tool.field("day"), Qt.Key.Key_Return)
    assert "The calendar has no day “30 February 2026”" in assist.banner.words()
    assert assist.isVisible()
    assert program.exchange.replaced == []


def test_a_job_goes_on_on_its_page_with_the_text(qtbot: QtBot, program: Program) -> None:
    program.window.close()  # it stays in the tray
    assert not program.window.isVisible()
    assist = program.open_from_tray(TakenText("Name: Aiko Mori", "program", EDITOR))
    with qtbot.waitSignal(assist.panel_requested):
        program.choose("Fill a form from it")
    assert assist.isHidden()
    assert program.window.isVisible()
    page = program.window.current_page()
    assert isinstance(page, FormsPage)
    assert page._pasted.toPlainText() == "Name: Aiko Mori"
    assert program.standby.access._taken == TakenText()


def test_every_page_takes_what_is_handed_to_it(qtbot: QtBot, program: Program) -> None:
    window, panel = program.window, program.desk_window.open_panel
    panel(OpenPanel("keywords", "The cold store lost power."))
    keywords = window.current_page()
    assert isinstance(keywords, KeywordsPage)
    assert keywords._pasted.toPlainText() == "The cold store lost power."
    panel(OpenPanel("keywords", "Another report."))
    assert keywords._pasted.toPlainText() == "The cold store lost power."
    assert keywords.banner.words().startswith("What you have given here is still here")
    keywords.banner._button.click()
    assert keywords._pasted.toPlainText() == "Another report."
    keywords.banner._button.click()
    assert keywords._pasted.toPlainText() == "The cold store lost power."

    panel(OpenPanel("inquiries", "Where is my parcel?\nIt came broken."))
    inquiries = window.current_page()
    assert isinstance(inquiries, InquiriesPage)
    qtbot.waitUntil(lambda: not inquiries._form.reading)
    given = inquiries._form.inquiries()
    assert given is not None
    assert [item.text for item in given.items] == ["Where is my parcel?", "It came broken."]

    panel(OpenPanel("email", "Could you send me the list by Friday?"))
    mails = window.current_page()
    assert isinstance(mails, EmailPage)
    request = mails._form.request()
    assert request.reply_to is not None
    assert (request.template, request.reply_to.text) == (
        "inquiry-reply",
        "Could you send me the list by Friday?",
    )
    panel(OpenPanel("models"))
    assert window.shows_alone  # there is none yet: the choice of the first one
    panel(OpenPanel("forms", "x"))
    assert "being set up" in window.notice.words()


def test_a_mail_begins_with_the_fields_that_a_tool_found(program: Program) -> None:
    fields = {"template": "delay-notice", "recipient": "Ms Brandt", "notes": "two days late"}
    program.desk_window.open_panel(OpenPanel("email", fields=fields))
    page = program.window.current_page()
    assert isinstance(page, EmailPage)
    request = page._form.request()
    assert (request.template, request.facts["recipient"], request.notes) == (
        "delay-notice",
        "Ms Brandt",
        "two days late",
    )


def test_the_end_of_the_program_does_not_wait_for_a_window_in_sight(program: Program) -> None:
    assist = program.open_from_tray()
    program.standby.expect_end()
    assert assist.isHidden()
