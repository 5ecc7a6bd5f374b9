"""Offers the office's products in a field that names goods."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.text.comparing import comparable
from app.ui.appearance import Appearance
from app.ui.entry_list import Entry
from app.ui.icons import Symbol
from app.ui.line_completion import LineCompletion

Product = tuple[str, str]
"""Name and price; the price may be empty."""

_MOST = 50
"""More are not looked through; a word more narrows them down."""


class ProductCompletion(LineCompletion):
    """Watches a line in which goods are named.

    Signals:
        chosen: A product is meant.   arg: its name
    """

    chosen = Signal(str)

    def __init__(self, line: QLineEdit, look: Appearance) -> None:
        super().__init__(line, look, self.tr("Products of your office"))
        self._products: tuple[Product, ...] = ()

    def set_products(self, products: Sequence[Product]) -> None:
        """Offer *products* from now on."""
        self._products = tuple(products)
        if not products:
            self._close()

    def _search(self, words: str) -> None:
        terms = comparable(words).split()
        found = [
            (name, price)
            for name, price in self._products
            if all(term in comparable(name) for term in terms) and name != words
        ]
        self._show(
            [Entry(name, price, Symbol.KEYWORDS, "quiet", payload=name) for name, price in found[:_MOST]]
        )

    def _choose(self, entry: Entry) -> None:
        if isinstance(entry.payload, str):
            self.chosen.emit(entry.payload)
