"""A bar for each day, its parts in the colours of the categories; loaded when it is first opened."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.tasks.inquiries.counts import Counts
from app.ui.appearance import SMALL_SCALE, Appearance, scaled_font
from app.ui.stylesheet import NEAR, STEP

_BAR_WIDTH = 0.76
_APART = 0.6
_PALE = 0.22
"""Share of its colour that a part keeps while another one is looked at."""
_LABEL_WIDTH = 84
"""Pixels that the name of a day takes, with what lies beside it."""


class _WholeNumbers(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph publishes no types
    """An axis without half inquiries."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Return the steps from coarse to fine, each with where it begins."""
        steps = super().tickSpacing(low, high, size)
        return [step for step in steps if step[0] >= 1] or [(1, 0)]


class DayChart(QWidget):
    """Stacked bars; the table beside it tells the same in numbers, and is what keys and screen readers use."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        """Show a picture called *name* to screen readers."""
        super().__init__(parent)
        self._look = look
        self._counts: Counts | None = None
        self._heads: Sequence[str] = ()
        self._colours: Sequence[int | None] = ()
        self._lit: int | None = None
        self._bars: list[pyqtgraph.BarGraphItem] = []
        self._view = pyqtgraph.GraphicsView()
        self._box = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False)
        self._days = pyqtgraph.AxisItem("bottom", maxTickLength=0)
        self._numbers = _WholeNumbers("left", maxTickLength=0)
        self.setAccessibleName(name)
        self._lay_out()
        look.changed.connect(self._paint)

    def show_counts(self, counts: Counts, heads: Sequence[str], colours: Sequence[int | None]) -> None:
        """Show *counts*, the days called *heads*, each category in the theme's colour at its place in *colours*."""
        self._counts, self._heads, self._colours = counts, heads, colours
        highest = max(map(sum, counts.numbers), default=0)
        right = max([*self._places(), 3.0]) + (1.0 if self._has_unknown() else 0.6)
        self._box.setRange(xRange=(-0.6, right), yRange=(0, max(highest, 4) * 1.06), padding=0)
        self._paint()

    def light_up(self, category: int | None) -> None:
        """Let the category at this place stand out; None shows all alike."""
        if category != self._lit:
            self._lit = category
            self._paint()

    def parts(self) -> list[tuple[str, list[float], list[float]]]:
        """Return the colour of each category with where its parts begin and how high they are, for tests."""
        return [
            (str(bar.opts["brush"].color().name()), list(bar.opts["y0"]), list(bar.opts["height"]))
            for bar in self._bars
        ]

    def labels(self) -> list[str]:
        """Return the names of days that there is room for."""
        return [words for level in self._days._tickLevels or () for _, words in level]  # noqa: SLF001 - it has no other way

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name as many days as there is room for."""
        super().resizeEvent(event)
        self._name_days()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font of the system."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress_axes()

    def _paint(self) -> None:
        theme = self._look.theme
        self._view.setBackground(theme.color("sheet"))
        self._dress_axes()
        for bar in self._bars:
            self._box.removeItem(bar)
        self._bars = []
        counts = self._counts
        if counts is None:
            return
        bottoms = [0.0] * len(counts.begins)
        for place, colour in enumerate(self._colours):
            heights = [float(numbers[place]) for numbers in counts.numbers]
            solid = theme.series_color(len(theme.series) if colour is None else colour)
            shown = self._lit in {None, place}
            brush = pyqtgraph.mkBrush(solid if shown else theme.mixed("quiet", _PALE))
            bar = pyqtgraph.BarGraphItem(
                x=self._places(), y0=bottoms, height=heights, width=_BAR_WIDTH,
                brush=brush, pen=pyqtgraph.mkPen(theme.color("sheet"), width=1),
            )  # fmt: skip
            self._box.addItem(bar)
            self._bars.append(bar)
            bottoms = [bottom + height for bottom, height in zip(bottoms, heights, strict=True)]
        self._name_days()

    def _dress_axes(self) -> None:
        theme = self._look.theme
        font: QFont = scaled_font(self.font(), SMALL_SCALE)
        for axis in (self._days, self._numbers):
            axis.setTextPen(theme.color("quiet"))
            axis.setPen(theme.hairline)
            axis.setStyle(tickFont=font)
        self._numbers.setGrid(60)
        self._days.setStyle(hideOverlappingLabels=False)

    def _name_days(self) -> None:
        room = max(int(self.width() / _LABEL_WIDTH), 1)
        last = len(self._heads) - 1
        step = -(-max(last + 1, 1) // room)
        named = {place for place in range(last + 1) if place % step == 0}
        if self._has_unknown() and last:
            named = {place for place in named if place <= last - step} | {last}
        places = self._places()
        self._days.setTicks([[(places[place], self._heads[place]) for place in sorted(named)]])

    def _has_unknown(self) -> bool:
        return self._counts is not None and None in self._counts.begins

    def _places(self) -> list[float]:
        """Return where the bars stand; what has no day is no part of the row of days, and says so."""
        places = [float(place) for place in range(len(self._heads))]
        if self._has_unknown() and len(places) > 1:
            places[-1] += _APART
        return places

    def _lay_out(self) -> None:
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(pyqtgraph.GraphicsView.Shape.NoFrame)
        self._view.setAccessibleName(self.accessibleName())
        inside = pyqtgraph.GraphicsLayout()
        self._view.setCentralItem(inside)
        inside.addItem(self._numbers, 0, 0)
        inside.addItem(self._box, 0, 1)
        inside.addItem(self._days, 1, 1)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._box.setZValue(1)  # the bars lie on the lines
        self._days.linkToView(self._box)
        self._numbers.linkToView(self._box)
        self.setMinimumHeight(160)
        column = QVBoxLayout(self)
        column.setContentsMargins(NEAR, NEAR, NEAR, STEP)
        column.addWidget(self._view)
