"""Sorted inquiries of an earlier run, as far as its record tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.records import SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.ui.inquiry_records import KeepsDecisions
from app.ui.job_bridge import JobBridge
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
    corrections: Mapping[str, Any]
    """What persons decided, by the number of the row."""


class EarlierRuns(QObject):
    """Reads the rows of earlier runs, many of them beside the window.

    Signals:
        came: A run was read.   arg: the EarlierInquiries
    """

    came = Signal(object)

    def __init__(self, decisions: KeepsDecisions | None, parent: QObject) -> None:
        """Find in *decisions* the rows that are too many for the record of a run; None keeps none."""
        super().__init__(parent)
        self._decisions = decisions
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self.came)

    @property
    def running(self) -> bool:
        """Whether rows are being read."""
        return self._bridge.running

    def read(self, kept: Kept) -> None:
        """Read what was *kept* of a run.

        Raises:
            ValueError: The record was written by another version and cannot be read.
        """
        run = kept.runs[0]
        rows = from_values(tuple[SortedRow, ...], run.output["rows"])
        categories = CategorySet.model_validate(run.input["categories"])
        path = Path(str(run.input["path"]))

        def made(rows: Sequence[SortedRow]) -> EarlierInquiries:
            return EarlierInquiries(run.id, _inquiries(path, rows), categories, rows, kept.changes)

        decisions = self._decisions
        if decisions is None or run.output.get("total", 0) == len(rows):
            self.came.emit(made(rows))
        else:
            self._bridge.start(lambda _reports: made(tuple(decisions.proposals(run.id)) or rows))


def _inquiries(path: Path, rows: Sequence[SortedRow]) -> Inquiries:
    items = tuple(Inquiry(row.row, row.text, path.name, row.error) for row in rows)
    return Inquiries(path, items, None, None)
