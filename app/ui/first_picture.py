"""Tells when a window is on the screen for the first time: what takes long begins after that."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_AFTER_MS = 1
_AT_LATEST_MS = 1000
"""After it was shown; a system may leave it to itself when it draws a window."""


class FirstPicture(QObject):
    """Watches a window until it is painted.

    Signals:
        taken: The window is on the screen.
    """

    taken = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._told = False
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window come first, then tell."""
        if event.type() == QEvent.Type.Show:
            QTimer.singleShot(_AT_LATEST_MS, self, self._tell)
        elif event.type() == QEvent.Type.Paint:
            QTimer.singleShot(_AFTER_MS, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self._window.removeEventFilter(self)
            self.taken.emit()
