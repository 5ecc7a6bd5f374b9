"""What the tests of the window share: its surroundings, without a screen."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from app.errors import InputError
from app.records import Run
from app.settings.store import SettingsStore
from app.tasks.email.templates import TemplateLibrary
from app.ui.appearance import Appearance
from app.ui.page_tools import PageTools
from app.ui.samples import Samples
from app.ui.sentences import Sentences
from tests.ui.fake_library import FakeLibrary
from tests.ui.fake_models import FakeModels
from tests.ui.fakes import FakeDialogs, FakeMemory
from tests.ui.inquiry_pages import (  # noqa: F401 - fixtures
    categories,
    decisions,
    done,
    given,
    kept_sureness,
    page,
    recorded,
    restart,
    sorting,
    table,
)

_FULL_AFTER = 10
"""Searches among younger objects after which all are searched; a full one after each test would take minutes in all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say of every window what it cannot do."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _searching_here() -> Iterator[None]:
    """Search for garbage in the main thread only, as the window does: Qt's objects must not end in another one."""
    gc.disable()
    yield
    gc.collect(1 if gc.get_count()[2] < _FULL_AFTER else 2)
    gc.enable()


@pytest.fixture(scope="session")
def templates() -> TemplateLibrary:
    """The templates that come with Deskhand, read once."""
    return TemplateLibrary()


@pytest.fixture
def look(qapp: object) -> Appearance:
    """The light theme."""
    return Appearance("light")


@pytest.fixture
def sentences(qapp: object) -> Sentences:
    """English sentences."""
    return Sentences("en")


@pytest.fixture
def dialogs() -> FakeDialogs:
    """Dialogs that the test answers."""
    return FakeDialogs()


@pytest.fixture
def memory() -> FakeMemory:
    """A memory that is empty at first."""
    return FakeMemory()


@pytest.fixture
def kept_runs() -> dict[str, Run]:
    """Records that `find_run` finds."""
    return {}


@pytest.fixture
def opened() -> list[Path]:
    """Files that were opened in another program."""
    return []


@pytest.fixture
def tools(
    look: Appearance,
    sentences: Sentences,
    dialogs: FakeDialogs,
    memory: FakeMemory,
    kept_runs: dict[str, Run],
    opened: list[Path],
    tmp_path: Path,
) -> PageTools:
    """Everything that a page works with."""

    def find(run_id: str) -> Run:
        if run_id not in kept_runs:
            raise InputError("unknown-run", run=run_id)
        return kept_runs[run_id]

    def open_outside(path: Path) -> bool:
        opened.append(path)
        return True

    samples = Samples(tmp_path / "samples")
    return PageTools(look, sentences, dialogs, memory, samples, open_outside, find)


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    """A library without an installed model."""
    return FakeLibrary(tmp_path)


@pytest.fixture
def models(qapp: object, library: FakeLibrary, memory: FakeMemory, tmp_path: Path) -> Iterator[FakeModels]:
    """What stands behind the pages of models; ended as the window ends it, so that no timer runs on."""
    made = FakeModels(library, SettingsStore(tmp_path / "settings.json"), memory)
    yield made
    made.fetching.close()
    assert made.fetching.wait(5)
