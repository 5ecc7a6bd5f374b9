"""With a real model a proposal is typed, has its places in the words, and runs."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.client import EngineClient
from app.tasks.assist.date_tools import DateTools
from app.tasks.assist.grounds import Given
from app.tasks.assist.tool import ToolBox, ToolDescription
from app.tasks.assist.tool_calling import ToolCalling

pytestmark = pytest.mark.starter

_WISH = "We promised an answer ten working days after 3 April 2026; which day is that?"


@pytest.fixture(scope="module")
def engine(starter_model: Path) -> Iterator[EngineClient]:
    client = EngineClient(starter_model)
    yield client
    client.close()


def _tools() -> ToolBox:
    return ToolBox(DateTools(lambda: dt.date(2026, 3, 12), lambda: "JP", lambda: "en").tools())


def _one(box: ToolBox, name: str) -> tuple[ToolDescription, ...]:
    return tuple(tool for tool in box.descriptions if tool.name == name)


def test_the_starters_proposal_is_typed_and_computed_by_code(engine: EngineClient) -> None:
    box = _tools()
    call = ToolCalling(_one(box, "add_working_days"), lambda: engine, least_fit=-100.0).propose(Given(_WISH))
    assert call is not None
    assert call.method == "model"
    assert isinstance(call.arguments["count"], int)
    # A day that stands there once is not the model's to write.
    assert call.arguments.get("day", "3 April 2026") == "3 April 2026"
    for places in call.evidence.values():
        assert all(_WISH[place.start : place.end] == place.quote for place in places)
    result = box.run(call)
    assert dt.date.fromisoformat(result.text) != dt.date(2026, 4, 3)


def test_no_tool_fits_can_be_the_answer(engine: EngineClient) -> None:
    box = _tools()
    calling = ToolCalling(box.descriptions, lambda: engine, least_fit=100.0)
    assert calling.propose(Given(_WISH)) is None
