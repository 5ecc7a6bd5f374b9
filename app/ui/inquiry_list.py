"""The table of inquiries beside the selected one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.inquiries_model import InquiriesModel
from app.ui.inquiry_detail import InquiryDetail
from app.ui.inquiry_rows import InquiryLine
from app.ui.inquiry_table import InquiryColumn
from app.ui.page_tools import PageTools
from app.ui.queue_keys import figure_of
from app.ui.row_table import RowTable
from app.ui.two_parts import TwoParts

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class InquiryList(QWidget):
    """A table of inquiries, and the selected one in full.

    Signals:
        category_chosen: A person decides.                    args: place of the row, category or None
        opened: The selected row is to be looked at closely.  arg: its place

    Attributes:
        table: The inquiries.
        detail: The selected one.
    """

    category_chosen = Signal(int, object)
    opened = Signal(int)

    def __init__(self, tools: PageTools, model: InquiriesModel) -> None:
        super().__init__()
        self._model = model
        self._names: tuple[str, ...] = ()
        self._place: int | None = None
        self._line: InquiryLine | None = None
        self.table = RowTable(tools.look, self.tr("Inquiries"))
        self.detail = InquiryDetail(tools, model)
        self._lay_out(tools)
        self.table.installEventFilter(self)
        self.table.row_selected.connect(self._take_selected)
        self.table.doubleClicked.connect(lambda index: self.opened.emit(model.place(index.row())))
        self.detail.category_chosen.connect(lambda category: self._choose(category[0]))
        model.modelReset.connect(self._select_again)

    def set_categories(self, names: Sequence[str]) -> None:
        """Offer the categories *names*; nothing is selected any more."""
        self._names = tuple(names)
        self._place = self._line = None
        self.detail.set_categories(names)
        self.detail.show_line(None)

    def selected_place(self) -> int | None:
        """Return the place of the selected row."""
        row = self.table.current_row()
        return self._model.place(row) if row >= 0 else None

    def select_place(self, place: int) -> None:
        """Select the row at *place*, if it is shown."""
        row = self._model.row_of(place)
        if row >= 0:
            self._select(row)

    def next_look(self) -> None:
        """Go to the next row that needs a look, and round again."""
        row = self._model.next_unsure(self.table.current_row())
        if row >= 0:
            self._select(row)

    def show_selected(self) -> None:
        """Show the selected row as it stands now; where nothing has changed, the text stays as it is scrolled."""
        row = self.table.current_row()
        line = self._model.line(row) if row >= 0 else None
        if line is None or line != self._line:
            self._line = line
            self.detail.show_line(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the figures choose a category for the selected row, and Enter open it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            figure = None if held else figure_of(event.text())
            if figure is not None:
                self._choose_by_figure(figure)
                return True
            place = self.selected_place()
            if event.key() in _ENTER and not held and place is not None:
                self.opened.emit(place)
                return True
        return super().eventFilter(watched, event)

    def _choose_by_figure(self, figure: int) -> None:
        if figure == 0:
            self._choose(None)
        elif figure <= len(self._names):
            self._choose(self._names[figure - 1])

    def _choose(self, category: str | None) -> None:
        """Tell what was chosen; where the row is shown no longer, the next one is selected."""
        place, row = self.selected_place(), self.table.current_row()
        if place is None:
            return
        self.category_chosen.emit(place, category)
        if self._model.row_of(place) < 0 and self._model.rowCount():
            self.table.selectRow(min(row, self._model.rowCount() - 1))
        self.show_selected()

    def _select(self, row: int) -> None:
        self.table.selectRow(row)
        self.table.scrollTo(self._model.index(row, 0))

    def _take_selected(self) -> None:
        self._place = self.selected_place()
        self.show_selected()

    def _select_again(self) -> None:
        """Select what was selected before other rows were shown."""
        if self._place is not None and self._place < len(self._model.rows):
            self.select_place(self._place)
        self.show_selected()

    def _lay_out(self, tools: PageTools) -> None:
        widths = {
            InquiryColumn.ROW: 60,
            InquiryColumn.CATEGORY: 150,
            InquiryColumn.CONFIDENCE: 124,
            InquiryColumn.STATUS: 132,
        }
        narrow = widths | {InquiryColumn.CATEGORY: 144, InquiryColumn.CONFIDENCE: 64}
        self.table.set_model(self._model, widths, InquiryColumn.TEXT, narrow)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(InquiryColumn.ROW, Qt.SortOrder.AscendingOrder)
        parts = TwoParts(tools, "inquiries-check", self.table, self.detail, first_share=64, beside_from=1100)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
