"""What the model makes of texts, and what is kept of it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.errors import Cancelled, EngineError
from app.events import Cancellation
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.kept_states import RecentStates
from app.tasks.inquiries.text_states import TextStates
from tests.fakes import FakeEngine

CATEGORIES = (Category(name="LATE_PARCEL", description="where is it"), Category(name="refund"))
TEXTS = ["where is my parcel", "I want my money back", "a third thing"]


class ToldEngine(FakeEngine):
    """Notes what stands around the texts."""

    def vectors(self, texts: Any, *, before: str = "", after: str = "", **options: Any) -> Any:
        self.around = (before, after)
        self.layer = options["layer"]
        return super().vectors(texts, before=before, after=after, **options)


class DeafEngine(FakeEngine):
    """Reads nothing."""

    def vectors(self, *_texts: Any, **_options: Any) -> NDArray[np.float32]:
        raise EngineError("model-stopped", file="a.gguf", status="1")


def read_all(states: TextStates, texts: list[str]) -> NDArray[np.float64]:
    found = states.read_known(texts, lambda _done: None)
    assert found is not None
    return found


def test_the_categories_are_named_before_each_text(tmp_path: Path) -> None:
    engine = ToldEngine()
    TextStates(engine, CATEGORIES, tmp_path).read(TEXTS)
    before, after = engine.around
    assert "late parcel (where is it); refund; something else." in before
    assert before.endswith("A customer writes:")
    assert after == "\nTopic:"
    assert engine.layer == "early"


def test_japanese_categories_are_named_in_japanese(tmp_path: Path) -> None:
    engine = ToldEngine()
    TextStates(engine, [Category(name="配送"), Category(name="返品")], tmp_path).read(["まだ届きません"])
    assert "配送; 返品; その他" in engine.around[0]
    assert engine.layer == "middle"


def test_names_without_end_are_left_out(tmp_path: Path) -> None:
    engine = ToldEngine()
    many = [Category(name=f"{'x' * 90}{number}") for number in range(99)]
    TextStates(engine, many, tmp_path).read(TEXTS)
    assert engine.around[0] == "A customer writes:"


def test_examples_are_read_once(tmp_path: Path) -> None:
    engine = FakeEngine()
    first = read_all(TextStates(engine, CATEGORIES, tmp_path), TEXTS)
    again = read_all(TextStates(engine, CATEGORIES, tmp_path), ["another one", *TEXTS])
    assert np.array_equal(first, again[1:])
    assert [text.strip() for text in engine.read_as_vectors] == [*TEXTS, "another one"]


def test_no_text_is_kept(tmp_path: Path) -> None:
    read_all(TextStates(FakeEngine(), CATEGORIES, tmp_path), TEXTS)
    (kept,) = (tmp_path / "states").iterdir()
    assert b"parcel" not in kept.read_bytes()


def test_other_categories_are_another_question(tmp_path: Path) -> None:
    engine = FakeEngine()
    read_all(TextStates(engine, CATEGORIES, tmp_path), TEXTS)
    read_all(TextStates(engine, CATEGORIES[:1], tmp_path), TEXTS)
    assert len(engine.read_as_vectors) == 2 * len(TEXTS)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 torn", b"no archive at all"])
def test_a_damaged_file_is_read_anew(tmp_path: Path, damage: bytes) -> None:
    first = read_all(TextStates(FakeEngine(), CATEGORIES, tmp_path), TEXTS)
    (kept,) = (tmp_path / "states").iterdir()
    kept.write_bytes(damage)
    assert np.array_equal(read_all(TextStates(FakeEngine(), CATEGORIES, tmp_path), TEXTS), first)


def test_another_model_of_the_same_name_is_noticed(tmp_path: Path) -> None:
    class WiderEngine(FakeEngine):
        model_identity = "fake.gguf of tomorrow"

        def vectors(self, texts: Any, **options: Any) -> NDArray[np.float32]:
            rows = super().vectors(texts, **options)
            return np.hstack([rows, rows])

    read_all(TextStates(FakeEngine(), CATEGORIES, tmp_path), TEXTS)
    found = read_all(TextStates(WiderEngine(), CATEGORIES, tmp_path), [*TEXTS, "one more"])
    assert found.shape == (4, 32)


def test_what_was_read_just_now_is_remembered(tmp_path: Path) -> None:
    engine, recent = FakeEngine(), RecentStates(2)
    for texts in (TEXTS, TEXTS[1:], TEXTS):
        TextStates(engine, CATEGORIES, tmp_path, recent=recent).read(texts)
    assert [text.strip() for text in engine.read_as_vectors] == [*TEXTS, TEXTS[0]]


def test_a_model_that_fails_gives_nothing(tmp_path: Path) -> None:
    states = TextStates(DeafEngine(), CATEGORIES, tmp_path)
    assert states.read(TEXTS) is None
    assert states.read_known(TEXTS, lambda _done: None) is None


def test_who_stops_keeps_what_was_read(tmp_path: Path) -> None:
    wish, engine = Cancellation(), FakeEngine()
    texts = [f"text number {number}" for number in range(100)]

    def stop(done: int) -> None:
        if done:
            wish.request()

    with pytest.raises(Cancelled):
        TextStates(engine, CATEGORIES, tmp_path, wish).read_known(texts, stop)
    read_all(TextStates(engine, CATEGORIES, tmp_path), texts)
    assert len(engine.read_as_vectors) == 100


def test_only_the_beginning_of_a_long_text_is_read(tmp_path: Path) -> None:
    engine = FakeEngine()
    TextStates(engine, CATEGORIES, tmp_path).read(["late " * 1000])
    assert len(engine.read_as_vectors[0]) <= 601


class NarrowReader(FakeEngine):
    """Reads no more than so many characters at once."""

    def vectors(self, texts: Any, **options: Any) -> NDArray[np.float32]:
        if max(map(len, texts)) > 100:
            raise EngineError("text-too-long", limit=100, length=200)
        return super().vectors(texts, **options)


def test_a_text_too_long_is_read_as_far_as_it_goes_and_costs_no_other(tmp_path: Path) -> None:
    found = TextStates(NarrowReader(), CATEGORIES, tmp_path).read(["late parcel", "late " * 80, "refund"])
    assert found is not None
    assert found.shape == (3, 16)
    assert found[1].sum() > 0


def test_a_model_that_dies_again_and_again_is_left_alone(tmp_path: Path) -> None:
    class CountingEngine(DeafEngine):
        calls = 0

        def vectors(self, *texts: Any, **options: Any) -> NDArray[np.float32]:
            self.calls += 1
            return super().vectors(*texts, **options)

    engine = CountingEngine()
    states = TextStates(engine, CATEGORIES, tmp_path)
    for _ in range(9):
        assert states.read(TEXTS) is None
    assert engine.calls == 3


def test_numbers_that_are_none_count_as_not_read(tmp_path: Path) -> None:
    class BrokenEngine(FakeEngine):
        def vectors(self, texts: Any, **options: Any) -> NDArray[np.float32]:
            return super().vectors(texts, **options) * np.nan

    assert TextStates(BrokenEngine(), CATEGORIES, tmp_path).read(TEXTS) is None


def test_examples_of_another_file_stay_kept(tmp_path: Path) -> None:
    engine = FakeEngine()
    for texts in (TEXTS, ["something else"], TEXTS):
        read_all(TextStates(engine, CATEGORIES, tmp_path), texts)
    assert len(engine.read_as_vectors) == len(TEXTS) + 1
