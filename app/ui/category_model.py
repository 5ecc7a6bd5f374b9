"""The categories as a table whose names and descriptions are typed in place."""

from collections import Counter
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.tasks.inquiries.categories import Category, CategorySet

Index = QModelIndex | QPersistentModelIndex


class CategoryColumn(IntEnum):
    """The columns of the table."""

    NAME = 0
    DESCRIPTION = 1


class CategoryModel(QAbstractTableModel):
    """Categories as they are being edited; rules and examples of a file stay with their category."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, Category | None]] = []
        self._text_column: str | None = None
        self._none_name: str | None = None

    def set_categories(self, categories: CategorySet | None) -> None:
        """Hold *categories*, or none."""
        self.beginResetModel()
        self._rows = [
            (category.name, category.description, category)
            for category in (categories.categories if categories else ())
        ]
        self._text_column = categories.text_column if categories else None
        self._none_name = categories.none_name if categories else None
        self.endResetModel()

    def categories(self) -> CategorySet | None:
        """Return the categories, or None while they cannot be used."""
        if self.problem():
            return None
        return CategorySet(
            categories=tuple(_category(*row) for row in self._rows if row[0]),
            text_column=self._text_column,
            none_name=self._none_name,
        )

    def problem(self) -> str:
        """Return what stands against these categories, or nothing."""
        names = [name for name, _, _ in self._rows if name]
        if not names:
            return self.tr("Choose the categories, or add the first one")
        twice = [name for name, count in Counter(name.casefold() for name in names).items() if count > 1]
        if twice:
            return self.tr("Two categories are called {name}").format(name=twice[0])
        if (self._none_name or "").casefold() in {name.casefold() for name in names}:
            return self.tr("{name} is also what fits none of them").format(name=self._none_name)
        return ""

    def add(self) -> QModelIndex:
        """Add an empty category and return the place of its name."""
        row = len(self._rows)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.append(("", "", None))
        self.endInsertRows()
        return self.index(row, CategoryColumn.NAME)

    def remove(self, row: int) -> None:
        """Take the category in *row* out."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many categories there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(CategoryColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Category") if section == CategoryColumn.NAME else self.tr("What belongs there")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all cells be typed in."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if not index.isValid():
            return None
        words = self._rows[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}:
            return words
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        name, description, origin = self._rows[index.row()]
        words = " ".join(str(value).split())
        if index.column() == CategoryColumn.NAME:
            name = words[:200]
        else:
            description = words
        self._rows[index.row()] = (name, description, origin)
        self.dataChanged.emit(index, index)
        return True


def _category(name: str, description: str, origin: Category | None) -> Category:
    if origin is None:
        return Category(name=name, description=description)
    return origin.model_copy(update={"name": name, "description": description})
