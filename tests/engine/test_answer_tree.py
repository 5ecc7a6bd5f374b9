"""The search over answers finds what looking at all of them finds, with less looking."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.answer_tree import Aim, AnswerSearch, AnswerTree, LogProbabilities

_WORDS = 5
_answers = st.lists(
    st.lists(st.integers(0, _WORDS - 1), min_size=1, max_size=4).map(tuple),
    min_size=1,
    max_size=8,
    unique=True,
)


class _Model:
    """A language of five words with made-up probabilities, counting how often it is asked."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.asked = 0

    def after(self, path: Sequence[int]) -> LogProbabilities:
        self.asked += 1
        random = np.random.default_rng([self._seed, *path])
        scores = random.normal(scale=3, size=_WORDS).astype(np.float32)
        result: LogProbabilities = scores - np.logaddexp.reduce(scores)
        return result


def _search(answers: Sequence[tuple[int, ...]], model: _Model, aim: Aim) -> list[float]:
    search = AnswerSearch(AnswerTree(answers), aim)
    while step := search.step():
        ends = range(len(step.path) - step.rows + 1, len(step.path) + 1)
        search.take([model.after(step.path[:end]) for end in ends])
    return search.values


def _plain(answer: Sequence[int], model: _Model) -> float:
    return sum(float(model.after(answer[:i])[token]) for i, token in enumerate(answer))


@given(_answers, st.integers(0, 1000))
def test_a_value_is_the_sum_over_all_tokens(answers: list[tuple[int, ...]], seed: int) -> None:
    values = _search(answers, _Model(seed), Aim())
    assert values == pytest.approx([_plain(answer, _Model(seed)) for answer in answers], abs=1e-4)


@given(_answers, st.integers(0, 1000))
def test_the_best_alone_is_the_best_of_all_and_the_others_are_bounds(
    answers: list[tuple[int, ...]], seed: int
) -> None:
    for among in (False, True):
        everything = _search(answers, _Model(seed), Aim(among))
        best = _search(answers, _Model(seed), Aim(among, best_only=True))
        assert max(best) == pytest.approx(max(everything), abs=1e-4)
        assert all(bound >= value - 1e-4 for bound, value in zip(best, everything, strict=True))


@given(
    _answers.filter(lambda answers: all(a == b or b[: len(a)] != a for a in answers for b in answers)),
    st.integers(0, 1000),
)
def test_the_shares_among_answers_that_end_alike_sum_to_one(
    answers: list[tuple[int, ...]], seed: int
) -> None:
    shares = _search(answers, _Model(seed), Aim(among=True))
    assert sum(map(math.exp, shares)) == pytest.approx(1, abs=1e-4)


def test_looking_for_the_best_alone_asks_less() -> None:
    answers = [(first, second, third) for first in range(5) for second in range(5) for third in range(5)]
    everything, best = _Model(1), _Model(1)
    _search(answers, everything, Aim(among=True))
    _search(answers, best, Aim(among=True, best_only=True))
    assert everything.asked == 31
    assert best.asked < 10


def test_between_forks_nothing_is_looked_at_where_shares_are_wanted() -> None:
    model = _Model(1)
    answers = [(0, 1, 2, 3), (0, 1, 4, 4), (0, 2, 2, 2)]
    shares = _search(answers, model, Aim(among=True))
    assert model.asked == 2  # after 0, and after 0 1
    assert sum(map(math.exp, shares)) == pytest.approx(1)


def test_a_small_rest_is_not_told_apart() -> None:
    answers = [(first, second) for first in range(5) for second in range(5)]
    whole = _search(answers, _Model(3), Aim(among=True))
    model = _Model(3)
    rough = _search(answers, model, Aim(among=True, rest=0.05))
    assert model.asked < 6
    left = [
        exact for exact, value in zip(whole, rough, strict=True) if value != pytest.approx(exact, abs=1e-4)
    ]
    assert sum(map(math.exp, left)) <= 0.05
    assert all(value >= exact - 1e-4 for exact, value in zip(whole, rough, strict=True))


def test_an_answer_without_a_token_is_refused() -> None:
    with pytest.raises(ValueError, match="without a token"):
        AnswerTree([()])
