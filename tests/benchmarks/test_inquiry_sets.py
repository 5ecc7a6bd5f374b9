"""The sets that sorting is measured on."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.inquiry_sets import QUICK_SETS, SETS, USUAL_SETS, some_of_each

pytestmark = pytest.mark.shared_data


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("name", SETS)
def test_every_label_is_a_category_or_none(shared_data: Path, name: str, *, quick: bool) -> None:
    task = SETS[name](quick=quick)
    known = {*task.categories.names, ""}
    assert task.rows
    assert {label for _, label in [*task.examples, *task.rows]} <= known


def test_a_quick_share_is_a_share(shared_data: Path) -> None:
    assert set(QUICK_SETS) < set(USUAL_SETS)
    for name in QUICK_SETS:
        share = SETS[name](quick=True)
        assert len(share.rows) == 60
        assert len(share.examples) <= 150
        assert set(share.examples) <= set(SETS[name.replace("-few", "")](quick=False).examples)


def test_all_rows_of_the_shop_and_seeded_ones_of_the_others_are_sorted(shared_data: Path) -> None:
    sizes = {name: len(SETS[name](quick=False).rows) for name in USUAL_SETS}
    assert sizes == {
        "sofmattress": 397,
        "sofmattress-few": 397,
        "sofmattress-descriptions": 397,
        "clinc150": 600,
        "hotel-acts": 500,
    }


def test_only_the_set_with_examples_of_none_has_them_beyond_the_shops_own(shared_data: Path) -> None:
    none = {name: sum(not label for _, label in SETS[name](quick=False).examples) for name in SETS}
    assert none["clinc150"] == 0
    assert none["clinc150-none"] == 100


def test_the_hotels_dialogue_acts_are_nine_and_the_rarest_can_be_learnt(shared_data: Path) -> None:
    task = SETS["hotel-acts"](quick=False)
    counts = Counter(label for _, label in task.examples)
    assert len(counts) == 9
    assert min(counts.values()) >= 12


def test_so_many_of_each_category_are_drawn_and_always_the_same() -> None:
    rows = [(f"text {number}", "ab"[number % 2]) for number in range(40)]
    drawn = some_of_each(rows, 3)
    assert Counter(label for _, label in drawn) == {"a": 3, "b": 3}
    assert drawn == some_of_each(rows, 3)
    assert set(drawn) <= set(rows)
