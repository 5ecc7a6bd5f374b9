"""Numbers of inquiries as a table: a line a category, a column a day."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt

from app.records import Language
from app.tasks.inquiries.counts import Counts, Span
from app.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex

SWATCH = Qt.ItemDataRole.UserRole + 20
"""Place of the line's colour among those of the theme; None without one."""

_FORMATS: Mapping[Language, Mapping[Span, tuple[str, str]]] = {
    "en": {
        "day": ("d MMM", "d MMM yyyy"),
        "week": ("d MMM", "d MMM yyyy"),
        "month": ("MMM yyyy", "MMM yyyy"),
    },
    "ja": {
        "day": ("M月d日", "yyyy年M月d日"),
        "week": ("M月d日", "yyyy年M月d日"),
        "month": ("yyyy年M月",) * 2,
    },
}
_LOCALES: Mapping[Language, QLocale.Language] = {
    "en": QLocale.Language.English,
    "ja": QLocale.Language.Japanese,
}


def date_words(begin: dt.date, span: Span, language: Language, *, with_year: bool) -> str:
    """Return what a day, or the first day of a week, or a month is called in *language*."""
    layout = _FORMATS[language][span][with_year]
    return QLocale(_LOCALES[language]).toString(QDate(begin.year, begin.month, begin.day), layout)


def heads(counts: Counts, language: Language, unknown: str) -> list[str]:
    """Return what the spans of *counts* are called; *unknown* is that of inquiries without a day."""
    days = [begin for begin in counts.begins if begin is not None]
    with_year = len({day.year for day in days}) > 1
    named = [date_words(day, counts.span, language, with_year=with_year) for day in days]
    return named + [unknown] * (len(counts.begins) - len(days))


def colours_of(counts: Counts, most: int) -> list[int | None]:
    """Return the place of each category's colour: the *most* largest ones have one of their own."""
    by_size = sorted(range(len(counts.categories)), key=lambda place: -counts.of_category(place))
    coloured = sorted(by_size[:most])
    return [coloured.index(place) if place in coloured else None for place in range(len(counts.categories))]


class CountsModel(QAbstractTableModel):
    """A line for each category, then the sum, and how many of these a person should look at."""

    def __init__(
        self, counts: Counts, names: Sequence[str], day_heads: Sequence[str], colours: Sequence[int | None]
    ) -> None:
        """Show *counts* of categories called *names* on days called *day_heads*."""
        super().__init__()
        by_category = list(zip(*counts.numbers, strict=True)) or [()] * len(names)
        sums = tuple(map(sum, counts.numbers))
        self._names = [*names, self.tr("All"), self.tr("Needs a look")]
        self._numbers = [*by_category, sums, counts.looks]
        self._heads = [self.tr("Category"), self.tr("Together"), *day_heads]
        self._colours: list[int | None] = [*colours, None, None]
        self._categories = len(names)
        self._answers: dict[int, Callable[[Index], object]] = {
            Qt.ItemDataRole.DisplayRole: self._words,
            SWATCH: self._swatch,
        }

    def category_at(self, row: int) -> int | None:
        """Return the place of the category in *row*, or None for a sum."""
        return row if 0 <= row < self._categories else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell."""
        answer = self._answers.get(role)
        return answer(index) if answer is not None and index.isValid() else None

    def tone(self, row: int) -> Role:
        """Return the colour of the words in *row*."""
        return "text" if row <= self._categories else "doubtful"

    def _words(self, index: Index) -> str:
        numbers = self._numbers[index.row()]
        if index.column() == 0:
            return self._names[index.row()]
        number = sum(numbers) if index.column() == 1 else numbers[index.column() - 2]
        return QLocale().toString(number)

    def _swatch(self, index: Index) -> int | None:
        if index.column() or self.category_at(index.row()) is None:
            return None
        colour = self._colours[index.row()]
        return 99 if colour is None else colour
