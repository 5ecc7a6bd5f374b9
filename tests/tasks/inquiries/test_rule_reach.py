"""A rule that applies to nearly everything is named before it sorts."""

import time

import pytest

from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.rule_reach import check_rules
from app.text.messages import finding_sentence


def categories(*rules: str) -> CategorySet:
    return CategorySet(categories=(Category(name="delivery", rules=rules), Category(name="payment")))


def items(*texts: str) -> tuple[Inquiry, ...]:
    return tuple(Inquiry(row, text, "a.csv") for row, text in enumerate(texts, start=1))


MANY = items(*(f"the order {number} is late" for number in range(30)), "", "where is it")
FEW = items("where is my parcel", "my parcel is late")


@pytest.mark.parametrize("rule", ["/./", "/\\w+/", "/[^x]/"])
@pytest.mark.parametrize("inquiries", [MANY, FEW])
def test_what_finds_every_letter_is_named_however_few_there_are(
    rule: str, inquiries: tuple[Inquiry, ...]
) -> None:
    (found,) = check_rules(categories("refund", rule), inquiries)
    assert found.parameters == {"category": "delivery", "rule": rule}
    assert rule in finding_sentence(found, "en")


@pytest.mark.parametrize(
    ("rule", "named"), [("order", 1), ("/[a-z]/", 1), ("/order 1/", 0), ("late or not", 0)]
)
def test_what_is_in_nearly_all_of_many_inquiries_is_named(rule: str, named: int) -> None:
    assert len(check_rules(categories(rule), MANY)) == named


def test_few_inquiries_may_be_all_of_one_kind() -> None:
    assert check_rules(categories("parcel", "/[a-z]/"), FEW) == ()


def test_with_one_category_there_is_nothing_to_say() -> None:
    one = CategorySet(categories=(Category(name="delivery", rules=("/./",)),))
    assert check_rules(one, MANY) == ()


def test_looking_at_500_slow_rules_ends_soon() -> None:
    slow = Category(name="slow", rules=tuple(f"/a+b+c+{number}/" for number in range(500)))
    long = items(*("a" * 40_000 for _ in range(25)))
    started = time.monotonic()
    check_rules(CategorySet(categories=(slow, Category(name="payment"))), long)
    assert time.monotonic() - started < 10
