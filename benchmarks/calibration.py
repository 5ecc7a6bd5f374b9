"""What confidences are worth: how far they are from the truth, and how much can be left to them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BINS = 10
_TRIALS = 2000
_SELDOM = 0.95

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence."""

    low: float
    """Least confidence that belongs here; the next bin begins a tenth above."""
    count: int
    confidence: float
    """Mean confidence, 0 to 1."""
    right: float
    """Share of right answers."""


def reliability(confidence: Floats, right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Return the reliability diagram: ten bins of equal width, those without an answer left out.

    Args:
        confidence: Confidence in each answer, 0 to 1.
        right: Whether each answer was right.
    """
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(number / _BINS, int(inside.sum()), float(confidence[inside].mean()), float(right[inside].mean()))
        for number in range(_BINS)
        if (inside := bins == number).any()
    )


def calibration_error(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error with ten bins of equal width (Guo et al. 2017).

    Args:
        confidence: Confidence in each answer, 0 to 1.
        right: Whether each answer was right.
    """
    bins = reliability(confidence, right)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / len(confidence)


def perfect_error(confidence: Floats) -> float:
    """Return what a sorter whose *confidence* is exactly true stays below in 95 of 100 sets of as many rows."""
    lot = np.random.default_rng(0)
    errors = [calibration_error(confidence, lot.random(len(confidence)) < confidence) for _ in range(_TRIALS)]
    return float(np.quantile(errors, _SELDOM))


def share_at_precision(confidence: Floats, right: NDArray[np.bool_], precision: float) -> float:
    """Return the largest share of all answers, the surest first, of which *precision* are right.

    Answers of equal confidence are taken together.
    """
    order = np.argsort(-confidence, kind="stable")
    counts = np.arange(1, len(order) + 1)
    good = np.cumsum(right[order]) / counts >= precision
    ends = np.append(np.diff(confidence[order]) != 0, True)
    found = counts[good & ends]
    return float(found.max() / len(order)) if found.size else 0.0


def recall_at_kept(inside: Floats, outside: Floats, kept: float) -> float:
    """Return the share of *outside* that is turned away by the highest bar that lets *kept* of *inside* pass.

    Whatever is exactly at the bar passes, on both sides: a sorter that tells nothing apart turns nothing away.

    Args:
        inside: Scores of what should pass, higher for what seems to belong; not empty.
        outside: Scores of what should not pass; not empty.
        kept: Share from 0 to 1 that has to pass at least, above 0.
    """
    ranked = np.sort(inside)[::-1]
    # A product such as 0.9 * 70 may come out a hair above the whole number.
    bar = ranked[max(math.ceil(kept * len(ranked) - 1e-9), 1) - 1]
    return float((outside < bar).mean())
