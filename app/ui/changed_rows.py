"""Tells that rows would change after corrections, shows them, and changes them when a person says so."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.appearance import Appearance, scaled_font, set_look
from app.ui.buttons import icon_button
from app.ui.changes_model import PARTS, Change, ChangeColumn, ChangesModel
from app.ui.icons import Symbol
from app.ui.inquiry_rows import RowStatus
from app.ui.inquiry_table import InquiryTable
from app.ui.page import heading, quiet, rule
from app.ui.page_tools import PageTools
from app.ui.row_table import RowDelegate, RowTable
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex
_BOX = 16
_BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ARROW = "  →  "


class ChangedLine(QFrame):
    """A quiet line that tells how many rows would change; hidden while none would.

    Signals:
        wanted: The person wants to see them.
    """

    wanted = Signal()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._words = QLabel()
        self._button = icon_button(tools.look, self.tr("Show them"), Symbol.FORWARD)
        icon = QLabel()
        icon.setPixmap(tools.look.icon(Symbol.NOTE, "accent").pixmap(_BOX, _BOX))
        tools.look.changed.connect(
            lambda: icon.setPixmap(tools.look.icon(Symbol.NOTE, "accent").pixmap(_BOX, _BOX))
        )
        self._words.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        row.setSpacing(NEAR)
        row.addWidget(icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(row)
        self._button.clicked.connect(self.wanted)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Tell that *count* rows would change."""
        self._words.setText(self.tr("%n row(s) would change after your decisions.", "", count))
        self.setVisible(count > 0)

    def words(self) -> str:
        """Return what is told; nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()


class _ChangeDelegate(RowDelegate):
    """Draws what is, struck through, and what would be."""

    def __init__(self, look: Appearance, view: RowTable) -> None:
        super().__init__(look, view, AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell of *index*."""
        if index.column() == ChangeColumn.ROW:
            self._paint_tick(painter, option, index)
            return
        parts = index.data(PARTS)
        if parts is None or parts[1] is None:
            super().paint(painter, option, index)
            return
        painter.save()
        self.draw_background(painter, option, index)
        room: QRect = option.rect.adjusted(NEAR, 0, -NEAR, 0)
        plain = self._view.font()
        struck = scaled_font(plain, 1.0)
        struck.setStrikeOut(True)
        strong = scaled_font(plain, 1.0, strong=True)
        rest = QFontMetrics(plain).horizontalAdvance(_ARROW) + QFontMetrics(strong).horizontalAdvance(
            parts[1]
        )
        most = max(room.width() - rest, room.width() * 2 // 5)
        pieces: tuple[tuple[str, QFont, Role, int], ...] = (
            (parts[0], struck, "quiet", most),
            (_ARROW, plain, "quiet", room.width()),
            (parts[1], strong, "text", room.width()),
        )
        for words, font, role, width in pieces:
            painter.setFont(font)
            painter.setPen(self._look.theme.color(role))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, min(width, room.width()))
            painter.drawText(room, _BESIDE, shown)
            room = room.adjusted(metrics.horizontalAdvance(shown), 0, 0, 0)
        painter.restore()

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_background(painter, option, index)
        room: QRect = option.rect
        box = QRect(room.left() + self._inset, room.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.setPen(theme.color("accent" if ticked else "line"))
        painter.setBrush(theme.color("accent" if ticked else "sheet"))
        painter.drawRoundedRect(box, STEP, STEP)
        if ticked:
            self._look.icon(Symbol.CHOSEN, "on_accent").paint(painter, box.adjusted(1, 1, -1, -1))
        painter.setPen(theme.color("quiet"))
        words = QRect(box.right() + NEAR, room.top(), room.right() - box.right() - NEAR, room.height())
        painter.drawText(words, _BESIDE, str(index.data()))
        painter.restore()


class ChangedRows(QWidget):
    """Shows rows that would change as they are and as they would be, to take over or to leave.

    Signals:
        taken_over: The ticked rows are to change.   arg: the SortedRows as they would be
        left: Nothing is to change, and the line may go.
        closed: The person wants to go on before deciding on them.

    Attributes:
        line: The quiet line that leads here.
    """

    taken_over = Signal(object)
    left = Signal()
    closed = Signal()

    def __init__(self, tools: PageTools, inquiries: InquiryTable) -> None:
        super().__init__()
        self.line = ChangedLine(tools)
        self._model = ChangesModel(inquiries)
        self._table = RowTable(tools.look, self.tr("Rows that would change"))
        self._all = QCheckBox(self.tr("All"))
        self._take_button = QPushButton()
        self._leave_button = QPushButton(self.tr("Leave as it is"))
        self._back_button = icon_button(
            tools.look, self.tr("Back"), Symbol.BACK, self.tr("Esc; decide later")
        )
        self._table.setItemDelegate(_ChangeDelegate(tools.look, self._table))
        self._lay_out(self._state_width(inquiries))
        self._connect()

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Tell that *changes* would follow, each a row as it is and as it would be; none hides the line."""
        self._model.set_changes(changes)
        self.line.show_count(0 if self.isVisible() else len(changes))
        self._show_ticks()
        if changes:
            self._table.selectRow(0)

    def leave_out(self, row: int) -> None:
        """Offer the row numbered *row* no longer: a person has decided on it."""
        left = [change for change in self._model.changes() if change[1].row != row]
        if len(left) < self.count():
            self.set_changes(left)

    def count(self) -> int:
        """Return how many rows would change."""
        return self._model.rowCount()

    def begin(self) -> None:
        """Take the keys."""
        self._table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Space tick the selected row, and Esc close."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.closed.emit()
            return True
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if (
            pressed
            and watched is self._table
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            self._tick(self._model.index(self._table.current_row(), ChangeColumn.ROW))
            return True
        return super().eventFilter(watched, event)

    def _tick(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() == ChangeColumn.ROW:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self._model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def _show_ticks(self) -> None:
        ticked, count = self._model.count_ticked(), self._model.rowCount()
        self._take_button.setText(self.tr("Take %n over", "", ticked))
        self._take_button.setEnabled(ticked > 0)
        self._all.setChecked(ticked == count)

    def _take_over(self) -> None:
        rows = self._model.ticked()
        self.set_changes(())
        self.taken_over.emit(rows)

    def _leave(self) -> None:
        self.set_changes(())
        self.left.emit()

    def _connect(self) -> None:
        self.installEventFilter(self)
        self._table.installEventFilter(self)
        self._table.clicked.connect(self._tick)
        self._model.dataChanged.connect(self._show_ticks)
        self._all.clicked.connect(lambda: self._model.tick_all(ticked=self._all.isChecked()))
        self._take_button.clicked.connect(self._take_over)
        self._leave_button.clicked.connect(self._leave)
        self._back_button.clicked.connect(self.closed)

    def _state_width(self, inquiries: InquiryTable) -> int:
        """Return the pixels that a state and another one after it take."""
        states = (inquiries.status_words(RowStatus.ALONE), inquiries.status_words(RowStatus.LOOK))
        plain = self._table.font()
        strong = QFontMetrics(scaled_font(plain, 1.0, strong=True))
        words = max(map(strong.horizontalAdvance, (_ARROW.join(states), _ARROW.join(reversed(states)))))
        return words + 3 * NEAR

    def _lay_out(self, state: int) -> None:
        widths = {ChangeColumn.ROW: 88, ChangeColumn.CATEGORY: 456 - state, ChangeColumn.STATUS: state}
        narrow = {ChangeColumn.ROW: 76, ChangeColumn.CATEGORY: 388 - state, ChangeColumn.STATUS: state}
        self._table.set_model(self._model, widths, ChangeColumn.TEXT, narrow)
        set_look(self._take_button, "look", "main")
        top = QVBoxLayout()
        top.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        top.setSpacing(STEP)
        top.addWidget(heading(self.tr("These rows would change")))
        top.addWidget(
            quiet(self.tr("Your decisions say so. Nothing changes before you take it over; your own stay."))
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        foot.setSpacing(NEAR)
        foot.addWidget(self._all)
        foot.addStretch(1)
        for button in (self._back_button, self._leave_button, self._take_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(rule())
        column.addLayout(foot)
