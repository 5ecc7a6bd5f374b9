"""A key that is heard on the whole desktop of an X server."""

import contextlib
from collections.abc import Callable
from functools import partial

import xcffib
from xcffib.xproto import GrabMode, KeyPressEvent, MappingNotifyEvent

from app.desktop.keys import KeyCombination, check_usable
from app.desktop.x11_connection import X11Connection
from app.desktop.x11_keyboard import X11Keyboard
from app.desktop.x11_listening import X11Listener
from app.errors import DeskhandError
from app.events import Event


class X11GlobalKey:
    """Grabs a key on the root window, whatever Caps Lock, Num Lock and Scroll Lock are at.

    Attributes:
        pressed: It was pressed; emitted in the thread that listens, with an empty text.
    """

    def __init__(self, display: str | None = None) -> None:
        """Connect to *display*, or to that of the environment.

        Raises:
            OSError: There is no X server.
        """
        self.pressed: Event[str] = Event()
        self._x = X11Connection(display)
        self._keys: KeyCombination | None = None
        self._grabbed: list[tuple[int, int]] = []
        self._listener = X11Listener(self._x, self._hear)
        self._listener.start()

    def hold(self, keys: KeyCombination) -> str:
        """Listen for *keys* from now on."""
        check_usable(keys)
        self._do(partial(self._take, keys))
        return ""

    def release(self) -> None:
        """Listen for nothing."""
        self._do(self._let_go)

    def close(self) -> None:
        """Listen for nothing, and end."""
        self._listener.close()

    def _do(self, act: Callable[[], None]) -> None:
        try:
            self._listener.do(act)
        except OSError as error:
            raise DeskhandError("no-global-key") from error

    def _take(self, keys: KeyCombination) -> None:
        self._let_go()
        keyboard = X11Keyboard(self._x)
        code, mask = keyboard.code(keys), keyboard.mask(keys)
        if not code or (keys.modifiers and not mask):
            raise DeskhandError("key-not-on-keyboard", keys=str(keys))
        try:
            for locks in keyboard.lock_masks():
                self._x.core.GrabKey(
                    False, self._x.root, mask | locks, code, GrabMode.Async, GrabMode.Async, is_checked=True
                ).check()
                self._grabbed.append((code, mask | locks))
        except xcffib.Error as error:
            self._let_go()
            raise DeskhandError("key-taken", keys=str(keys)) from error
        self._keys = keys

    def _let_go(self) -> None:
        for code, mask in self._grabbed:
            self._x.core.UngrabKey(code, self._x.root, mask)
        self._grabbed.clear()
        self._keys = None
        self._x.connection.flush()

    def _hear(self, event: xcffib.Event) -> None:
        if isinstance(event, KeyPressEvent):
            # The keyboard is ours until the keys are let go of: the window that opens shall have it at once.
            self._x.core.UngrabKeyboard(0)
            self._x.connection.flush()
            self.pressed.emit("")
        elif isinstance(event, MappingNotifyEvent) and self._keys is not None:
            with contextlib.suppress(DeskhandError):  # another layout has the key in another place
                self._take(self._keys)
