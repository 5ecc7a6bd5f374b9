"""The page of models, over a library without files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.engine.model_fit import Verdict
from app.errors import EngineError, LibraryError
from app.model_library.elsewhere import ForeignModel
from app.ui.model_fetching import ModelFetching
from app.ui.model_shelf import Advice, ShelfState, shelf_items
from app.ui.models_page import ModelsPage
from app.ui.page_tools import PageTools
from tests.ui.fake_library import FakeLibrary, entry
from tests.ui.fake_models import FakeModels, expectation
from tests.ui.fakes import FakeDialogs
from tests.ui.waiting import wait_for_work


@pytest.fixture
def fetching(models: FakeModels) -> ModelFetching:
    """The one download."""
    return models.fetching


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, models: FakeModels) -> ModelsPage:
    """The page."""
    made = ModelsPage(tools, models.services())
    qtbot.addWidget(made)
    return made


def states(page: ModelsPage) -> dict[str, str]:
    """Return how each model stands."""
    return {item.name: item.state.value for item in page.cards.items()}


def test_the_shelf_has_the_catalogue_and_the_user_s_own_files(library: FakeLibrary) -> None:
    library.put("own", 77)
    library.put("better", 999)
    items = shelf_items(library.entries(), library.installed(), library.here[0].path, "ja")
    assert [(item.title, item.good_for, item.size, item.state) for item in items] == [
        ("Starter", "starterの日本語", 1000, ShelfState.TO_FETCH),
        ("Better", "betterの日本語", 999, ShelfState.DAMAGED),
        ("own", "", 77, ShelfState.IN_USE),
    ]


def test_a_model_is_fetched_with_its_progress_and_then_in_use(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, fetching: ModelFetching
) -> None:
    with qtbot.waitSignal(fetching.progressed):
        page.cards._cards["better"].fetch_requested.emit("better")
    card = page.cards._cards["better"]
    assert "0.3 kB of 1.0 kB" in card._words.text().replace("0.2", "0.3")
    with qtbot.waitSignal(fetching.ended):
        library.gate.set()
    qtbot.waitUntil(lambda: states(page) == {"starter": "to-fetch", "better": "in-use"})


def test_fetching_can_be_stopped(qtbot: QtBot, page: ModelsPage, fetching: ModelFetching) -> None:
    page.cards._cards["better"].fetch_requested.emit("better")
    with qtbot.waitSignal(fetching.ended):
        page.cards._cards["better"].stop_requested.emit("better")
    assert states(page)["better"] == "to-fetch"
    assert page.cards._cards["starter"]._fetch_button.isEnabled()


def test_a_failed_download_is_told_on_the_page(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, fetching: ModelFetching
) -> None:
    library.failure = LibraryError("offline", title="Better")
    with qtbot.waitSignal(fetching.failed):
        page.cards._cards["better"].fetch_requested.emit("better")
    assert "Better" in page.banner.words()


def test_another_model_is_used(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, models: FakeModels
) -> None:
    library.put("starter")
    library.put("better")
    page.open_page()
    assert states(page) == {"starter": "installed", "better": "in-use"}
    with qtbot.waitSignal(models.testing.ended):
        page.cards._cards["starter"]._use_button.click()
    assert models.settings.options.model == "starter"
    assert models.testing.tests.result() is not None  # its best settings were found in passing


def test_removing_asks_first(qtbot: QtBot, page: ModelsPage, library: FakeLibrary) -> None:
    library.put("starter")
    page.open_page()
    page.cards._cards["starter"]._remove_button.click()
    assert page.banner.words().startswith("Remove Starter?")
    assert library.here
    page.banner._button.click()
    qtbot.waitUntil(lambda: states(page)["starter"] == "to-fetch")
    assert library.here == []


def test_a_file_of_the_user_s_own_is_added(
    qtbot: QtBot, page: ModelsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.files = [tmp_path / "mine.gguf"]
    page.adding._file_button.click()
    wait_for_work(qtbot, page)
    qtbot.waitUntil(lambda: states(page).get("mine") == "in-use")


def test_a_self_test_that_fails_is_told_on_the_page(
    qtbot: QtBot, page: ModelsPage, models: FakeModels
) -> None:
    models.tests.finds = EngineError("not-enough-memory-to-work")
    with qtbot.waitSignal(models.testing.failed):
        models.testing.start()
    assert "memory" in page.banner.words()


def test_the_model_in_use_is_the_one_whose_speed_is_told(page: ModelsPage, library: FakeLibrary) -> None:
    assert "No model is in use yet" in page._computer.words()
    library.put("better")
    page.open_page()
    assert "make Better fastest" in page._computer.words()


def test_nothing_is_fetched_offline(qtbot: QtBot, tools: PageTools, models: FakeModels) -> None:
    models.offline = True
    page = ModelsPage(tools, models.services())
    qtbot.addWidget(page)
    assert not page.cards.card("starter")._fetch_button.isEnabled()


def test_each_model_tells_how_well_it_will_work_here(
    qtbot: QtBot, tools: PageTools, models: FakeModels
) -> None:
    expected = {"starter": expectation(), "better": expectation(Verdict.NOT)}
    models.advice = Advice(expected, "starter", {"better": 250})
    page = ModelsPage(tools, models.services())
    qtbot.addWidget(page)
    starter, better = page.cards.card("starter"), page.cards.card("better")
    assert starter.expectation_words() == (
        "Runs well here: about 12 s for a typical mail (estimated from other models on this computer)"
    )
    assert starter.state_words() == "recommended for this computer"
    assert "needs 7.0 GB of memory" in better.expectation_words()
    assert better._fetch_button.text() == "Go on"
    assert better._words.text() == "0.3 kB of 1.0 kB are here"


def test_a_second_model_waits_for_its_turn(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, fetching: ModelFetching
) -> None:
    page.cards.card("better").fetch_requested.emit("better")
    page.cards.card("starter").fetch_requested.emit("starter")
    starter = page.cards.card("starter")
    assert starter._words.text() == "Waits for its turn"
    assert starter._stop_button.text() == "Not now"
    with qtbot.waitSignals([fetching.ended, fetching.ended]):
        library.gate.set()
    assert library.fetched == ["better", "starter"]


def test_a_licence_that_asks_for_it_is_accepted_first(
    qtbot: QtBot, tools: PageTools, models: FakeModels, library: FakeLibrary
) -> None:
    library.shelf = (entry("strict", accept_licence=True),)
    page = ModelsPage(tools, models.services())
    qtbot.addWidget(page)
    page.cards.card("strict").fetch_requested.emit("strict")
    assert page.banner.words() == (
        "Strict has terms to accept: Apache-2.0 | Read them first: https://example.com/licence"
    )
    assert library.fetched == []
    library.gate.set()
    with qtbot.waitSignal(models.fetching.ended):
        page.banner._button.click()
    assert library.fetched == ["strict"]
    assert not models.licences.needed(library.shelf[0])


def test_a_model_of_another_program_is_used_where_it_is(
    qtbot: QtBot, page: ModelsPage, models: FakeModels, library: FakeLibrary, tmp_path: Path
) -> None:
    assert page.elsewhere.isHidden()
    models.foreign = (ForeignModel("qwen3:8b", "ollama", tmp_path / "sha256-0", 500),)
    page.open_page()
    qtbot.waitUntil(lambda: page.elsewhere.names() == ["qwen3:8b"])
    page.elsewhere.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: not models.work.running)
    assert page.elsewhere.isHidden()
    qtbot.waitUntil(lambda: states(page)["qwen3:8b"] == "in-use")
    assert models.settings.options.model == "qwen3:8b"
    assert "kept by Ollama" in page.cards.card("qwen3:8b")._facts.text()
    page.cards.card("qwen3:8b")._remove_button.click()
    assert page.banner.words() == "Remove qwen3:8b? | Its file stays where it is."


def test_a_download_that_fails_for_now_is_tried_again_by_itself(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, fetching: ModelFetching
) -> None:
    library.parts = {"better": 100}
    library.failure = LibraryError("model-unreachable", title="Better")
    with qtbot.waitSignal(fetching.failed):
        page.cards.card("better").fetch_requested.emit("better")
    assert page.banner.words().endswith("It is tried again by itself in a while.")
    card = page.cards.card("better")
    assert card._words.text() == "Tried again by itself in a while"
    card._stop_button.click()
    assert fetching.resting == ()
    assert card._fetch_button.isVisibleTo(card)


def test_a_removed_model_does_not_come_back_by_itself(
    qtbot: QtBot, page: ModelsPage, models: FakeModels, library: FakeLibrary, fetching: ModelFetching
) -> None:
    library.put("better")
    page.open_page()
    library.failure = LibraryError("model-unreachable", title="Better")
    library.parts = {"better": 100}
    with qtbot.waitSignal(fetching.failed):
        fetching.start("better")
    page.cards._remove("better")
    qtbot.waitUntil(lambda: not models.work.running)
    assert fetching.resting == ()


def test_a_choice_that_holds_from_the_next_start_on_says_so(
    qtbot: QtBot, page: ModelsPage, models: FakeModels, library: FakeLibrary
) -> None:
    library.put("starter")
    library.put("better")
    models.started_with = "starter"
    page.open_page()
    page.cards.use("better")
    assert page.banner.words().startswith("Better is used from the next start on")


def test_focus_stays_on_a_card_that_is_made_anew(
    qtbot: QtBot, page: ModelsPage, models: FakeModels, library: FakeLibrary
) -> None:
    page.show()
    page.cards.card("better")._fetch_button.setFocus()
    models.advice = Advice({}, "better")
    page.cards.refresh()
    assert page.cards.card("better").state_words() == "recommended for this computer"
    assert page.focusWidget() is page.cards.card("better")._fetch_button


def test_work_is_in_view_while_it_goes_on(
    qtbot: QtBot, page: ModelsPage, dialogs: FakeDialogs, models: FakeModels, tmp_path: Path
) -> None:
    assert page.line.words() == ""
    dialogs.files = [tmp_path / "mine.gguf"]
    page.adding._file_button.click()
    assert page.line.words() == "Beginning"
    assert not page.adding._file_button.isEnabled()
    assert not page.storage._move_button.isEnabled()
    qtbot.waitUntil(lambda: page.line.words() == "")
    assert page.adding._file_button.isEnabled()


def test_a_kit_is_taken_in(
    qtbot: QtBot, page: ModelsPage, dialogs: FakeDialogs, library: FakeLibrary
) -> None:
    dialogs.folder = Path("kit")
    page.adding._folder_button.click()
    qtbot.waitUntil(lambda: states(page)["better"] == "in-use")
    assert library.kits == [Path("kit")]


def test_a_file_of_the_user_s_own_is_used_where_it_is(
    qtbot: QtBot, page: ModelsPage, models: FakeModels, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.files = [tmp_path / "drive" / "large.gguf"]
    page.adding._place_button.click()
    qtbot.waitUntil(lambda: models.library.here != [])
    assert models.library.here[0].path == tmp_path / "drive" / "large.gguf"
    assert models.library.here[0].in_place
