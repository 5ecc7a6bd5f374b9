"""The real key, a real editor of somebody else's, the real clipboard; `test_on_screen.py` runs it under Xvfb."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.desktop.text_exchange import TakenText
from app.desktop.this_desktop import this_desktop
from app.desktop.x11_front import X11Front
from app.errors import DeskhandError
from app.ui.assist_window import AssistWindow
from app.ui.held_key import HeldKey
from app.ui.page_tools import PageTools
from app.ui.quick_access import QuickAccess
from tests.desktop.screens import press
from tests.ui.editor_process import content
from tests.ui.fake_assist import FakeAssist
from tests.ui.quick_popup import FieldPopup

DISPLAY = os.environ["DISPLAY"]
TEXT = "Dear Ms Brandt, [send me the list now]. Kind regards, 森"
NEW = "could you send me the list, please — 一覧を"
REPLACED = TEXT.replace("[send me the list now]", NEW)
SIDE_EFFECTS = {"SAVE_TARGETS"}
"""What another owner offers to do, which is no content."""
_PATIENCE_MS = 30_000


class Editor:
    """Somebody else's program with a text, and with what it has put on the clipboard.

    Attributes:
        texts: What it has told of its text, in order.
    """

    def __init__(self, text: str, *contents: str) -> None:
        program = Path(__file__).with_name("editor_process.py")
        self.process = subprocess.Popen(
            [sys.executable, str(program), text, *contents], stdout=subprocess.PIPE, text=True
        )
        self.texts: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.texts.append(json.loads(line))

    def end(self) -> None:
        """End it as a crash does."""
        if self.process.poll() is not None:
            return
        self.process.kill()
        self.process.wait()
        self._reader.join(5)
        assert self.process.stdout
        self.process.stdout.close()


def in_front() -> str:
    """Return the program of the window that has the keyboard, as the window manager tells it."""
    front = X11Front(DISPLAY)
    window = front.window()
    front.close()
    return window.program if window else ""


Begin = Callable[..., Editor]


@pytest.fixture
def access(qtbot: QtBot) -> Iterator[QuickAccess]:
    """The quick access over the desktop of the screen, with its key."""
    assert QGuiApplication.platformName() == "xcb"
    desktop = this_desktop()
    made, key = QuickAccess(desktop), HeldKey(desktop.key)
    with qtbot.waitSignal(key.held, timeout=_PATIENCE_MS):
        key.hold("Ctrl+Alt+G")
    yield made
    made.close()


@pytest.fixture
def popup(qtbot: QtBot, access: QuickAccess) -> FieldPopup:
    """The window that the key opens."""
    made = FieldPopup()
    qtbot.addWidget(made)
    access.set_popup(made)
    return made


@pytest.fixture
def begin_editor(qtbot: QtBot) -> Iterator[Begin]:
    """Return what begins an editor that is in front."""
    begun: list[Editor] = []

    def begin(*arguments: str) -> Editor:
        editor = Editor(*arguments)
        begun.append(editor)
        qtbot.waitUntil(
            lambda: bool(editor.texts) and in_front() == "editor_process.py", timeout=_PATIENCE_MS
        )
        return editor

    yield begin
    for editor in begun:
        editor.end()


def open_by_key(qtbot: QtBot, popup: FieldPopup) -> float:
    """Press the key; return after how many seconds the window had the keyboard."""
    before = len(popup.given)
    started = time.monotonic()
    press(DISPLAY, "Ctrl+Alt+G")
    qtbot.waitUntil(lambda: len(popup.given) > before and popup.isActiveWindow(), timeout=_PATIENCE_MS)
    return time.monotonic() - started


@pytest.mark.parametrize("kind", ["text", "rich", "image", "files", "all"])
def test_the_text_of_another_program_is_replaced_and_the_clipboard_stays(
    qtbot: QtBot, access: QuickAccess, popup: FieldPopup, begin_editor: Begin, kind: str
) -> None:
    failures: list[DeskhandError] = []
    access.failed.connect(failures.append)
    editor = begin_editor(TEXT, kind)
    formats = set(QGuiApplication.clipboard().mimeData().formats())
    opened = open_by_key(qtbot, popup)
    assert popup.given == [("send me the list now", "program", True)]
    assert opened < 5.0
    popup.setPlainText(NEW)
    press(DISPLAY, "Return")
    qtbot.waitUntil(lambda: REPLACED in editor.texts or bool(failures), timeout=_PATIENCE_MS)
    assert failures == []
    qtbot.waitUntil(lambda: not access._returning.running, timeout=_PATIENCE_MS)
    assert editor.texts[-1] == REPLACED
    assert not popup.isVisible()
    kept, wanted = QGuiApplication.clipboard().mimeData(), content(kind)
    assert set(kept.formats()) - SIDE_EFFECTS == formats - SIDE_EFFECTS
    assert (kept.hasText(), kept.text()) == (wanted.hasText(), wanted.text())
    assert kept.urls() == wanted.urls()
    assert kept.data("text/rtf") == wanted.data("text/rtf")
    assert kept.hasHtml() == wanted.hasHtml()
    assert ("<b>copied</b>" in kept.html()) == wanted.hasHtml()
    assert kept.hasImage() == wanted.hasImage()
    if wanted.hasImage():
        assert QImage(kept.imageData()) == QImage(wanted.imageData())


def test_leaving_changes_nothing(
    qtbot: QtBot, access: QuickAccess, popup: FieldPopup, begin_editor: Begin
) -> None:
    editor = begin_editor(TEXT, "all")
    open_by_key(qtbot, popup)
    press(DISPLAY, "Escape")
    qtbot.waitUntil(lambda: not popup.isVisible(), timeout=_PATIENCE_MS)
    open_by_key(qtbot, popup)  # and it opens again, with what is still selected
    assert [text for text, _, _ in popup.given] == ["send me the list now"] * 2
    assert len(editor.texts) == 1
    assert QGuiApplication.clipboard().text() == content("all").text()


def test_without_a_selection_it_opens_with_the_clipboards_text(
    qtbot: QtBot, access: QuickAccess, popup: FieldPopup, begin_editor: Begin
) -> None:
    begin_editor("nothing is selected here[]", "text")
    open_by_key(qtbot, popup)
    assert popup.given == [(content("text").text(), "clipboard", False)]


def test_a_window_that_is_gone_leaves_the_new_text_on_the_clipboard(
    qtbot: QtBot, access: QuickAccess, popup: FieldPopup, begin_editor: Begin
) -> None:
    editor = begin_editor(TEXT, "text")
    open_by_key(qtbot, popup)
    editor.end()
    popup.setPlainText(NEW)
    with qtbot.waitSignal(access.failed, timeout=_PATIENCE_MS) as told:
        press(DISPLAY, "Return")
    assert told.args[0].code == "window-gone"
    assert QGuiApplication.clipboard().text() == NEW


def test_something_else_that_is_selected_there_meanwhile_is_not_replaced(
    qtbot: QtBot, access: QuickAccess, popup: FieldPopup, begin_editor: Begin
) -> None:
    editor = begin_editor(TEXT, "text")
    open_by_key(qtbot, popup)
    taken = access._taken
    assert taken.window is not None
    popup.left.emit()
    qtbot.waitUntil(lambda: not popup.isVisible(), timeout=_PATIENCE_MS)
    exchange = access._desktop.exchange
    assert exchange is not None
    assert exchange._front.activate(taken.window)
    press(DISPLAY, "Ctrl+A")
    qtbot.waitUntil(lambda: exchange.take().text != taken.text, timeout=_PATIENCE_MS)
    with pytest.raises(DeskhandError) as caught:
        exchange.put_back(taken, NEW)
    assert caught.value.code == "selection-changed"
    assert len(editor.texts) == 1


def test_the_window_itself_compares_and_puts_a_part_back(
    qtbot: QtBot, tools: PageTools, access: QuickAccess, begin_editor: Begin
) -> None:
    assist = FakeAssist("please send me the list today")
    window = AssistWindow(tools, assist)
    qtbot.addWidget(window, before_close_func=lambda one: one.work.stop())
    access.set_popup(window)
    editor = begin_editor(TEXT, "image")
    choices = window.choice.list
    seconds = []
    for again in range(4):
        begun = time.monotonic()
        press(DISPLAY, "Ctrl+Alt+G")
        qtbot.waitUntil(lambda: window.isActiveWindow() and choices.hasFocus(), timeout=_PATIENCE_MS)
        seconds.append(time.monotonic() - begun)
        assert window.choice.text.toPlainText() == "send me the list now"
        if again < 3:
            press(DISPLAY, "Escape")
            qtbot.waitUntil(lambda: access._rest_of_hiding() == 0 and in_front() == "editor_process.py")
    sys.stderr.write(
        f"\nfrom the key to the window's keyboard: {[round(one * 1000) for one in seconds]} ms\n"
    )
    assert access._taken != TakenText()
    with qtbot.waitSignal(window.work.done, timeout=_PATIENCE_MS):
        press(DISPLAY, "1")
    assert window.result.count_taken() == (2, 2)
    press(DISPLAY, "Space")
    qtbot.waitUntil(lambda: window.result.count_taken() == (1, 2), timeout=_PATIENCE_MS)
    wanted = TEXT.replace("[send me the list now]", window.result.accepted_text())
    press(DISPLAY, "Return")
    qtbot.waitUntil(lambda: wanted in editor.texts, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: not access._returning.running, timeout=_PATIENCE_MS)
    assert window.isHidden()
    assert access._taken == TakenText()
    assert QImage(QGuiApplication.clipboard().mimeData().imageData()) == QImage(content("image").imageData())


def test_the_window_has_the_keyboard_at_once(
    qtbot: QtBot, access: QuickAccess, popup: FieldPopup, begin_editor: Begin
) -> None:
    begin_editor(TEXT, "all")
    seconds = []
    for _ in range(5):
        seconds.append(open_by_key(qtbot, popup))
        popup.left.emit()
        qtbot.waitUntil(lambda: access._rest_of_hiding() == 0 and in_front() == "editor_process.py")
    sys.stderr.write(f"\nfrom the key to the keyboard: {[round(one * 1000) for one in seconds]} ms\n")
    assert min(seconds) < 1.0, "measured on an idle machine: under 50 ms"
