"""The categories as a table that is edited, and what fits none of them as its last row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.tasks.inquiries.categories import CategorySet
from app.text.comparing import comparable
from app.ui.category_cells import CategoryCells, CategoryColumn, CategoryRow
from app.ui.category_draft import LONGEST_NAME, CategoryDraft
from app.ui.category_drafts import CategoryDrafts, ConflictKind
from app.ui.row_table import SYMBOL

Index = QModelIndex | QPersistentModelIndex


class CategoryModel(QAbstractTableModel):
    """Categories as they are being edited; below them, what fits nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = CategoryDrafts()
        self._findings: Mapping[str, Sequence[str]] = {}
        self._cells = CategoryCells(self)

    def set_categories(self, categories: CategorySet | None) -> None:
        """Hold *categories*, or none."""
        self.beginResetModel()
        self._drafts = CategoryDrafts(categories)
        self._findings = {}
        self.endResetModel()

    def categories(self) -> CategorySet | None:
        """Return the categories, or None while they cannot be used."""
        return None if self._drafts.conflict() else self._drafts.as_set()

    def problem(self) -> str:
        """Return what stands against these categories, or nothing."""
        conflict = self._drafts.conflict()
        if conflict is None:
            return ""
        words = {
            ConflictKind.NO_CATEGORY: self.tr("Choose the categories, or add the first one"),
            ConflictKind.NAME_TWICE: self.tr("Two categories are called {name}"),
            ConflictKind.NAMES_ALIKE: self.tr("{name} and {other} are the same name"),
            ConflictKind.NAME_OF_NONE: self.tr("{name} is also what fits none of them"),
            ConflictKind.WRONG_RULE: self.tr("A rule of {name} cannot be used"),
        }[conflict.kind]
        return words.format(name=conflict.name, other=conflict.other)

    def draft(self, row: int) -> CategoryDraft:
        """Return the category in *row*; behind the last one, what fits nothing."""
        return self._drafts[row]

    def is_none(self, row: int) -> bool:
        """Tell whether *row* is what fits nothing."""
        return self._drafts.is_none(row)

    def set_draft(self, row: int, draft: CategoryDraft) -> None:
        """Let *draft* stand in *row*; behind the last one, for what fits nothing."""
        if draft == self.draft(row):
            return
        self._drafts[row] = draft
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(CategoryColumn) - 1))

    def add_example(self, category: str | None, text: str) -> bool:
        """Make *text* an example of *category*, or with None of what fits nothing; return whether it is a new one."""
        row = self._drafts.row_of(category)
        key = comparable(text)
        if row is None or not key or key in map(comparable, self.draft(row).examples):
            return False
        draft = self.draft(row)
        self.set_draft(row, replace(draft, examples=(*draft.examples, text.strip())))
        return True

    def remove_example(self, category: str | None, text: str) -> bool:
        """Take the example *text* out of *category*, or with None out of what fits nothing; return whether it was there."""
        row = self._drafts.row_of(category)
        if row is None:
            return False
        draft = self.draft(row)
        kept = tuple(example for example in draft.examples if comparable(example) != comparable(text))
        self.set_draft(row, replace(draft, examples=kept))
        return len(kept) < len(draft.examples)

    def set_findings(self, findings: Mapping[str, Sequence[str]]) -> None:
        """Mark categories by name with the sentences of what is doubtful about them."""
        if findings != self._findings:
            self._findings = findings
            # Another kind of change: nothing else holds because of it.
            self.dataChanged.emit(
                self.index(0, CategoryColumn.CONTENTS),
                self.index(max(self.rowCount() - 1, 0), CategoryColumn.CONTENTS),
                [SYMBOL],
            )

    def findings(self, row: int) -> Sequence[str]:
        """Return what is doubtful about the category in *row*."""
        return () if self.is_none(row) else self._findings.get(self.draft(row).name, ())

    def all_findings(self) -> Sequence[str]:
        """Return what is doubtful about any of the categories, each sentence once."""
        return tuple(dict.fromkeys(sentence for told in self._findings.values() for sentence in told))

    def add(self) -> QModelIndex:
        """Add an empty category and return the place of its name."""
        row = len(self._drafts)
        self.beginInsertRows(QModelIndex(), row, row or 1)
        self._drafts.append()
        self.endInsertRows()
        return self.index(row, CategoryColumn.NAME)

    def remove(self, row: int) -> None:
        """Take the category in *row* out; what fits nothing stays."""
        if self.is_none(row):
            return
        self.beginRemoveRows(QModelIndex(), row, row if len(self._drafts) > 1 else 1)
        self._drafts.remove(row)
        self.endRemoveRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are: the categories and what fits nothing, if there is any category."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or not self._drafts else len(self._drafts) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(CategoryColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._cells.head(section) if is_name else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be typed in."""
        flags = super().flags(index)
        typed = index.isValid() and index.column() == CategoryColumn.NAME
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the mark, or the tip of a cell."""
        if not index.isValid():
            return None
        number = index.row()
        row = CategoryRow(self.draft(number), self.is_none(number), self.findings(number))
        return self._cells.cell(row, index.column(), role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take the name that was typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or index.column() != CategoryColumn.NAME:
            return False
        name = " ".join(str(value).split())[:LONGEST_NAME]
        self.set_draft(index.row(), replace(self.draft(index.row()), name=name))
        return True
