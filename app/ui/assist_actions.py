"""The list of what can be done with a text: chosen by a key from 1 to 9, by Enter or by a click."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem

from app.tasks.assist.actions import Action
from app.ui.appearance import SMALL_SCALE, Appearance, scaled_font
from app.ui.assist_services import OfferedCall
from app.ui.row_table import RowDelegate
from app.ui.stylesheet import NEAR, STEP

Index = QModelIndex | QPersistentModelIndex

LINE = Qt.ItemDataRole.UserRole + 40
_ROW_HEIGHT = 30
_KEY = 20
_KEYS = 9
_ONE_LOOK_MS = 400
"""A key that comes so soon after the order changed is meant for the order before."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing that can be done."""

    title: str
    detail: str
    payload: Action | OfferedCall
    likely: bool = False
    usable: bool = True
    """False where it lacks a model; it can be chosen all the same, and says what is lacking."""


class ActionModel(QAbstractListModel):
    """The lines, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ActionLine, ...] = ()

    def set_lines(self, lines: Sequence[ActionLine]) -> None:
        """Hold *lines* only."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, or its words."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            key = f"{index.row() + 1}  " if index.row() < _KEYS else ""
            return f"{key}{line.title}" + (f": {line.detail}" if line.detail else "")
        return None


class _LineDelegate(RowDelegate):
    """Draws a line with its key."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line of *index*."""
        line: ActionLine = index.data(LINE)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_background(painter, option, index)
        room: QRect = option.rect.adjusted(NEAR, 0, -NEAR, 0)
        size = max(_KEY, QFontMetrics(self._view.font()).height() + STEP)
        if index.row() < _KEYS:
            key = QRect(room.left(), room.center().y() - size // 2 + 1, size, size)
            painter.setPen(theme.color("accent" if line.likely else "line"))
            painter.drawRoundedRect(key, STEP, STEP)
            painter.setFont(scaled_font(self._view.font(), SMALL_SCALE))
            painter.setPen(theme.color("accent" if line.likely else "quiet"))
            painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        room.setLeft(room.left() + size + NEAR + STEP)
        font = scaled_font(self._view.font(), 1.0, strong=line.likely)
        painter.setFont(font)
        painter.setPen(theme.color("text" if line.usable else "quiet"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(font)
        painter.drawText(
            room, middle, metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room.width())
        )
        left = room.adjusted(metrics.horizontalAdvance(line.title) + 2 * NEAR, 0, 0, 0)
        if line.detail and left.width() > 0:
            painter.setFont(self._view.font())
            painter.setPen(theme.color("quiet"))
            plain = QFontMetrics(self._view.font())
            words = plain.elidedText(line.detail, Qt.TextElideMode.ElideRight, left.width())
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one row's size."""
        return QSize(0, max(_ROW_HEIGHT, QFontMetrics(self._view.font()).height() + 2 * STEP + 2))


class ActionList(QListView):
    """What can be done, the likely first.

    Signals:
        chosen: This is to be done.   arg: the Action or the OfferedCall
    """

    chosen = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.action_model = ActionModel()
        self.setModel(self.action_model)
        self.setItemDelegate(_LineDelegate(look, self))
        self.setAccessibleName(self.tr("What to do with the text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "plain")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        # Keys choose: no input method may hold them back, or turn them into something else.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._before: tuple[ActionLine, ...] = ()
        self._since = QElapsedTimer()
        self.clicked.connect(self._choose_index)
        look.changed.connect(self.viewport().update)

    def set_lines(self, lines: Sequence[ActionLine]) -> None:
        """Show *lines*; the selected one stays so, unless it was the first."""
        if tuple(lines) == self.action_model.lines:
            return
        row, selected = self.currentIndex().row(), self._selected()
        self._before = self.action_model.lines
        self._since.start()
        self.action_model.set_lines(lines)
        same = [place for place, line in enumerate(lines) if selected and line.payload == selected.payload]
        place = same[0] if same and row > 0 else 0
        self.setCurrentIndex(self.action_model.index(place))

    def settle(self) -> None:
        """Let keys be meant for the order that is shown: it stands there for the first time."""
        self._before = self.action_model.lines

    def choose(self, number: int) -> bool:
        """Choose by the key *number*, from 1; return whether there is such a line."""
        soon = self._since.isValid() and self._since.elapsed() < _ONE_LOOK_MS
        lines = self._before if soon and self._before else self.action_model.lines
        if not 1 <= number <= min(len(lines), _KEYS):
            return False
        self.chosen.emit(lines[number - 1].payload)
        return True

    def choose_selected(self) -> None:
        """Choose the selected line."""
        line = self._selected()
        if line is not None:
            self.chosen.emit(line.payload)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number or Enter."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = event.key() - Qt.Key.Key_0
        if plain and 1 <= number <= _KEYS and self.choose(number):
            return
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose_selected()
            return
        super().keyPressEvent(event)

    def _selected(self) -> ActionLine | None:
        index = self.currentIndex()
        return index.data(LINE) if index.isValid() else None

    def _choose_index(self, index: QModelIndex) -> None:
        line: ActionLine = index.data(LINE)
        self.chosen.emit(line.payload)


def as_likely(lines: Sequence[ActionLine], words: str) -> list[ActionLine]:
    """Return *lines* with the first marked as the likely one, in *words*."""
    return [replace(lines[0], likely=True, detail=lines[0].detail or words), *lines[1:]] if lines else []
