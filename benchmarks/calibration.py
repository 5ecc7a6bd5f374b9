"""What confidences are worth: how far they are from the truth, and how much can be left to them."""

import numpy as np
from numpy.typing import NDArray

_BINS = 10
_TRIALS = 2000
_SELDOM = 0.95

Floats = NDArray[np.float64]


def calibration_error(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error with ten bins of equal width (Guo et al. 2017).

    Args:
        confidence: Confidence in each answer, 0 to 1.
        right: Whether each answer was right.
    """
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(error)


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
