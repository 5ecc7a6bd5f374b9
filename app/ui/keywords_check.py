"""The keywords of several reports, one report at a time, beside the text they stand in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.records import KeywordsResult
from app.text.languages import detect_language
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.choice_box import ChoiceBox
from app.ui.empty_state import EmptyState
from app.ui.icons import Symbol
from app.ui.keywords_model import KeywordColumn, KeywordsModel
from app.ui.marked_text import Mark
from app.ui.page import rule
from app.ui.page_tools import PageTools
from app.ui.row_table import RowTable
from app.ui.source_view import SourceView
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.two_parts import TwoParts


class KeywordsCheck(QWidget):
    """Reports to choose from; the chosen one's keywords and text.

    Signals:
        report_shown: Another report is shown.
    """

    report_shown = Signal()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self._results: list[KeywordsResult] = []
        self.model = KeywordsModel(tools.sentences)
        self._reports = ChoiceBox()
        self._place = QLabel()
        self._previous_button = icon_tool(tools.look, Symbol.PREVIOUS, self.tr("Previous report"))
        self._next_button = icon_tool(tools.look, Symbol.NEXT, self.tr("Next report"))
        self._chooser = QWidget()
        self._remark = QLabel()
        self._table = RowTable(tools.look, self.tr("Keywords"))
        self._source = SourceView(tools.look, self.tr("Text of the report"))
        self._failure = EmptyState(tools.look, Symbol.MISSING, "")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def results(self) -> list[KeywordsResult]:
        """Return the results of all reports."""
        return list(self._results)

    def current(self) -> KeywordsResult | None:
        """Return the result that is shown."""
        place = self._reports.currentIndex()
        return self._results[place] if 0 <= place < len(self._results) else None

    def clear(self) -> None:
        """Show no report."""
        self._results.clear()
        self._reports.clear()
        self._show_report()

    def add_results(self, results: Sequence[KeywordsResult]) -> None:
        """Show more reports; the first one comes into view."""
        for result in results:
            self._results.append(result)
            symbol, role = (Symbol.MISSING, "missing") if result.error else (Symbol.FILE, "quiet")
            self._reports.addItem(self._tools.look.icon(symbol, role), result.file)  # type: ignore[arg-type]
        self._chooser.setVisible(len(self._results) > 1)
        self._show_place()

    def _show_report(self) -> None:
        result = self.current()
        self._show_place()
        if result is None:
            self.model.set_keywords(())
            self._source.set_text("")
            return
        if result.error is not None:
            text = self._tools.sentences.error(result.error)
            self._failure.set_words(f"{text.title}\n{text.advice}")
            self._stack.setCurrentIndex(1)
            self.model.set_keywords(())
        else:
            self._stack.setCurrentIndex(0)
            self._source.set_text(result.text, detect_language(result.text))
            self.model.set_keywords(result.keywords)
            self._show_marks()
        remarks = [self._tools.sentences.finding(finding) for finding in result.findings]
        self._remark.setText("\n".join(remarks))
        self._remark.setVisible(bool(remarks))
        self.report_shown.emit()

    def _show_place(self) -> None:
        count, place = len(self._results), self._reports.currentIndex()
        self._place.setText(
            self.tr("{place} of {count}").format(place=place + 1, count=count) if count else ""
        )
        self._previous_button.setEnabled(place > 0)
        self._next_button.setEnabled(place < count - 1)

    def _show_marks(self) -> None:
        """Light up all places, those of the selected keyword most."""
        selected = self._table.current_row()
        marks = [
            Mark(start, end, "focus" if row == selected else "lit", "grounded")
            for row, keyword in enumerate(self.model.keywords())
            for start, end in keyword.spans
        ]
        self._source.set_marks(marks)

    def _go_to(self, row: int) -> None:
        self._show_marks()
        if row >= 0 and self.model.keywords()[row].spans:
            self._source.reveal(*self.model.keywords()[row].spans[0])

    def _select_at(self, place: int) -> None:
        row = self.model.row_at(place)
        if row is not None:
            self._table.selectRow(row)
            self._table.scrollTo(self.model.index(row, 0))

    def _turn(self, step: int) -> None:
        self._reports.setCurrentIndex(self._reports.currentIndex() + step)

    def _turn_back(self) -> None:
        self._turn(-1)

    def _turn_on(self) -> None:
        self._turn(1)

    def _connect(self) -> None:
        self._reports.currentIndexChanged.connect(self._show_report)
        self._previous_button.clicked.connect(self._turn_back)
        self._next_button.clicked.connect(self._turn_on)
        self._table.row_selected.connect(self._go_to)
        self._source.place_clicked.connect(self._select_at)

    def _lay_out(self) -> None:
        widths = {KeywordColumn.SCORE: 124, KeywordColumn.KIND: 88, KeywordColumn.PLACES: 60}
        narrow = widths | {KeywordColumn.SCORE: 68}
        self._table.set_model(self.model, widths, KeywordColumn.TEXT, narrow)
        self._reports.setAccessibleName(self.tr("Report"))
        set_look(self._place, "look", "quiet")
        set_look(self._remark, "look", "doubtful")
        self._remark.setWordWrap(True)
        self._remark.setContentsMargins(AROUND, 0, AROUND, NEAR)
        chooser = QHBoxLayout(self._chooser)
        chooser.setContentsMargins(AROUND, 0, AROUND, NEAR)
        chooser.setSpacing(STEP)
        chooser.addWidget(self._reports, 1)
        chooser.addSpacing(STEP)
        chooser.addWidget(self._place)
        chooser.addWidget(self._previous_button)
        chooser.addWidget(self._next_button)
        parts = TwoParts(
            self._tools, "keywords-check", self._table, self._source, first_share=58, beside_from=640
        )
        self._stack.addWidget(parts)
        self._stack.addWidget(self._failure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._chooser)
        column.addWidget(self._remark)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
