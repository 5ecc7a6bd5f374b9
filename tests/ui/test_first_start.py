"""The three screens of the first start, with what stands behind them set by the test."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.engine.model_fit import Verdict
from app.errors import LibraryError
from app.ui.first_start import FirstStart, is_wanted
from app.ui.model_shelf import Advice
from app.ui.page_tools import PageTools
from tests.ui.fake_library import FakeLibrary, entry
from tests.ui.fake_models import FakeModels, expectation
from tests.ui.fakes import FakeMemory


@pytest.fixture
def first(qtbot: QtBot, tools: PageTools, models: FakeModels) -> FirstStart:
    """The first start on a computer for which the better model is recommended."""
    models.library.shelf = (*models.library.shelf, entry("huge", tier="standard"))
    models.advice = Advice(
        {"starter": expectation(seconds=2), "better": expectation(), "huge": expectation(Verdict.NOT)},
        "better",
    )
    made = FirstStart(tools, models.services())
    qtbot.addWidget(made)
    return made


def shown(first: FirstStart) -> list[str]:
    """Return the models that the second screen shows."""
    return [name for name, row in first._model._rows.items() if not row.isHidden()]


def test_it_is_gone_through_once(qtbot: QtBot, first: FirstStart, models: FakeModels) -> None:
    memory, services = models.memory, models.services()
    assert is_wanted(memory, services)
    with qtbot.waitSignal(first.done):
        first._later_button.click()
    assert not is_wanted(memory, services)


def test_where_a_model_is_here_already_nobody_is_asked(models: FakeModels) -> None:
    models.library.put("better")
    assert not is_wanted(models.memory, models.services())


def test_the_recommended_model_is_offered_and_the_others_on_request(first: FirstStart) -> None:
    assert first.step == 0
    first._main_button.click()
    assert first.step == 1
    assert shown(first) == ["better"]
    assert first._main_button.text() == "Fetch it (2.0 kB)"
    first._model._more_button.click()
    assert shown(first) == ["starter", "better", "huge"]
    assert [button.isEnabled() for button in first._model._group.buttons()] == [True, True, False]
    first._back_button.click()
    assert first.step == 0


def test_the_starter_comes_first_and_work_begins_meanwhile(
    qtbot: QtBot, first: FirstStart, models: FakeModels, library: FakeLibrary
) -> None:
    first._main_button.click()
    first._main_button.click()
    assert first.step == 2
    assert (models.fetching.name, models.fetching.waiting) == ("starter", ("better",))
    assert [item.name for item in first._cards.items()] == ["starter", "better"]
    with qtbot.waitSignal(first.done):
        first._main_button.click()
    with qtbot.waitSignals([models.fetching.ended, models.fetching.ended]):
        library.gate.set()
    assert library.fetched == ["starter", "better"]


def test_it_is_taken_up_where_it_was_left(
    qtbot: QtBot, first: FirstStart, tools: PageTools, models: FakeModels
) -> None:
    first._main_button.click()
    first._main_button.click()
    models.library.put("starter")  # it came before the window was closed
    assert is_wanted(models.memory, models.services())
    again = FirstStart(tools, models.services())
    qtbot.addWidget(again)
    assert again.step == 2
    assert [item.name for item in again._cards.items()] == ["starter", "better"]
    with qtbot.waitSignal(models.fetching.ended):
        models.fetching.close()


def test_terms_are_accepted_before_anything_is_fetched(
    qtbot: QtBot, tools: PageTools, models: FakeModels, library: FakeLibrary
) -> None:
    library.shelf = (entry("strict", accept_licence=True),)
    first = FirstStart(tools, models.services())
    qtbot.addWidget(first)
    first.go_to(1)
    assert not first._main_button.isEnabled()
    assert first._reason.text() == "Accept the terms first"
    first._model._accepted.setChecked(True)
    library.gate.set()
    with qtbot.waitSignal(models.fetching.ended):
        first._main_button.click()
    assert library.fetched == ["strict"]
    assert not models.licences.needed(library.shelf[0])


def test_a_kit_that_is_found_goes_before_the_network(
    qtbot: QtBot, first: FirstStart, models: FakeModels, library: FakeLibrary
) -> None:
    models.kit = Path("stick") / "deskhand-kit"
    first._main_button.click()
    qtbot.waitUntil(lambda: first._main_button.text() == "Take it from the kit")
    first._main_button.click()
    qtbot.waitUntil(lambda: library.kits == [models.kit])
    assert library.fetched == []
    first._model.choose("better")  # the kit is only an offer
    assert first._model.wish().names == ("starter", "better")


def test_a_kit_that_is_damaged_is_told(
    qtbot: QtBot, first: FirstStart, models: FakeModels, library: FakeLibrary
) -> None:
    models.kit = Path("stick")
    library.failure = LibraryError("kit-file-damaged", file="Better.gguf")
    first._main_button.click()
    qtbot.waitUntil(lambda: first._main_button.text() == "Take it from the kit")
    first._main_button.click()
    qtbot.waitUntil(lambda: "Better.gguf was damaged" in first.banner.words())
    first.banner._button.click()
    assert first.step == 1


def test_without_a_network_the_reason_stands_beside_the_button(
    qtbot: QtBot, tools: PageTools, models: FakeModels
) -> None:
    models.offline = True
    first = FirstStart(tools, models.services())
    qtbot.addWidget(first)
    first.go_to(1)
    assert not first._main_button.isEnabled()
    assert "without a network" in first._reason.text()
    assert first._later_button.isEnabled()


def test_a_download_that_fails_leaves_the_way_open(
    qtbot: QtBot, first: FirstStart, models: FakeModels, library: FakeLibrary
) -> None:
    library.failure = LibraryError("model-unreachable", title="Starter", file="s.gguf")
    first._main_button.click()
    with qtbot.waitSignals([models.fetching.failed, models.fetching.failed]):
        first._main_button.click()
    assert first.banner.words() != ""
    with qtbot.waitSignal(first.done):
        first._main_button.click()


@pytest.mark.parametrize("kept", ["nonsense", -1, 9, None])
def test_a_memory_that_makes_no_sense_begins_at_the_beginning(
    qtbot: QtBot, tools: PageTools, models: FakeModels, memory: FakeMemory, kept: object
) -> None:
    memory.put("first-start", kept)
    memory.put("first-start-models", kept)
    first = FirstStart(tools, models.services())
    qtbot.addWidget(first)
    assert first.step == 0
