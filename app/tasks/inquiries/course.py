"""What passes between a front end and one run of sorting: progress, and the wishes to stop or to hold."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.events import Cancellation, Pause
from app.records import Progress
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.pace import Pace

_BETWEEN_REPORTS = 0.05
"""Seconds: more words about progress than this nobody can see."""


class Reporter:
    """Tells how far the work has come."""

    def __init__(self, on_progress: Callable[[Progress], None] | None, total: int) -> None:
        self._on_progress = on_progress
        self._total = total
        self._pace = Pace()
        self._told = -_BETWEEN_REPORTS

    def learning(self, done: int = 0, total: int | None = None) -> None:
        """Tell that the examples are being learnt from, and how many of *total* the model has read."""
        if self._on_progress:
            self._on_progress(Progress("learning-from-examples", done, total))

    def learnt(self) -> None:
        """Measure the rows from now on."""
        self._pace.restart(0)

    def stood_still(self, seconds: float) -> None:
        """Leave out the last *seconds*."""
        self._pace.stood_still(seconds)

    def sorted(self, done: int, *, remembered: bool) -> None:
        """Tell that *done* rows are finished; those that are *remembered* say nothing of the others' pace."""
        now = time.monotonic()
        if remembered:
            self._pace.restart(done)
        else:
            self._pace.reached(done)
        if self._on_progress and (now - self._told >= _BETWEEN_REPORTS or done == self._total):
            self._told = now
            left = self._pace.remaining(self._total - done)
            self._on_progress(Progress("sorting-inquiries", done, self._total, self._pace.rate, left))


@dataclass(frozen=True, slots=True)
class Course:
    """What passes between the front end and one run."""

    reporter: Reporter
    cancellation: Cancellation
    pause: Pause

    def stoppable(self, inquiries: Iterable[Inquiry]) -> Iterator[Inquiry]:
        """Yield the *inquiries* as long as nobody asks to stop."""
        for inquiry in inquiries:
            self.cancellation.raise_if_requested()
            yield inquiry

    def stand_still(self) -> None:
        """Wait until the user wants it to go on."""
        began = time.monotonic()
        self.pause.wait(self.cancellation)
        self.reporter.stood_still(time.monotonic() - began)
