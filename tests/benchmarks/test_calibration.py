"""What the benchmarks make of confidences."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from benchmarks.calibration import (
    Bin,
    calibration_error,
    perfect_error,
    recall_at_kept,
    reliability,
    share_at_precision,
)


def test_confidences_that_are_true_have_no_error() -> None:
    confidence = np.array([0.75] * 4 + [0.25] * 4)
    right = np.array([True, True, True, False, True, False, False, False])
    assert calibration_error(confidence, right) == pytest.approx(0)


def test_whoever_is_always_sure_and_half_of_the_time_wrong_is_off_by_a_half() -> None:
    assert calibration_error(np.ones(4), np.array([True, False, True, False])) == pytest.approx(0.5)


def test_the_surest_answers_are_left_to_the_sorter_as_long_as_nine_in_ten_are_right() -> None:
    confidence = np.linspace(1, 0, 20)
    right = np.array([True] * 10 + [False] * 10)
    assert share_at_precision(confidence, right, 0.9) == pytest.approx(11 / 20)


def test_answers_of_equal_confidence_are_taken_together() -> None:
    assert share_at_precision(np.array([0.9, 0.5, 0.5]), np.array([True, True, False]), 0.9) == pytest.approx(
        1 / 3
    )


def test_nothing_is_left_to_a_sorter_that_is_wrong_at_once() -> None:
    assert share_at_precision(np.array([0.9, 0.5]), np.array([False, True]), 0.9) == 0


@given(arrays.arrays(float, st.integers(1, 40), elements=st.floats(0, 1)), st.randoms())
def test_errors_and_shares_are_shares(confidence: NDArray[np.float64], lot: random.Random) -> None:
    right = np.array([lot.random() < 0.5 for _ in confidence])
    assert 0 <= calibration_error(confidence, right) <= 1
    assert 0 <= share_at_precision(confidence, right, 0.9) <= 1


def test_more_rows_make_luck_smaller() -> None:
    few, many = np.full(20, 0.7), np.full(2000, 0.7)
    assert perfect_error(many) < perfect_error(few) < 0.5


def test_the_diagram_tells_for_each_bin_how_many_how_sure_and_how_right() -> None:
    low, high = reliability(np.array([0.1, 1.0, 0.9]), np.array([False, True, False]))
    assert low == Bin(0.1, 1, 0.1, 0.0)
    assert (high.low, high.count, high.right) == (0.9, 2, 0.5)
    assert high.confidence == pytest.approx(0.95)


def test_as_much_is_turned_away_as_the_bar_that_keeps_the_others_allows() -> None:
    inside = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0.5, 0.4, 0.1])
    outside = np.array([0.95, 0.4, 0.39, 0.0])
    assert recall_at_kept(inside, outside, 0.9) == pytest.approx(2 / 4)
    assert recall_at_kept(inside, outside, 0.4) == pytest.approx(3 / 4)


def test_whoever_tells_nothing_apart_turns_nothing_away() -> None:
    assert recall_at_kept(np.ones(10), np.ones(5), 0.9) == 0


@given(st.integers(1, 200))
def test_the_bar_keeps_no_more_than_it_has_to(count: int) -> None:
    inside = np.arange(count, dtype=float)
    needed = -(-9 * count // 10)
    assert recall_at_kept(inside, inside, 0.9) == pytest.approx(1 - needed / count)
