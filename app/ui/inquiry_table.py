"""What stands in the cells of the table of inquiries, and how it is drawn."""

from collections.abc import Callable
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.records import SortedRow
from app.ui.icons import Symbol
from app.ui.inquiry_rows import InquiryLine, InquiryRows, RowStatus
from app.ui.row_order import RowOrder
from app.ui.row_table import CELL, SHARE, SYMBOL, TONE, cell_of
from app.ui.sentences import percent_words, translate
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex


class InquiryColumn(IntEnum):
    """The columns of the table."""

    ROW = 0
    TEXT = 1
    CATEGORY = 2
    CONFIDENCE = 3
    STATUS = 4


STATUS_LOOK: dict[RowStatus, tuple[Symbol, Role]] = {
    RowStatus.WAITING: (Symbol.WAITING, "quiet"),
    RowStatus.ALONE: (Symbol.GROUNDED, "grounded"),
    RowStatus.LOOK: (Symbol.DOUBTFUL, "doubtful"),
    RowStatus.PERSON: (Symbol.PERSON, "accent"),
    RowStatus.FAILED: (Symbol.MISSING, "missing"),
}
_TIP_LENGTH = 600
_CELL_LENGTH = 300
"""Characters of a text that a cell may need; a text may have a million."""


class InquiryTable(QAbstractTableModel):
    """Shows inquiries, or some of them, in the order that was asked for.

    What a view counts are rows of the model; an inquiry's *place* in the table that was given stays the
    same however they are sorted and filtered.

    Attributes:
        rows: All inquiries; to be changed through the model only.
        who: Name of the person who decides.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows = InquiryRows()
        self.who = ""
        self._order = RowOrder()
        self._none_words = ""
        self._answers: dict[int, Callable[[int, InquiryColumn], object]] = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            SYMBOL: self._symbol,
            SHARE: self._share,
            TONE: self._tone,
        }

    def place(self, row: int) -> int:
        """Return the place of the inquiry that is shown in *row*."""
        return self._order.place(row)

    def row_of(self, place: int) -> int:
        """Return the row in which the inquiry at *place* is shown, or -1."""
        return self._order.row_of(place)

    def line(self, row: int) -> InquiryLine:
        """Return the inquiry that is shown in *row*."""
        return self.rows.line(self._order.place(row))

    def status_words(self, status: RowStatus) -> str:
        """Return what a status is called."""
        return {
            RowStatus.WAITING: translate("InquiriesModel", "waits"),
            RowStatus.ALONE: translate("InquiriesModel", "done by itself"),
            RowStatus.LOOK: translate("InquiriesModel", "needs a look"),
            RowStatus.PERSON: translate("InquiriesModel", "decided by you"),
            RowStatus.FAILED: translate("InquiriesModel", "not readable"),
        }[status]

    def state_words(self, status: RowStatus, result: SortedRow | None) -> str:
        """Return what the state of one inquiry is called; where somebody else decided, who that was."""
        who = str(result.parameters.get("who") or "") if result and status == RowStatus.PERSON else ""
        if who and who != self.who:
            return translate("InquiriesModel", "decided by {who}").format(who=who)
        return self.status_words(status)

    def category_words(self, category: str | None) -> str:
        """Return what *category* is called; None is none of them."""
        if category is not None:
            return category
        return self._none_words or translate("InquiriesModel", "none of them")

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many inquiries are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(InquiryColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                InquiryColumn.ROW: translate("InquiriesModel", "No."),
                InquiryColumn.TEXT: translate("InquiriesModel", "Inquiry"),
                InquiryColumn.CATEGORY: translate("InquiriesModel", "Category"),
                InquiryColumn.CONFIDENCE: translate("InquiriesModel", "Sure"),
                InquiryColumn.STATUS: translate("InquiriesModel", "State"),
            }[InquiryColumn(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and how it is drawn."""
        if role == CELL:
            return cell_of(partial(self.data, index))
        answer = self._answers.get(role)
        if not index.isValid() or answer is None:
            return None
        return answer(self._order.place(index.row()), InquiryColumn(index.column()))

    def _words(self, place: int, column: InquiryColumn) -> str:
        if column == InquiryColumn.ROW:
            return str(self.rows.texts.number(place))
        if column == InquiryColumn.TEXT:
            return self.rows.texts[place][:_CELL_LENGTH]
        status, result = self.rows.status(place), self.rows.result(place)
        if column == InquiryColumn.STATUS:
            return self.state_words(status, result)
        if result is None or result.error is not None:
            return ""
        if column == InquiryColumn.CATEGORY:
            return self.category_words(result.category)
        return "" if status == RowStatus.PERSON else percent_words(result.confidence)

    def _tip(self, place: int, column: InquiryColumn) -> str | None:
        return self.rows.texts[place][:_TIP_LENGTH] if column == InquiryColumn.TEXT else None

    def _symbol(self, place: int, column: InquiryColumn) -> tuple[Symbol, Role] | None:
        return STATUS_LOOK[self.rows.status(place)] if column == InquiryColumn.STATUS else None

    def _share(self, place: int, column: InquiryColumn) -> float | None:
        result = self.rows.result(place)
        if column != InquiryColumn.CONFIDENCE or result is None or result.error is not None:
            return None
        return None if self.rows.status(place) == RowStatus.PERSON else result.confidence

    def _tone(self, place: int, column: InquiryColumn) -> Role | None:
        status = self.rows.status(place)
        if column == InquiryColumn.CONFIDENCE:
            return "doubtful" if status == RowStatus.LOOK else "line"
        waits = column == InquiryColumn.STATUS and status == RowStatus.WAITING
        return "quiet" if column == InquiryColumn.ROW or waits else None
