"""The window of the quick assist over a desktop that does as the test tells it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.desktop.text_exchange import TakenText
from app.desktop.this_desktop import Desktop
from app.errors import DeskhandError
from app.records import Finding
from app.ui.quick_access import QuickAccess
from tests.ui.fake_desktop import FakeExchange, FakeKey
from tests.ui.quick_popup import FieldPopup


@pytest.fixture
def key() -> FakeKey:
    """The key."""
    return FakeKey()


@pytest.fixture
def exchange() -> FakeExchange:
    """The way to the program in front."""
    return FakeExchange()


@pytest.fixture
def access(qtbot: QtBot, key: FakeKey, exchange: FakeExchange) -> Iterator[QuickAccess]:
    """The quick access."""
    made = QuickAccess(Desktop(key, exchange))
    yield made
    made.close()


@pytest.fixture
def popup(qtbot: QtBot, access: QuickAccess) -> FieldPopup:
    """Its window."""
    made = FieldPopup()
    qtbot.addWidget(made)
    access.set_popup(made)
    return made


def test_the_key_opens_it_with_what_is_selected(qtbot: QtBot, key: FakeKey, popup: FieldPopup) -> None:
    threading.Thread(target=key.pressed.emit, args=("",)).start()
    qtbot.waitUntil(popup.isVisible)
    assert popup.given == [("send it now", "program", True)]


def test_an_accepted_text_goes_back_and_the_window_away(
    qtbot: QtBot, access: QuickAccess, exchange: FakeExchange, popup: FieldPopup
) -> None:
    access.open()
    qtbot.waitUntil(popup.isVisible)
    popup.accepted.emit("new")
    qtbot.waitUntil(lambda: exchange.replaced == [(exchange.text, "new")])
    assert not popup.isVisible()


def test_leaving_changes_nothing(
    qtbot: QtBot, access: QuickAccess, exchange: FakeExchange, popup: FieldPopup
) -> None:
    access.open()
    qtbot.waitUntil(popup.isVisible)
    popup.left.emit()
    assert not popup.isVisible()
    assert exchange.replaced == []


@pytest.mark.parametrize(("code", "stays"), [("window-gone", False), ("clipboard-silent", True)])
def test_a_text_that_did_not_go_back_is_told_and_never_lost(
    qtbot: QtBot, access: QuickAccess, exchange: FakeExchange, popup: FieldPopup, code: str, *, stays: bool
) -> None:
    exchange.failure = DeskhandError(code)
    access.open()
    qtbot.waitUntil(popup.isVisible)
    with qtbot.waitSignal(access.failed) as told:
        popup.accepted.emit("new")
    assert told.args[0].code == code
    assert popup.isVisible() == stays
    assert popup.lost == ([code] if stays else [])


def test_findings_are_told(
    qtbot: QtBot, access: QuickAccess, exchange: FakeExchange, popup: FieldPopup
) -> None:
    exchange.text = TakenText("copied", "clipboard", findings=(Finding("permission-needed"),))
    with qtbot.waitSignal(access.told) as told:
        access.open()
    assert told.args[0].code == "permission-needed"
    assert popup.given == [("copied", "clipboard", False)]
    exchange.findings = (Finding("clipboard-formats-lost", {"formats": ["x"]}),)
    with qtbot.waitSignal(access.told):
        popup.accepted.emit("new")


def test_opened_twice_it_stays_as_it_is(qtbot: QtBot, access: QuickAccess, popup: FieldPopup) -> None:
    access.open()
    qtbot.waitUntil(popup.isVisible)
    popup.setPlainText("half worked on")
    access.open()
    assert popup.toPlainText() == "half worked on"
    assert len(popup.given) == 1


def test_before_there_is_a_window_the_program_comes_to_the_front(qtbot: QtBot, access: QuickAccess) -> None:
    with qtbot.waitSignal(access.window_wanted):
        access.open()


def test_where_only_a_window_with_the_keyboard_may_look_it_looks_itself(qtbot: QtBot, key: FakeKey) -> None:
    access, popup = QuickAccess(Desktop(key)), FieldPopup()
    qtbot.addWidget(popup)
    access.set_popup(popup)
    QGuiApplication.clipboard().setText("copied before")
    access.open()
    assert popup.given == [("", "typed", False)]  # what it was about the last time is not seen meanwhile
    qtbot.waitUntil(lambda: len(popup.given) == 2)
    assert popup.given[1:] == [("copied before", "clipboard", False)]
    assert popup.isVisible()
    with qtbot.waitSignal(access.failed) as told:
        popup.accepted.emit("new")
    assert told.args[0].code == "nothing-to-replace"
    assert QGuiApplication.clipboard().text() == "new"
    assert not popup.isVisible()
    access.close()
