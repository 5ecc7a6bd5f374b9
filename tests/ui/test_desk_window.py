"""The whole window over the real jobs, without a model and without a network."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.errors import DocumentError
from app.records import EmailRequest, SourceText
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.application import UnexpectedFailures
from app.ui.assembly import DeskWindow
from app.ui.email_page import EmailPage
from app.ui.first_start import FirstStart
from app.ui.history_page import HistoryPage
from app.ui.inquiries_page import InquiriesPage
from app.ui.job_page import JobPage
from app.ui.keywords_page import KeywordsPage
from app.ui.sentences import Sentences
from app.wiring import Desk, build
from tests.ui.fakes import FakeDialogs
from tests.ui.waiting import wait_for_work


@pytest.fixture
def made(qtbot: QtBot, look: Appearance, sentences: Sentences, tmp_path: Path) -> Iterator[DeskWindow]:
    """The window before anything stands behind it."""
    state = StateStore(tmp_path / "state.json")
    window = DeskWindow(look, sentences, FakeDialogs(), state, QIcon())
    qtbot.addWidget(window.window)
    yield window
    window.window.close()
    window.close()


@pytest.fixture
def opened(qtbot: QtBot, made: DeskWindow, tmp_path: Path) -> DeskWindow:
    """The window with the real jobs behind it."""
    with qtbot.waitSignal(made.ready, timeout=30_000):
        made.start(lambda: build(tmp_path, offline=True))
    return made


def test_the_window_is_there_before_the_jobs_and_opens_with_them(opened: DeskWindow) -> None:
    page = opened.window.current_page()
    assert page is not None
    assert page.accessibleName() == "E-mail"
    assert opened.window.navigation.state_words() == "Works by rules"


def test_what_the_pages_are_made_of_is_loaded_beside_the_window(tmp_path: Path) -> None:
    program = """
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.file_dialogs import SystemFileDialogs
from app.ui.sentences import Sentences

loaded = []

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("app.") and threading.current_thread() is threading.main_thread():
            loaded.append(name)

def build_desk():
    from app.wiring import build
    return build(Path(sys.argv[1]), offline=True)

app = QApplication([])
state = StateStore(Path(sys.argv[1]) / "state.json")
desk_window = DeskWindow(Appearance("light"), Sentences("en"), SystemFileDialogs(), state, app.windowIcon())

def show_all():
    for key in desk_window.window._keys:
        desk_window.window.show_page(key)
    desk_window.close()
    app.quit()

desk_window.ready.connect(show_all)
sys.meta_path.insert(0, Watch())
QTimer.singleShot(0, lambda: desk_window.start(build_desk))
app.exec()
print(len(desk_window.window.made_pages()), loaded)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "7 []"


def test_every_page_opens(opened: DeskWindow) -> None:
    for key in opened.window._keys:
        opened.window.show_page(key)
    assert len(opened.window.made_pages()) == 7


def test_the_first_start_goes_before_the_pages(qtbot: QtBot, opened: DeskWindow) -> None:
    opened.begin()
    first = opened.window.findChild(FirstStart)
    assert first is not None
    assert opened.window.navigation.isHidden()
    opened.window.go_to_page("forms")  # a shortcut leads nowhere yet
    assert opened.window.navigation.isHidden()
    first._later_button.click()
    assert not opened.window.navigation.isHidden()
    qtbot.waitUntil(lambda: isinstance(opened.window.current_page(), EmailPage))
    opened.begin()
    assert opened.window.navigation.isVisibleTo(opened.window)


def test_a_result_is_opened_again_from_the_history(qtbot: QtBot, opened: DeskWindow) -> None:
    window = opened.window
    window.show_page("keywords")
    keywords = window.current_page()
    assert isinstance(keywords, KeywordsPage)
    keywords._pasted.setPlainText("The cold store in Osaka lost power. Three pallets of tea were moved.")
    keywords.run_or_stop()
    wait_for_work(qtbot, keywords)
    found = keywords._check.model.keywords()
    assert found
    keywords._check.clear()
    window.show_page("history")
    history = window.current_page()
    assert isinstance(history, HistoryPage)
    qtbot.waitUntil(lambda: len(history._model.runs()) == 1)
    history._table.selectRow(0)
    history.run_or_stop()
    assert window.current_page() is keywords
    assert keywords._check.model.keywords() == found


def test_an_inquiry_to_answer_opens_the_page_of_mails(opened: DeskWindow) -> None:
    page = opened.window.page("inquiries")
    assert isinstance(page, InquiriesPage)
    page.reply_wanted.emit(EmailRequest("apology", {}, reply_to=SourceText("in.csv", "It came broken")))
    mails = opened.window.current_page()
    assert isinstance(mails, EmailPage)
    assert mails._form.request().template == "apology"


def test_a_theme_that_is_chosen_holds_at_once(qtbot: QtBot, opened: DeskWindow) -> None:
    with qtbot.waitSignal(opened.tools.look.changed):
        opened.desk.settings.change(theme="dark")
    assert opened.tools.look.theme.dark


def test_a_desk_that_cannot_be_built_is_told_in_the_window(qtbot: QtBot, made: DeskWindow) -> None:
    def fail() -> Desk:
        raise DocumentError("no-permission", file="Deskhand")

    made.start(fail)
    qtbot.waitUntil(lambda: made.window.notice.words() != "")
    assert "Deskhand" in made.window.notice.words()


def test_closing_the_window_stops_what_runs(qtbot: QtBot, opened: DeskWindow) -> None:
    opened.window.show_page("keywords")
    page = opened.window.current_page()
    assert isinstance(page, JobPage)

    def work_until_stopped(reports: object) -> None:
        stopped = threading.Event()
        reports.cancellation.on_request(stopped.set)  # type: ignore[attr-defined]
        stopped.wait(10)

    page.bridge.start(work_until_stopped)
    opened.window.close()
    assert page.bridge.wait(5)


def test_once_a_model_was_fetched_its_best_settings_are_found_in_passing(
    qtbot: QtBot, opened: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(opened.desk.self_tests, "run", lambda **how: asked.append(how["gives_way"]))
    assert opened._testing is not None
    assert opened._models is not None
    with qtbot.waitSignal(opened._testing.ended):
        opened._models.fetching.ended.emit("starter")
    assert asked == [True]


def test_what_nobody_foresaw_reaches_the_window_from_any_thread(
    qtbot: QtBot, made: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    failures = UnexpectedFailures()
    failures.happened.connect(made.tell_unexpected)
    failures.install()

    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(failures.happened):
        threading.Thread(target=fail).start()
    assert made.window.notice.words().startswith("The work stopped")
