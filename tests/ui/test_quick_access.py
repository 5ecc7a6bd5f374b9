"""The window of the quick assist over a desktop that does as the test tells it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.desktop.keys import KeyCombination
from app.desktop.platform_parts import Window
from app.desktop.text_exchange import TakenText, TextExchange
from app.desktop.this_desktop import Desktop
from app.errors import DeskhandError
from app.events import Event
from app.records import Finding
from app.ui.quick_access import QuickAccess
from tests.ui.quick_popup import FieldPopup

EDITOR = Window(7, "editor")


class FakeKey:
    """A key that the test presses.

    Attributes:
        held: What was asked for, in order.
        taken: Keys that another program has.
    """

    def __init__(self) -> None:
        self.pressed: Event[str] = Event()
        self.held: list[str] = []
        self.taken: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()

    def hold(self, keys: KeyCombination) -> str:
        assert self.gate.wait(30)
        self.held.append(str(keys))
        if str(keys) in self.taken:
            raise DeskhandError("key-taken", keys=str(keys))
        return ""

    def release(self) -> None:
        self.held.append("")

    def close(self) -> None:
        self.held.append("closed")


class FakeExchange(TextExchange):
    """A program in front with a text.

    Attributes:
        replaced: What was put back, in order.
    """

    def __init__(self) -> None:
        self.text = TakenText("send it now", "program", EDITOR)
        self.replaced: list[tuple[TakenText, str]] = []
        self.failure: DeskhandError | None = None
        self.findings: tuple[Finding, ...] = ()

    def take(self) -> TakenText:
        return self.text

    def put_back(self, taken: TakenText, text: str) -> tuple[Finding, ...]:
        self.replaced.append((taken, text))
        if self.failure:
            raise self.failure
        return self.findings


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


def test_of_several_keys_the_last_one_holds(qtbot: QtBot, access: QuickAccess, key: FakeKey) -> None:
    key.gate.clear()
    for keys in ("Ctrl+Alt+G", "Ctrl+Alt+H", "Ctrl+Alt+J"):
        access.hold_key(keys)
    with qtbot.waitSignal(access.key_held):
        key.gate.set()
    assert key.held == ["Ctrl+Alt+G", "Ctrl+Alt+J"]
    with qtbot.waitSignal(access.key_held):
        access.hold_key(None)
    assert key.held[-1] == ""


def test_a_key_that_is_taken_is_told(qtbot: QtBot, access: QuickAccess, key: FakeKey) -> None:
    key.taken = {"Ctrl+Alt+G"}
    with qtbot.waitSignal(access.key_failed) as told:
        access.hold_key("Ctrl+Alt+G")
    assert told.args[0].code == "key-taken"
