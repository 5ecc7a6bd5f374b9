"""A list of remarks beside a text: an icon, a line, and a quieter line that explains."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from app.ui.appearance import SMALL_SCALE, Appearance, scaled_font
from app.ui.icons import Symbol
from app.ui.row_table import RowDelegate
from app.ui.stylesheet import NEAR, STEP
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole + 10
_ICON = 16
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


@dataclass(frozen=True, slots=True)
class Entry:
    """One remark; a heading when it has no symbol."""

    title: str
    detail: str = ""
    symbol: Symbol | None = None
    role: Role = "text"
    start: int | None = None
    """First character of its place in the text, when it has one."""
    end: int | None = None
    payload: object = None
    """What it stands for."""


class EntryModel(QAbstractListModel):
    """The remarks, in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Return the remarks."""
        return self._entries

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Hold *entries* only."""
        if tuple(entries) != self._entries:
            self.beginResetModel()
            self._entries = tuple(entries)
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many remarks there are."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings not be selected."""
        if index.isValid() and self._entries[index.row()].symbol is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the remark itself, or its words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{entry.title}: {entry.detail}" if entry.detail else entry.title
        return None


class _EntryDelegate(RowDelegate):
    """Draws a remark with wrapped lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the remark of *index*."""
        entry: Entry = index.data(ENTRY)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.symbol is None:
            painter.setFont(scaled_font(self._view.font(), SMALL_SCALE, strong=True))
            painter.setPen(theme.color("quiet"))
            place = option.rect.adjusted(NEAR, 0, -NEAR, -STEP)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, entry.title)
            painter.restore()
            return
        self.draw_background(painter, option, index)
        title, detail = self._places(entry, option.rect)
        icon = QRect(option.rect.left() + NEAR, title.top() + 1, _ICON, _ICON)
        self._look.icon(entry.symbol, entry.role).paint(painter, icon)
        painter.setFont(self._view.font())
        painter.setPen(theme.color("text"))
        painter.drawText(title, _WRAP, entry.title)
        if entry.detail:
            painter.setPen(theme.color("quiet"))
            painter.drawText(detail, _WRAP, entry.detail)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for the wrapped lines."""
        entry: Entry = index.data(ENTRY)
        width = self._view.viewport().width()
        if entry.symbol is None:
            return QSize(width, QFontMetrics(self._view.font()).height() + NEAR + STEP)
        title, detail = self._places(entry, QRect(0, 0, width, 0))
        bottom = detail.bottom() if entry.detail else title.bottom()
        return QSize(width, bottom + NEAR)

    def _places(self, entry: Entry, rectangle: QRect) -> tuple[QRect, QRect]:
        """Return where the two lines of *entry* stand in *rectangle*."""
        metrics = QFontMetrics(self._view.font())
        left = rectangle.left() + 2 * NEAR + _ICON
        width = max(rectangle.width() - (left - rectangle.left()) - NEAR, 40)
        room = QRect(left, rectangle.top() + NEAR - 1, width, 10_000)
        title = metrics.boundingRect(room, _WRAP, entry.title)
        title.setWidth(width)
        below = QRect(left, title.bottom() + STEP // 2, width, 10_000)
        detail = metrics.boundingRect(below, _WRAP, entry.detail)
        detail.setWidth(width)
        return title, detail


class EntryList(QListView):
    """Shows remarks; headings are skipped.

    Signals:
        entry_selected: Another remark is selected.   arg: the Entry
    """

    entry_selected = Signal(object)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_model = EntryModel(self)
        self.setModel(self.entry_model)
        self.setItemDelegate(_EntryDelegate(look, self))
        self.setAccessibleName(name)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._tell_entry)
        self.clicked.connect(self._tell_entry)
        look.changed.connect(self.viewport().update)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show *entries*; what was selected stays so when it is still there."""
        selected = self.selected()
        self.entry_model.set_entries(entries)
        if selected is not None:
            for row, entry in enumerate(self.entry_model.entries()):
                if entry.payload == selected.payload and entry.title == selected.title:
                    blocked = self.blockSignals(True)
                    self.setCurrentIndex(self.entry_model.index(row))
                    self.blockSignals(blocked)

    def selected(self) -> Entry | None:
        """Return the selected remark."""
        index = self.currentIndex()
        return index.data(ENTRY) if index.isValid() else None

    def select(self, entry: Entry) -> None:
        """Select *entry* and scroll to it."""
        entries = self.entry_model.entries()
        if entry in entries:
            index = self.entry_model.index(entries.index(entry))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _tell_entry(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY) if index.isValid() else None
        if isinstance(entry, Entry) and entry.symbol is not None:
            self.entry_selected.emit(entry)
