"""What the benchmark's judge makes of a sorter's answers."""

from collections.abc import Sequence

import pytest

from app.tasks.inquiries.categories import CategorySet
from benchmarks.inquiry_judge import Judge
from benchmarks.inquiry_sets import SortingTask

_CATEGORIES = CategorySet.model_validate({"categories": [{"name": "price"}, {"name": "return"}]})


def _judge(labels: Sequence[str], answers: Sequence[tuple[str, float]]) -> Judge:
    rows = [(f"row {number}", label) for number, label in enumerate(labels)]
    return Judge(SortingTask("set", _CATEGORIES, (), rows), answers)


def test_rows_that_fit_nothing_do_not_count_for_the_accuracy_in_scope() -> None:
    judge = _judge(["price", "return", ""], [("price", 0.9), ("price", 0.9), ("price", 0.9)])
    assert judge.accuracy == pytest.approx(1 / 2)


def test_a_right_none_counts_as_decided_rightly() -> None:
    judge = _judge(["", "price"], [("", 0.9), ("return", 0.3)])
    assert judge.decided == pytest.approx(1 / 2)
    assert judge.precision([True, False]) == 1
    assert judge.precision([True, True]) == pytest.approx(1 / 2)


def test_there_is_no_precision_where_nothing_was_decided() -> None:
    assert _judge(["price"], [("price", 0.9)]).precision([False]) is None


def test_what_was_said_to_fit_nothing_is_turned_away_before_any_category() -> None:
    labels = ["price"] * 9 + ["return"] + [""] * 2
    answers = [("price", 0.3)] * 9 + [("return", 0.2)] + [("", 0.5), ("price", 0.25)]
    assert _judge(labels, answers).outside == 1


def test_the_surest_none_is_turned_away_first() -> None:
    labels = ["price"] * 10 + [""] * 2
    answers = [("", 0.6)] * 10 + [("", 0.9), ("", 0.51)]
    assert _judge(labels, answers).outside == pytest.approx(1 / 2)


def test_nothing_is_said_about_rows_out_of_scope_where_there_are_none() -> None:
    assert _judge(["price"], [("price", 0.9)]).outside is None


def test_the_diagram_has_a_line_for_each_bin_with_an_answer() -> None:
    heading, low, high = _judge(["price"] * 3, [("price", 0.95), ("return", 0.91), ("price", 0.12)]).diagram()
    assert heading.split() == ["confidence", "rows", "mean", "right"]
    assert low.split() == ["0.1", "to", "0.2", "1", "0.120", "1.000", "#" * 40]
    assert high.split() == ["0.9", "to", "1.0", "2", "0.930", "0.500", "#" * 20]
