"""Decisions whose basis does not carry them."""

from collections.abc import Sequence

import numpy as np
import pytest

from app.tasks.inquiries.basis import Claim, carrying_spans, without
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.deciding import Decider, Opinion
from app.tasks.inquiries.learning import Statistics
from app.tasks.inquiries.lessons import lessons_of

CATEGORIES = (
    Category(name="delivery", description="parcel, courier, late"),
    Category(name="payment", description="invoice, refund, card"),
)


def opinion(share: float) -> Opinion:
    shares = np.array([share, 1 - share, 0.0])
    return Opinion(shares, np.log(shares + 1e-9), -5.0, 0.8)


@pytest.fixture
def decider() -> Decider:
    return Decider(CATEGORIES, Statistics(lessons_of(CATEGORIES, []), 2))


def test_what_is_left_of_a_text_reads_on() -> None:
    assert without("the late parcel of Mr Sato", [(4, 8), (9, 15)]) == "the of Mr Sato"
    assert without("late", [(0, 4)]) == ""


def test_a_decision_that_falls_with_its_basis_is_carried(decider: Decider) -> None:
    text = "the courier is late again"
    claim = Claim(text, opinion(0.9), ((4, 11),))
    found = carrying_spans([claim], lambda rests: [opinion(0.4) for _ in rests], decider, 0.6)
    assert found == [(((4, 11),), True)]


def test_a_wider_basis_is_tried_before_a_person_is_asked(decider: Decider) -> None:
    text = "the courier is late again"

    def judge(rests: Sequence[str]) -> list[Opinion]:
        return [opinion(0.9 if "late" in rest else 0.3) for rest in rests]

    ((spans, carries),) = carrying_spans([Claim(text, opinion(0.9), ((4, 11),))], judge, decider, 0.6)
    assert carries
    assert {text[start:end] for start, end in spans} >= {"courier", "late"}


def test_a_decision_that_stays_whatever_is_taken_out_has_no_basis(decider: Decider) -> None:
    text = "the courier is late again, said the neighbour"
    asked: list[str] = []

    def judge(rests: Sequence[str]) -> list[Opinion]:
        asked.extend(rests)
        return [opinion(0.9) for _ in rests]

    (found,) = carrying_spans([Claim(text, opinion(0.9), ((4, 11),))], judge, decider, 0.6)
    assert found == (((4, 11),), False)
    assert len(asked) == 2


def test_nothing_is_asked_where_nothing_telling_is_left(decider: Decider) -> None:
    claim = Claim("the parcel", opinion(0.9), ((4, 10),))
    assert carrying_spans([claim], lambda _rests: [], decider, 0.6) == [(((4, 10),), True)]


def test_what_could_not_be_judged_again_goes_to_a_person(decider: Decider) -> None:
    claim = Claim("the courier is late again", opinion(0.9), ((4, 11),))
    ((_, carries),) = carrying_spans([claim], lambda rests: [None for _ in rests], decider, 0.6)
    assert not carries
