"""What is known before rows are sorted, and what the rows themselves tell."""

from collections.abc import Callable

import pytest

from app.tasks.inquiries.knowledge import NoneShare
from app.tasks.inquiries.sorting import InquirySorting
from tests.fakes import FakeEngine
from tests.tasks.inquiries.sorting_setup import CATEGORIES, TEXTS, Sort, inquiries, interrupted

STRAYS = tuple(f"advertisement number {number} for a machine" for number in range(30))


def model(text: str, answer: str) -> float:
    """Name nothing for advertisements, and the product, without being sure of it, for the rest."""
    wanted = "none of these" if "advertisement" in text.rpartition("<inquiry>")[2] else "product"
    return 0.0 if answer.startswith(wanted) else -3.0


def test_the_share_of_what_fits_nothing_starts_as_usual_and_follows_the_rows() -> None:
    some, many = NoneShare(), NoneShare()
    usual = some.value
    assert 0.1 < usual < 0.2
    for _ in range(100):
        some.learn(-4.0)
        many.learn(3.0)
    assert some.value < usual / 2
    assert many.value > 2 * usual


@pytest.mark.parametrize("odds", [-60.0, 60.0])
def test_rows_alone_never_make_it_certain(odds: float) -> None:
    share = NoneShare()
    for _ in range(3000):
        share.learn(odds)
    assert 0.01 < share.value < 0.7


def test_a_doubtful_row_among_many_that_fit_nothing_is_less_sure(sort: Sort) -> None:
    alone = sort(TEXTS[0], engine=FakeEngine(scores=model))
    among = sort(*STRAYS, TEXTS[0], engine=FakeEngine(scores=model))
    assert alone[-1].category == "product"
    assert among[-1].confidence < alone[-1].confidence - 0.1


def test_a_run_that_goes_on_still_knows_how_much_fitted_nothing(
    sorting: Callable[..., InquirySorting],
) -> None:
    texts = (*STRAYS, *TEXTS)
    rows = inquiries(*texts)
    straight = list(sorting(FakeEngine(scores=model)).sort(rows, CATEGORIES))
    engine = FakeEngine(scores=model)
    interrupted(sorting(engine), len(STRAYS), texts)
    resumed = list(sorting(engine).sort(rows, CATEGORIES, resume=True))
    assert [row.category for row in resumed] == [row.category for row in straight]
    assert resumed[-1].confidence == pytest.approx(straight[-1].confidence, abs=0.01)
