"""What stands where a result will be: one line, and a sample to try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.appearance import Appearance, set_look
from app.ui.icons import Symbol
from app.ui.stylesheet import AROUND, NEAR

_ICON = 40
_LINE_WIDTH = 320


class EmptyState(QWidget):
    """One line on what will be here, with a button when there is something to try.

    Signals:
        sample_requested: The user wants to see it done with a sample.
    """

    sample_requested = Signal()

    def __init__(
        self,
        look: Appearance,
        symbol: Symbol,
        words: str,
        *,
        sample_words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._symbol = symbol
        self._icon = QLabel()
        self._words = QLabel(words)
        self._button = QPushButton(sample_words)
        self._button.setVisible(bool(sample_words))
        self._lay_out()
        self._paint_icon()
        self._button.clicked.connect(self.sample_requested)
        look.changed.connect(self._paint_icon)

    def set_words(self, words: str) -> None:
        """Say *words* instead."""
        self._words.setText(words)

    def _paint_icon(self) -> None:
        self._icon.setPixmap(self._look.icon(self._symbol, "line").pixmap(_ICON, _ICON))

    def _lay_out(self) -> None:
        set_look(self._words, "look", "quiet")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(_LINE_WIDTH)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._words)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(NEAR)
        column.addStretch(2)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._icon, 0, center)
        column.addLayout(line)
        column.addSpacing(NEAR)
        column.addWidget(self._button, 0, center)
        column.addStretch(3)
