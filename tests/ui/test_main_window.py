"""The window: its pages, its keys, its place."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QIcon
from pytestqt.qtbot import QtBot

from app.ui.icons import Symbol
from app.ui.main_window import MainWindow
from app.ui.navigation import PageEntry
from app.ui.page import Page
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeMemory

ENTRIES = (PageEntry("one", "One", Symbol.EMAIL), PageEntry("two", "Two", Symbol.FORMS, 1))


class NotedPage(Page):
    """Writes down what it is asked to do."""

    def __init__(self, tools: PageTools, name: str, asked: list[str]) -> None:
        super().__init__(tools, name, "What it does.")
        self.name = name
        self.asked = asked
        asked.append(f"{name} made")

    def open_page(self) -> None:
        self.asked.append(f"{self.name} opened")

    def run_or_stop(self) -> None:
        self.asked.append(f"{self.name} run")

    def save(self) -> None:
        self.asked.append(f"{self.name} saved")


@pytest.fixture
def asked() -> list[str]:
    """What pages were asked to do."""
    return []


@pytest.fixture
def window(qtbot: QtBot, tools: PageTools, asked: list[str]) -> MainWindow:
    """A window with two pages."""
    made = MainWindow(tools, ENTRIES, QIcon())
    qtbot.addWidget(made)
    makers: dict[str, Callable[[], Page]] = {
        "one": lambda: NotedPage(tools, "one", asked),
        "two": lambda: NotedPage(tools, "two", asked),
    }
    made.set_makers(makers)
    return made


def press(window: MainWindow, keys: str) -> None:
    """Trigger what *keys* stand for."""
    for action in window.actions():
        assert isinstance(action, QAction)
        if keys in [shortcut.toString() for shortcut in action.shortcuts()]:
            action.trigger()
            return
    raise AssertionError(keys)


def test_a_page_is_made_when_it_is_first_looked_at(window: MainWindow, asked: list[str]) -> None:
    window.show_page(window.last_page())
    assert asked == ["one made", "one opened"]
    window.show_page("two")
    window.show_page("one")
    assert asked[2:] == ["two made", "two opened", "one opened"]


def test_keys_reach_the_page_in_view(window: MainWindow, asked: list[str]) -> None:
    window.show_page("one")
    press(window, "Ctrl+2")
    press(window, "Ctrl+Return")
    press(window, "Ctrl+S")
    assert asked[-3:] == ["two opened", "two run", "two saved"]


def test_escape_closes_the_page_s_message_first_then_the_window_s(window: MainWindow) -> None:
    window.show_page("one")
    page = window.current_page()
    assert page is not None
    page.say("Saved")
    window.notice.show_message("Fetching")
    press(window, "Esc")
    assert (page.banner.words(), window.notice.words()) == ("", "Fetching")
    press(window, "Esc")
    assert window.notice.words() == ""


def test_the_page_in_view_and_icons_only_are_remembered(
    qtbot: QtBot, window: MainWindow, tools: PageTools, memory: FakeMemory
) -> None:
    window.show_page("two")
    window.navigation.set_collapsed(collapsed=True)
    window.close()
    again = MainWindow(tools, ENTRIES, QIcon())
    qtbot.addWidget(again)
    again.set_makers({"one": lambda: Page(tools, "", ""), "two": lambda: Page(tools, "Two", "")})
    again.show_page(again.last_page())
    page = again.current_page()
    assert page is not None
    assert page.accessibleName() == "Two"
    assert again.navigation.collapsed


def test_keys_do_nothing_before_there_is_a_page(qtbot: QtBot, tools: PageTools) -> None:
    window = MainWindow(tools, ENTRIES, QIcon())
    qtbot.addWidget(window)
    for keys in ("Ctrl+1", "Ctrl+Return", "Ctrl+S", "Esc"):
        press(window, keys)
    assert window.current_page() is None


def test_a_click_in_the_navigation_shows_the_page(qtbot: QtBot, window: MainWindow, asked: list[str]) -> None:
    window.show_page("one")
    with qtbot.waitSignal(window.page_shown):
        window.navigation._buttons["two"].click()
    assert asked[2:] == ["two made", "two opened"]
    window.navigation._buttons["one"].click()
    assert asked[-1] == "one opened"


def test_the_window_answers_between_the_steps_to_a_new_page(qtbot: QtBot, window: MainWindow) -> None:
    turns: list[int] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: turns.append(len(window.made_pages())))
    timer.start(0)
    with qtbot.waitSignal(window.page_shown):
        window.go_to_page("two")
    assert turns.count(1) >= 2


def test_a_page_is_made_in_steps_and_comes_whole(qtbot: QtBot, window: MainWindow, tools: PageTools) -> None:
    done: list[str] = []

    def steps() -> Iterator[Page | None]:
        done.append("form")
        yield None
        done.append("check")
        yield None
        yield Page(tools, "Three", "")

    window.set_makers({"one": steps})
    with qtbot.waitSignal(window.page_shown):
        window.go_to_page("one")
    page = window.current_page()
    assert page is not None
    assert (done, page.accessibleName()) == (["form", "check"], "Three")


def test_keys_that_come_before_the_page_mean_the_page(window: MainWindow, asked: list[str]) -> None:
    window.show_page("one")
    window.go_to_page("two")
    press(window, "Ctrl+Return")
    assert asked[2:] == ["two made", "two opened", "two run"]


def test_a_page_that_could_not_be_made_can_be_tried_again(window: MainWindow, tools: PageTools) -> None:
    tries: list[int] = []

    def fail_once() -> Page:
        tries.append(1)
        if len(tries) == 1:
            raise FileNotFoundError
        return Page(tools, "One", "")

    window.set_makers({"one": fail_once})
    with pytest.raises(FileNotFoundError):
        window.show_page("one")
    window.show_page("one")
    assert window.current_page() is window.page("one")


def test_the_page_that_is_chosen_last_is_shown(qtbot: QtBot, window: MainWindow, asked: list[str]) -> None:
    window.go_to_page("one")
    with qtbot.waitSignal(window.page_shown) as shown:
        window.go_to_page("two")
    assert shown.args == ["two"]
    qtbot.waitUntil(lambda: window._wanted == "")
    assert asked == ["two made", "two opened"]
