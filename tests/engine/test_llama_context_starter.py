"""Steps of the starter model at llama.cpp's low level."""

from pathlib import Path

import numpy as np
import pytest

from app.engine.chat_prompt import ChatTemplate
from app.engine.llama_context import BATCH, ROWS, Entry, LlamaContext, in_steps
from app.engine.messages import Load
from app.engine.prompt_reading import PromptReader
from app.engine.stop_flag import StopFlag
from app.errors import Cancelled, EngineError

_TEXT = [Entry(100 + i, i, 0, i == 299) for i in range(300)]


@pytest.fixture
def stop() -> StopFlag:
    return StopFlag()


@pytest.fixture
def context(starter_model: Path, stop: StopFlag) -> LlamaContext:
    return LlamaContext(Load(str(starter_model), 1024, 2, 0), stop)


@pytest.mark.starter
def test_a_step_that_gave_way_is_taken_again(context: LlamaContext, stop: StopFlag) -> None:
    context.decode(_TEXT)
    expected = context.logits(-1).copy()
    context.cut(0, 0)
    taken = []

    def before() -> None:
        taken.append(context.length(0))
        if len(taken) < 3:
            stop.ask_to_give_way()

    context.before_step = before
    context.decode(_TEXT)
    assert taken == [0, 0, 0]
    assert context.length(0) == 300
    assert np.array_equal(context.logits(-1), expected)


@pytest.mark.starter
def test_a_step_that_is_stopped_is_forgotten(context: LlamaContext, stop: StopFlag) -> None:
    context.before_step = lambda: stop.set_raised(raised=True)
    with pytest.raises(Cancelled):
        context.decode(_TEXT)
    assert context.length(0) == 0


@pytest.mark.starter
def test_a_small_context_takes_small_steps(starter_model: Path, stop: StopFlag) -> None:
    context = LlamaContext(Load(str(starter_model), 300, 2, 0), stop)
    assert context.most == 300 < context.size
    with pytest.raises(EngineError, match="text-too-long"):
        PromptReader(context, ChatTemplate(None, lambda _: ""), None).read(range(context.size + 1))
    PromptReader(context, ChatTemplate(None, lambda _: ""), None).read(range(context.size - 1))
    assert context.length(0) == context.size - 1


def test_steps_take_so_many_tokens_and_so_many_of_them_wanted() -> None:
    few = [Entry(1, i, 0, wanted=False) for i in range(BATCH + 5)]
    assert [len(step) for step in in_steps(few, BATCH)] == [BATCH, 5]
    all_wanted = [Entry(1, i, 0, wanted=True) for i in range(2 * ROWS + 1)]
    assert [len(step) for step in in_steps(all_wanted, BATCH)] == [ROWS, ROWS, 1]
    assert list(in_steps(few[:BATCH], BATCH)) == [few[:BATCH]]
    assert list(in_steps([], BATCH)) == []
