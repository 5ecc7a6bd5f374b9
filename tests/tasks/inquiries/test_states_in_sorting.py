"""Sorting with examples that the model has read: its states, the basis, what is to be expected, another look."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.engine import Engine
from app.errors import EngineError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import SortedRow
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.learner import Learner
from app.tasks.inquiries.lessons import Lore
from app.tasks.inquiries.sorting import InquirySorting
from app.text.messages import reason_sentence
from tests.fakes import FakeEngine

TOPICS = {
    "delivery": ["parcel", "courier", "tracking", "shipping", "doorstep"],
    "payment": ["invoice", "refund", "card", "charge", "bank"],
    "account": ["password", "login", "profile", "username", "register"],
    "furniture": ["sofa", "table", "wood", "cushion", "chair"],
    "jobs": ["apply", "salary", "interview", "career", "vacancy"],
    "opening": ["holiday", "opening", "hours", "closed", "sunday"],
}
SYNONYMS = {"wardrobe": "furniture", "armchair": "furniture", "postman": "delivery", "wages": "jobs"}
CATEGORIES = CategorySet(categories=tuple(Category(name=name) for name in TOPICS), none_name="other")


class KnowingEngine(FakeEngine):
    """A model that knows what words are about, also words that no example has."""

    def vectors(self, texts: Sequence[str], **_options: Any) -> NDArray[np.float32]:
        self.read_as_vectors += list(texts)
        return np.array([self._state(text.lower()) for text in texts], dtype=np.float32)

    def _state(self, text: str) -> NDArray[np.float64]:
        chance = np.random.default_rng(len(text))
        state = chance.normal(scale=0.3, size=24)
        for index, (name, words) in enumerate(TOPICS.items()):
            known = [*words, *(word for word, topic in SYNONYMS.items() if topic == name)]
            state[index] += 3 * sum(word in text for word in known)
        return state


class DyingEngine(KnowingEngine):
    """Reads the examples and then nothing any more."""

    def vectors(self, texts: Sequence[str], **options: Any) -> NDArray[np.float32]:
        if len(self.read_as_vectors) > 60:
            raise EngineError("model-stopped", file="a.gguf", status="1")
        return super().vectors(texts, **options)


def examples(each: int = 10) -> list[tuple[str, str]]:
    choose = random.Random(1)
    frames = ["my {} is late", "a question about the {} and {}", "please help with {}", "{} {} not working"]
    return [
        (choose.choice(frames).format(*choose.sample(words, 2)), name)
        for name, words in TOPICS.items()
        for _ in range(each)
    ]


def inquiries(*texts: str) -> Inquiries:
    items = tuple(Inquiry(row, text, "inquiries.csv") for row, text in enumerate(texts, start=1))
    return Inquiries(Path("inquiries.csv"), items, None, "text")


Build = Callable[..., InquirySorting]


@pytest.fixture
def sorting(tmp_path: Path) -> Iterator[Build]:
    runs = RunStore(tmp_path / "records.sqlite3")

    def build(engine: Engine | None, sure: float = 0.6) -> InquirySorting:
        return InquirySorting(lambda: engine, runs, lambda: sure, tmp_path / "cache")

    yield build
    runs.close()


def sort(job: InquirySorting, *texts: str, categories: CategorySet = CATEGORIES) -> list[SortedRow]:
    return list(job.sort(inquiries(*texts), categories, examples=examples()))


def test_the_model_places_a_word_that_no_example_has(sorting: Build) -> None:
    (alone,) = sort(sorting(None), "the wardrobe wobbles")
    (row,) = sort(sorting(KnowingEngine()), "the wardrobe wobbles")
    assert (row.category, row.method, row.reason) == ("furniture", "model", "reads-like-examples")
    assert row.confidence > alone.confidence
    assert "wardrobe" in " ".join(one.quote for one in row.evidence)
    assert row.parameters["example"] in {text for text, name in examples() if name == "furniture"}
    assert "wardrobe" in reason_sentence(row.reason, row.parameters, "en")


def test_rows_that_words_decide_are_not_read(sorting: Build) -> None:
    engine = KnowingEngine()
    rows = sort(sorting(engine), "my parcel is late", "the wardrobe wobbles")
    assert [row.method for row in rows] == ["examples", "model"]
    assert not any("parcel is late" in text for text in engine.read_as_vectors[len(examples()) + 6 :])


def test_categories_are_not_asked_by_name_where_examples_are_read(sorting: Build) -> None:
    engine = KnowingEngine()
    sort(sorting(engine), "the wardrobe wobbles")
    assert engine.conversations == []


def test_a_model_that_stops_reading_costs_no_row(sorting: Build) -> None:
    (row,) = sort(sorting(DyingEngine()), "the armchair, please help")
    assert row.category in TOPICS
    assert "model-did-not-answer" in {finding.code for finding in row.findings}


def test_a_decision_that_stays_without_its_basis_goes_to_a_person(sorting: Build) -> None:
    class StubbornEngine(KnowingEngine):
        def _state(self, text: str) -> NDArray[np.float64]:
            return super()._state(text + " sofa cushion wood table" if "today" in text else text)

    (row,) = sort(sorting(StubbornEngine(), 0.5), "the chair or the card, today")
    assert row.method == "model"
    assert row.category == "furniture"
    assert row.confidence > 0.5
    assert row.needs_person
    assert [finding.code for finding in row.findings] == ["basis-does-not-carry"]


def test_what_is_learnt_once_is_not_learnt_again(sorting: Build) -> None:
    job = sorting(KnowingEngine())
    outlook = job.outlook(CATEGORIES, examples=examples())
    heard: list[str] = []
    rows = job.sort(
        inquiries("the wardrobe"),
        CATEGORIES,
        examples=examples(),
        on_progress=lambda progress: heard.append(progress.label),
    )
    assert len(list(rows)) == 1
    assert outlook == job.outlook(CATEGORIES, examples=examples())


def test_more_sureness_means_less_is_done_and_less_of_it_wrong(sorting: Build) -> None:
    outlook = sorting(KnowingEngine()).outlook(CATEGORIES, examples=examples())
    shares = [one.share for one in outlook]
    assert shares[0] == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert [one.threshold for one in outlook] == sorted({one.threshold for one in outlook})
    errors = [one.error for one in outlook if one.error is not None]
    assert errors[-1] < errors[0] <= 0.3


def test_nothing_is_to_be_expected_without_examples(sorting: Build) -> None:
    assert sorting(KnowingEngine()).outlook(CATEGORIES) == ()


def test_corrected_rows_change_others_like_them(sorting: Build) -> None:
    job = sorting(None, 0.5)
    texts = [f"about the gizmo number {number}" for number in range(4)]
    before = sort(job, *texts, "my parcel is late")
    assert all(row.needs_person for row in before[:4])
    corrected = CategorySet(
        categories=tuple(
            category.model_copy(update={"examples": tuple(texts[:2])})
            if category.name == "jobs"
            else category
            for category in CATEGORIES.categories
        )
    )
    changed = list(job.reconsider(before[2:], corrected, examples=examples()))
    assert {row.row: row.category for row in changed} == {3: "jobs", 4: "jobs"}


def test_rows_of_rules_and_unreadable_ones_stay_as_they_are(sorting: Build) -> None:
    job = sorting(None)
    ruled = CategorySet(categories=(Category(name="late", rules=("late",)), Category(name="other one")))
    rows = list(job.sort(inquiries("my parcel is late", ""), ruled))
    assert list(job.reconsider(rows, ruled)) == []


def test_examples_are_read_before_they_are_needed(sorting: Build) -> None:
    engine = KnowingEngine()
    known = CategorySet(
        categories=tuple(
            Category(name=name, examples=tuple(text for text, of in examples(5) if of == name))
            for name in TOPICS
        )
    )
    sorting(engine).prepare(known)
    ahead = len(engine.read_as_vectors)
    assert ahead >= 30
    list(sorting(engine).sort(inquiries("the wardrobe wobbles"), known))
    assert not set(engine.read_as_vectors[ahead:]) & set(engine.read_as_vectors[:ahead])


def test_a_model_that_failed_while_learning_is_asked_again_the_next_time(sorting: Build) -> None:
    class FailingOnce(KnowingEngine):
        fails = True

        def vectors(self, texts: Sequence[str], **options: Any) -> NDArray[np.float32]:
            if self.fails:
                raise EngineError("model-stopped", file="a.gguf", status="1")
            return super().vectors(texts, **options)

    engine = FailingOnce()
    job = sorting(engine)
    (row,) = sort(job, "the wardrobe wobbles")
    assert row.reason != "reads-like-examples"
    engine.fails = False
    (row,) = sort(job, "the wardrobe wobbles")
    assert row.reason == "reads-like-examples"


def test_how_many_rows_fit_nothing_is_remembered_with_what_was_learnt(tmp_path: Path) -> None:
    names = list(TOPICS)
    lore = Lore(CATEGORIES, [(text, names.index(name)) for text, name in examples()], None)
    rows = inquiries(*(text for text, _ in examples(30))).items
    learner = Learner(tmp_path)
    share = learner.learn(lore, rows, Cancellation()).knowledge.none_share
    assert (
        share != learner.learn(lore, (), Cancellation()).knowledge.none_share
    )  # these rows do tell something
    learner.learn(lore, rows, Cancellation())
    assert learner.learn(lore, None, Cancellation()).knowledge.none_share == share
    assert learner.learn_more(lore, Cancellation()).knowledge.none_share == share
