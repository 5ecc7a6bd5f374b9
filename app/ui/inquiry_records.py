"""What the page of inquiries keeps outside of the window: who decided what, and how sure it must be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.history.persons_steps import LeftByPersons, PersonsStep
from app.records import SortedRow
from app.ui.inquiries_model import SURE_ENOUGH


class KeepsDecisions(Protocol):
    """Keeps who decided about each row of a run, and when."""

    def add_step(self, step: PersonsStep) -> int:
        """Add what a person decided in one step, and return of how many rows it was kept."""
        ...

    def left_by_persons(self, run: str) -> LeftByPersons:
        """Return how persons left the rows of *run*."""
        ...

    def proposals(self, run: str) -> Iterator[SortedRow]:
        """Yield what the program decided about each row."""
        ...


def _kept_nowhere(_sureness: float) -> None:
    """Keep nothing."""


@dataclass(frozen=True, slots=True)
class InquiryRecords:
    """Where the page of inquiries keeps things."""

    decisions: KeepsDecisions | None = None
    """None keeps no decision."""
    sure_enough: Callable[[], float] = lambda: SURE_ENOUGH
    """Gives the confidence below which a person decides, 0 to 1."""
    keep_sure_enough: Callable[[float], None] = _kept_nowhere
    """Remembers it."""
    who: str = ""
    """Name of the person who decides."""
