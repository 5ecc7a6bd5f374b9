"""What is doubtful about categories, and that sound ones are left in peace."""

import time
from pathlib import Path

import pytest

from app.records import Finding
from app.resource_files import file_path
from app.tasks.inquiries.categories import Category, CategorySet, load_categories
from app.tasks.inquiries.category_checks import check_categories
from app.tasks.inquiries.labelled_import import categories_from, read_labelled
from app.text.messages import finding_sentence

_SHARED = Path(__file__).parents[4] / "shared" / "data" / "inquiries"

DELIVERY = (
    "Where is my parcel?",
    "The parcel has not arrived yet",
    "When will the parcel arrive?",
    "My parcel is late",
    "Has the parcel left the depot?",
    "The parcel tracking shows nothing",
)
INVOICE = (
    "Send me the invoice again",
    "The invoice has a wrong amount",
    "Our invoice lacks the VAT number",
    "I cannot find the invoice",
    "Which address goes on the invoice?",
    "An invoice for the company",
)
SHIPPING = (
    "Where is the parcel now?",
    "My parcel has not arrived",
    "When does my parcel arrive?",
    "The parcel is very late",
    "Has my parcel left?",
    "Parcel tracking does not work",
)
JOB = (
    "Are you hiring?",
    "I would like to work for you",
    "Is there a vacancy in sales?",
    "My application as a cook",
    "Do you offer apprenticeships?",
    "Looking for a weekend job",
)


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in found]


def named(**examples: tuple[str, ...]) -> CategorySet:
    return CategorySet(
        categories=tuple(
            Category(name=name, description=f"all about {name}", examples=own)
            for name, own in examples.items()
        )
    )


def test_categories_that_statistics_confuse_are_named() -> None:
    found = check_categories(named(delivery=DELIVERY, invoice=INVOICE, shipping=SHIPPING, job=JOB))
    assert codes(found) == ["categories-overlap"]
    assert found[0].parameters == {"first": "delivery", "second": "shipping"}
    assert "“delivery” and “shipping”" in finding_sentence(found[0], "en")


def test_categories_that_differ_are_left_in_peace() -> None:
    assert check_categories(named(delivery=DELIVERY, invoice=INVOICE, job=JOB)) == ()


def test_two_descriptions_that_say_the_same_are_named() -> None:
    told = {
        "late goods": "parcels that have not arrived, tracking, delivery day",
        "goods late": "parcels that have not arrived yet, tracking, delivery day",
        "bills": "invoice, receipt, VAT number",
    }
    described = CategorySet(
        categories=tuple(Category(name=name, description=words) for name, words in told.items())
    )
    assert codes(check_categories(described)) == ["categories-overlap"]


def test_an_example_in_two_categories_is_named_once() -> None:
    found = check_categories(named(delivery=DELIVERY, invoice=(*INVOICE, "my parcel  is LATE"), job=JOB))
    assert codes(found) == ["example-in-two"]
    assert found[0].parameters == {"example": "my parcel is LATE", "first": "delivery", "second": "invoice"}


def test_an_example_that_also_fits_nothing_is_named() -> None:
    categories = named(delivery=DELIVERY, job=JOB).model_copy(update={"none_examples": ("Are you hiring?",)})
    assert codes(check_categories(categories)) == ["example-also-fits-nothing"]


def test_sorted_rows_count_as_examples() -> None:
    categories = named(delivery=(), invoice=(), job=())
    rows = [
        *((text, "delivery") for text in DELIVERY),
        *((text, "invoice") for text in INVOICE),
        ("a row of a category that is gone", "old"),
    ]
    assert check_categories(categories, rows) == ()
    assert codes(check_categories(categories, [*rows, ("My parcel is late", "job")])) == ["example-in-two"]


def test_few_examples_are_named_where_others_have_many() -> None:
    many = tuple(f"{text} {day}" for text in INVOICE for day in ("today", "tomorrow"))
    found = check_categories(named(delivery=DELIVERY[:4], invoice=many))
    assert codes(found) == ["few-examples"]
    assert found[0].parameters == {"category": "delivery", "count": 4}
    assert check_categories(named(delivery=DELIVERY[:4], invoice=INVOICE)) == ()


@pytest.mark.parametrize("rule", ["/./", "/\\w+/", "/[a-z]/"])
def test_a_rule_that_applies_to_everything_is_named(rule: str) -> None:
    categories = named(delivery=DELIVERY, invoice=INVOICE, job=JOB)
    first = categories.categories[0].model_copy(update={"rules": (rule, "parcel")})
    found = check_categories(
        categories.model_copy(update={"categories": (first, *categories.categories[1:])})
    )
    assert codes(found) == ["rule-fits-all"]
    assert found[0].parameters == {"category": "delivery", "rule": rule}


def test_a_rule_that_takes_another_category_is_named() -> None:
    categories = named(delivery=DELIVERY, invoice=INVOICE, job=JOB)
    first = categories.categories[0].model_copy(update={"rules": ("invoice",)})
    found = check_categories(
        categories.model_copy(update={"categories": (first, *categories.categories[1:])})
    )
    assert [finding.parameters["other"] for finding in found] == ["invoice"]


def test_a_bare_name_is_named() -> None:
    categories = CategorySet(categories=(Category(name="x"), Category(name="y", rules=("y",))))
    assert codes(check_categories(categories)) == ["category-unexplained", "category-unexplained"]


def test_one_category_is_looked_at_too() -> None:
    assert check_categories(named(delivery=DELIVERY)) == ()


def test_500_categories_are_looked_at_soon() -> None:
    categories = named(**{f"kind {number}": (f"words about {number * 7919}",) for number in range(500)})
    started = time.monotonic()
    found = check_categories(categories)
    assert time.monotonic() - started < 30
    assert len(found) < 1000  # and not each beside each other one


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_ready_set_is_sound(language: str) -> None:
    categories = load_categories(file_path(f"categories/small_shop_{language}.yaml"))
    assert check_categories(categories) == ()
    assert len(categories.names) >= 10
    assert all(len(category.examples) >= 8 for category in categories.categories)
    assert categories.none_name
    assert categories.none_examples


@pytest.mark.shared_data
@pytest.mark.parametrize(("table", "most"), [("hint3-sofmattress/train.csv", 0), ("banking77/train.csv", 4)])
def test_real_categories_raise_hardly_a_doubt(table: str, most: int) -> None:
    if not (_SHARED / table).exists():
        pytest.skip("the shared data sets are not beside the checkout")
    categories = categories_from(read_labelled(_SHARED / table))
    explained = [one.model_copy(update={"description": "as it says"}) for one in categories.categories]
    found = check_categories(categories.model_copy(update={"categories": tuple(explained)}))
    assert len(found) <= most
