"""Rows that would change, each with what it is and what it would be, to be ticked."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.records import SortedRow
from app.ui.inquiry_rows import RowStatus
from app.ui.inquiry_table import InquiryTable
from app.ui.row_table import TONE
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex
Change = tuple[SortedRow, SortedRow]
"""A row as it is, and as it would be."""

PARTS = Qt.ItemDataRole.UserRole + 30
"""What is and what would be, as words; the second None when both are the same."""
_CELL_LENGTH = 300


class ChangeColumn(IntEnum):
    """The columns of the table."""

    ROW = 0
    TEXT = 1
    CATEGORY = 2
    STATUS = 3


class ChangesModel(QAbstractTableModel):
    """The rows that would change, all ticked at first."""

    def __init__(self, inquiries: InquiryTable) -> None:
        """Call categories and states what *inquiries* calls them."""
        super().__init__()
        self._inquiries = inquiries
        self._changes: tuple[Change, ...] = ()
        self._ticks = bytearray()

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Hold *changes* only; rows that were not ticked before are not ticked now either."""
        pairs = zip(self._changes, self._ticks, strict=True)
        without = {new.row for (_, new), ticked in pairs if not ticked}
        self.beginResetModel()
        self._changes = tuple(changes)
        self._ticks = bytearray(new.row not in without for _, new in self._changes)
        self.endResetModel()

    def changes(self) -> tuple[Change, ...]:
        """Return all rows that would change."""
        return self._changes

    def ticked(self) -> list[SortedRow]:
        """Return the ticked rows as they would be."""
        return [new for (_, new), ticked in zip(self._changes, self._ticks, strict=True) if ticked]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every row, or none."""
        self._ticks = bytearray([ticked]) * len(self._changes)
        if self._changes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._changes) - 1, 0))

    def count_ticked(self) -> int:
        """Return how many rows are ticked."""
        return self._ticks.count(1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows would change."""
        return 0 if parent is not None and parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(ChangeColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                ChangeColumn.ROW: self.tr("No."),
                ChangeColumn.TEXT: self.tr("Inquiry"),
                ChangeColumn.CATEGORY: self.tr("Category"),
                ChangeColumn.STATUS: self.tr("State"),
            }[ChangeColumn(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let each row be ticked."""
        flags = super().flags(index)
        first = index.isValid() and index.column() == ChangeColumn.ROW
        return flags | Qt.ItemFlag.ItemIsUserCheckable if first else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell."""
        if not index.isValid():
            return None
        (old, new), column = self._changes[index.row()], ChangeColumn(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column == ChangeColumn.ROW:
            return Qt.CheckState.Checked if self._ticks[index.row()] else Qt.CheckState.Unchecked
        if role == PARTS and column >= ChangeColumn.CATEGORY:
            return self._parts(old, new, column)
        if role == TONE:
            tone: Role | None = "quiet" if column == ChangeColumn.ROW else None
            return tone
        if role == Qt.ItemDataRole.ToolTipRole and column == ChangeColumn.TEXT:
            return new.text[: 2 * _CELL_LENGTH]
        return self._words(old, new, column) if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row or not."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._ticks[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True

    def _words(self, old: SortedRow, new: SortedRow, column: ChangeColumn) -> str:
        if column == ChangeColumn.ROW:
            return str(new.row)
        if column == ChangeColumn.TEXT:
            return new.text[:_CELL_LENGTH]
        before, after = self._parts(old, new, column)
        return before if after is None else f"{before} → {after}"

    def _parts(self, old: SortedRow, new: SortedRow, column: ChangeColumn) -> tuple[str, str | None]:
        if column == ChangeColumn.CATEGORY:
            words = (
                self._inquiries.category_words(old.category),
                self._inquiries.category_words(new.category),
            )
        else:
            words = (self._state_words(old), self._state_words(new))
        return words[0], words[1] if words[0] != words[1] else None

    def _state_words(self, row: SortedRow) -> str:
        status = RowStatus.FAILED if row.error else RowStatus.LOOK if row.needs_person else RowStatus.ALONE
        return self._inquiries.status_words(status)
