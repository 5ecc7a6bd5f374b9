"""Two parts side by side, one above the other where there is no room for that."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from app.ui.appearance import Appearance
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR


class _LineHandle(QSplitterHandle):
    """A hair line to pull at; it grows stronger under the mouse."""

    def __init__(self, look: Appearance, splitter: QSplitter) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._look = look
        self._hovered = False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pulled."""
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look as before."""
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        color = self._look.theme.color("line") if self._hovered else self._look.theme.hairline
        room = self.rect()
        if self.orientation() == Qt.Orientation.Horizontal:
            line = QRect(room.center().x(), room.top(), 1, room.height())
        else:
            line = QRect(room.left(), room.center().y(), room.width(), 1)
        QPainter(self).fillRect(line, color)


class TwoParts(QSplitter):
    """A splitter that turns by itself and remembers its place."""

    def __init__(
        self,
        tools: PageTools,
        key: str,
        first: QWidget,
        second: QWidget,
        *,
        first_share: int = 60,
        beside_from: int = 560,
    ) -> None:
        """Give *first_share* percent to *first*; stand side by side from *beside_from* pixels on."""
        super().__init__(Qt.Orientation.Horizontal)
        self._look = tools.look
        self._memory = tools.memory
        self._key = key
        self._share = first_share
        self._beside_from = beside_from
        self.addWidget(first)
        self.addWidget(second)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(NEAR + 1)
        self.splitterMoved.connect(self._remember)
        self._restore()

    def createHandle(self) -> QSplitterHandle:
        """Return a hair line."""
        return _LineHandle(self._look, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width asks for it."""
        wide = self.width() >= self._beside_from
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._restore()
        super().resizeEvent(event)

    def _restore(self) -> None:
        kept = self._memory.get(self._memory_key())
        if isinstance(kept, list) and len(kept) == 2 and all(isinstance(size, int) for size in kept):
            self.setSizes(kept)
        else:
            self.setSizes([self._share * 10, 1000 - self._share * 10])

    def _remember(self) -> None:
        self._memory.put(self._memory_key(), self.sizes())

    def _memory_key(self) -> str:
        way = "beside" if self.orientation() == Qt.Orientation.Horizontal else "stacked"
        return f"splitter-{self._key}-{way}"
