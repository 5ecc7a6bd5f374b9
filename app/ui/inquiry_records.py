"""What the page of inquiries keeps outside of the window: who decided what, and how sure it must be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.records import SortedRow
from app.ui.inquiries_model import SURE_ENOUGH


class KeepsDecisions(Protocol):
    """Keeps who decided about each row of a run, and when."""

    def decide(self, run: str, row: int, category: str | None, who: str) -> bool:
        """Add that the person *who* put *row* into *category*."""
        ...

    def take_over(self, row: SortedRow, who: str) -> bool:
        """Add that the person *who* let *row* be as it was proposed."""
        ...

    def take_back(self, run: str, row: int, who: str) -> bool:
        """Add that the person *who* let the program's decision hold again."""
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
