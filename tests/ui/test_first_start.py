"""The three screens of the first start, with what stands behind them set by the test."""

from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from app.engine.model_fit import Verdict
from app.errors import LibraryError
from app.records import Finding
from app.ui.first_start import MODEL, FirstStart, is_wanted
from app.ui.icons import Symbol
from app.ui.main_window import MainWindow
from app.ui.model_shelf import Advice
from app.ui.navigation import PageEntry
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


def test_a_choice_stays_on_the_way_back_and_forth(
    qtbot: QtBot, first: FirstStart, models: FakeModels, library: FakeLibrary
) -> None:
    first._main_button.click()
    first._model._more_button.click()
    first._model.choose("starter")
    first._back_button.click()
    models.advice = Advice({"starter": expectation(seconds=9), "better": expectation()}, "better")
    first._main_button.click()
    assert first._model.chosen() == "starter"
    assert shown(first) == ["starter", "better", "huge"]


def test_a_kit_that_is_found_late_takes_no_choice_away(
    qtbot: QtBot, first: FirstStart, models: FakeModels
) -> None:
    first._main_button.click()
    first._model._more_button.click()
    first._model._rows["starter"].findChildren(QRadioButton)[0].click()
    first._model._take_kit(Path("stick"))
    assert first._model.chosen() == "starter"


def test_keys_mean_the_screen_and_not_the_page_behind_it(
    qtbot: QtBot, tools: PageTools, models: FakeModels
) -> None:
    window = MainWindow(tools, [PageEntry("email", "E-mail", Symbol.EMAIL)], QIcon())
    qtbot.addWidget(window)
    first = FirstStart(tools, models.services())
    window.show_alone(first, 720)
    assert window.page_of_keys() is first
    first.run_or_stop()
    assert first.step == 1
    first.banner.show_message("A word")
    assert first.escape()
    assert first.banner.isHidden()
    window.show_pages()
    assert not window.shows_alone


def test_later_means_that_it_does_not_come_by_itself(
    qtbot: QtBot, first: FirstStart, tools: PageTools, models: FakeModels
) -> None:
    first._later_button.click()
    assert not is_wanted(models.memory, models.services())
    again = FirstStart(tools, models.services(), MODEL)  # asked for from the list of pages
    qtbot.addWidget(again)
    assert again.step == MODEL


def test_models_on_a_drive_that_is_away_are_models(models: FakeModels, library: FakeLibrary) -> None:
    library.findings = (Finding("models-folder-away", {"folder": "D:"}),)
    assert not is_wanted(models.memory, models.services())


def test_who_has_removed_the_last_model_is_not_a_beginner(models: FakeModels, library: FakeLibrary) -> None:
    library.put("better")
    assert not is_wanted(models.memory, models.services())
    library.remove("better")
    assert not is_wanted(models.memory, models.services())


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
    qtbot.waitUntil(lambda: first._main_button.text() == "Copy the models from the kit")
    first._main_button.click()
    qtbot.waitUntil(lambda: library.kits == [models.kit])
    qtbot.waitUntil(lambda: [item.name for item in first._cards.items()] == ["better"])
    assert library.fetched == []
    first._back_button.click()
    first._model.choose("better")  # the kit is only an offer
    assert first._model.wish().names == ("starter", "better")


def test_a_kit_that_is_damaged_is_told(
    qtbot: QtBot, first: FirstStart, models: FakeModels, library: FakeLibrary
) -> None:
    models.kit = Path("stick")
    library.failure = LibraryError("kit-file-damaged", file="Better.gguf")
    first._main_button.click()
    qtbot.waitUntil(lambda: first._main_button.text() == "Copy the models from the kit")
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
