"""The decisions on the rows of one run as a table."""

import contextlib
from collections.abc import Iterator
from enum import IntEnum
from functools import partial
from itertools import islice

from PySide6.QtCore import QAbstractTableModel, QDateTime, QLocale, QModelIndex, QPersistentModelIndex, Qt

from app.errors import DeskhandError
from app.history.decisions import Decision
from app.ui.icons import Symbol
from app.ui.row_table import CELL, SYMBOL, TONE, cell_of
from app.ui.sentences import Sentences

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AT_ONCE = 200
"""Decisions that are read together; more come when somebody scrolls to them."""


class DecisionColumn(IntEnum):
    """The columns of the table."""

    ROW = 0
    WHO = 1
    WHEN = 2
    CATEGORY = 3
    REASON = 4
    TEXT = 5


class DecisionsModel(QAbstractTableModel):
    """Decisions, by their rows; read as far as somebody looks."""

    def __init__(self, sentences: Sentences) -> None:
        """Word things with *sentences*."""
        super().__init__()
        self._sentences = sentences
        self._decisions: list[Decision] = []
        self._coming: Iterator[Decision] = iter(())
        self._is_whole = True

    def set_decisions(self, decisions: Iterator[Decision]) -> None:
        """Show *decisions*, the first of them at once.

        Raises:
            DeskhandError: They cannot be read.
        """
        self.beginResetModel()
        self._decisions, self._coming, self._is_whole = [], decisions, True
        try:
            self._decisions = list(islice(decisions, _AT_ONCE))
            self._is_whole = len(self._decisions) < _AT_ONCE
        finally:
            self.endResetModel()

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        """Return whether there may be more."""
        return not parent.isValid() and not self._is_whole

    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        """Read some more."""
        more: list[Decision] = []
        if not parent.isValid():
            with contextlib.suppress(
                DeskhandError
            ):  # what could be read stays; it is told at the next opening
                more = list(islice(self._coming, _AT_ONCE))
        self._is_whole = len(more) < _AT_ONCE
        if more:
            count = len(self._decisions)
            self.beginInsertRows(_NOWHERE, count, count + len(more) - 1)
            self._decisions += more
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many decisions were read so far."""
        return 0 if parent.isValid() else len(self._decisions)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(DecisionColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Row"),
            self.tr("Who"),
            self.tr("When"),
            self.tr("Category"),
            self.tr("From what"),
            self.tr("Text"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown of a decision."""
        if not index.isValid():
            return None
        if role == CELL:
            return cell_of(partial(self.data, index))
        decision, column = self._decisions[index.row()], DecisionColumn(index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(decision, column)
        if role == SYMBOL and column == DecisionColumn.WHO and decision.who is not None:
            return (Symbol.PERSON, "text")
        if role == TONE and (decision.who is None or column == DecisionColumn.WHEN):
            return "quiet" if column in {DecisionColumn.WHO, DecisionColumn.WHEN} else None
        return None

    def _words(self, decision: Decision, column: DecisionColumn) -> str:
        if column == DecisionColumn.ROW:
            return QLocale().toString(decision.row)
        if column == DecisionColumn.WHO:
            return decision.who if decision.who is not None else self.tr("Deskhand")
        if column == DecisionColumn.WHEN:
            when = QDateTime.fromSecsSinceEpoch(int(decision.when.timestamp()))
            return QLocale().toString(when, QLocale.FormatType.ShortFormat)
        if column == DecisionColumn.CATEGORY:
            return self.tr("none of them") if decision.category is None else decision.category
        if column == DecisionColumn.REASON:
            return self._sentences.reason(decision.reason, decision.parameters)
        return " ".join(decision.text.split())
