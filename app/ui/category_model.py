"""The categories as a table, and what fits none of them as its last row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.wording import comparable
from app.ui.category_draft import LONGEST_NAME, CategoryDraft, as_category, rule_mistakes
from app.ui.icons import Symbol
from app.ui.row_table import SYMBOL, TONE
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex


class CategoryColumn(IntEnum):
    """The columns of the table."""

    NAME = 0
    CONTENTS = 1


class CategoryModel(QAbstractTableModel):
    """Categories as they are being edited; below them, what fits nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[CategoryDraft] = []
        self._none = CategoryDraft()
        self._text_column: str | None = None
        self._findings: Mapping[str, Sequence[str]] = {}

    def set_categories(self, categories: CategorySet | None) -> None:
        """Hold *categories*, or none."""
        self.beginResetModel()
        self._rows = [
            CategoryDraft.of(category) for category in (categories.categories if categories else ())
        ]
        self._text_column = categories.text_column if categories else None
        self._none = (
            CategoryDraft(categories.none_name or "", examples=categories.none_examples)
            if categories
            else CategoryDraft()
        )
        self._findings = {}
        self.endResetModel()

    def categories(self) -> CategorySet | None:
        """Return the categories, or None while they cannot be used."""
        if self.problem():
            return None
        return CategorySet(
            categories=tuple(as_category(draft) for draft in self._rows if draft.name),
            text_column=self._text_column,
            none_name=self._none.name or None,
            none_examples=self._none.examples,
        )

    def problem(self) -> str:
        """Return what stands against these categories, or nothing."""
        names = [draft.name for draft in self._rows if draft.name]
        if not names:
            return self.tr("Choose the categories, or add the first one")
        twice = [name for name, count in Counter(name.casefold() for name in names).items() if count > 1]
        if twice:
            return self.tr("Two categories are called {name}").format(name=twice[0])
        if self._none.name.casefold() in {name.casefold() for name in names}:
            return self.tr("{name} is also what fits none of them").format(name=self._none.name)
        wrong = next((draft.name for draft in self._rows if draft.name and rule_mistakes(draft.rules)), None)
        return self.tr("A rule of {name} cannot be used").format(name=wrong) if wrong else ""

    def draft(self, row: int) -> CategoryDraft:
        """Return the category in *row*; behind the last one, what fits nothing."""
        return self._none if row == len(self._rows) else self._rows[row]

    def set_draft(self, row: int, draft: CategoryDraft) -> None:
        """Let *draft* stand in *row*; behind the last one, for what fits nothing."""
        if draft == self.draft(row):
            return
        if row == len(self._rows):
            self._none = draft
        else:
            self._rows[row] = draft
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(CategoryColumn) - 1))

    def is_none(self, row: int) -> bool:
        """Tell whether *row* is what fits nothing."""
        return row == len(self._rows)

    def add_example(self, category: str | None, text: str) -> bool:
        """Make *text* an example of *category*, or with None of what fits nothing; return whether it is a new one."""
        row = self._row_of(category)
        key = comparable(text)
        if row is None or not key or key in map(comparable, self.draft(row).examples):
            return False
        draft = self.draft(row)
        self.set_draft(row, replace(draft, examples=(*draft.examples, text.strip())))
        return True

    def remove_example(self, category: str | None, text: str) -> bool:
        """Take the example *text* out of *category*, or with None out of what fits nothing; return whether it was there."""
        row = self._row_of(category)
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
        return () if self.is_none(row) else self._findings.get(self._rows[row].name, ())

    def add(self) -> QModelIndex:
        """Add an empty category and return the place of its name."""
        row = len(self._rows)
        self.beginInsertRows(QModelIndex(), row, row or 1)
        self._rows.append(CategoryDraft())
        self.endInsertRows()
        return self.index(row, CategoryColumn.NAME)

    def remove(self, row: int) -> None:
        """Take the category in *row* out; what fits nothing stays."""
        if self.is_none(row):
            return
        self.beginRemoveRows(QModelIndex(), row, row if len(self._rows) > 1 else 1)
        del self._rows[row]
        self.endRemoveRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are: the categories and what fits nothing, if there is any category."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or not self._rows else len(self._rows) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(CategoryColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Category") if section == CategoryColumn.NAME else self.tr("Known by")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be typed in."""
        flags = super().flags(index)
        typed = index.isValid() and index.column() == CategoryColumn.NAME
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the mark, or the tip of a cell."""
        if not index.isValid():
            return None
        row, draft = index.row(), self.draft(index.row())
        is_name = index.column() == CategoryColumn.NAME
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name_words(row) if is_name else self._contents_words(draft)
        if role == Qt.ItemDataRole.EditRole and is_name:
            return draft.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, draft)
        if role == TONE and (self.is_none(row) or not is_name):
            return "quiet"
        return self._mark(row, draft) if role == SYMBOL and not is_name else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take the name that was typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or index.column() != CategoryColumn.NAME:
            return False
        name = " ".join(str(value).split())[:LONGEST_NAME]
        self.set_draft(index.row(), replace(self.draft(index.row()), name=name))
        return True

    def _row_of(self, category: str | None) -> int | None:
        if category is None:
            return len(self._rows) if self._rows else None
        key = category.casefold()
        return next((row for row, draft in enumerate(self._rows) if draft.name.casefold() == key), None)

    def _name_words(self, row: int) -> str:
        if self.is_none(row):
            return self._none.name or self.tr("Fits none of them")
        return self._rows[row].name

    def _contents_words(self, draft: CategoryDraft) -> str:
        parts = []
        if draft.examples:
            parts.append(self.tr("%n example(s)", "", len(draft.examples)))
        if draft.rules:
            parts.append(self.tr("%n rule(s)", "", len(draft.rules)))
        if not parts:
            return self.tr("its description") if draft.description else ""
        return ", ".join(parts)

    def _mark(self, row: int, draft: CategoryDraft) -> tuple[Symbol, Role] | None:
        if rule_mistakes(draft.rules):
            return Symbol.DOUBTFUL, "missing"
        return (Symbol.DOUBTFUL, "doubtful") if self.findings(row) else None

    def _tip(self, row: int, draft: CategoryDraft) -> str:
        if self.is_none(row):
            return self.tr("What belongs to none of the categories, with examples of it")
        return "\n\n".join(filter(None, [draft.description, *self.findings(row)]))
