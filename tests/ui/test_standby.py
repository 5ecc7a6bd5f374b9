"""What goes on when the window is closed: the tray, other starts, the start at login."""

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.single_instance import SingleInstance, ask_running
from app.desktop.this_desktop import Desktop
from app.errors import DeskhandError
from app.resource_files import file_path
from app.settings.store import SettingsStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.sentences import Sentences
from app.ui.standby import Standby
from app.ui.tray import Tray
from tests.ui.fake_desktop import FakeExchange, FakeKey
from tests.ui.fakes import FakeDialogs, FakeMemory
from tests.ui.quick_popup import FieldPopup


class FakeLogin:
    """A system that starts programs at login.

    Attributes:
        set: Whether it starts this one.
    """

    def __init__(self) -> None:
        self.set = False
        self.refuses = False
        self.changes: list[bool] = []

    def is_set(self) -> bool:
        return self.set

    def change(self, *, wanted: bool) -> None:
        if self.refuses:
            raise DeskhandError("login-start-not-changed", place="there")
        self.changes.append(wanted)
        self.set = wanted


class Program:
    """The program without its jobs, over what a test looks into."""

    def __init__(self, desk_window: DeskWindow, data: Path) -> None:
        self.data = data
        self.desk_window = desk_window
        self.window = desk_window.window
        self.key, self.exchange, self.login = FakeKey(), FakeExchange(), FakeLogin()
        self.settings = SettingsStore(data / "settings.json")
        self.instance = SingleInstance(data)
        assert self.instance.claim()
        self.left: list[bool] = []
        self.standby = Standby(
            desk_window,
            Desktop(self.key, self.exchange),
            self.instance,
            self.login,
            leave=lambda: self.left.append(True),
        )
        self.told: list[tuple[str, str]] = []

    def begin(self) -> None:
        """Go on as when the jobs are there."""
        desk = SimpleNamespace(settings=self.settings, close=lambda: None)
        self.desk_window._desk = desk  # type: ignore[assignment]
        self.desk_window.ready.emit()


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the desktop has a tray, at the end of the list; it has."""
    has = [True]
    monkeypatch.setattr(Tray, "available", property(lambda _: has[-1]))
    monkeypatch.setattr(Tray, "show", lambda _: None)  # the platform without a screen has no place for it
    return has


@pytest.fixture
def program(
    qtbot: QtBot,
    look: Appearance,
    sentences: Sentences,
    tray: list[bool],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The program, with its window open."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    monkeypatch.setattr("app.ui.assist_keeper._REST_MS", 3_600_000)  # another test has the quick assist
    desk_window = DeskWindow(
        look, sentences, FakeDialogs(), FakeMemory(), QIcon(str(file_path("icons/deskhand.svg")))
    )
    qtbot.addWidget(desk_window.window)
    made = Program(desk_window, tmp_path)
    monkeypatch.setattr(made.standby.tray, "say", lambda title, words="": made.told.append((title, words)))
    desk_window.window.show()
    yield made
    made.standby.expect_end()
    desk_window.window.close()
    made.standby.close()
    made.instance.close()
    desk_window.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(True)


def test_closing_the_window_leaves_the_program_in_the_tray_and_says_so_once(program: Program) -> None:
    program.begin()
    for _ in range(2):
        program.window.close()
        assert not program.window.isVisible()
        program.standby.tray.window_wanted.emit()
        assert program.window.isVisible()
    assert [title for title, _ in program.told] == ["Deskhand stays ready here"]


@pytest.mark.parametrize(
    "why", ["not wanted", "no tray", "quit", "the system ends it", "before the choices are read"]
)
def test_closing_the_window_ends_the_program(
    qtbot: QtBot, program: Program, tray: list[bool], why: str
) -> None:
    if why != "before the choices are read":
        program.begin()
    if why == "not wanted":
        program.settings.change(keep_running=False)
        qtbot.waitUntil(lambda: not program.window.stays_when_closed())
    tray.append(why != "no tray")
    with qtbot.waitSignal(program.window.closing):
        if why == "quit":
            program.standby.tray.quit_wanted.emit()
        elif why == "the system ends it":
            program.standby.expect_end()
            program.window.close()
        else:
            program.window.close()
    qtbot.waitUntil(lambda: program.left == [True])


def test_the_tray_opens_the_quick_assist(qtbot: QtBot, program: Program) -> None:
    popup = FieldPopup()
    qtbot.addWidget(popup)
    program.standby.access.set_popup(popup)
    program.begin()
    program.standby.tray.assist_wanted.emit()
    qtbot.waitUntil(popup.isVisible)
    assert popup.given == [("send it now", "program", True)]
    popup.accepted.emit("new")
    qtbot.waitUntil(lambda: [text for _, text in program.exchange.replaced] == ["new"])


def test_other_starts_bring_the_window_or_the_quick_assist(qtbot: QtBot, program: Program) -> None:
    popup = FieldPopup()
    qtbot.addWidget(popup)
    program.standby.access.set_popup(popup)
    program.begin()
    program.window.close()
    answers: list[bool] = []
    for what, window in (("front", program.window), ("popup", popup)):
        asking = threading.Thread(target=lambda what=what: answers.append(ask_running(program.data, what)))
        asking.start()
        qtbot.waitUntil(window.isVisible)
        asking.join()
    assert answers == [True, True]


def test_the_key_that_is_chosen_is_held(qtbot: QtBot, program: Program) -> None:
    program.begin()
    qtbot.waitUntil(lambda: program.key.held == ["Ctrl+Alt+G"])
    program.settings.change(quick_key="Ctrl+Shift+F9")
    qtbot.waitUntil(lambda: program.key.held[-1] == "Ctrl+Shift+F9")
    program.settings.change(quick_key=None)
    qtbot.waitUntil(lambda: program.key.held[-1] == "")


def test_a_key_that_is_taken_is_told_with_the_way_to_another(qtbot: QtBot, program: Program) -> None:
    program.key.taken = {"Ctrl+Alt+G"}
    program.begin()
    qtbot.waitUntil(lambda: program.window.notice.words() != "")
    assert "in use by another program" in program.window.notice.words()


def test_the_start_at_login_follows_the_choice(qtbot: QtBot, program: Program) -> None:
    program.begin()
    program.settings.change(start_at_login=True)
    qtbot.waitUntil(lambda: program.login.set)
    program.settings.change(start_at_login=False)
    qtbot.waitUntil(lambda: not program.login.set)
    assert program.login.changes == [True, False]


def test_what_the_user_has_switched_off_in_the_systems_settings_is_off_here(
    qtbot: QtBot, program: Program
) -> None:
    program.settings.change(start_at_login=True)
    program.begin()
    qtbot.waitUntil(lambda: not program.settings.options.start_at_login)
    assert program.login.changes == []


def test_a_start_at_login_that_cannot_be_changed_is_told(qtbot: QtBot, program: Program) -> None:
    program.begin()
    qtbot.waitUntil(lambda: not program.standby._login_work.running)
    program.login.refuses = True
    program.settings.change(start_at_login=True)
    qtbot.waitUntil(lambda: "login" in program.window.notice.words())


def test_what_happens_to_the_text_is_said_where_the_window_is_not_seen(
    qtbot: QtBot, program: Program
) -> None:
    program.begin()
    program.window.close()
    program.told.clear()
    program.standby.access.failed.emit(DeskhandError("window-gone"))
    assert [title for title, _ in program.told] == ["The window that the text came from is gone"]


def test_without_a_tray_a_start_in_the_background_is_minimised(
    qtbot: QtBot, program: Program, tray: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.standby._TRAY_MS", 1)
    tray.append(False)
    program.window.hide()
    minimised: list[bool] = []
    monkeypatch.setattr(program.window, "showMinimized", lambda: minimised.append(True))
    program.standby.start_in_background()
    qtbot.waitUntil(lambda: minimised == [True])
    program.begin()
    qtbot.waitUntil(lambda: "no tray" in program.window.notice.words())


def test_the_menu_has_the_four_ways(qtbot: QtBot, program: Program) -> None:
    tray = program.standby.tray
    words = [action.text() for action in tray._menu.actions() if not action.isSeparator()]
    assert words == ["Quick assist", "Open Deskhand", "Settings", "Quit Deskhand"]
    tray.show_keys("Ctrl+Alt+G")
    assert tray._menu.actions()[0].text() == "Quick assist\tCtrl+Alt+G"
    with qtbot.waitSignal(tray.settings_wanted):
        tray._settings.trigger()
