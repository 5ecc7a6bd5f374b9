"""Turns scores into confidences that mean what they say: of rows at 0.8, four in five are right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TINY = 1e-9
_SHARPNESS_GRID = np.geomspace(0.2, 12.0, 80)
_SHARES_GRID = np.linspace(0.0, 1.0, 11)
_RELATIVE_GRID = np.geomspace(0.25, 4.0, 25)
_TRUST_IN_DEFAULT = 8.0
"""How many rows the default sharpness weighs against those that were tried."""
_CLEARLY = 2.0
"""Standard errors."""
_ROUNDS = 60
_STRENGTH_OF_TELL = 0.3
"""Inverse regularisation; the signs hang together."""


def log_shares(scores: Floats, sharpness: float = 1.0) -> Floats:
    """Return the log-probabilities that go with *scores*, row by row.

    Args:
        scores: One row for each case, one column for each choice; higher is likelier.
        sharpness: Above 1 makes the likeliest choice likelier, below 1 the others.
    """
    sharp = scores * sharpness
    sharp = sharp - sharp.max(axis=-1, keepdims=True)
    result: Floats = sharp - np.log(np.exp(sharp).sum(axis=-1, keepdims=True))
    return result


def fitted_sharpness(scores: Floats, right: Sequence[int], default: float) -> float:
    """Return the sharpness at which *scores* tell best how often they are right.

    Args:
        scores: Scores of cases that were not used to make them, one row each.
        right: Column of the right choice of each.
        default: What to return without any case, and to stay near with few.
    """
    if not len(right):
        return default
    rows = np.arange(len(right))
    losses = [
        -log_shares(scores, sharpness)[rows, right].sum()
        + _TRUST_IN_DEFAULT * float(np.log(sharpness / default)) ** 2
        for sharpness in _SHARPNESS_GRID
    ]
    return float(_SHARPNESS_GRID[int(np.argmin(losses))])


def fitted_mix(
    first: Floats, second: Floats, right: Sequence[int], default: tuple[float, float]
) -> tuple[float, float]:
    """Return the weights with which two scores of the same cases tell best together how often they are right.

    Args:
        first: Scores of cases that were not used to make them, one row each.
        second: Scores of the same cases by something else.
        right: Column of the right choice of each.
        default: What to return without any case, and to stay near with few.
    """
    if not len(right):
        return default
    rows = np.arange(len(right))
    best, least = default, np.inf
    for share in _SHARES_GRID:
        weights = (2 * share * default[0], 2 * (1 - share) * default[1])
        mix = weights[0] * first + weights[1] * second
        for sharpness in _RELATIVE_GRID:
            distance = float(np.log(sharpness)) ** 2 + (2 * share - 1) ** 2
            loss = _TRUST_IN_DEFAULT * distance - log_shares(mix, sharpness)[rows, right].sum()
            if loss < least:
                best, least = (weights[0] * sharpness, weights[1] * sharpness), loss
    return best


def clearly_less(losses: Floats, others: Floats) -> bool:
    """Return whether *losses* are smaller than *others* of the same cases by more than chance makes them.

    By more than two standard errors of their mean difference; equal ones are not.
    """
    gain = others - losses
    return bool(gain.mean() > _CLEARLY * gain.std() / np.sqrt(len(gain)))


def log_odds(probability: Floats) -> Floats:
    """Return the log-odds of *probability*, kept finite at 0 and 1."""
    kept = np.clip(probability, 1e-5, 1 - 1e-5)
    result: Floats = np.log(kept / (1 - kept))
    return result


def from_log_odds(odds: Floats) -> Floats:
    """Return the probability that goes with the log-odds *odds*."""
    result: Floats = 1 / (1 + np.exp(-np.clip(odds, -60, 60)))
    return result


def estimated_share(odds: Floats, expected: float, trust: float) -> float:
    """Return how large a share of all cases the property has whose log-odds are *odds*.

    The odds take both outcomes for equally frequent; the frequency that explains all of them
    together is found by going back and forth between the two.

    Args:
        odds: Log-odds of each case.
        expected: The share that is usual.
        trust: How many cases that expectation weighs.
    """
    share = expected
    for _ in range(_ROUNDS):
        likely = from_log_odds(odds + np.log(share / (1 - share)))
        share = float((likely.sum() + expected * trust) / (len(odds) + trust))
    return share


@dataclass(frozen=True, slots=True)
class Tell:
    """Weighs signs of a property into its log-odds."""

    weights: tuple[float, ...]
    """One for each sign."""
    base: float
    """Log-odds where all signs are 0."""

    def odds(self, signs: Floats) -> Floats:
        """Return the log-odds of each row of *signs*, with both outcomes equally frequent."""
        result: Floats = signs @ np.asarray(self.weights) + self.base
        return result


def fitted_tell(without: Floats, having: Floats) -> Tell:
    """Learn to tell cases that have a property from those that do not, by their signs.

    Args:
        without: Signs of cases without the property, one row each.
        having: Signs of cases that have it.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to load, seldom needed

    signs = np.vstack([without, having])
    middle, width = signs.mean(axis=0), signs.std(axis=0) + 1e-9  # so that all signs count alike at first
    regression = LogisticRegression(C=_STRENGTH_OF_TELL, class_weight="balanced")
    regression.fit((signs - middle) / width, [0] * len(without) + [1] * len(having))
    weights = regression.coef_[0] / width
    return Tell(tuple(weights.tolist()), float(regression.intercept_[0] - weights @ middle))


def mixed(parts: Sequence[tuple[Floats, float]]) -> Floats:
    """Return the log-probabilities of several opinions together.

    Args:
        parts: The log-probabilities of each opinion and its weight.
    """
    total: Floats = sum(
        (np.maximum(opinion, np.log(_TINY)) * weight for opinion, weight in parts), start=np.zeros(1)
    )
    return log_shares(total)
