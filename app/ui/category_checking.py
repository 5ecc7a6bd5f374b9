"""Looks for what is doubtful before sorting, beside the window and when nothing is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import DeskhandError
from app.records import Finding
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries
from app.ui.category_services import CategoryServices
from app.ui.job_bridge import JobBridge, Reports

_PAUSE_MS = 800


@dataclass(frozen=True, slots=True, eq=False)
class ToSort:
    """What is given besides the categories, as far as it is there."""

    inquiries: Inquiries | None = None
    examples: Path | None = None
    """A table of inquiries that are sorted already."""

    def is_same(self, other: "ToSort") -> bool:
        """Return whether nothing was read or chosen anew; a hundred thousand rows are not compared."""
        return self.inquiries is other.inquiries and self.examples == other.examples


class CategoryChecking(QObject):
    """Checks the newest categories some moments after they were given.

    Signals:
        found: They were looked at.   arg: tuple of the Findings

    Attributes:
        services: Does the looking.
    """

    found = Signal(object)

    def __init__(self, services: CategoryServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._waiting: Callable[[], tuple[Finding, ...]] | None = None
        self._bridge = JobBridge(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._bridge.finished.connect(self._tell)
        self._bridge.failed.connect(self._go_on)

    def give(self, categories: CategorySet | None, given: ToSort) -> None:
        """Look soon at *categories* and what is *given* to be sorted into them; at nothing without categories."""
        services = self.services
        if categories is None:
            self._waiting = _nothing
        else:
            self._waiting = lambda: _doubts(services, categories, given)
        self._pause.start()

    def _start(self) -> None:
        look = self._waiting
        if look is None or self._bridge.running:
            return
        self._waiting = None

        def work(_reports: Reports) -> tuple[Finding, ...]:
            return look()

        self._bridge.start(work)

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        if self._waiting is None:
            self.found.emit(findings)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting is not None:
            self._pause.start()


def _nothing() -> tuple[Finding, ...]:
    return ()  # what cannot be used is not looked at


def _doubts(services: CategoryServices, categories: CategorySet, given: ToSort) -> tuple[Finding, ...]:
    inquiries = given.inquiries
    examples: list[tuple[str, str]] = []
    if given.examples is not None:
        try:
            column = inquiries.text_column if inquiries else None
            examples = services.read_examples(given.examples, column, categories)
        except DeskhandError:
            examples = []  # that is told when sorting begins
    return services.check(categories, examples, inquiries.items if inquiries else ())
