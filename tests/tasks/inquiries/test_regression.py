"""The regression over texts finds the weights that the usual one over features finds."""

import warnings

import numpy as np
import pytest
from scipy.sparse import random as random_rows
from sklearn.linear_model import LogisticRegression

from app.errors import Cancelled
from app.tasks.inquiries.regression import fitted


@pytest.mark.parametrize("balanced", [True, False])
@pytest.mark.parametrize("count", [2, 4])
def test_the_weights_are_those_of_the_usual_regression(count: int, *, balanced: bool) -> None:
    chance = np.random.default_rng(count)
    rows = random_rows(40, 300, 0.1, format="csr", rng=chance)
    answers = np.sort(chance.integers(0, count, 40))
    usual = LogisticRegression(C=10.0, class_weight="balanced" if balanced else None, max_iter=1000, tol=1e-8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        usual.fit(rows, answers)
    weights, added = fitted(rows, answers, 10.0, balanced=balanced, between=lambda: None)
    scores = rows @ weights.T + added
    wanted = usual.decision_function(rows)
    if count == 2:
        wanted = np.column_stack([-wanted, wanted]) / 2
    assert scores == pytest.approx(wanted, abs=0.1)  # each stops a little before the end
    assert weights.shape == (count, 300)


def test_two_texts_that_are_the_same_do_no_harm() -> None:
    rows = random_rows(10, 50, 0.2, format="csr", rng=np.random.default_rng(0))[[0, 0, *range(2, 10)]]
    weights, _ = fitted(rows, np.array([0, 1] * 5), 10.0, balanced=True, between=lambda: None)
    assert np.isfinite(weights).all()


def test_a_wish_to_stop_is_heard_within_a_fit() -> None:
    calls = []

    def stop() -> None:
        calls.append(1)
        if len(calls) == 5:
            raise Cancelled

    rows = random_rows(40, 300, 0.1, format="csr", rng=np.random.default_rng(0))
    with pytest.raises(Cancelled):
        fitted(rows, np.arange(40) % 4, 10.0, balanced=True, between=stop)
    assert len(calls) == 5
