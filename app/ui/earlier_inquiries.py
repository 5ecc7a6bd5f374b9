"""Sorted inquiries of an earlier run, as far as its record tells them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.history.persons_steps import LeftByPersons
from app.records import Run, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.pairing import fingerprint_of
from app.ui.inquiry_changes import InquiryChanges
from app.ui.inquiry_records import KeepsDecisions
from app.ui.job_bridge import JobBridge, Reports, Work
from app.ui.last_result import Kept
from app.ui.run_values import from_values


@dataclass(frozen=True, slots=True)
class EarlierInquiries:
    """What was sorted in an earlier run, and where it went."""

    run: str
    """Id of its record."""
    inquiries: Inquiries
    """Their table is not known."""
    categories: CategorySet
    rows: Sequence[SortedRow]
    changes: InquiryChanges
    left: LeftByPersons
    """What the records tell of persons' decisions on the rows."""
    sure: float | None
    """The confidence below which a person was to decide, 0 to 1; None where that was not kept."""
    stopped: bool
    """Whether it was stopped before its last row."""

    @property
    def corrections(self) -> Mapping[str, str | None]:
        """What persons decided, by the number of the row: what was seen last in the window goes before the records."""
        return self.changes.corrections or {str(row): category for row, category in self.left.decided.items()}


class EarlierRuns(QObject):
    """Reads the rows of earlier runs and what persons decided, beside the window; only the run asked for last comes.

    Signals:
        came: A run was read.   arg: the EarlierInquiries
    """

    came = Signal(object)

    def __init__(self, decisions: KeepsDecisions | None, settle: Callable[[], None], parent: QObject) -> None:
        """Find in *decisions* what the record of a run does not hold; None keeps none.

        *settle* sees to it that they hold all that was decided so far.
        """
        super().__init__(parent)
        self._settle = settle
        self._decisions = decisions
        self._turn = 0
        self._waiting: Work | None = None
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self._take)
        self._bridge.failed.connect(self._go_on)
        self._bridge.cancelled.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether rows are being read."""
        return self._bridge.running

    def read(self, kept: Kept) -> None:
        """Read what was *kept* of a run.

        Raises:
            ValueError: The record was written by another version and cannot be read.
        """
        self.forget()
        run, turn = kept.runs[0], self._turn
        rows = from_values(tuple[SortedRow, ...], run.output["rows"])
        categories = CategorySet.model_validate(run.input["categories"])
        changes = InquiryChanges.of(kept.changes)

        decisions = self._decisions
        if decisions is None:
            self.came.emit(_earlier(run, categories, rows, changes, LeftByPersons()))
            return

        def read(_reports: Reports) -> tuple[int, EarlierInquiries]:
            with suppress(DeskhandError):  # it was told when it was decided
                self._settle()
            left = decisions.left_by_persons(run.id)
            is_whole = run.output.get("total", 0) == len(rows)
            every = rows if is_whole else tuple(decisions.proposals(run.id)) or rows
            return turn, _earlier(run, categories, every, changes, left)

        self._waiting = read
        self._go_on()

    def forget(self) -> None:
        """Let nothing come that was asked for before: other rows are shown."""
        self._turn += 1
        self._waiting = None

    def _take(self, found: tuple[int, EarlierInquiries]) -> None:
        turn, earlier = found
        if turn == self._turn:
            self.came.emit(earlier)
        self._go_on()

    def _go_on(self) -> None:
        work = self._waiting
        if work is not None and self._bridge.start(work):
            self._waiting = None


def _earlier(
    run: Run,
    categories: CategorySet,
    rows: Sequence[SortedRow],
    changes: InquiryChanges,
    left: LeftByPersons,
) -> EarlierInquiries:
    path, sure, stopped = Path(str(run.input["path"])), run.input.get("sure"), bool(run.output.get("stopped"))
    items = tuple(Inquiry(row.row, row.text, path.name, row.error) for row in rows)
    column = run.input.get("text_column")
    inquiries = Inquiries(path, items, None, None if column is None else str(column))
    if not changes.table and not stopped:
        changes = replace(changes, table=fingerprint_of(items))
    return EarlierInquiries(
        run.id,
        inquiries,
        categories,
        rows,
        changes,
        left,
        float(sure) if isinstance(sure, int | float) else None,
        stopped,
    )
