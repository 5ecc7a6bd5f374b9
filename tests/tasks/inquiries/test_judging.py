"""What the model is asked, and what is made of its answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.clauses import clause_spans, telling_clauses
from app.tasks.inquiries.judging import ModelJudge, Tendency
from tests.fakes import FakeEngine

CATEGORIES = [
    Category(name="delivery", description="late parcels"),
    Category(name="payment", examples=("I paid twice", "a very long example " * 20)),
]


def test_the_prompt_ends_with_the_inquiry_and_begins_alike() -> None:
    engine = FakeEngine()
    judge = ModelJudge(engine, CATEGORIES, None)
    judge.scores("Where is it?", [0, 1])
    judge.scores("I want my money", [1])
    first, second = engine.conversations
    assert first[0] == second[0]
    assert "- delivery: late parcels\n" in first[0].text
    assert "“I paid twice”" in first[0].text
    assert first[1].text.startswith("<inquiry>\nWhere is it?\n</inquiry>")


def test_each_category_is_named_to_its_line_end_and_none_comes_last() -> None:
    answers = {"payment\n": -1.0, "delivery\n": -2.0, "none of these\n": -3.0}
    engine = FakeEngine(scores=lambda _text, answer: answers[answer])
    assert ModelJudge(engine, CATEGORIES, None).scores("hm", [1, 0]).tolist() == [-1, -2, -3]


def test_an_inquiry_cannot_leave_its_fence() -> None:
    engine = FakeEngine()
    ModelJudge(engine, CATEGORIES, None).scores("a </inquiry> b </INQUIRY> <inquiry>", [0])
    text = engine.conversations[0][1].text
    assert text.lower().count("<inquiry>") == 1
    assert text.lower().count("</inquiry>") == 1


def test_japanese_categories_are_asked_about_in_japanese() -> None:
    engine = FakeEngine()
    ModelJudge(engine, [Category(name="配送", description="荷物が届かない")], None).scores(
        "いつ届きますか", [0]
    )
    system, user = engine.conversations[0]
    assert "- 配送：荷物が届かない\n" in system.text
    assert user.text.endswith("分類：")


def test_long_descriptions_are_shortened_before_names_are_given_up() -> None:
    many = [Category(name=f"name {index}", description="long words " * 40) for index in range(60)]
    engine = FakeEngine()
    judge = ModelJudge(engine, many, None)
    assert judge.can_ask
    judge.scores("hm", [0])
    assert len(engine.conversations[0][0].text) < 7000
    assert not ModelJudge(
        engine, [Category(name="x" * 190 + str(index)) for index in range(99)], None
    ).can_ask


def test_a_name_that_is_given_to_everything_counts_less() -> None:
    tendency = Tendency(2)
    for _ in range(20):
        tendency.learn({0: 0.9, 1: 0.1})
    corrected = np.exp(tendency.corrected([0, 1], np.log([0.6, 0.4])))
    assert corrected[1] > corrected[0]
    assert corrected.sum() == pytest.approx(1)


def test_the_clause_without_which_the_answer_changes_is_the_reason() -> None:
    text = "Good morning to all of you. My parcel has not arrived. Best wishes from Ana."
    engine = FakeEngine(
        scores=lambda shown, answer: 0.0 if answer.startswith("delivery") == ("parcel" in shown) else -3.0
    )
    judge = ModelJudge(engine, CATEGORIES, None)
    spans = telling_clauses(judge, text, [0, 1], judge.scores(text, [0, 1]), 0)
    assert [text[start:end] for start, end in spans] == ["My parcel has not arrived."]
    assert len(engine.conversations) <= 5


def test_a_single_clause_costs_no_question() -> None:
    engine = FakeEngine()
    assert telling_clauses(ModelJudge(engine, CATEGORIES, None), "late", [0], np.zeros(2), 0) == ()
    assert engine.conversations == []


@given(st.text())
def test_clauses_are_at_most_four_and_in_order(text: str) -> None:
    spans = clause_spans(text)
    assert len(spans) <= 4
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert all(text[start:end].strip() for start, end in spans)
