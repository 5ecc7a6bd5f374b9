"""Tables of records: whole rows, hair lines, icons with words, bars with numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from app.ui.appearance import Appearance
from app.ui.icons import Symbol
from app.ui.plain_text import plain_tip
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.theme import HOVER, SELECTED, Role

SYMBOL = Qt.ItemDataRole.UserRole + 1
"""Icon before the text: a pair of Symbol and Role."""
SHARE = Qt.ItemDataRole.UserRole + 2
"""A number from 0 to 1, drawn as a bar."""
TONE = Qt.ItemDataRole.UserRole + 3
"""Role of the text's or the bar's colour."""
CELL = Qt.ItemDataRole.UserRole + 4
"""All that is drawn of a cell, as a `Cell`: to ask a model for each part takes longer than to draw them."""

ROW_HEIGHT = 32
_ICON = 16
_BAR_WIDTH = 56
_BAR_HEIGHT = 6
_NUMBER_WIDTH = 40
"""Where there is no room for both, the number stays."""
_ENOUGH = 180
"""What the stretched column of a table should have at least, in pixels."""

C = TypeVar("C", bound=int)

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn of a cell."""

    words: str
    symbol: tuple[Symbol, Role] | None
    """Icon before the words."""
    share: float | None
    """A number from 0 to 1 that a bar shows."""
    tone: Role | None
    """Colour of the bar, or of the words where there is none."""


def cell_of(ask: Callable[[int], Any]) -> Cell:
    """Return the cell whose parts *ask* gives by their roles."""
    return Cell(str(ask(Qt.ItemDataRole.DisplayRole) or ""), ask(SYMBOL), ask(SHARE), ask(TONE))


class RowDelegate(QStyledItemDelegate):
    """Draws a cell: an icon, a bar, a text, on the background of its row."""

    def __init__(self, look: Appearance, view: QAbstractItemView, inset: int = NEAR) -> None:
        """Draw cells of *view*; the first column begins *inset* pixels from the edge."""
        super().__init__(view)
        self._look = look
        self._view = view
        self._inset = inset

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell of *index*."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_background(painter, option, index)
        rectangle: QRect = option.rect
        rectangle = rectangle.adjusted(self._inset if index.column() == 0 else NEAR, 0, -NEAR, 0)
        cell: Cell = index.data(CELL) or cell_of(index.data)
        if cell.symbol is not None:
            icon = self._look.icon(*cell.symbol)
            place = QRect(rectangle.left(), rectangle.center().y() - _ICON // 2 + 1, _ICON, _ICON)
            icon.paint(painter, place)
            rectangle.setLeft(rectangle.left() + _ICON + NEAR - STEP // 2)
        if cell.share is not None and rectangle.width() >= _BAR_WIDTH + _NUMBER_WIDTH:
            self._draw_bar(painter, rectangle, cell.share, cell.tone or "quiet")
            rectangle.setLeft(rectangle.left() + _BAR_WIDTH + NEAR)
        if cell.words:
            self._draw_text(painter, rectangle, cell)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for the parts of the cell."""
        size = super().sizeHint(option, index)
        extra = (_ICON + NEAR if index.data(SYMBOL) is not None else 0) + (
            _BAR_WIDTH + NEAR if index.data(SHARE) is not None else 0
        )
        return QSize(size.width() + extra + 2 * NEAR, max(size.height(), ROW_HEIGHT))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the tip of *index* as it stands: texts of others are among the tips."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(
            event.globalPos(), plain_tip(str(index.data(Qt.ItemDataRole.ToolTipRole) or "")), view
        )
        return True

    def draw_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's background and the hair line below it."""
        theme = self._look.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.mixed("accent", SELECTED))
        elif self._hovered_row() == index.row():
            painter.fillRect(option.rect, theme.mixed("text", HOVER))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, theme.hairline)

    def _hovered_row(self) -> int:
        if not self._view.viewport().underMouse():
            return -1
        point: QPoint = self._view.viewport().mapFromGlobal(QCursor.pos())
        return self._view.indexAt(point).row()

    def _draw_bar(self, painter: QPainter, rectangle: QRect, share: float, role: Role) -> None:
        theme = self._look.theme
        top = rectangle.center().y() - _BAR_HEIGHT // 2 + 1
        track = QRect(rectangle.left(), top, _BAR_WIDTH, _BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hairline)
        painter.drawRoundedRect(track, 3, 3)
        painter.setBrush(theme.color(role))
        painter.drawRoundedRect(
            QRect(track.topLeft(), QSize(max(round(_BAR_WIDTH * share), 6), _BAR_HEIGHT)), 3, 3
        )

    def _draw_text(self, painter: QPainter, rectangle: QRect, cell: Cell) -> None:
        role = cell.tone if cell.share is None and cell.tone else "text"
        painter.setPen(self._look.theme.color(role))
        elided = painter.fontMetrics().elidedText(
            cell.words.replace("\n", " "), Qt.TextElideMode.ElideRight, rectangle.width()
        )
        painter.drawText(rectangle, _LEFT, elided)


class RowTable(QTableView):
    """A table of whole rows.

    Signals:
        row_selected: Another row is selected.   arg: its row in the model shown
    """

    row_selected = Signal(int)

    def __init__(
        self, look: Appearance, name: str, *, inset: int = AROUND, parent: QWidget | None = None
    ) -> None:
        """Show rows called *name* to screen readers; the first column begins *inset* pixels from the edge."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(look, self, inset))
        self._widths: dict[int, int] = {}
        self._narrow_widths: dict[int, int] = {}
        self._wide = True
        self.setProperty("inset", "wide" if inset > NEAR else "narrow")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        self.setProperty("look", "plain")

    def set_model(
        self,
        model: QAbstractItemModel,
        widths: Mapping[C, int],
        stretched: int,
        narrow_widths: Mapping[C, int] | None = None,
    ) -> None:
        """Show *model*.

        Args:
            model: What to show.
            widths: Widths of columns in pixels.
            stretched: The column that takes the rest.
            narrow_widths: Widths where the rest would be too little otherwise.
        """
        self.setModel(model)
        self._widths = {int(column): width for column, width in widths.items()}
        self._narrow_widths = {int(column): width for column, width in (narrow_widths or widths).items()}
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        for column, width in widths.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self._tell_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretched column enough, where the others can do with less."""
        super().resizeEvent(event)
        wide = self.viewport().width() - sum(self._widths.values()) >= _ENOUGH
        if wide != self._wide:
            self._wide = wide
            for column, width in (self._widths if wide else self._narrow_widths).items():
                self.horizontalHeader().resizeSection(column, width)

    def current_row(self) -> int:
        """Return the selected row of the model shown, or -1."""
        rows = self.selectionModel().selectedRows() if self.model() is not None else []
        return rows[0].row() if rows else -1

    def _tell_row(self) -> None:
        self.row_selected.emit(self.current_row())
