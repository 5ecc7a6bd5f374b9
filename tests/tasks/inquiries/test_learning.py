"""Statistics over examples and descriptions."""

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.features import features
from app.tasks.inquiries.learning import Statistics
from app.tasks.inquiries.lessons import Lesson, lessons_of

CATEGORIES = [
    Category(
        name="delivery", description="where is my parcel, late, tracking", rules=("tracking number", "/x+/")
    ),
    Category(name="payment", description="invoice, refund, paying by card"),
    Category(name="配送", description="荷物が届かない、配達の遅れ"),
]


def test_descriptions_alone_tell_categories_apart() -> None:
    statistics = Statistics(lessons_of(CATEGORIES, []), 3)
    shares, _ = statistics.judge(["my parcel is late", "I want to pay by card", "荷物がまだ届きません"])
    assert shares.argmax(axis=1).tolist() == [0, 1, 2]
    assert np.exp(shares).sum(axis=1) == pytest.approx(1)
    assert not statistics.by_example


def test_what_is_like_nothing_known_is_stranger() -> None:
    _, strangeness = Statistics(lessons_of(CATEGORIES, []), 3).judge(["where is my parcel", "Xyzzy quux"])
    assert strangeness[1] > strangeness[0] + 1


def test_rules_made_of_words_are_lessons_and_expressions_are_not() -> None:
    texts = [lesson.text for lesson in lessons_of(CATEGORIES[:1], [])]
    assert texts == ["delivery", "where is my parcel", "late", "tracking", "tracking number"]


def test_words_that_speak_for_a_category_are_told_with_their_places() -> None:
    statistics = Statistics(lessons_of(CATEGORIES, []), 3)
    text = "Please tell me: where is the parcel?"
    words = sorted(statistics.telling_words(text, 0, 1), key=lambda word: -word[2])
    assert {text[start:end] for start, end, _ in words[:2]} == {"where", "parcel"}


def test_examples_of_nothing_teach_what_fits_nothing() -> None:
    nothing = ["good morning", "hello there", "good evening to you"]
    statistics = Statistics(lessons_of(CATEGORIES, [(text, 3) for text in nothing]), 3)
    shares, _ = statistics.judge(["good morning to you"])
    assert shares[0].argmax() == 3


def test_one_category_needs_no_decision() -> None:
    statistics = Statistics(lessons_of(CATEGORIES[:1], [("late", 0)]), 1)
    shares, strangeness = statistics.judge(["late parcel", "xyzzy"])
    assert np.exp(shares[:, 0]) == pytest.approx(1)
    assert strangeness[1] > strangeness[0]
    assert statistics.telling_words("late parcel", 0, 1)[0][2] == 0


def test_names_without_any_letter_are_no_obstacle() -> None:
    statistics = Statistics(lessons_of([Category(name="?"), Category(name="!!")], []), 2)
    assert statistics.judge(["what"])[0].shape == (1, 3)


def many_examples(each: int) -> list[tuple[str, int]]:
    choose = random.Random(1)
    topics = [
        ["parcel", "courier", "tracking", "shipping", "doorstep"],
        ["invoice", "refund", "card", "charge", "bank"],
        ["password", "login", "account", "screen", "email"],
        ["sofa", "table", "wood", "colour", "chair"],
        ["job", "apply", "salary", "interview", "career"],
        ["holiday", "opening", "hours", "closed", "sunday"],
    ]
    frames = ["my {} is late", "a question about the {} and {}", "please help with {}", "{} {} not working"]
    return [
        (choose.choice(frames).format(*choose.sample(words, 2)), index)
        for index, words in enumerate(topics)
        for _ in range(each)
    ]


def test_confidence_is_learnt_from_the_examples() -> None:
    categories = [Category(name=f"c{index}") for index in range(6)]
    examples = many_examples(12)
    statistics = Statistics(lessons_of(categories, examples[::2]), 6)
    assert statistics.by_example
    shares, strangeness = statistics.judge([text for text, _ in examples[1::2]])
    right = shares.argmax(axis=1) == [index for _, index in examples[1::2]]
    assert right.mean() > 0.8
    assert abs(np.exp(shares.max(axis=1)).mean() - right.mean()) < 0.15
    _, strange = statistics.judge(["the moon orbits our planet", "bake for twenty minutes"])
    assert strange.min() > np.median(strangeness)


def test_the_same_lessons_give_the_same_result() -> None:
    categories = [Category(name=f"c{index}") for index in range(6)]
    lessons = lessons_of(categories, many_examples(8))
    first, second = (Statistics(lessons, 6).judge(["late parcel"])[0] for _ in range(2))
    assert np.array_equal(first, second)


@given(st.text(max_size=200))
def test_any_text_has_features_at_places_of_its_own(text: str) -> None:
    seen = features(text)
    assert len(seen.words) == len(seen.word_places)
    assert len(seen.letters) == len(seen.letter_places)
    for place in (*seen.word_places, *seen.letter_places):
        start, end = seen.spans[place]
        assert 0 <= start < end <= len(text)


@settings(max_examples=30)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_texts_are_judged(texts: list[str]) -> None:
    statistics = Statistics([Lesson("late", 0, own=True), Lesson("refund", 1, own=True)], 2)
    shares, strangeness = statistics.judge(texts)
    assert np.isfinite(shares).all()
    assert np.isfinite(strangeness).all()


@pytest.mark.shared_data
def test_real_inquiries_are_learnt_well(shared_data: Path) -> None:
    with (shared_data / "inquiries/hint3-sofmattress/train.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["sentence"], row["label"]) for row in csv.DictReader(file)]
    random.Random(0).shuffle(rows)
    names = sorted({label for _, label in rows})
    categories = [Category(name=name) for name in names]
    taught = [(text, names.index(label)) for text, label in rows[66:]]
    statistics = Statistics(lessons_of(categories, taught), len(names))
    shares, _ = statistics.judge([text for text, _ in rows[:66]])
    right = [names[best] == label for best, (_, label) in zip(shares.argmax(axis=1), rows[:66], strict=True)]
    assert np.mean(right) > 0.7


def test_the_same_example_many_times_promises_no_more() -> None:
    categories = [Category(name=f"c{index}") for index in range(6)]
    examples = many_examples(8)
    once, often = (Statistics(lessons_of(categories, some), 6) for some in (examples, examples * 3))
    assert once.calibration == often.calibration


def test_a_description_that_is_also_an_example_is_held_out_with_it() -> None:
    examples = many_examples(6)
    told = [
        Category(name=f"c{index}", description="; ".join(text for text, of in examples if of == index))
        for index in range(6)
    ]
    statistics = Statistics(lessons_of(told, examples), 6)
    assert statistics.tried is not None
    plain = Statistics(lessons_of([Category(name=f"c{index}") for index in range(6)], examples), 6)
    assert plain.tried is not None
    sure, usual = (
        np.exp(one.tried.known.shares).max(axis=1).mean() for one in (statistics, plain) if one.tried
    )
    assert sure == pytest.approx(usual, abs=0.05)


def test_one_example_of_nothing_does_not_spoil_the_others() -> None:
    categories = [Category(name=f"c{index}") for index in range(6)]
    examples = many_examples(10)
    before = Statistics(lessons_of(categories, examples), 6).calibration.sharpness
    after = Statistics(lessons_of(categories, examples, ["good morning"]), 6).calibration.sharpness
    assert after == pytest.approx(before, rel=0.15)


def test_a_category_without_letters_can_be_learnt() -> None:
    statistics = Statistics(lessons_of([Category(name="-"), Category(name="_")], []), 2)
    assert statistics.judge(["what"]).shares.shape == (1, 3)


def test_examples_of_one_category_alone_say_nothing_about_sureness() -> None:
    lessons = lessons_of(CATEGORIES[:2], [(f"my parcel number {number} is late", 0) for number in range(30)])
    assert not Statistics(lessons, 2).by_example


def test_a_category_that_nearly_all_examples_have_is_the_likelier_one_where_words_say_nothing() -> None:
    chance = random.Random(0)
    words = ["blue", "green", "red", "old", "new", "small", "large", "round", "flat", "soft"]
    lessons = [
        Lesson(" ".join(chance.sample(words, 4)), category, own=True)
        for category in [0] * 90 + [1] * 10 + [2] * 10
    ]
    statistics = Statistics(lessons, 3)
    shares, _ = statistics.judge([" ".join(chance.sample(words, 4)) for _ in range(40)])
    assert not statistics.balanced
    assert np.mean(shares.argmax(axis=1) == 0) > 0.8


def test_as_many_examples_of_each_category_are_not_weighed() -> None:
    lessons = [
        Lesson(f"{word} {number}", index, own=True)
        for number in range(12)
        for index, word in enumerate(("late", "paid"))
    ]
    assert Statistics(lessons, 2).balanced
