"""Opens the quick assist with the text of the program in front, and puts what was accepted back there."""

import math
import os
import time
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from app.desktop.text_exchange import TakenText
from app.desktop.this_desktop import Desktop
from app.errors import DeskhandError
from app.records import Finding
from app.ui.job_bridge import EventBridge, JobBridge

_FOCUS_MS = 600
"""After which a window that has not been given the keyboard shows itself without a text."""
_HIDING_MS = 450
_NOWHERE = "clipboard-silent"
"""The one failure after which the new text is in the window of the quick assist only."""
_ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Where Qt looks for the desktop's leave to come to the front."""


class QuickPopup(Protocol):
    """The window of the quick assist, made once and kept.

    Signals:
        accepted: The text is to be put back in place of the old one.   arg: the new text
        left: The window was left; nothing is to be changed.
    """

    accepted: Any
    left: Any

    def window(self) -> QWidget:
        """Return the window itself."""
        ...

    def open_with(self, taken: TakenText) -> None:
        """Begin with the text that was *taken*, without showing the window."""
        ...

    def lose_source(self, error: DeskhandError) -> None:
        """Keep what was accepted in view, to be copied: it is nowhere else, as *error* says."""
        ...


class QuickAccess(QObject):
    """Joins the key, the program in front and the window of the quick assist; nothing of it holds the window up.

    Signals:
        window_wanted: The quick assist is wanted before there is one.
        failed: The text was not put back.   arg: the DeskhandError
        told: Something is to be known.      arg: the Finding
    """

    window_wanted = Signal()
    failed = Signal(object)
    told = Signal(object)

    def __init__(self, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._popup: QuickPopup | None = None
        self._taken = TakenText()
        self._taking = JobBridge(self)
        self._coming = JobBridge(self)
        self._returning = JobBridge(self)
        self._waits_for_focus = False
        self._activation = ""
        self._hidden = -math.inf
        EventBridge(desktop.key.pressed, self).happened.connect(self.open)
        self._taking.finished.connect(self._show)
        self._taking.failed.connect(self._show_empty)
        self._returning.finished.connect(self._tell_findings)
        self._returning.failed.connect(self._tell_failed)

    def set_popup(self, popup: QuickPopup) -> None:
        """Open *popup* from now on."""
        self._popup = popup
        popup.accepted.connect(self._put_back)
        popup.left.connect(self._leave)

    def open(self, activation: str = "") -> None:
        """Open the quick assist with what is selected; *activation* is the desktop's leave to come to the front."""
        self._activation = activation
        if self._popup is None:
            self.window_wanted.emit()
        elif self._popup.window().isVisible():
            self.bring_to_front(self._popup.window(), activation)
        elif wait := self._rest_of_hiding():
            QTimer.singleShot(wait, self, self._open_again)
        elif self._desktop.exchange is not None:
            exchange = self._desktop.exchange
            self._taking.start(lambda _: exchange.take())
        else:
            self._open_with_own_clipboard(self._popup)

    def _open_again(self) -> None:
        self.open(self._activation)

    def _rest_of_hiding(self) -> int:
        """Return the milliseconds until Qt has noticed that the hidden window has lost the keyboard.

        On X11 it waits 400 ms for another window to get it; shown again before, the window would look inactive.
        """
        if QGuiApplication.platformName() != "xcb":
            return 0
        return round(max(_HIDING_MS - (time.monotonic() - self._hidden) * 1000, 0))

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.window().hide()
            self._hidden = time.monotonic()

    def close(self) -> None:
        """Let go of the key and of the clipboard, at the program's end. Takes up to some seconds."""
        for work in (self._taking, self._coming, self._returning):
            work.wait(2)
        self._desktop.close()

    def bring_to_front(self, window: QWidget, activation: str = "") -> None:
        """Give *window* the keyboard; *activation* is the desktop's leave for it."""
        if activation:
            os.environ[_ACTIVATION] = activation
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        number = int(window.winId())
        self._coming.start(lambda _: self._desktop.bring_to_front(number))

    def _show(self, taken: TakenText) -> None:
        if self._popup is None:
            return
        self._taken = taken
        self._popup.open_with(taken)
        self.bring_to_front(self._popup.window(), self._activation)
        for finding in taken.findings:
            self.told.emit(finding)

    def _show_empty(self, error: DeskhandError) -> None:
        self._show(TakenText(findings=(Finding(error.code, error.parameters),)))

    def _open_with_own_clipboard(self, popup: QuickPopup) -> None:
        """Open first and look at the clipboard then: here only the window with the keyboard may."""
        popup.open_with(TakenText())  # nothing of the last time stands there meanwhile
        self._waits_for_focus = True
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there are windows
        app.focusWindowChanged.connect(self._read_own_clipboard)
        QTimer.singleShot(_FOCUS_MS, self, self._read_own_clipboard)
        self.bring_to_front(popup.window(), self._activation)

    def _read_own_clipboard(self, focused: QWindow | None = None) -> None:
        if not self._waits_for_focus or self._popup is None:
            return
        if focused is not None and focused is not self._popup.window().windowHandle():
            return
        self._waits_for_focus = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there are windows
        app.focusWindowChanged.disconnect(self._read_own_clipboard)
        clipboard = QGuiApplication.clipboard()
        selected = clipboard.text(QClipboard.Mode.Selection) if clipboard.supportsSelection() else ""
        text = selected if selected.strip() else clipboard.text()
        if selected.strip():
            self._show(TakenText(selected, "program"))
        else:
            self._show(TakenText(text, "clipboard") if text.strip() else TakenText())

    def _put_back(self, text: str) -> None:
        """Put *text* where the old one came from, beside the window."""
        if self._popup is None:
            return
        exchange, taken = self._desktop.exchange, self._taken
        self._taken = TakenText()
        if exchange is None:
            QGuiApplication.clipboard().setText(text)  # while the window still has the keyboard
            self._hide()
            self.failed.emit(DeskhandError("nothing-to-replace"))
            return
        self._hide()
        self._returning.start(lambda _: exchange.put_back(taken, text))

    def _leave(self) -> None:
        self._taken = TakenText()
        self._hide()

    def _tell_failed(self, error: DeskhandError) -> None:
        if error.code == _NOWHERE and self._popup is not None:
            self._popup.lose_source(error)
            self.bring_to_front(self._popup.window())
        self.failed.emit(error)

    def _tell_findings(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            self.told.emit(finding)
