"""How the benchmark sorts a set with Deskhand, and what it counts as time of sorting."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.records import Expectation
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.sorting import InquirySorting
from benchmarks.cascade import WatchedItems, _chosen, sort
from benchmarks.inquiry_sets import SortingTask

_CATEGORIES = CategorySet.model_validate(
    {"categories": [{"name": "price", "rules": ["cost"]}, {"name": "return", "rules": ["refund"]}]}
)
_TASK = SortingTask("set", _CATEGORIES, (), [("what does it cost", "price"), ("a refund", "return")])


def _offering(*choices: Expectation) -> InquirySorting:
    def outlook(
        categories: CategorySet, examples: Sequence[tuple[str, str]], **_: Any
    ) -> Sequence[Expectation]:
        return choices

    return cast("InquirySorting", SimpleNamespace(outlook=outlook))


def test_all_rows_are_sorted_and_timed() -> None:
    run = sort(_TASK, None)
    assert [row.category for row in run.rows] == ["price", "return"]
    assert run.learning_seconds > 0
    assert run.sorting_seconds > 0
    assert run.rate == pytest.approx(60 * 2 / run.sorting_seconds)


def test_sorting_begins_when_the_first_inquiry_is_read_for_the_last_time() -> None:
    items = WatchedItems([Inquiry(number, "text", "rows.csv") for number in (1, 2)])
    made = items.begun
    assert [one.row for one in items] == [1, 2]
    first = items.begun
    assert first > made
    assert items[1].row == 2
    assert items[1:][0].row == 2
    assert items.begun == first
    assert len(items[:1]) == 1
    assert items.begun > first


def test_the_programs_own_threshold_is_the_one_that_decides_most_with_one_in_ten_wrong() -> None:
    choices = (Expectation(0.5, 0.8, 0.2), Expectation(0.7, 0.6, 0.1), Expectation(0.9, 0.3, 0.02))
    assert _chosen(_offering(*choices), _TASK) == choices[1]


def test_where_no_threshold_promises_that_the_strictest_is_taken() -> None:
    choices = (Expectation(0.5, 0.8, 0.4), Expectation(0.9, 0.3, 0.2))
    assert _chosen(_offering(*choices), _TASK) == choices[1]


def test_where_nothing_is_expected_there_is_no_choice() -> None:
    assert _chosen(_offering(Expectation(0.5, 0.8, None)), _TASK) is None
