"""Looks for what is doubtful about the categories, beside the window and when nothing is typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.records import Finding
from app.tasks.inquiries.categories import CategorySet
from app.ui.job_bridge import JobBridge, Reports

_PAUSE_MS = 800


class CategoryChecking(QObject):
    """Checks the newest categories some moments after they were given.

    Signals:
        found: They were looked at.   arg: tuple of the Findings
    """

    found = Signal(object)

    def __init__(
        self, check: Callable[[CategorySet], tuple[Finding, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.check = check
        self._waiting: CategorySet | None = None
        self._bridge = JobBridge(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._bridge.finished.connect(self._tell)
        self._bridge.failed.connect(self._go_on)

    def give(self, categories: CategorySet | None) -> None:
        """Look at *categories* soon, instead of others; at nothing with None."""
        self._waiting = categories
        self._pause.start()

    def _start(self) -> None:
        categories = self._waiting
        if categories is None or self._bridge.running:
            return
        self._waiting = None
        check = self.check

        def look(_reports: Reports) -> tuple[Finding, ...]:
            return check(categories)

        self._bridge.start(look)

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        if self._waiting is None:
            self.found.emit(findings)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting is not None:
            self._pause.start()
