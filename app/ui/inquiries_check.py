"""The sorted inquiries as a live table, what to look at first, and the selected one in full."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records import SortedRow
from app.ui.buttons import icon_button
from app.ui.choice_box import ChoiceBox
from app.ui.icons import Symbol
from app.ui.inquiries_model import InquiriesFilter, InquiriesModel, InquiryColumn, RowStatus
from app.ui.inquiry_detail import InquiryDetail
from app.ui.page import rule
from app.ui.page_tools import PageTools
from app.ui.row_table import RowTable
from app.ui.two_parts import TwoParts

_ALL = "all"


class InquiriesCheck(QWidget):
    """A table of inquiries with filters, and the selected inquiry.

    Signals:
        corrected: A person decided on a row.

    Attributes:
        model: The inquiries.
        look_button: Shows only what needs a look.
        shown: Shows only one category.
    """

    corrected = Signal()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self._names: tuple[str, ...] = ()
        self.model = InquiriesModel()
        self._filter = InquiriesFilter()
        self._filter.setSourceModel(self.model)
        self._table = RowTable(tools.look, self.tr("Inquiries"))
        self._detail = InquiryDetail(tools, self.model)
        self.look_button = icon_button(
            tools.look,
            "",
            Symbol.DOUBTFUL,
            self.tr("Show only the rows that a person should look at; F8 goes to the next"),
            "doubtful",
        )
        self.shown = ChoiceBox()
        self._lay_out()
        self._connect()
        self.show_counts()

    def start(self, texts: Iterable[tuple[int, str]], names: Sequence[str], none_words: str) -> None:
        """Show the inquiries *texts*, all waiting, to be sorted into *names*."""
        self._names = tuple(names)
        self.look_button.setChecked(False)
        self.model.start(texts, none_words)
        self._detail.set_categories(names)
        self._detail.show_line(None)
        self.show_counts()

    def take(self, results: Sequence[SortedRow]) -> None:
        """Show *results* in their rows."""
        self.model.take(results)
        self._show_selected()

    def correct_all(self, corrections: Mapping[str, str | None]) -> None:
        """Let the decisions of an earlier sitting hold again."""
        self.model.correct_all(corrections)
        self.show_counts()

    def show_counts(self) -> None:
        """Tell how many rows there are of each category, and how many need a look."""
        looks = self.model.count_of(RowStatus.LOOK) + self.model.count_of(RowStatus.FAILED)
        self.look_button.setText(self.tr("Needs a look ({count})").format(count=looks))
        self.look_button.setEnabled(looks > 0 or self.look_button.isChecked())
        counts = self.model.counts()
        chosen = self.shown.currentData()
        blocked = self.shown.blockSignals(True)
        self.shown.clear()
        self.shown.addItem(self.tr("All ({count})").format(count=len(self.model.lines())), _ALL)
        for name in (*self._names, None):
            if counts[name]:
                words = f"{self.model.category_words(name)} ({counts[name]})"
                self.shown.addItem(words, (name,))
        place = next((i for i in range(self.shown.count()) if self.shown.itemData(i) == chosen), 0)
        self.shown.setCurrentIndex(place)
        self.shown.blockSignals(blocked)

    def next_look(self) -> None:
        """Go to the next row that needs a look, and round again."""
        count = self._filter.rowCount()
        start = self._table.current_row()
        for step in range(1, count + 1):
            row = (start + step) % count
            line = self.model.lines()[self._filter.mapToSource(self._filter.index(row, 0)).row()]
            if line.status in {RowStatus.LOOK, RowStatus.FAILED}:
                self._table.selectRow(row)
                self._table.scrollTo(self._filter.index(row, 0))
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the figures choose a category for the selected row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            figure = event.text()
            if (
                figure.isdecimal()
                and figure.isascii()
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self._decide_by_figure(int(figure))
                return True
        return super().eventFilter(watched, event)

    def _decide_by_figure(self, figure: int) -> None:
        if figure == 0:
            self._decide((None,))
        elif figure <= len(self._names):
            self._decide((self._names[figure - 1],))

    def _decide(self, category: tuple[str | None]) -> None:
        place = self._selected_place()
        if place is None:
            return
        row = self._table.current_row()
        self.model.correct(place, category[0])
        self.show_counts()
        self._show_selected()
        if self.look_button.isChecked():
            self._table.selectRow(min(row, self._filter.rowCount() - 1))
        self.corrected.emit()

    def _selected_place(self) -> int | None:
        row = self._table.current_row()
        return self._filter.mapToSource(self._filter.index(row, 0)).row() if row >= 0 else None

    def _show_selected(self) -> None:
        place = self._selected_place()
        self._detail.show_line(None if place is None else self.model.lines()[place])

    def _apply_filter(self) -> None:
        category = self.shown.currentData()
        self._filter.show_only(
            looks=self.look_button.isChecked(), category=None if category in {_ALL, None} else category
        )

    def _connect(self) -> None:
        self._table.row_selected.connect(self._show_selected)
        self._table.installEventFilter(self)
        self._detail.category_chosen.connect(self._decide)
        self.look_button.toggled.connect(self._apply_filter)
        self.shown.currentIndexChanged.connect(self._apply_filter)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.next_look)

    def _lay_out(self) -> None:
        widths = {
            InquiryColumn.ROW: 60,
            InquiryColumn.CATEGORY: 150,
            InquiryColumn.CONFIDENCE: 124,
            InquiryColumn.STATUS: 132,
        }
        narrow = widths | {InquiryColumn.CATEGORY: 124, InquiryColumn.CONFIDENCE: 64}
        self._table.set_model(self._filter, widths, InquiryColumn.TEXT, narrow)
        self._table.setSortingEnabled(True)
        self._table.sortByColumn(InquiryColumn.ROW, Qt.SortOrder.AscendingOrder)
        self.look_button.setCheckable(True)
        self.shown.setAccessibleName(self.tr("Show only one category"))
        self.shown.setMinimumWidth(120)
        parts = TwoParts(
            self._tools, "inquiries-check", self._table, self._detail, first_share=64, beside_from=1100
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addWidget(parts, 1)
