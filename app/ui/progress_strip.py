"""Tells in words what is being done, how far it is, and how long it still takes."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.records import Progress
from app.ui.appearance import set_look
from app.ui.sentences import Sentences
from app.ui.stylesheet import AROUND, NEAR

HEAD_HEIGHT = 52
"""Height of the heads of Give and Check, in pixels."""
_PARTS = 1000
_TOLD_AFTER_S = 3


class ProgressStrip(QWidget):
    """The head of a result: its name, then either a note on it or the progress of the work.

    The bar's place is kept while nothing runs, so that nothing below it moves.
    """

    def __init__(self, sentences: Sentences, heading: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._heading = heading
        self._words = QLabel()
        self._bar = QProgressBar()
        self._tools = QHBoxLayout()
        self._told = ""
        self._clock = QElapsedTimer()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tell_time)
        self._lay_out()
        self.show_note("")

    def show_note(self, words: str) -> None:
        """Show *words* on the finished result, and no progress."""
        self._second.stop()
        self._words.setText(words)
        self._bar.setRange(0, 1)
        self._bar.reset()
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()

    def show_waiting(self) -> None:
        """Show that work has begun."""
        self._clock.start()
        self._second.start()
        self._told = self.tr("Beginning")
        self._words.setText(self._told)
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._bar.show()

    def show_progress(self, progress: Progress) -> None:
        """Show *progress*."""
        parts = [self._sentences.progress(progress)]
        if progress.total:
            self._bar.setRange(0, _PARTS)
            self._bar.setValue(round(_PARTS * min(progress.done / progress.total, 1.0)))
            if progress.total > 1 and progress.total < 1e6:
                parts.append(
                    self.tr("{done} of {total}").format(
                        done=round(progress.done), total=round(progress.total)
                    )
                )
        else:
            self._bar.setRange(0, 1)
            self._bar.setValue(0)
        left = self._sentences.time_left(progress)
        if left:
            parts.append(left)
        self._told = "  ·  ".join(parts)
        self._bar.show()
        self._tell_time()

    def _tell_time(self) -> None:
        """Tell how long the work has taken, where nobody knows how long it will."""
        seconds = self._clock.elapsed() // 1000
        known = self._bar.value() > 0 or seconds < _TOLD_AFTER_S
        took = "" if known else "  ·  " + self.tr("{seconds} s").format(seconds=seconds)
        self._words.setText(self._told + took)

    def words(self) -> str:
        """Return what is told now."""
        return self._words.text()

    def add_tool(self, tool: QWidget) -> None:
        """Put *tool* at the right end of the head."""
        self._tools.addWidget(tool)

    def _lay_out(self) -> None:
        set_look(self._words, "look", "quiet")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._tools.setSpacing(NEAR)
        head = QWidget()
        head.setFixedHeight(HEAD_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(AROUND, 0, AROUND, 0)
        row.setSpacing(2 * NEAR)
        row.addWidget(self._heading)
        row.addWidget(self._words, 1)
        row.addLayout(self._tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._bar)
