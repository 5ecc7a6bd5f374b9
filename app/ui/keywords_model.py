"""The keywords of one report as a table."""

from collections.abc import Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.records import Keyword
from app.ui.row_table import CELL, SHARE, TONE, cell_of
from app.ui.sentences import Sentences, percent_words

Index = QModelIndex | QPersistentModelIndex


class KeywordColumn(IntEnum):
    """The columns of the table."""

    TEXT = 0
    SCORE = 1
    KIND = 2
    PLACES = 3


class KeywordsModel(QAbstractTableModel):
    """Keywords with their weight, kind and number of places."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences
        self._keywords: tuple[Keyword, ...] = ()

    def keywords(self) -> tuple[Keyword, ...]:
        """Return the keywords, best first."""
        return self._keywords

    def set_keywords(self, keywords: Sequence[Keyword]) -> None:
        """Hold *keywords* only."""
        self.beginResetModel()
        self._keywords = tuple(keywords)
        self.endResetModel()

    def row_at(self, place: int) -> int | None:
        """Return the row whose passage holds the character *place*, the shortest passage first."""
        found = [
            (end - start, row)
            for row, keyword in enumerate(self._keywords)
            for start, end in keyword.spans
            if start <= place < end
        ]
        return min(found)[1] if found else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many keywords there are."""
        return 0 if parent is not None and parent.isValid() else len(self._keywords)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(KeywordColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                KeywordColumn.TEXT: self.tr("Keyword"),
                KeywordColumn.SCORE: self.tr("Weight"),
                KeywordColumn.KIND: self.tr("Kind"),
                KeywordColumn.PLACES: self.tr("Places"),
            }[KeywordColumn(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and how it is drawn."""
        if not index.isValid():
            return None
        if role == CELL:
            return cell_of(partial(self.data, index))
        return self._part(self._keywords[index.row()], KeywordColumn(index.column()), role)

    def _part(self, keyword: Keyword, column: KeywordColumn, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(keyword, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == KeywordColumn.TEXT:
            return keyword.text
        if column == KeywordColumn.SCORE and role == SHARE:
            return keyword.score
        if column != KeywordColumn.TEXT and role == TONE:
            return "line" if column == KeywordColumn.SCORE else "quiet"
        return None

    def _words(self, keyword: Keyword, column: KeywordColumn) -> str:
        if column == KeywordColumn.TEXT:
            return keyword.text
        if column == KeywordColumn.SCORE:
            return percent_words(keyword.score)
        if column == KeywordColumn.KIND:
            return self._sentences.word(f"kind-{keyword.kind}")
        return str(len(keyword.spans))
