"""Which figures the benchmark of sorting shows, and when it calls a target met."""

import pytest

from app.records import SortedRow
from app.tasks.inquiries.categories import CategorySet
from benchmarks.cascade import Run
from benchmarks.inquiries import figures
from benchmarks.inquiry_judge import Judge
from benchmarks.inquiry_sets import SortingTask, Targets
from benchmarks.report import Row

_CATEGORIES = CategorySet.model_validate({"categories": [{"name": "price"}, {"name": "return"}]})


def _rows(
    right: int,
    wrong: int,
    targets: Targets,
    *,
    peer_wrong: int = 0,
) -> dict[str, Row]:
    """Return the figures, by metric, where the right and the wrong rows needed nobody."""
    count = right + wrong
    task = SortingTask("set", _CATEGORIES, (), [("text", "price")] * count, targets)
    answers = ["price"] * right + ["return"] * wrong
    rows = tuple(
        SortedRow("run", number, "text", answer, 0.9, False, (), "like-examples", "examples")
        for number, answer in enumerate(answers, start=1)
    )
    run = Run(rows, 1.0, 2.0, None)
    judge = Judge(task, [(answer, 0.9) for answer in answers])
    plain = Judge(task, [("return" if number < peer_wrong else "price", 0.8) for number in range(count)])
    return {row.metric: row for row in figures(task, run, judge, plain)}


def test_a_target_is_of_our_figure_though_a_peer_stands_beside_it() -> None:
    row = _rows(9, 1, Targets(accuracy=0.82))["set: accuracy in scope"]
    assert row.ours == pytest.approx(0.9)
    assert row.peer == 1
    assert row.met is True


def test_a_share_decided_by_itself_counts_only_if_nine_in_ten_are_right() -> None:
    name = "set: decided by itself, by the usual threshold 0.6"
    assert _rows(9, 1, Targets(decided=0.5))[name].met is True
    assert _rows(8, 2, Targets(decided=0.5))[name].met is None
    assert _rows(8, 2, Targets(decided=0.5))["set: share of right ones among these"].met is False


def test_points_above_the_peer_are_told_where_they_are_wanted() -> None:
    name = "set: points above words and letters alone"
    assert name not in _rows(9, 1, Targets())
    row = _rows(9, 1, Targets(above_peer=0.03), peer_wrong=3)[name]
    assert row.ours == pytest.approx(20)
    assert row.met is True


def test_rows_a_minute_leave_the_learning_apart() -> None:
    assert _rows(9, 1, Targets())["set: rows a minute"].ours == pytest.approx(300)
