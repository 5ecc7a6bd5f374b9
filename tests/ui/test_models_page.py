"""The page of models, over a library without files."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import EngineError, LibraryError
from app.settings.store import SettingsStore
from app.ui.model_fetching import ModelFetching
from app.ui.model_shelf import ShelfState, shelf_items
from app.ui.models_page import ModelsPage
from app.ui.page_tools import PageTools
from app.ui.self_testing import SelfTesting
from tests.ui.fake_library import FakeLibrary
from tests.ui.fake_self_tests import FakeSelfTests
from tests.ui.fakes import FakeDialogs
from tests.ui.waiting import wait_for_work


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    """A library without an installed model."""
    return FakeLibrary(tmp_path)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    """Settings as they come."""
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def fetching(qapp: object, library: FakeLibrary) -> ModelFetching:
    """The one download."""
    return ModelFetching(library)


@pytest.fixture
def page(
    qtbot: QtBot, tools: PageTools, library: FakeLibrary, fetching: ModelFetching, settings: SettingsStore
) -> ModelsPage:
    """The page."""
    made = ModelsPage(tools, library, fetching, settings, library.default, SelfTesting(FakeSelfTests()))
    qtbot.addWidget(made)
    return made


def states(page: ModelsPage) -> dict[str, str]:
    """Return how each model stands."""
    return {item.name: item.state.value for item in page.items()}


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
        page._cards["better"].fetch_requested.emit("better")
    card = page._cards["better"]
    assert "0.3 kB of 1.0 kB" in card._words.text().replace("0.2", "0.3")
    assert not page._cards["starter"]._fetch_button.isEnabled()
    with qtbot.waitSignal(fetching.ended):
        library.gate.set()
    qtbot.waitUntil(lambda: states(page) == {"starter": "to-fetch", "better": "in-use"})


def test_fetching_can_be_stopped(qtbot: QtBot, page: ModelsPage, fetching: ModelFetching) -> None:
    page._cards["better"].fetch_requested.emit("better")
    with qtbot.waitSignal(fetching.ended):
        page._cards["better"].stop_requested.emit()
    assert states(page)["better"] == "to-fetch"
    assert page._cards["starter"]._fetch_button.isEnabled()


def test_a_failed_download_is_told_on_the_page(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, fetching: ModelFetching
) -> None:
    library.failure = LibraryError("offline", title="Better")
    with qtbot.waitSignal(fetching.failed):
        page._cards["better"].fetch_requested.emit("better")
    assert "Better" in page.banner.words()


def test_another_model_is_used(
    qtbot: QtBot, page: ModelsPage, library: FakeLibrary, settings: SettingsStore
) -> None:
    library.put("starter")
    library.put("better")
    page.open_page()
    assert states(page) == {"starter": "installed", "better": "in-use"}
    with qtbot.waitSignal(page._testing.ended):
        page._cards["starter"]._use_button.click()
    assert settings.options.model == "starter"
    assert page._testing.tests.result() is not None  # its best settings were found in passing


def test_removing_asks_first(qtbot: QtBot, page: ModelsPage, library: FakeLibrary) -> None:
    library.put("starter")
    page.open_page()
    page._cards["starter"]._remove_button.click()
    assert page.banner.words().startswith("Remove Starter?")
    assert library.here
    page.banner._button.click()
    assert library.here == []
    assert states(page)["starter"] == "to-fetch"


def test_a_file_of_the_user_s_own_is_added(
    qtbot: QtBot, page: ModelsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.files = [tmp_path / "mine.gguf"]
    page._add_button.click()
    wait_for_work(qtbot, page)
    qtbot.waitUntil(lambda: states(page).get("mine") == "in-use")


def test_a_self_test_that_fails_is_told_on_the_page(qtbot: QtBot, page: ModelsPage) -> None:
    page._testing.tests.finds = EngineError("not-enough-memory-to-work")  # type: ignore[attr-defined]
    with qtbot.waitSignal(page._testing.failed):
        page._testing.start()
    assert "memory" in page.banner.words()


def test_the_model_in_use_is_the_one_whose_speed_is_told(page: ModelsPage, library: FakeLibrary) -> None:
    assert "No model is in use yet" in page._computer.words()
    library.put("better")
    page.open_page()
    assert "make Better fastest" in page._computer.words()


def test_nothing_is_fetched_offline(
    qtbot: QtBot, tools: PageTools, library: FakeLibrary, fetching: ModelFetching, settings: SettingsStore
) -> None:
    page = ModelsPage(
        tools, library, fetching, settings, library.default, SelfTesting(FakeSelfTests()), offline=True
    )
    qtbot.addWidget(page)
    assert not page._cards["starter"]._fetch_button.isEnabled()
