"""Sorted inquiries as a table: each row's category, how sure it is, and who decided."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from app.records import SortedRow
from app.ui.icons import Symbol
from app.ui.row_table import CELL, SHARE, SYMBOL, TONE, cell_of
from app.ui.sentences import percent_words
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex


class InquiryColumn(IntEnum):
    """The columns of the table."""

    ROW = 0
    TEXT = 1
    CATEGORY = 2
    CONFIDENCE = 3
    STATUS = 4


class RowStatus(StrEnum):
    """How a row stands."""

    WAITING = "waiting"
    ALONE = "alone"
    LOOK = "look"
    PERSON = "person"
    FAILED = "failed"


STATUS_LOOK: dict[RowStatus, tuple[Symbol, Role]] = {
    RowStatus.WAITING: (Symbol.WAITING, "quiet"),
    RowStatus.ALONE: (Symbol.GROUNDED, "grounded"),
    RowStatus.LOOK: (Symbol.DOUBTFUL, "doubtful"),
    RowStatus.PERSON: (Symbol.PERSON, "accent"),
    RowStatus.FAILED: (Symbol.MISSING, "missing"),
}
_TIP_LENGTH = 600
_URGENCY = (RowStatus.FAILED, RowStatus.LOOK, RowStatus.WAITING, RowStatus.PERSON, RowStatus.ALONE)


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One line of the table."""

    row: int
    """1 for the first row of data."""
    text: str
    result: SortedRow | None = None
    """None until it is sorted."""
    by_person: bool = False
    """Whether a person has decided."""

    @property
    def status(self) -> RowStatus:
        """How the row stands."""
        if self.result is None:
            return RowStatus.WAITING
        if self.by_person:
            return RowStatus.PERSON
        if self.result.error is not None:
            return RowStatus.FAILED
        return RowStatus.LOOK if self.result.needs_person else RowStatus.ALONE


class InquiriesModel(QAbstractTableModel):
    """The inquiries in their order; results come in one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[InquiryLine] = []
        self._places: dict[int, int] = {}
        self._none_words = ""
        self._answers: dict[int, Callable[[InquiryLine, InquiryColumn], object]] = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.ToolTipRole: _tip,
            SYMBOL: _symbol,
            SHARE: _share,
            TONE: _tone,
        }

    def lines(self) -> Sequence[InquiryLine]:
        """Return all lines."""
        return self._lines

    def start(self, texts: Iterable[tuple[int, str]], none_words: str = "") -> None:
        """Hold the inquiries *texts*, number and text each, all waiting; *none_words* names no category."""
        self.beginResetModel()
        self._lines = [InquiryLine(row, text) for row, text in texts]
        self._places = {line.row: place for place, line in enumerate(self._lines)}
        self._none_words = none_words
        self.endResetModel()

    def take(self, results: Sequence[SortedRow]) -> None:
        """Show *results* in their lines."""
        places = [self._places[result.row] for result in results if result.row in self._places]
        for result in results:
            place = self._places.get(result.row)
            if place is not None:
                self._lines[place] = replace(self._lines[place], result=result, by_person=False)
        if places:
            last = len(InquiryColumn) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))

    def correct(self, place: int, category: str | None) -> None:
        """Let a person decide on the line at *place*."""
        line = self._lines[place]
        if line.result is not None:
            result = replace(line.result, category=category, needs_person=False, error=None)
            self._lines[place] = replace(line, result=result, by_person=True)
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(InquiryColumn) - 1))

    def corrections(self) -> dict[str, str | None]:
        """Return what persons have decided, by the number of the row."""
        return {str(line.row): line.result.category for line in self._lines if line.by_person and line.result}

    def correct_all(self, corrections: Mapping[str, str | None]) -> None:
        """Let the decisions of an earlier sitting hold again."""
        for number, category in corrections.items():
            place = self._places.get(int(number))
            if place is not None:
                self.correct(place, category)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the lines in the order of what stands in *column*; rows that change later stay in place."""
        if not 0 <= column < len(InquiryColumn):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._lines[index.row()].row for index in before]
        by = InquiryColumn(column)
        self._lines.sort(
            key=lambda line: (self._sort_key(line, by), line.row),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self._places = {line.row: place for place, line in enumerate(self._lines)}
        after = [
            self.index(self._places[row], index.column()) for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def results(self) -> list[SortedRow]:
        """Return the results as they stand now."""
        return [line.result for line in self._lines if line.result is not None]

    def counts(self) -> Counter[str | None]:
        """Return how many rows each category has."""
        return Counter(result.category for result in self.results() if result.error is None)

    def count_of(self, status: RowStatus) -> int:
        """Return how many rows stand so."""
        return sum(line.status == status for line in self._lines)

    def status_words(self, status: RowStatus) -> str:
        """Return what a status is called."""
        return {
            RowStatus.WAITING: self.tr("waits"),
            RowStatus.ALONE: self.tr("done by itself"),
            RowStatus.LOOK: self.tr("needs a look"),
            RowStatus.PERSON: self.tr("decided by you"),
            RowStatus.FAILED: self.tr("not readable"),
        }[status]

    def category_words(self, category: str | None) -> str:
        """Return what *category* is called; None is none of them."""
        return category if category is not None else self._none_words or self.tr("none of them")

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many inquiries there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(InquiryColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                InquiryColumn.ROW: self.tr("No."),
                InquiryColumn.TEXT: self.tr("Inquiry"),
                InquiryColumn.CATEGORY: self.tr("Category"),
                InquiryColumn.CONFIDENCE: self.tr("Sure"),
                InquiryColumn.STATUS: self.tr("State"),
            }[InquiryColumn(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and how it is drawn."""
        if role == CELL:
            return cell_of(partial(self.data, index))
        answer = self._answers.get(role)
        if not index.isValid() or answer is None:
            return None
        return answer(self._lines[index.row()], InquiryColumn(index.column()))

    def _words(self, line: InquiryLine, column: InquiryColumn) -> str:
        if column == InquiryColumn.ROW:
            return str(line.row)
        if column == InquiryColumn.TEXT:
            return line.text
        if column == InquiryColumn.STATUS:
            return self.status_words(line.status)
        if line.result is None or line.result.error is not None:
            return ""
        if column == InquiryColumn.CATEGORY:
            return self.category_words(line.result.category)
        return "" if line.by_person else percent_words(line.result.confidence)

    def _sort_key(self, line: InquiryLine, column: InquiryColumn) -> str | float:
        if column == InquiryColumn.ROW:
            return line.row
        if column == InquiryColumn.CONFIDENCE:
            return line.result.confidence if line.result else -1.0
        if column == InquiryColumn.STATUS:
            return _URGENCY.index(line.status)
        return self._words(line, column).casefold()


def _tip(line: InquiryLine, column: InquiryColumn) -> str | None:
    return line.text[:_TIP_LENGTH] if column == InquiryColumn.TEXT else None


def _symbol(line: InquiryLine, column: InquiryColumn) -> tuple[Symbol, Role] | None:
    return STATUS_LOOK[line.status] if column == InquiryColumn.STATUS else None


def _share(line: InquiryLine, column: InquiryColumn) -> float | None:
    if column != InquiryColumn.CONFIDENCE or line.result is None or line.by_person or line.result.error:
        return None
    return line.result.confidence


def _tone(line: InquiryLine, column: InquiryColumn) -> Role | None:
    if column == InquiryColumn.CONFIDENCE:
        return "doubtful" if line.status == RowStatus.LOOK else "line"
    waits = column == InquiryColumn.STATUS and line.status == RowStatus.WAITING
    return "quiet" if column == InquiryColumn.ROW or waits else None


class InquiriesFilter(QSortFilterProxyModel):
    """Shows some of the inquiries, in their model's order."""

    def __init__(self) -> None:
        super().__init__()
        self._only_looks = False
        self._category: tuple[str | None] | None = None

    def show_only(self, *, looks: bool, category: tuple[str | None] | None) -> None:
        """Show only rows that need a look, or only those of one *category*; None shows all."""
        self._only_looks = looks
        self._category = category
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        """Return whether the line is shown."""
        model = self.sourceModel()
        assert isinstance(model, InquiriesModel)  # noqa: S101 - it filters nothing else
        line = model.lines()[source_row]
        if self._only_looks and line.status not in {RowStatus.LOOK, RowStatus.FAILED}:
            return False
        if self._category is None:
            return True
        return (
            line.result is not None
            and line.result.error is None
            and line.result.category == self._category[0]
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the inquiries be sorted where they are: by one key each, not by comparing pairs."""
        self.sourceModel().sort(column, order)
