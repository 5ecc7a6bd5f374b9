"""The one control for how sure the program must be, with what is to be expected of it in words."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from app.records import Expectation
from app.ui.appearance import set_look
from app.ui.sentences import percent_words
from app.ui.stylesheet import NEAR, STEP

_STEPS = 100
_LIVE_MS = 20
"""The table follows the slider at most this often."""
_SETTLED_MS = 500
_WIDTHS = (96, 220)


class _Slider(QSlider):
    """A slider that the wheel moves only while it is in use."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is scrolled, unless the slider has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SurenessControl(QWidget):
    """Asks how sure it must be, from "all by itself" to "everything to a person".

    Signals:
        moved: The table is to follow.             arg: confidence below which a person decides, 0 to 1
        chosen: It rests there, to be remembered.  arg: the same
    """

    moved = Signal(float)
    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._expectations: tuple[Expectation, ...] = ()
        self._alone: tuple[int, int] | None = None
        self._slider = _Slider(Qt.Orientation.Horizontal)
        self._grid = QGridLayout(self)
        self._value = QLabel()
        self._expected = QLabel()
        self._live = QTimer(self, singleShot=True, interval=_LIVE_MS)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._lay_out()
        self._slider.valueChanged.connect(self._take_value)
        self._live.timeout.connect(lambda: self.moved.emit(self.sureness()))
        self._settled.timeout.connect(lambda: self.chosen.emit(self.sureness()))
        self._tell()

    def sureness(self) -> float:
        """Return the confidence below which a person decides, 0 to 1."""
        return self._slider.value() / _STEPS

    def set_sureness(self, sureness: float) -> None:
        """Show *sureness* (0 to 1), without telling anybody."""
        blocked = self._slider.blockSignals(True)
        self._slider.setValue(round(sureness * _STEPS))
        self._slider.blockSignals(blocked)
        self._tell()

    def settle(self) -> None:
        """Let it rest where it is: what would be told in a moment is told now."""
        for timer, told in ((self._live, self.moved), (self._settled, self.chosen)):
            if timer.isActive():
                timer.stop()
                told.emit(self.sureness())

    def set_expectations(self, expectations: Sequence[Expectation]) -> None:
        """Tell from now on what *expectations* say; none when there are no examples to tell it from."""
        self._expectations = tuple(sorted(expectations, key=lambda one: one.threshold))
        self._tell()

    def show_counts(self, alone: int, total: int) -> None:
        """Tell that *alone* of *total* sorted rows are done without a person; a total of 0 tells nothing."""
        self._alone = (alone, total) if total else None
        self._tell()

    def add_tool(self, tool: QWidget) -> None:
        """Put *tool* at the right end of the row."""
        self._grid.addWidget(tool, 0, 3)

    def words(self) -> str:
        """Return what is told."""
        return ": ".join(filter(None, (self._value.text(), self._expected.text())))

    def _take_value(self) -> None:
        self._tell()
        self._live.start()
        self._settled.start()

    def _tell(self) -> None:
        value = self._slider.value()
        if value == 0:
            words = self.tr("all by itself")
        elif value == _STEPS:
            words = self.tr("everything to a person")
        else:
            words = percent_words(self.sureness())
        self._value.setText(words)
        self._expected.setText("  ·  ".join(filter(None, (self._expected_words(), self._counted_words()))))
        self._slider.setAccessibleDescription(self.words())

    def _expected_words(self) -> str:
        expected = self._expectation()
        if expected is None and self._alone is None:  # nothing is sorted yet
            return ""
        if expected is None:
            return self.tr("Without enough sorted examples, nobody can tell how much of it would be right.")
        if self._slider.value() == _STEPS or not round(expected.share * 100):
            return self.tr("Everything goes to a person.")
        share = percent_words(expected.share)
        if expected.error is None:
            return self.tr("About {share} done by itself.").format(share=share)
        wrong = round(expected.error * 100)
        if not wrong:
            return self.tr("About {share} done by itself, fewer than 1 in 100 of them wrong.").format(
                share=share
            )
        return self.tr("About {share} done by itself, about {wrong} in 100 of them wrong.").format(
            share=share, wrong=wrong
        )

    def _counted_words(self) -> str:
        if self._alone is None:
            return ""
        return self.tr("In this table: {alone} of {total} rows.").format(
            alone=self._alone[0], total=self._alone[1]
        )

    def _expectation(self) -> Expectation | None:
        """Return what is known of the nearest sureness."""
        if not self._expectations:
            return None
        sureness = self.sureness()
        after = bisect_left(self._expectations, sureness, key=lambda one: one.threshold)
        near = self._expectations[max(after - 1, 0) : after + 1]
        return min(near, key=lambda one: abs(one.threshold - sureness))

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&How sure must it be?"))
        label.setBuddy(self._slider)
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(10)
        self._slider.setMinimumWidth(_WIDTHS[0])
        self._slider.setMaximumWidth(_WIDTHS[1])
        self._slider.setAccessibleName(self.tr("How sure must it be?"))
        self._slider.setToolTip(
            self.tr("Left: all is done by itself. Right: everything goes to a person. Arrow keys move it.")
        )
        self._expected.setWordWrap(True)
        # Its line is there while it is empty: what stands below does not jump.
        self._expected.setMinimumHeight(label.sizeHint().height())
        set_look(self._expected, "look", "quiet")
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(NEAR)
        grid.setVerticalSpacing(STEP // 2)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._slider, 0, 1)
        grid.addWidget(self._value, 0, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._expected, 1, 0, 1, 4)
