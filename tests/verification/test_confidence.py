"""Confidences that mean what they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.verification.confidence import (
    Tell,
    clearly_less,
    estimated_share,
    fitted_sharpness,
    fitted_tell,
    from_log_odds,
    log_odds,
    log_shares,
    mixed,
)

SCORES = arrays.arrays(np.float64, arrays.array_shapes(min_dims=2, max_dims=2), elements=st.floats(-50, 50))


@given(SCORES, st.floats(0.1, 10))
def test_shares_add_up_and_keep_the_order(scores: np.ndarray, sharpness: float) -> None:
    shares = np.exp(log_shares(scores, sharpness))
    assert shares.sum(axis=1) == pytest.approx(1)
    rows = np.arange(len(scores))
    assert shares[rows, scores.argmax(axis=1)] == pytest.approx(shares.max(axis=1))


def test_boasting_scores_are_dulled_and_timid_ones_sharpened() -> None:
    chance = np.random.default_rng(0)
    right = chance.integers(0, 3, 400)
    told = np.where(chance.random(400) < 0.8, right, (right + 1) % 3)
    for height in (0.5, 12.0):
        scores = np.zeros((400, 3))
        scores[np.arange(400), told] = height
        shares = np.exp(log_shares(scores, fitted_sharpness(scores, right.tolist(), 1.0)))
        assert shares.max(axis=1).mean() == pytest.approx(0.8, abs=0.06)


def test_without_cases_the_usual_sharpness_holds() -> None:
    assert fitted_sharpness(np.zeros((0, 3)), [], 2.2) == 2.2


@given(st.floats(0.0001, 0.9999))
def test_log_odds_go_back_and_forth(probability: float) -> None:
    assert from_log_odds(log_odds(np.array(probability))) == pytest.approx(probability)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.4])
def test_the_share_of_a_property_is_found(share: float) -> None:
    having = int(400 * share)
    odds = np.concatenate([np.full(having, 4.0), np.full(400 - having, -4.0)])
    assert estimated_share(odds, 0.15, 30) == pytest.approx(share, abs=0.03)


def test_with_no_cases_the_expected_share_holds() -> None:
    assert estimated_share(np.zeros(0), 0.15, 30) == pytest.approx(0.15)


def test_a_tell_learns_which_sign_matters() -> None:
    chance = np.random.default_rng(0)
    without = np.column_stack([chance.normal(0, 1, 200), chance.normal(0, 1, 200)])
    having = np.column_stack([chance.normal(3, 1, 200), chance.normal(0, 1, 200)])
    tell = fitted_tell(without, having)
    assert tell.weights[0] > 5 * abs(tell.weights[1])
    assert tell.odds(np.array([[3.0, 0.0]]))[0] > 0 > tell.odds(np.array([[0.0, 0.0]]))[0]


def test_a_tell_is_a_weighted_sum() -> None:
    assert Tell((2.0, -1.0), 0.5).odds(np.array([[1.0, 3.0]])).tolist() == [-0.5]


def test_opinions_are_mixed_by_weight() -> None:
    yes, no = np.log([0.9, 0.1]), np.log([0.1, 0.9])
    assert np.exp(mixed([(yes, 1.0), (no, 1.0)])) == pytest.approx([0.5, 0.5])
    assert np.exp(mixed([(yes, 1.0), (no, 0.5)]))[0] > 0.5
    assert np.isfinite(mixed([(np.array([0.0, -np.inf]), 1.0)])).all()


def test_losses_are_clearly_less_only_where_chance_would_not_make_them_so() -> None:
    chance = np.random.default_rng(0)
    others = chance.exponential(1.0, 200)
    assert clearly_less(others - 0.1, others)
    assert not clearly_less(others, others)
    assert not clearly_less(others + chance.normal(0.0, 1.0, 200) - 0.01, others)
