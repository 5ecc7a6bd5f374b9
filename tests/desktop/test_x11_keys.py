"""A key that is heard everywhere on a real X server."""

import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from app.desktop.keys import KeyCombination
from app.errors import DeskhandError

if sys.platform != "linux" and not TYPE_CHECKING:
    pytest.skip("X servers are looked for on Linux", allow_module_level=True)

import xcffib.xtest

from app.desktop.x11_connection import X11Connection
from app.desktop.x11_keyboard import X11Keyboard
from app.desktop.x11_keys import X11GlobalKey
from tests.desktop.screens import PATIENCE_S, press

KEYS = KeyCombination.parse("Ctrl+Alt+G")
CAPS_LOCK, NUM_LOCK = 66, 77


class Heard:
    """Counts how often the key was heard."""

    def __init__(self, key: X11GlobalKey) -> None:
        self._times = threading.Semaphore(0)
        key.pressed.subscribe(lambda _: self._times.release())

    def once_more(self) -> bool:
        """Wait for the next time."""
        return self._times.acquire(timeout=PATIENCE_S)

    def never_again(self) -> bool:
        """Return whether it was not heard; what was pressed before has arrived."""
        return not self._times.acquire(timeout=0.05)


@pytest.fixture
def key(screen: str) -> Iterator[X11GlobalKey]:
    """A key."""
    made = X11GlobalKey(screen)
    yield made
    made.close()


def toggle(screen: str, code: int) -> None:
    """Press and let go of a key that locks something."""
    x = X11Connection(screen)
    for kind in (2, 3):
        x.connection(xcffib.xtest.key).FakeInput(kind, code, 0, x.root, 0, 0, 0)
    x.server_time()
    x.close()


def test_it_is_heard_wherever_the_keyboard_is(screen: str, key: X11GlobalKey) -> None:
    heard = Heard(key)
    assert key.hold(KEYS) == ""
    press(screen, "Ctrl+Alt+G")
    assert heard.once_more()
    press(screen, "Ctrl+Alt+H")
    press(screen, "Ctrl+G")
    assert heard.never_again()


def test_locks_do_not_matter(screen: str, key: X11GlobalKey) -> None:
    heard = Heard(key)
    key.hold(KEYS)
    for locks in ((CAPS_LOCK,), (NUM_LOCK,), (CAPS_LOCK, NUM_LOCK)):
        for code in locks:
            toggle(screen, code)
        press(screen, "Ctrl+Alt+G")
        assert heard.once_more(), locks
        for code in locks:
            toggle(screen, code)


def test_a_key_that_another_program_has_is_told_and_nothing_is_held(screen: str, key: X11GlobalKey) -> None:
    first = X11GlobalKey(screen)
    heard_first, heard = Heard(first), Heard(key)
    first.hold(KEYS)
    with pytest.raises(DeskhandError) as caught:
        key.hold(KEYS)
    assert caught.value.code == "key-taken"
    press(screen, "Ctrl+Alt+G")
    assert heard_first.once_more()
    assert heard.never_again()
    first.close()
    key.hold(KEYS)
    press(screen, "Ctrl+Alt+G")
    assert heard.once_more()


def test_another_key_takes_the_place_of_the_first(screen: str, key: X11GlobalKey) -> None:
    heard = Heard(key)
    key.hold(KEYS)
    key.hold(KeyCombination.parse("Ctrl+Shift+F9"))
    press(screen, "Ctrl+Alt+G")
    assert heard.never_again()
    press(screen, "Ctrl+Shift+F9")
    assert heard.once_more()
    key.release()
    press(screen, "Ctrl+Shift+F9")
    assert heard.never_again()


def test_a_key_that_is_not_on_the_keyboard_is_told(
    key: X11GlobalKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(X11Keyboard, "code", lambda *_: 0)
    with pytest.raises(DeskhandError) as caught:
        key.hold(KEYS)
    assert caught.value.code == "key-not-on-keyboard"


def test_common_keys_are_left_to_the_programs(key: X11GlobalKey) -> None:
    with pytest.raises(DeskhandError) as caught:
        key.hold(KeyCombination.parse("Ctrl+Space"))
    assert caught.value.code == "key-switches-input"


def test_after_the_end_nothing_can_be_held(screen: str) -> None:
    ended = X11GlobalKey(screen)
    ended.close()
    ended.close()
    with pytest.raises(DeskhandError) as caught:
        ended.hold(KEYS)
    assert caught.value.code == "no-global-key"


def test_without_a_screen_there_is_a_word() -> None:
    with pytest.raises(OSError, match="onnect"):
        X11GlobalKey(":4711")
