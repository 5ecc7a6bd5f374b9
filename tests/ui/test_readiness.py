"""How the program says that it is ready, and what happens at the first start."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.errors import LibraryError
from app.ui.banner import Banner
from app.ui.icons import Symbol
from app.ui.model_fetching import ModelFetching
from app.ui.navigation import Navigation, PageEntry
from app.ui.page_tools import PageTools
from app.ui.readiness import Readiness
from tests.ui.fake_library import FakeLibrary


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    """A library without an installed model."""
    return FakeLibrary(tmp_path)


@pytest.fixture
def fetching(qapp: object, library: FakeLibrary) -> ModelFetching:
    """The one download."""
    return ModelFetching(library)


@pytest.fixture
def navigation(qtbot: QtBot, tools: PageTools) -> Navigation:
    """A navigation that tells the state."""
    made = Navigation(tools.look, [PageEntry("email", "E-mail", Symbol.EMAIL)], QPixmap(1, 1))
    qtbot.addWidget(made)
    return made


@pytest.fixture
def notice(qtbot: QtBot, tools: PageTools) -> Banner:
    """Where the word of the first start stands."""
    made = Banner(tools.look)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def readiness(
    tools: PageTools, library: FakeLibrary, fetching: ModelFetching, navigation: Navigation, notice: Banner
) -> Readiness:
    """What watches all of it."""
    return Readiness(tools, library, fetching, library.default, navigation, notice)


def test_without_a_model_it_works_by_rules(readiness: Readiness, navigation: Navigation) -> None:
    assert navigation.state_words() == "Works by rules"


def test_the_first_start_says_so_and_fetches_the_starter(
    qtbot: QtBot,
    readiness: Readiness,
    navigation: Navigation,
    notice: Banner,
    library: FakeLibrary,
    fetching: ModelFetching,
) -> None:
    assert readiness.fetch_starter()
    assert notice.words().startswith("The starter (1.0 kB) is being fetched")
    qtbot.waitUntil(lambda: navigation.state_words() == "Fetching, 25 %")
    with qtbot.waitSignal(fetching.ended):
        library.gate.set()
    assert library.fetched == ["starter"]
    qtbot.waitUntil(lambda: navigation.state_words() == "Ready")
    assert notice.words() == ""


def test_the_word_of_the_first_start_has_a_button_to_stop(
    qtbot: QtBot, readiness: Readiness, notice: Banner, navigation: Navigation, fetching: ModelFetching
) -> None:
    readiness.fetch_starter()
    with qtbot.waitSignal(fetching.ended):
        notice._button.click()
    assert navigation.state_words() == "Works by rules"
    assert not readiness.fetch_starter()  # it was told once


def test_a_failed_first_download_can_be_tried_again(
    qtbot: QtBot, readiness: Readiness, notice: Banner, library: FakeLibrary, fetching: ModelFetching
) -> None:
    library.failure = LibraryError("model-unreachable", title="Starter")
    with qtbot.waitSignal(fetching.failed):
        readiness.fetch_starter()
    assert notice.words() != ""
    library.failure = None
    library.gate.set()
    with qtbot.waitSignal(fetching.ended):
        notice._button.click()
    assert library.fetched == ["starter", "starter"]


def test_nothing_is_fetched_when_a_model_is_here(readiness: Readiness, library: FakeLibrary) -> None:
    library.put("better")
    assert not readiness.fetch_starter()
    assert library.fetched == []
