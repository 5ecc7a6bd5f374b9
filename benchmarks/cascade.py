"""Deskhand's whole cascade over one set, with the time that it takes."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from app.engine.client import EngineClient
from app.history.runs import RunStore
from app.records import Expectation, SortedRow
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.sorting import InquirySorting
from benchmarks.inquiry_sets import SortingTask

USUAL_THRESHOLD = 0.6
"""What the program asks for where nobody has chosen."""
_WRONG = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """What came out of one sorting."""

    rows: tuple[SortedRow, ...]
    learning_seconds: float
    """From the call to the moment when the first row was taken up."""
    sorting_seconds: float
    """From there to the last row."""
    expected: Expectation | None
    """By which the threshold was chosen; None where the program expects nothing; the usual one was taken."""

    @property
    def rate(self) -> float:
        """Rows a minute, learning apart."""
        return 60 * len(self.rows) / self.sorting_seconds


class WatchedItems(Sequence[Inquiry]):
    """Inquiries that know when the first of them was last read.

    Learning may look at some of them before; what comes after the last look is sorting.
    """

    def __init__(self, items: Sequence[Inquiry]) -> None:
        """Watch over *items*."""
        self._items = items
        self.begun = time.perf_counter()
        """When the first one was last read."""

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Inquiry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Inquiry]: ...
    def __getitem__(self, index: int | slice) -> Inquiry | Sequence[Inquiry]:
        first = index.indices(len(self))[0] if isinstance(index, slice) else index
        if first == 0:
            self.begun = time.perf_counter()
        return self._items[index]


def sort(task: SortingTask, engine: EngineClient | None, cache: Path | None = None) -> Run:
    """Return the rows of *task* as Deskhand sorts them, in a place where it remembers nothing.

    The threshold is the one of its own control: the one that lets most be decided with nine in ten right. With
    *cache* what the model made of examples is kept there, and learning takes less time the next time.
    """
    items = WatchedItems(
        [Inquiry(number, text, "rows.csv") for number, (text, _) in enumerate(task.rows, start=1)]
    )
    threshold = USUAL_THRESHOLD
    with tempfile.TemporaryDirectory() as folder:
        runs = RunStore(Path(folder) / "records.sqlite3")
        sorting = InquirySorting(lambda: engine, runs, lambda: threshold, cache or Path(folder))
        called = time.perf_counter()
        expected = _chosen(sorting, task)
        threshold = expected.threshold if expected else USUAL_THRESHOLD
        found = sorting.sort(
            Inquiries(Path("rows.csv"), items, None, None), task.categories, examples=task.examples
        )
        rows = [next(found)]
        begun = items.begun
        rows += found
        ended = time.perf_counter()
        runs.close()
    return Run(tuple(rows), begun - called, ended - begun, expected)


def _chosen(sorting: InquirySorting, task: SortingTask) -> Expectation | None:
    """Return what is expected of the threshold that decides most with one in ten wrong; None where nothing is."""
    choices = sorting.outlook(task.categories, examples=task.examples)
    told = [(one.error, one) for one in choices if one.error is not None]
    allowed = [one for error, one in told if error <= _WRONG]
    if allowed:
        return max(allowed, key=lambda one: one.share)
    # Where none promises nine in ten, the strictest one is what a careful person takes.
    return max((one for _, one in told), key=lambda one: one.threshold, default=None)
