"""What stands in the cells of the table of categories, and how it is marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from app.ui.category_draft import CategoryDraft, rule_mistakes
from app.ui.icons import Symbol
from app.ui.row_table import SYMBOL, TONE
from app.ui.theme import Role


class CategoryColumn(IntEnum):
    """The columns of the table."""

    NAME = 0
    CONTENTS = 1


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One row of the table."""

    draft: CategoryDraft
    is_none: bool
    """Whether it is what fits nothing."""
    findings: Sequence[str] = ()
    """What is doubtful about it."""


class CategoryCells(QObject):
    """Words, marks and tips of categories."""

    def head(self, column: int) -> str:
        """Return the name of a column."""
        return self.tr("Category") if column == CategoryColumn.NAME else self.tr("Known by")

    def cell(self, row: CategoryRow, column: int, role: int) -> object:
        """Return what *role* asks of a cell."""
        is_name = column == CategoryColumn.NAME
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name_words(row) if is_name else self._contents_words(row.draft)
        if role == Qt.ItemDataRole.EditRole and is_name:
            return row.draft.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == TONE and (row.is_none or not is_name):
            return "quiet"
        return self._mark(row) if role == SYMBOL and not is_name else None

    def _name_words(self, row: CategoryRow) -> str:
        if row.is_none:
            return row.draft.name or self.tr("Fits none of them")
        return row.draft.name

    def _contents_words(self, draft: CategoryDraft) -> str:
        parts = []
        if draft.examples:
            parts.append(self.tr("%n example(s)", "", len(draft.examples)))
        if draft.rules:
            parts.append(self.tr("%n rule(s)", "", len(draft.rules)))
        if not parts:
            return self.tr("its description") if draft.description else ""
        return ", ".join(parts)

    def _mark(self, row: CategoryRow) -> tuple[Symbol, Role] | None:
        if rule_mistakes(row.draft.rules):
            return Symbol.DOUBTFUL, "missing"
        return (Symbol.DOUBTFUL, "doubtful") if row.findings else None

    def _tip(self, row: CategoryRow) -> str:
        if row.is_none:
            return self.tr("What belongs to none of the categories, with examples of it")
        return "\n\n".join(filter(None, [row.draft.description, *row.findings]))
