"""Which category vectors speak for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.tasks.inquiries.state_weights import StateWeights
from app.tasks.inquiries.word_weights import Floats


def clouds(each: int, count: int = 4, width: int = 30, seed: int = 0) -> tuple[Floats, list[int]]:
    """Return vectors around *count* middles, *each* of them."""
    chance = np.random.default_rng(seed)
    middles = np.random.default_rng(99).normal(size=(count, width)) * 2
    labels = np.repeat(np.arange(count), each)
    return middles[labels] + chance.normal(size=(len(labels), width)), labels.tolist()


def test_vectors_near_those_of_a_category_belong_there() -> None:
    vectors, labels = clouds(6)
    weights = StateWeights(vectors, labels, 5)
    asked, right = clouds(20, seed=1)
    scores = weights.scores(asked)
    assert (scores.argmax(axis=1) == right).mean() > 0.95
    assert scores[:, 4].max() < scores[:, :4].min()  # the fifth was never shown


def test_each_category_counts_the_same_however_many_examples_it_has() -> None:
    vectors, labels = clouds(40, count=2)
    rare = [*range(40), *range(40, 43)]
    weights = StateWeights(vectors[rare], [labels[index] for index in rare], 2)
    asked, right = clouds(30, count=2, seed=2)
    found = weights.scores(asked).argmax(axis=1)
    assert (found[np.array(right) == 1] == 1).mean() > 0.9


def test_what_was_shown_is_nearest_to_itself() -> None:
    vectors, labels = clouds(5)
    weights = StateWeights(vectors, labels, 4)
    nearness = weights.nearness(vectors)
    assert nearness[:, 0] == pytest.approx(1)
    assert (nearness[:, 1] <= nearness[:, 0]).all()
    far = weights.nearness(-50 * vectors)
    assert far[:, 0].mean() < nearness[:, 1].mean()


def test_the_nearest_of_some_is_one_of_them() -> None:
    vectors, labels = clouds(5)
    weights = StateWeights(vectors, labels, 4)
    assert weights.nearest(vectors[7], [3, 7, 12]) == 7
    assert weights.nearest(vectors[7], [3, 12]) in {3, 12}


@settings(max_examples=30)
@given(st.integers(1, 4), st.integers(1, 3), st.integers(0, 5))
def test_any_vectors_give_finite_scores(count: int, each: int, seed: int) -> None:
    vectors, labels = clouds(each, count, width=5, seed=seed)
    vectors[:, 0] = 7.0  # a number that is the same for all texts
    weights = StateWeights(vectors, labels, count + 1)
    assert np.isfinite(weights.scores(vectors)).all()
    assert np.isfinite(weights.nearness(np.zeros((2, 5)))).all()
