"""Sorted inquiries to show: twenty rows of which every other one is unsure."""

from collections.abc import Iterator
from typing import Any

from app.records import Evidence, SortedRow

NAMES = ("delivery", "quality", "billing")


def sorted_row(number: int, category: str | None, confidence: float, **changes: Any) -> SortedRow:
    """A row whose text begins with the word "inquiry", on which it rests."""
    values: dict[str, Any] = {
        "run": "r",
        "row": number,
        "text": f"inquiry {number}",
        "category": category,
        "confidence": confidence,
        "needs_person": confidence < 0.6,
        "evidence": (Evidence("a.csv", "inquiry", 0, 7),),
        "reason": "unsure-between",
        "method": "examples",
        "parameters": {"first": "delivery", "second": "quality", "words": "inquiry", "category": category},
    }
    return SortedRow(**(values | changes))


def twenty_rows() -> list[SortedRow]:
    """Rows 1 to 20; the odd ones are unsure, the later the surer."""
    return [sorted_row(number, NAMES[number % 3], _confidence(number)) for number in range(1, 21)]


def texts(rows: list[SortedRow]) -> Iterator[tuple[int, str]]:
    """Number and text of each of *rows*."""
    return ((row.row, row.text) for row in rows)


def _confidence(number: int) -> float:
    return 0.1 + number / 50 if number % 2 else 0.9
