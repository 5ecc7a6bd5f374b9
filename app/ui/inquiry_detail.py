"""One inquiry in full: its text with the basis lit up, the reason, and the category to correct."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.choice_box import ChoiceBox
from app.ui.inquiry_rows import InquiryLine
from app.ui.inquiry_table import InquiryTable
from app.ui.inquiry_text import InquiryText
from app.ui.page_tools import PageTools
from app.ui.source_view import SourceView
from app.ui.stylesheet import NEAR


class InquiryDetail(QWidget):
    """Shows the selected inquiry.

    Signals:
        category_chosen: The person decided.   arg: tuple of the category, None in it for none of them
    """

    category_chosen = Signal(object)

    def __init__(self, tools: PageTools, model: InquiryTable) -> None:
        super().__init__()
        self._model = model
        self._category = ChoiceBox()
        self._inquiry = InquiryText(tools, model)
        self._lay_out()
        self._category.activated.connect(self._tell_category)
        self.show_line(None)

    def set_categories(self, names: Sequence[str]) -> None:
        """Offer the categories *names*, and none of them."""
        self._category.clear()
        for number, name in enumerate(names, start=1):
            words = self.tr("{number}  {name}").format(number=number, name=name) if number < 10 else name
            self._category.addItem(words, name)
        self._category.addItem(self.tr("0  {name}").format(name=self._model.category_words(None)), None)

    def show_line(self, line: InquiryLine | None) -> None:
        """Show *line*."""
        result = line.result if line else None
        self._category.setEnabled(result is not None)
        self._category.setCurrentIndex(-1 if result is None else self._category.findData(result.category))
        self._inquiry.show_line(line, self.tr("Select a row to see what it rests on."))

    def words(self) -> str:
        """Return what is told about the inquiry."""
        return self._inquiry.words()

    def text(self) -> SourceView:
        """Return the view of the text."""
        return self._inquiry.text()

    def _tell_category(self, place: int) -> None:
        self.category_chosen.emit((self._category.itemData(place),))

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Category"))
        label.setBuddy(self._category)
        self._category.setAccessibleName(self.tr("Category of this inquiry"))
        self._category.setToolTip(self.tr("In the table, the keys 1 to 9 choose a category, 0 none of them"))
        self._category.setMinimumWidth(160)
        self._inquiry.head.setSpacing(NEAR)
        self._inquiry.head.addWidget(label)
        self._inquiry.head.addWidget(self._category)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._inquiry)
