"""How the program says that it is ready."""

import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.errors import LibraryError
from app.ui.icons import Symbol
from app.ui.model_fetching import ModelFetching
from app.ui.navigation import Navigation, PageEntry
from app.ui.page_tools import PageTools
from app.ui.readiness import Readiness
from tests.ui.fake_library import FakeLibrary


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
def readiness(library: FakeLibrary, fetching: ModelFetching, navigation: Navigation) -> Readiness:
    """What watches all of it."""
    return Readiness(library, fetching, library.default, navigation)


def test_without_a_model_it_works_by_rules(readiness: Readiness, navigation: Navigation) -> None:
    assert navigation.state_words() == "Works by rules"


def test_a_download_is_told_until_the_model_is_here(
    qtbot: QtBot, readiness: Readiness, navigation: Navigation, library: FakeLibrary, fetching: ModelFetching
) -> None:
    fetching.start("starter")
    qtbot.waitUntil(lambda: navigation.state_words() == "Fetching, 25 %")
    with qtbot.waitSignal(fetching.ended):
        library.gate.set()
    qtbot.waitUntil(lambda: navigation.state_words() == "Ready")


def test_a_download_that_fails_leaves_the_state_as_it_was(
    qtbot: QtBot, readiness: Readiness, navigation: Navigation, library: FakeLibrary, fetching: ModelFetching
) -> None:
    library.failure = LibraryError("model-unreachable", title="Starter")
    with qtbot.waitSignal(fetching.failed):
        fetching.start("starter")
    assert navigation.state_words() == "Works by rules"
