"""What the tests of the library share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model_library import elsewhere
from tests.model_library.fake_hub import FakeHub
from tests.model_library.places import Shelf, on_two_disks, shelf_at


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    server = FakeHub()
    yield server
    server.close()


@pytest.fixture(params=["one disk", "two disks"])
def disks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have both folders on one disk, and then on two."""
    if request.param == "two disks":
        on_two_disks(monkeypatch)
    return str(request.param)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A library with models of ours among other people's files."""
    return shelf_at(tmp_path)


@pytest.fixture(autouse=True)
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Ollama's service keeps its models: in a folder of the test's own."""
    folder = tmp_path / "service"
    monkeypatch.setattr(elsewhere, "_OLLAMA_SERVICES", (folder,))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with nothing in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder
