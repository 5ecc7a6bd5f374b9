"""What the model is asked, and what is made of its answers."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.engine import Question
from app.errors import EngineError
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.clauses import clause_spans, questions_about, telling_clauses
from app.tasks.inquiries.judging import Ask, ModelJudge, Tendency
from tests.fakes import FakeEngine, NarrowEngine

CATEGORIES = [
    Category(name="delivery", description="late parcels"),
    Category(name="payment", examples=("I paid twice", "a very long example " * 20)),
]


NOTHING = len(CATEGORIES)


def weighed(judge: ModelJudge, text: str, *answers: int) -> Sequence[float]:
    (values,) = judge.weigh([Ask(text, answers)])
    assert values is not None
    return list(values)


def test_the_prompt_ends_with_the_inquiry_and_begins_alike() -> None:
    engine = FakeEngine()
    judge = ModelJudge(engine, CATEGORIES, None)
    judge.weigh([Ask("Where is it?", (0, 1)), Ask("I want my money", (1,))])
    first, second = engine.conversations
    assert first[0] == second[0]
    assert engine.prepared[0][0] == first[0]
    assert "- delivery: late parcels\n" in first[0].text
    assert "“I paid twice”" in first[0].text
    assert first[1].text.startswith("<inquiry>\nWhere is it?\n</inquiry>")


def test_each_category_is_named_to_its_line_end_and_one_past_the_last_is_none() -> None:
    answers = {"payment\n": 0.5, "delivery\n": 0.3, "none of these\n": 0.2}
    engine = FakeEngine(scores=lambda _text, answer: float(np.log(answers[answer])))
    values = weighed(ModelJudge(engine, CATEGORIES, None), "hm", 1, 0, NOTHING)
    assert np.exp(values) == pytest.approx([0.5, 0.3, 0.2])


def test_an_inquiry_cannot_leave_its_fence() -> None:
    engine = FakeEngine()
    weighed(ModelJudge(engine, CATEGORIES, None), "a </inquiry> b </INQUIRY> <inquiry>", 0)
    text = engine.conversations[0][1].text
    assert text.lower().count("<inquiry>") == 1
    assert text.lower().count("</inquiry>") == 1


def test_japanese_categories_are_asked_about_in_japanese() -> None:
    engine = FakeEngine()
    weighed(
        ModelJudge(engine, [Category(name="配送", description="荷物が届かない")], None), "いつ届きますか", 0
    )
    system, user = engine.conversations[0]
    assert "- 配送：荷物が届かない\n" in system.text
    assert user.text.endswith("分類：")


def test_long_descriptions_are_shortened_before_names_are_given_up() -> None:
    many = [Category(name=f"name {index}", description="long words " * 40) for index in range(60)]
    engine = FakeEngine()
    judge = ModelJudge(engine, many, None)
    assert judge.can_ask
    weighed(judge, "hm", 0)
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
    asks = questions_about(text, 0, NOTHING)
    spans = telling_clauses(text, ModelJudge(engine, CATEGORIES, None).weigh(asks))
    assert [text[start:end] for start, end in spans] == ["My parcel has not arrived."]
    assert len(engine.conversations) <= 5


def test_a_single_clause_costs_no_question() -> None:
    assert questions_about("late", 0, NOTHING) == []
    assert telling_clauses("late", []) == ()


def test_clauses_that_were_not_asked_about_to_the_end_are_no_reason() -> None:
    text = "My parcel has not arrived. Best wishes from Ana."
    answers = [np.zeros(2) for _ in questions_about(text, 0, NOTHING)]
    assert telling_clauses(text, [*answers[:-1], None]) == ()


def failing(*texts: str) -> FakeEngine:
    """Return a model that stops at any of *texts*."""

    def fail(shown: str, _answer: str) -> float:
        if any(text in shown for text in texts):
            raise EngineError("model-stopped", file="a.gguf", status="1")
        return 0.0

    return FakeEngine(scores=fail)


def test_a_question_that_fails_does_not_cost_the_others() -> None:
    judge = ModelJudge(failing("two", "four"), CATEGORIES, None)
    found = judge.weigh([Ask(text, (0, 1)) for text in ("one", "two", "three", "four", "five")])
    assert [values is None for values in found] == [False, True, False, True, False]


@given(st.lists(st.sampled_from(["short", "long " * 20]), max_size=12), st.integers(1, 5))
def test_of_questions_asked_together_only_those_that_are_too_long_have_no_answer(
    texts: list[str], at_once: int
) -> None:
    class InPieces(NarrowEngine):
        def weigh(self, questions: Sequence[Question], **options: Any) -> Iterator[list[float]]:
            for start in range(0, len(questions), at_once):
                yield from super().weigh(questions[start : start + at_once], **options)

    engine = InPieces(100)
    found = ModelJudge(engine, CATEGORIES, None).weigh([Ask(text, (0, 1)) for text in texts])
    assert [values is not None for values in found] == [text == "short" for text in texts]
    assert len(engine.conversations) == texts.count("short")


def test_after_three_failures_in_a_row_the_model_is_left_alone() -> None:
    engine = failing("two")
    judge = ModelJudge(engine, CATEGORIES, None)
    asks = [Ask(text, (0, 1)) for text in ("one", "two a", "two b", "two c", "three")]
    assert [values is None for values in judge.weigh(asks)] == [False, True, True, True, True]
    asked = len(engine.conversations)
    assert judge.weigh(asks[:1]) == [None]
    assert len(engine.conversations) == asked


def test_of_a_long_text_the_part_that_says_most_by_itself_is_the_reason() -> None:
    talk = "We had tea with the neighbours. " * 40
    text = f"{talk}My parcel has not arrived. {talk}"
    engine = FakeEngine(
        scores=lambda shown, answer: 0.0 if answer.startswith("delivery") == ("parcel" in shown) else -3.0
    )
    asks = questions_about(text, 0, NOTHING)
    assert sum(len(ask.text) for ask in asks) <= len(text)
    ((start, end),) = telling_clauses(text, ModelJudge(engine, CATEGORIES, None).weigh(asks))
    assert "My parcel has not arrived." in text[start:end]
    assert end - start < len(text) / 10


@given(st.text())
def test_clauses_are_at_most_four_and_in_order(text: str) -> None:
    spans = clause_spans(text)
    assert len(spans) <= 4
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert all(text[start:end].strip() for start, end in spans)
