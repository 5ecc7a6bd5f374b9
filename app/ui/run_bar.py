"""The one main button of a page: it says what will happen, why it cannot yet, and stops what runs."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.appearance import Appearance, set_look
from app.ui.buttons import ICON_SIZE, keys_words
from app.ui.icons import Symbol
from app.ui.stylesheet import NEAR, STEP


class RunBar(QWidget):
    """A main button with the reason beside it when it cannot be used.

    Signals:
        run_requested: The work should begin.
        stop_requested: The work should stop.
    """

    run_requested = Signal()
    stop_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._running = False
        self._words = ""
        self._reason = ""
        self._button = QPushButton()
        self._reason_label = QLabel()
        self._lay_out()
        self._button.clicked.connect(self.press)
        look.changed.connect(self._refresh)

    @property
    def ready(self) -> bool:
        """Whether work can begin."""
        return not self._running and not self._reason

    def set_words(self, words: str, reason: str = "") -> None:
        """Let the button say *words*; *reason* tells what is lacking, and disables it."""
        self._words, self._reason = words, reason
        self._refresh()

    def set_running(self, *, running: bool) -> None:
        """Make the button stop the work that runs, or begin it again."""
        self._running = running
        self._refresh()

    def press(self) -> None:
        """Do what the button says."""
        if self._running:
            self._button.setEnabled(False)
            self._reason_label.setText(self.tr("Stopping"))
            self.stop_requested.emit()
        elif self.ready:
            self.run_requested.emit()

    def words(self) -> str:
        """Return what the bar says, as text."""
        state = "" if self._button.isEnabled() else " (off)"
        return f"[{self._button.text()}]{state} {self._reason_label.text()}".strip()

    def _refresh(self) -> None:
        set_look(self._button, "look", "stop" if self._running else "main")
        if self._running:
            self._button.setText(self.tr("Stop"))
            self._button.setIcon(self._look.icon(Symbol.STOP))
        else:
            self._button.setText(self._words)
            self._button.setIcon(QIcon())
        self._button.setEnabled(self._running or self.ready)
        self._reason_label.setText("" if self._running else self._reason)

    def _lay_out(self) -> None:
        set_look(self._reason_label, "look", "quiet")
        self._reason_label.setWordWrap(True)
        self._button.setIconSize(ICON_SIZE)
        self._button.setToolTip(keys_words("Ctrl+Return"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR + STEP)
        row.addWidget(self._button)
        row.addWidget(self._reason_label, 1)
