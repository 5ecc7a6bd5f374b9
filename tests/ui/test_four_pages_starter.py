"""The window as a clerk uses it: four pages one after the other, with the real starter model."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.records import Progress
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.email_page import EmailPage
from app.ui.empty_state import EmptyState
from app.ui.forms_page import FormsPage
from app.ui.history_page import HistoryPage
from app.ui.inquiries_page import InquiriesPage
from app.ui.job_page import JobPage
from app.ui.keywords_page import KeywordsPage
from app.ui.samples import Samples
from app.ui.sentences import Sentences
from app.wiring import build
from tests.ui.fakes import DELAY_NOTICE, FakeDialogs

pytestmark = pytest.mark.starter

_Shown = TypeVar("_Shown", bound=JobPage)
_PATIENCE_MS = 180_000
_ROWS = 8


@pytest.fixture
def desk_window(
    qtbot: QtBot, look: Appearance, sentences: Sentences, tmp_path: Path, starter_model: Path
) -> Iterator[DeskWindow]:
    made = DeskWindow(look, sentences, FakeDialogs(), StateStore(tmp_path / "state.json"), QIcon())
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.ready, timeout=30_000):
        made.start(lambda: build(tmp_path, model=str(starter_model), offline=True))
    made.window.show()
    yield made
    made.window.close()
    made.close()


def _page(desk_window: DeskWindow, key: str, kind: type[_Shown]) -> _Shown:
    desk_window.window.show_page(key)
    page = desk_window.window.current_page()
    assert isinstance(page, kind)
    return page


def _done(qtbot: QtBot, page: JobPage) -> None:
    qtbot.waitUntil(lambda: not page.bridge.running, timeout=_PATIENCE_MS)


def _try_sample(qtbot: QtBot, page: JobPage) -> None:
    for empty in page.findChildren(EmptyState):
        if empty.isVisible():
            empty.sample_requested.emit()
    qtbot.waitUntil(lambda: page.run_bar.ready or page.bridge.running)
    if not page.bridge.running:
        page.run_or_stop()
    _done(qtbot, page)
    assert page.banner.words() == ""


def _engine_processes() -> list[psutil.Process]:
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "app.engine.child" in process.cmdline():
                found.append(process)
    return found


@pytest.fixture
def few_inquiries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the sample of inquiries to eight rows: the demo's test sorts all of it with the same model."""
    given = Samples.inquiries

    def short(samples: Samples) -> Path | None:
        whole = given(samples)
        assert whole is not None
        lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
        path = tmp_path / whole.name
        path.write_text("".join(lines[: _ROWS + 1]), encoding="utf-8")
        return path

    monkeypatch.setattr(Samples, "inquiries", short)


@pytest.mark.usefixtures("few_inquiries")
def test_the_four_pages_one_after_the_other(qtbot: QtBot, desk_window: DeskWindow) -> None:
    email = _page(desk_window, "email", EmailPage)
    email._form.set_request(DELAY_NOTICE)
    email.run_or_stop()
    _done(qtbot, email)
    body = email._check.body()
    assert all(words in body for words in ("Ms Ellen Brandt", "20 kg Sencha", "KC-2041", "19 March 2026"))
    assert "express" in body

    keywords = _page(desk_window, "keywords", KeywordsPage)
    _try_sample(qtbot, keywords)
    assert len(keywords._check.results()) == 4
    assert {result.method for result in keywords._check.results()} == {"model"}

    inquiries = _page(desk_window, "inquiries", InquiriesPage)
    _try_sample(qtbot, inquiries)
    results = inquiries._check.model.results()
    assert [result.row for result in results] == list(range(1, _ROWS + 1))
    assert any(result.needs_person for result in results)

    forms = _page(desk_window, "forms", FormsPage)
    _try_sample(qtbot, forms)
    assert "filled" in forms.strip.words()

    desk_window.window.show_page("history")
    history = desk_window.window.current_page()
    assert isinstance(history, HistoryPage)
    qtbot.waitUntil(lambda: len(history._model.runs()) == 4)


def test_a_killed_engine_is_told_and_trying_again_works(qtbot: QtBot, desk_window: DeskWindow) -> None:
    email = _page(desk_window, "email", EmailPage)
    email._form.set_request(DELAY_NOTICE)
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.label == "writing-draft" and not killed:
            for process in _engine_processes():
                killed.append(process.pid)
                process.kill()

    email.bridge.progressed.connect(kill)
    email.run_or_stop()
    _done(qtbot, email)
    assert killed
    assert email.banner.isVisible()
    (again,) = (
        button for button in email.banner.findChildren(QPushButton) if button.isVisible() and button.text()
    )
    assert again.text() == "Try again"
    assert email._form.request().notes == DELAY_NOTICE.notes

    again.click()
    qtbot.waitUntil(lambda: email.bridge.running)
    _done(qtbot, email)
    assert not email.banner.isVisible()
    assert "KC-2041" in email._check.body()
