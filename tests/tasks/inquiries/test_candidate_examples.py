"""Candidates that a model writes, and which of them a person gets to see."""

import json

import pytest

from app.engine.engine import Completion
from app.errors import Cancelled, EngineError
from app.events import Cancellation
from app.records import Language
from app.tasks.inquiries.candidate_examples import ExampleProposing, propose_examples
from app.tasks.inquiries.categories import Category
from tests.fakes import FakeEngine

DELIVERY = Category(
    name="delivery",
    description="where is my parcel, late parcel, tracking number",
    examples=("Where is the parcel that I ordered?",),
)
INVOICE = Category(
    name="invoice", description="a copy of the invoice, wrong amount, VAT number on the invoice"
)
OTHERS = (INVOICE,)


def answer(*messages: str) -> str:
    return json.dumps({"messages": messages}, ensure_ascii=False)


def proposed(*messages: str, count: int = 20, category: Category = DELIVERY) -> tuple[str, ...]:
    engine = FakeEngine((answer(*messages), answer()))
    language: Language = "ja" if category is not DELIVERY else "en"
    return propose_examples(engine, category, OTHERS, language, count)


def test_what_fits_is_proposed_without_numbers_and_quotes() -> None:
    assert proposed("1. The tracking number leads nowhere.", "  “My parcel is  still not here.” ") == (
        "The tracking number leads nowhere.",
        "My parcel is still not here.",
    )


@pytest.mark.parametrize(
    "struck",
    [
        "where is the parcel that i ordered??",  # an example already
        "Parcel late?",  # too short to say anything
        "My parcel, " + "which I am waiting for, " * 20,
        "荷物がまだ届いていません。",
        "Where is parcel [number]?",
        "The parcel of Mr ____ is late.",
        "My double room has no bed for the weekend in June.",  # from the sample that the model saw
        "The VAT number is missing on the invoice, send a copy of the invoice",
        "",
    ],
)
def test_what_does_not_fit_is_struck(struck: str) -> None:
    assert proposed(struck, "Nothing has come and the tracking number is of no use.") == (
        "Nothing has come and the tracking number is of no use.",
    )


def test_what_says_the_same_is_proposed_once() -> None:
    assert (
        len(
            proposed(
                "My parcel has not come yet.", "My parcel has not come yet!", "My parcel hasn't come yet"
            )
        )
        == 1
    )


def test_japanese_is_proposed_for_japanese() -> None:
    category = Category(name="配送", description="荷物が届かない、遅い")
    assert proposed("荷物がまだ届いていません。", "Where is my parcel today?", category=category) == (
        "荷物がまだ届いていません。",
    )


def test_the_model_is_asked_until_there_are_enough() -> None:
    replies = (
        answer("The parcel did not come on Monday."),
        answer("The parcel did not come on Monday.", "Tracking shows an unknown depot."),
        answer("Why does the courier never ring?"),
    )
    engine = FakeEngine(replies)
    seen: list[str] = []
    found = propose_examples(engine, DELIVERY, OTHERS, "en", 3, on_example=seen.append)
    assert len(engine.conversations) == 3
    assert list(found) == seen
    assert len(found) == 3
    assert "The parcel did not come on Monday." in engine.conversations[1][-1].text


def test_a_model_that_repeats_itself_is_not_asked_for_ever() -> None:
    engine = FakeEngine((answer("The parcel did not come on Monday."),))
    assert len(propose_examples(engine, DELIVERY, OTHERS, "en", 10)) == 1
    assert len(engine.conversations) <= 6


def test_an_answer_that_breaks_off_is_taken_as_far_as_it_goes() -> None:
    whole = answer("The parcel did not come on Monday.", "Tracking shows an unknown depot.")
    assert propose_examples(FakeEngine((whole[:-12],)), DELIVERY, (), "en", 5) == (
        "The parcel did not come on Monday.",
    )


@pytest.mark.parametrize(
    "reply", ["", "{}", "nonsense", '{"messages": 3}', '{"messages": ["\\ud800 x y z long"]}']
)
def test_an_answer_that_is_none_gives_nothing(reply: str) -> None:
    for text in propose_examples(FakeEngine((reply,)), DELIVERY, (), "en", 5):
        text.encode("utf-8")


def test_the_model_reads_what_the_category_is_about() -> None:
    engine = FakeEngine((answer("The parcel did not come on Monday."),))
    propose_examples(engine, DELIVERY, OTHERS, "en", 1)
    asked = engine.conversations[0][-1].text
    assert DELIVERY.description in asked
    assert DELIVERY.examples[0] in asked
    assert "invoice" not in asked  # a small model would write about what it is told to leave out


def test_examples_of_another_category_show_how_customers_write() -> None:
    invoice = INVOICE.model_copy(
        update={"examples": ("VAT is missing", "Send it again", "It is wrong", "A copy, now")}
    )
    engine = FakeEngine((answer("The parcel did not come on Monday."),))
    propose_examples(engine, DELIVERY, (invoice,), "en", 1)
    assert "VAT is missing" in engine.conversations[0][2].text


def test_it_can_be_stopped() -> None:
    wish = Cancellation()

    class Stopped(FakeEngine):
        def complete(self, *args: object, **options: object) -> Completion:
            wish.request()
            return Completion(answer("The parcel did not come on Monday."), "stop", 1, 1, 0.0)

    with pytest.raises(Cancelled):
        propose_examples(Stopped(), DELIVERY, OTHERS, "en", 5, wish)


def test_a_model_that_fails_is_told() -> None:
    with pytest.raises(EngineError):
        propose_examples(FakeEngine((EngineError("answer-empty"),)), DELIVERY, OTHERS, "en", 5)


def test_without_a_model_nothing_is_proposed() -> None:
    proposing = ExampleProposing(lambda: None)
    assert not proposing.available
    assert proposing.propose(DELIVERY, OTHERS, "en", 5) == ()
    assert ExampleProposing(FakeEngine).available
