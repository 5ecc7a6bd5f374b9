"""The first start as a clerk goes through it: from an empty computer to a draft, with a hub and the real starter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.model_library.catalogue import read_catalogue
from app.resource_files import catalogue_path
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.email_page import EmailPage
from app.ui.first_start import FirstStart
from app.ui.sentences import Sentences
from app.wiring import build
from tests.model_library.hub_server import HubServer
from tests.ui.fakes import DELAY_NOTICE, FakeDialogs

pytestmark = pytest.mark.starter

_PATIENCE_MS = 120_000
_LINE = 40_000_000
"""Bytes a second, so that the window can be closed in the middle."""


@pytest.fixture
def hub(starter_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub with the starter, in the place of the usual one."""
    starter = read_catalogue(catalogue_path()).entries[0]
    with HubServer(bytes_per_second=_LINE) as server:
        server.publish(
            starter_model, repository=starter.repository, revision=starter.revision, file=starter.file
        )
        monkeypatch.setenv("HF_ENDPOINT", server.address)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield server


def opened(
    qtbot: QtBot, look: Appearance, sentences: Sentences, folder: Path
) -> tuple[DeskWindow, FirstStart]:
    """Start the program over *folder*, and return its window with the first start in view."""
    made = DeskWindow(look, sentences, FakeDialogs(), StateStore(folder / "state.json"), QIcon())
    qtbot.addWidget(made.window)
    made.window.show()
    with qtbot.waitSignal(made.ready, timeout=30_000):
        made.start(lambda: build(folder))
    made.begin()
    first = made.window.findChild(FirstStart)
    assert first is not None
    return made, first


def test_from_nothing_to_a_draft_over_an_end_of_the_program(
    qtbot: QtBot, look: Appearance, sentences: Sentences, tmp_path: Path, hub: HubServer
) -> None:
    window, first = opened(qtbot, look, sentences, tmp_path)
    first._main_button.click()
    first._model._more_button.click()
    first._model.choose("starter")
    first._main_button.click()
    assert window._models is not None
    fetching = window._models.fetching
    qtbot.waitUntil(lambda: any((tmp_path / "models").glob("*.part")), timeout=_PATIENCE_MS)
    with qtbot.waitSignal(fetching.progressed):
        pass
    window.window.close()
    assert fetching.wait(10)
    window.close()

    window, first = opened(qtbot, look, sentences, tmp_path)
    assert first.step == 2
    qtbot.waitUntil(lambda: window.desk.library.default() is not None, timeout=_PATIENCE_MS)
    size = window.desk.library.installed()[0].size
    assert hub.content.bytes_sent < 1.2 * size  # it went on where it was
    first._main_button.click()
    qtbot.waitUntil(lambda: isinstance(window.window.current_page(), EmailPage))
    page = window.window.current_page()
    assert isinstance(page, EmailPage)
    page._form.set_request(DELAY_NOTICE)
    page.run_or_stop()
    qtbot.waitUntil(lambda: not page.bridge.running, timeout=_PATIENCE_MS)
    assert page.banner.words() == ""
    assert "KC-2041" in page._check.body()
    (run,) = window.desk.runs.recent()
    assert run.method == "model"
    window.window.close()
    window.close()
