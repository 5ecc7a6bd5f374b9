"""The likely action comes first, by code at once; the model may think otherwise."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from app.engine.engine import Question
from app.errors import EngineError
from app.records import Language
from app.tasks.assist.suggesting import Suggesting
from tests.fakes import FakeEngine


def _first(text: str, window: Language = "en") -> str:
    return Suggesting(lambda: None, None).at_once(text, window).order[0]


@pytest.mark.parametrize(
    ("wanted", "window", "text"),
    [
        ("polite", "en", "Fix this now. You promised it for Monday!"),
        ("polite", "ja", "まだ届いてない。早くして。"),
        ("correct", "en", "We recieved you're order and will informs you."),
        ("correct", "ja", "資料わ添付しておりまりす。ご確認くさだい。"),
        ("translate", "en", "見積書を添付いたします。"),
        ("translate", "ja", "Please find the quotation attached."),
        ("answer", "en", "Dear Ms Mori,\n\nis the green tea in stock?\n\nKind regards,\nAnn Lee"),
        ("keywords", "ja", "日報 6月2日 林\n・南店を訪問\n・在庫の確認"),
        ("category", "en", "Where is my parcel?\nI want a refund\nHow do I pay?"),
        ("form", "en", "Name: Ann Lee\nPhone: 0117 496 0000\nCity: Bristol"),
    ],
)
def test_the_likely_action_comes_first(wanted: str, window: Language, text: str) -> None:
    assert _first(text, window) == wanted


@pytest.mark.parametrize("text", ["", "?", "😀" * 50, "a,b\n" * 3_000, "「」" * 9_000, "x" * 20_000])
def test_any_text_has_all_actions_in_an_order_at_once(text: str) -> None:
    suggesting = Suggesting(lambda: None, None)
    suggesting.at_once("a 仕事", "en")
    begun = time.perf_counter()
    assert len(set(suggesting.at_once(text, "en").order)) == 9
    assert time.perf_counter() - begun < 0.5


def test_the_model_may_reorder_what_is_not_sure() -> None:
    engine = FakeEngine(scores=lambda _text, answer: 0.0 if answer == "summarise\n" else -20.0)
    suggesting = Suggesting(lambda: engine, None)
    text = "The meeting was moved to Friday."
    first = suggesting.at_once(text, "en")
    assert not first.sure
    assert first.order[0] != "summarise"
    assert suggesting.reconsidered(text, "en", first).order[0] == "summarise"


def test_what_is_sure_is_not_asked_about_and_a_dead_model_changes_nothing() -> None:
    sure = Suggesting(FakeEngine, None).at_once("見積書を添付いたします。", "en")
    assert sure.sure

    class Dead(FakeEngine):
        def weigh(self, questions: Sequence[Question], **options: Any) -> Iterator[list[float]]:
            raise EngineError("model-stopped")

    suggesting = Suggesting(Dead, None)
    first = suggesting.at_once("The meeting was moved to Friday.", "en")
    assert suggesting.reconsidered("The meeting was moved to Friday.", "en", first) == first
