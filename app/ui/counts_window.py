"""A window of its own that tells how many inquiries came, day by day: a chart and the numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.tasks.inquiries.counts import Counts
from app.ui.appearance import Appearance, set_look
from app.ui.buttons import icon_button
from app.ui.counts_model import SWATCH, CountsModel, colours_of, heads
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page import Page, rule, sheet
from app.ui.page_tools import PageTools
from app.ui.row_table import Index, RowDelegate, RowTable, cell_of
from app.ui.saver import Saver
from app.ui.stylesheet import AROUND, NEAR, STEP

_SIZE = (860, 660)
_NAME_WIDTH = 200
_SUM_WIDTH = 84
_DAY_WIDTH = 76
_SWATCH = 12


@dataclass(frozen=True, slots=True)
class Countable:
    """What is counted, and where to."""

    count: Callable[[], Counts]
    """Counts; takes a while, as it reads the days."""
    names: Callable[[str | None], str]
    """Says what a category is called; None is none of them."""
    write: Callable[[Counts, Path], None]
    """Writes the numbers as a table."""
    suggested: str
    """Name of the file, without its ending."""


class _SwatchDelegate(RowDelegate):
    """Draws the name of a category behind its colour."""

    def __init__(self, look: Appearance, view: QAbstractItemView) -> None:
        super().__init__(look, view, AROUND)
        self._colours = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell of *index*."""
        painter.save()
        self.draw_background(painter, option, index)
        area: QRect = option.rect.adjusted(AROUND, 0, -NEAR, 0)
        place = index.data(SWATCH)
        if place is not None:
            top = area.center().y() - _SWATCH // 2 + 1
            color = self._colours.theme.series_color(place)
            painter.fillRect(QRect(area.left(), top, _SWATCH, _SWATCH), color)
        area.setLeft(area.left() + _SWATCH + NEAR)
        self._draw_text(painter, area, cell_of(index.data))
        painter.restore()


class CountsPage(Page):
    """The chart, and below it the numbers; the selected category stands out."""

    def __init__(self, tools: PageTools, countable: Countable) -> None:
        super().__init__(
            tools, self.tr("Counts"), self.tr("How many inquiries of each category came, day by day.")
        )
        self._countable = countable
        self._counts: Counts | None = None
        self._chart: Any = None
        self._saver = Saver(self)
        self._bridge = JobBridge(self)
        self._note = QLabel(self.tr("Counting"))
        self._frame, self._column = sheet(margin=0, spacing=0)
        self._rule = rule()
        self._table = RowTable(tools.look, self.tr("Numbers of inquiries"))
        self._save_button = icon_button(tools.look, self.tr("Save counts…"), Symbol.SAVE)
        self._lay_out()
        self._bridge.finished.connect(self._show_counts)
        self._bridge.failed.connect(self._fail)
        self._save_button.clicked.connect(self.save)
        self._bridge.start(self._count)

    @property
    def ready(self) -> bool:
        """Whether the numbers are shown."""
        return self._counts is not None

    def save(self) -> None:
        """Ask for a place and save the numbers there."""
        counts = self._counts
        if counts is None:
            return
        path = self.tools.dialogs.save_file(
            self, self.tr("Save the counts"), self._countable.suggested, (".xlsx", ".csv")
        )
        if path is not None:
            self._saver.save(path, lambda target: self._countable.write(counts, target))

    def _count(self, _reports: Reports) -> Counts:
        # The chart's library takes half a second to load: here, beside the window.
        import_module("app.ui.day_chart")
        return self._countable.count()

    def _show_counts(self, counts: Counts) -> None:
        from app.ui.day_chart import DayChart  # noqa: PLC0415 - was loaded beside the window

        self._counts = counts
        look, language = self.tools.look, self.tools.sentences.language
        names = [self._countable.names(category) for category in counts.categories]
        days = heads(counts, language, self.tr("Not known"))
        colours = colours_of(counts, len(look.theme.series))
        self._chart = DayChart(look, self.tr("Chart of the numbers in the table below"))
        self._chart.show_counts(counts, days, colours)
        self._column.insertWidget(0, self._chart, 1)
        self._show_table(CountsModel(counts, names, days, colours))
        self._note.setText(self._words_below(counts))
        self._note.setVisible(bool(self._note.text()))
        self._save_button.setEnabled(True)
        self._rule.show()
        self._table.show()
        self._table.setFocus()

    def _show_table(self, model: CountsModel) -> None:
        model.setParent(self)
        self._table.setModel(model)
        self._table.setItemDelegateForColumn(0, _SwatchDelegate(self.tools.look, self._table))
        header = self._table.horizontalHeader()
        for column, width in enumerate(self._widths(model.columnCount())):
            header.resizeSection(column, width)
        self._table.selectionModel().selectionChanged.connect(self._light_up)

    def _widths(self, columns: int) -> Sequence[int]:
        return [_NAME_WIDTH, _SUM_WIDTH, *[_DAY_WIDTH] * (columns - 2)]

    def _light_up(self) -> None:
        model = self._table.model()
        assert isinstance(model, CountsModel)  # noqa: S101 - it shows nothing else
        self._chart.light_up(model.category_at(self._table.current_row()))

    def _words_below(self, counts: Counts) -> str:
        if counts.begins == (None,):
            return self.tr("Nothing tells on which day the inquiries came, so they stand together.")
        return {
            "day": "",
            "week": self.tr("Each bar is a week, named by its Monday."),
            "month": self.tr("Each bar is a month."),
        }[counts.span]

    def _fail(self, error: Any) -> None:
        self._note.hide()
        self.show_failure(error)

    def _lay_out(self) -> None:
        set_look(self._note, "look", "quiet")
        self._save_button.setEnabled(False)
        self._rule.hide()
        self._table.hide()
        self._table.setMinimumHeight(120)
        foot = QHBoxLayout()
        foot.addWidget(self._save_button)
        foot.addWidget(self._note)
        foot.addStretch(1)
        self._column.addWidget(self._rule)
        self._column.addWidget(self._table, 1)
        self.body.addWidget(self._frame, 1)
        self.body.addSpacing(STEP)
        self.body.addLayout(foot)


class CountsWindow(QDialog):
    """The window around it; it stays open beside the program's own until it is closed.

    Attributes:
        page: What it shows.
    """

    def __init__(self, tools: PageTools, countable: Countable, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = CountsPage(tools, countable)
        self.setWindowTitle(self.page.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(*_SIZE)
