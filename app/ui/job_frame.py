"""The three steps of a job on one page: Give and Check side by side, Use as a bar below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.empty_state import EmptyState
from app.ui.page import heading, rule, sheet
from app.ui.page_tools import Memory
from app.ui.progress_strip import HEAD_HEIGHT, ProgressStrip
from app.ui.run_bar import RunBar
from app.ui.stylesheet import AROUND, NEAR, STEP

STACKED_BELOW = 900
"""Width of the window, in pixels, below which Check stands under Give."""


@dataclass(frozen=True, slots=True)
class FrameParts:
    """What a page puts into its frame."""

    give: QWidget
    """The inputs."""
    run_bar: RunBar
    """The main button."""
    strip: ProgressStrip
    """The head of the result."""
    check: QWidget
    """The result."""
    empty: EmptyState
    """What stands there before."""
    use: Sequence[QWidget]
    """Buttons for the finished result."""
    give_share: int = 40
    """Percent of the width that Give takes at first."""
    scrolls: bool = True
    """Whether Give scrolls as a whole; not when a list in it does."""


class _GiveArea(QScrollArea):
    """Scrolls its content up and down; takes it in when it is shown.

    That asks every part for its size, which would make the turn of the event loop too long that makes the page.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the content in."""
        if self.widget() is None:
            self.setWidget(self._content)
        super().showEvent(event)


class JobFrame(QWidget):
    """Places the parts of a job's page and remembers how wide they were made."""

    def __init__(self, parts: FrameParts, memory: Memory, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._memory = memory
        self._key = key
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._lay_out()
        self._splitter.splitterMoved.connect(self._remember_sizes)
        self.set_has_result(has_result=False)

    @property
    def has_result(self) -> bool:
        """Whether a result is shown."""
        return self._stack.currentIndex() == 1

    def set_has_result(self, *, has_result: bool) -> None:
        """Show the result, or what will be there."""
        self._stack.setCurrentIndex(1 if has_result else 0)
        self.set_usable(usable=has_result)

    def set_usable(self, *, usable: bool) -> None:
        """Let the buttons of *Use* be pressed or not."""
        for button in self._parts.use:
            button.setEnabled(usable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts one above the other in a narrow window."""
        super().resizeEvent(event)
        narrow = self.window().width() < STACKED_BELOW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            self._restore_sizes()

    def _lay_out(self) -> None:
        """Place the parts from the outside in: what is moved has its style worked out again."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        column.addWidget(self._splitter, 1)
        self._place_give()
        self._place_check()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(NEAR)
        self._restore_sizes()
        self._place_use(column)

    def _place_give(self) -> None:
        frame, column = sheet(margin=0, spacing=0)
        self._splitter.addWidget(frame)
        title = heading(self.tr("1  Give"))
        title.setContentsMargins(AROUND, 0, AROUND, 0)
        title.setFixedHeight(HEAD_HEIGHT)
        column.addWidget(title)
        content = _inset(self._parts.give)
        if self._parts.scrolls:
            column.addWidget(_GiveArea(content), 1)
        else:
            column.addWidget(content, 1)
        column.addWidget(rule())
        foot = QVBoxLayout()
        column.addLayout(foot)
        foot.setContentsMargins(AROUND, NEAR + STEP, AROUND, NEAR + STEP)
        foot.addWidget(self._parts.run_bar)
        frame.setMinimumWidth(300)

    def _place_check(self) -> None:
        frame, column = sheet(margin=0, spacing=0)
        self._splitter.addWidget(frame)
        column.addWidget(self._parts.strip)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self._parts.empty)
        self._stack.addWidget(self._parts.check)
        frame.setMinimumWidth(360)

    def _place_use(self, below: QVBoxLayout) -> None:
        frame, column = sheet(margin=0)
        below.addWidget(frame)
        row = QHBoxLayout()
        column.addLayout(row)
        row.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        row.setSpacing(NEAR)
        row.addWidget(heading(self.tr("3  Use")))
        row.addSpacing(AROUND)
        for button in self._parts.use:
            row.addWidget(button)
        row.addStretch(1)

    def _restore_sizes(self) -> None:
        kept = self._memory.get(self._memory_key())
        if isinstance(kept, list) and len(kept) == 2 and all(isinstance(size, int) for size in kept):
            self._splitter.setSizes(kept)
        else:
            beside = self._splitter.orientation() == Qt.Orientation.Horizontal
            share = (self._parts.give_share if beside else 45) * 10
            self._splitter.setSizes([share, 1000 - share])

    def _remember_sizes(self) -> None:
        self._memory.put(self._memory_key(), self._splitter.sizes())

    def _memory_key(self) -> str:
        stacked = self._splitter.orientation() == Qt.Orientation.Vertical
        return f"splitter-{self._key}-{'stacked' if stacked else 'beside'}"


def _inset(content: QWidget) -> QWidget:
    """Return *content* with the room around it that a sheet has."""
    layout = content.layout()
    if layout is not None:
        layout.setContentsMargins(AROUND, 0, AROUND, AROUND)
    return content
