"""What is learnt before the first row is sorted: the statistics, and what they say about all rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.events import Cancellation
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.learning import Floats, Statistics, lessons_of, strongest
from app.tasks.inquiries.long_texts import parts_of
from app.verification.confidence import estimated_share

_USUAL_NONE_SHARE = 0.15
"""Share of inquiries that fit nothing, unless these rows speak for fewer.

They never speak for more: inquiries worded unlike the examples would otherwise all seem to fit nothing.
"""
_TRUST_IN_USUAL_SHARE = 30.0
_NONE_SHARE_WITHOUT_EXAMPLES = 0.1
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one run knows from the start."""

    statistics: Statistics
    judged: dict[int, tuple[Floats, float]]
    """By row: the log-probabilities of the categories, and how strange the text is; only rows with a text."""
    none_share: float
    """Share of the rows that fit nothing."""


def learn(
    categories: CategorySet,
    examples: Sequence[tuple[str, int]],
    inquiries: Inquiries,
    cancellation: Cancellation,
) -> Knowledge:
    """Learn from the categories and examples, and judge every row that has a text.

    Raises:
        Cancelled: The user asked to stop.
    """
    lessons = lessons_of(categories.categories, examples)
    statistics = Statistics(lessons, len(categories.categories), cancellation.raise_if_requested)
    readable = [inquiry for inquiry in inquiries.items if inquiry.text.strip() and not inquiry.error]
    judged: dict[int, tuple[Floats, float]] = {}
    for first in range(0, len(readable), _AT_ONCE):
        cancellation.raise_if_requested()
        judged |= _judged(statistics, readable[first : first + _AT_ONCE])
    return Knowledge(statistics, judged, _none_share(statistics, [odds for _, odds in judged.values()]))


def _judged(statistics: Statistics, inquiries: Sequence[Inquiry]) -> dict[int, tuple[Floats, float]]:
    parts = [(inquiry, start, end) for inquiry in inquiries for start, end in parts_of(inquiry.text)]
    shares, strangeness = statistics.judge([inquiry.text[start:end] for inquiry, start, end in parts])
    by_row: dict[int, list[tuple[Floats, float]]] = {}
    for (inquiry, _, _), row, odds in zip(parts, shares, strangeness.tolist(), strict=True):
        by_row.setdefault(inquiry.row, []).append((row, odds))
    return {
        row: (strongest([shares for shares, _ in found]), min(odds for _, odds in found))
        for row, found in by_row.items()
    }


def _none_share(statistics: Statistics, odds: Sequence[float]) -> float:
    if not statistics.by_example:
        return _NONE_SHARE_WITHOUT_EXAMPLES
    share = estimated_share(np.array(odds), _USUAL_NONE_SHARE, _TRUST_IN_USUAL_SHARE)
    return min(share, _USUAL_NONE_SHARE)
