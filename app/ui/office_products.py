"""The products of the office with their prices, one a row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.records import Language
from app.tasks.email.office_profile import Product
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP

_HEIGHT = 168
_ROW_HEIGHT = 30
_FIRST, _SECOND, _PRICE = range(3)
"""The names in the window's own language and in the other one, and the price."""


class OfficeProducts(QWidget):
    """A table to type into, with a button for another row."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._languages: tuple[Language, Language] = (
            ("ja", "en") if tools.sentences.language == "ja" else ("en", "ja")
        )
        self.table = QTableWidget(0, 3)
        self._add_button = icon_button(tools.look, self.tr("Add a product"), Symbol.ADD)
        self._remove_button = icon_button(tools.look, self.tr("Remove the row"), Symbol.REMOVE)
        self._lay_out()
        self._add_button.clicked.connect(self.add)
        self._remove_button.clicked.connect(self._remove)
        self.table.itemSelectionChanged.connect(self._offer_removing)
        self._offer_removing()

    def set_products(self, products: Sequence[Product]) -> None:
        """Show *products*."""
        self.table.setRowCount(0)
        for product in products:
            first, second = (product.name[language] for language in self._languages)
            self._add_row((first, "" if second == first else second, product.price))

    def values(self) -> list[dict[str, object]]:
        """Return the rows that hold something, as the profile takes them; what is being typed counts."""
        editor = self.table.indexWidget(self.table.currentIndex())
        if editor is not None:  # a key that saves leaves it open
            self.table.itemDelegate().commitData.emit(editor)
        return [row for number in range(self.table.rowCount()) if (row := self._row(number))]

    def select(self, number: int) -> None:
        """Go to the row that is the *number*th of `values`."""
        rows = [row for row in range(self.table.rowCount()) if self._row(row)]
        if number < len(rows):
            self.table.setCurrentCell(rows[number], _FIRST)

    def add(self) -> None:
        """Begin another product."""
        self._add_row(("", "", ""))
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, _FIRST)
        self.table.edit(self.table.model().index(row, _FIRST))

    def _offer_removing(self) -> None:
        self._remove_button.setEnabled(self.table.currentRow() >= 0)

    def _remove(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self._offer_removing()

    def _add_row(self, texts: Sequence[str]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(texts):
            self.table.setItem(row, column, QTableWidgetItem(text))

    def _row(self, number: int) -> dict[str, object]:
        texts = []
        for column in range(3):
            item = self.table.item(number, column)
            texts.append(item.text().strip() if item else "")
        if not any(texts):
            return {}
        names = dict(zip(self._languages, texts, strict=False))
        return {"name": in_languages(names["en"], names["ja"]), "price": texts[_PRICE]}

    def _lay_out(self) -> None:
        other = self.tr("In Japanese") if self._languages[1] == "ja" else self.tr("In English")
        self.table.setHorizontalHeaderLabels([self.tr("Product"), other, self.tr("Price")])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMinimumSectionSize(_ROW_HEIGHT)
        rows.hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Products with their prices"))
        self.table.setFixedHeight(_HEIGHT)
        bar = QHBoxLayout()
        bar.setSpacing(NEAR)
        bar.addWidget(self._add_button)
        bar.addWidget(self._remove_button)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP + STEP // 2)
        column.addWidget(self.table)
        column.addLayout(bar)


def in_languages(english: str, japanese: str) -> Mapping[Language, str]:
    """Return what is told in one language or both; a single one stands for both."""
    texts: dict[Language, str] = {}
    if english or not japanese:
        texts["en"] = english
    if japanese or not english:
        texts["ja"] = japanese
    return texts
