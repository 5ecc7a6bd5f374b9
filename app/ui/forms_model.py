"""The fields of a form with their values as a table; values are changed in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.documents.form_fields import FormField
from app.records import FieldStatus, FilledField
from app.ui.icons import Symbol
from app.ui.row_table import CELL, SYMBOL, TONE, cell_of
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex

Value = str | bool | None
"""What can stand in a field; None leaves it empty."""

OPTIONS = Qt.ItemDataRole.UserRole + 20
"""The values to choose from, as pairs of words and value; empty where anything can be typed."""


class FieldColumn(IntEnum):
    """The columns of the table."""

    LABEL = 0
    VALUE = 1
    STATUS = 2


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line of the table."""

    result: FilledField
    field: FormField | None = None
    """The form's own field, when the form could be read."""
    by_person: bool = False
    """Whether a person has typed the value."""


STATUS_LOOK: dict[FieldStatus, tuple[Symbol, Role]] = {
    FieldStatus.FILLED: (Symbol.GROUNDED, "grounded"),
    FieldStatus.CHECK: (Symbol.DOUBTFUL, "doubtful"),
    FieldStatus.EMPTY: (Symbol.EMPTY, "quiet"),
}


class FormsModel(QAbstractTableModel):
    """The fields in the order of the form."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[FieldLine] = []
        self._answers: dict[int, Callable[[FieldLine, FieldColumn], object]] = {
            Qt.ItemDataRole.DisplayRole: self._words,
            Qt.ItemDataRole.ToolTipRole: self._words,
            Qt.ItemDataRole.EditRole: _value,
            OPTIONS: self._options,
            SYMBOL: _symbol,
            TONE: _tone,
        }

    def lines(self) -> Sequence[FieldLine]:
        """Return all lines."""
        return self._lines

    def set_fields(self, results: Sequence[FilledField], fields: Sequence[FormField]) -> None:
        """Hold *results*, with what the form itself says about its *fields*."""
        known = {field.name: field for field in fields}
        self.beginResetModel()
        self._lines = [FieldLine(result, known.get(result.name)) for result in results]
        self.endResetModel()

    def fields(self) -> list[FilledField]:
        """Return the fields with the values as they stand now."""
        return [line.result for line in self._lines]

    def changes(self) -> dict[str, str | bool | None]:
        """Return the values that a person typed, by the field's name."""
        return {line.result.name: line.result.value for line in self._lines if line.by_person}

    def change_all(self, changes: Mapping[str, str | bool | None]) -> None:
        """Let the values of an earlier sitting hold again."""
        for place, line in enumerate(self._lines):
            if line.result.name in changes:
                self._change(place, changes[line.result.name])

    def count_of(self, status: FieldStatus) -> int:
        """Return how many fields stand so, apart from those that a person typed."""
        return sum(line.result.status == status and not line.by_person for line in self._lines)

    def status_words(self, line: FieldLine) -> str:
        """Return how a field stands."""
        if line.by_person:
            return self.tr("changed by you")
        return {
            FieldStatus.FILLED: self.tr("filled"),
            FieldStatus.CHECK: self.tr("needs a look"),
            FieldStatus.EMPTY: self.tr("empty"),
        }[line.result.status]

    def value_words(self, value: Value) -> str:
        """Return a value as it is shown."""
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        return value or ""

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many fields there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(FieldColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                FieldColumn.LABEL: self.tr("Field"),
                FieldColumn.VALUE: self.tr("Value"),
                FieldColumn.STATUS: self.tr("State"),
            }[FieldColumn(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let values be typed, unless the form does not."""
        flags = super().flags(index)
        if not index.isValid() or index.column() != FieldColumn.VALUE:
            return flags
        field = self._lines[index.row()].field
        return flags if field is not None and field.read_only else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and how it is drawn."""
        if role == CELL:
            return cell_of(partial(self.data, index))
        answer = self._answers.get(role)
        if not index.isValid() or answer is None:
            return None
        return answer(self._lines[index.row()], FieldColumn(index.column()))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed or chosen."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        typed: Value = value if isinstance(value, bool) else str(value or "").strip() or None
        if typed != self._lines[index.row()].result.value:
            self._change(index.row(), typed)
        return True

    def _change(self, place: int, value: Value) -> None:
        line = self._lines[place]
        status = FieldStatus.EMPTY if value is None else FieldStatus.FILLED
        self._lines[place] = replace(
            line, result=replace(line.result, value=value, status=status, evidence=()), by_person=True
        )
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(FieldColumn) - 1))

    def _words(self, line: FieldLine, column: FieldColumn) -> str:
        if column == FieldColumn.LABEL:
            return line.result.label or line.result.name
        if column == FieldColumn.VALUE:
            return self.value_words(line.result.value)
        return self.status_words(line)

    def _options(self, line: FieldLine, column: FieldColumn) -> list[tuple[str, Value]]:
        field = line.field
        if column != FieldColumn.VALUE:
            return []
        if isinstance(line.result.value, bool) or (field is not None and field.kind == "check"):
            return [(self.tr("yes"), True), (self.tr("no"), False)]
        if field is not None and field.kind in {"choice", "radio"} and not field.takes_other:
            return [("", None), *((option, option) for option in field.options)]
        return []


def _value(line: FieldLine, column: FieldColumn) -> Value:
    return line.result.value if column == FieldColumn.VALUE else None


def _symbol(line: FieldLine, column: FieldColumn) -> tuple[Symbol, Role] | None:
    if column != FieldColumn.STATUS:
        return None
    return (Symbol.PERSON, "accent") if line.by_person else STATUS_LOOK[line.result.status]


def _tone(line: FieldLine, column: FieldColumn) -> Role | None:
    quiet = column == FieldColumn.STATUS and line.result.status == FieldStatus.EMPTY
    return "quiet" if quiet else None
