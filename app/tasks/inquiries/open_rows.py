"""Rows that rules and words leave open, and what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.records import Finding
from app.tasks.inquiries.deciding import Decision, Opinion
from app.tasks.inquiries.inquiries import Inquiry


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row that somebody else is to be asked about."""

    inquiry: Inquiry
    findings: tuple[Finding, ...]
    opinion: Opinion
    """What words say."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the model said about one row, from which its ways are learnt for the next ones."""

    shares: dict[int, float] = field(default_factory=dict)
    """What it gave each category by name, by index; empty where it was not asked so."""
    strangeness: float | None = None
    """Log-odds that none fits, with both equally frequent; None where nothing is to be learnt from them."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an open row."""

    decision: Decision
    opinion: Opinion
    """What the decision follows from."""
    findings: tuple[Finding, ...]
    """All that there is to tell, those of the open row among them."""
    said: Said = field(default_factory=Said)


class Asker(Protocol):
    """Decides open rows with the model, several at a time.

    Attributes:
        first: How many rows are asked about at first, so that something is soon to be seen.
        most: How many rows are asked about together.
    """

    first: int
    most: int

    def answers(self, rows: Sequence[OpenRow]) -> list[Answered]:
        """Return what becomes of *rows*.

        Raises:
            Cancelled: The user asked to stop.
        """
        ...

    def remember(self, said: Said) -> None:
        """Take note of what the model said about a row that was decided before."""
        ...
