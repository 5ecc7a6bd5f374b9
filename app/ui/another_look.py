"""Has the job look again, beside the window, at what a person's decisions could change."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import DeskhandError
from app.ui.job_bridge import JobBridge, Work

_SETTLED_MS = 400
"""After the last decision: who decides one row after the other is not followed step by step."""


class AnotherLook(QObject):
    """Asks for another look, and begins it anew when something was decided meanwhile.

    Signals:
        came: What would change.   arg: list of SortedRow
    """

    came = Signal(object)

    def __init__(self, work: Callable[[], Work | None], parent: QObject) -> None:
        """Do what *work* gives; None is nothing to do."""
        super().__init__(parent)
        self._work = work
        self._again = False
        self._is_wanted = False
        self._bridge = JobBridge(self)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._begin)
        self._bridge.finished.connect(self._take)
        self._bridge.failed.connect(self._take_failure)
        self._bridge.cancelled.connect(self._take_end)

    @property
    def running(self) -> bool:
        """Whether it is looked, or soon will be."""
        return self._bridge.running or self._settled.isActive()

    def ask(self) -> None:
        """Look again, a moment after the last time this was asked."""
        self._settled.start()

    def stop(self) -> None:
        """Look no more, for now."""
        self._settled.stop()
        self._again = self._is_wanted = False
        self._bridge.stop()  # it may be at its end already: what it found is not told

    def _begin(self) -> None:
        if self._bridge.running:
            self._again = True
            self._bridge.stop()
            return
        work = self._work()
        if work is not None:
            self._is_wanted = self._bridge.start(work)

    def _take(self, rows: object) -> None:
        if self._is_wanted and not self._again:
            self.came.emit(rows)
        self._take_end()

    def _take_failure(self, _error: DeskhandError) -> None:
        self._take_end()  # nothing is offered then; nobody has asked for it

    def _take_end(self) -> None:
        if self._again:
            self._again = False
            self._settled.start()
