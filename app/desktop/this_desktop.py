"""Finds out on what desktop the program runs, and puts together what goes there."""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.desktop.keys import KeyCombination, check_usable
from app.desktop.platform_parts import Clipboard, GlobalKey
from app.desktop.text_exchange import TextExchange
from app.errors import DeskhandError
from app.events import Event

_log = logging.getLogger(__name__)

_NO_SCREEN = {"offscreen", "minimal"}
"""Windows that nobody sees take nothing of the desktop on which they are made."""


@dataclass(frozen=True, slots=True)
class Desktop:
    """What the desktop lets this program do."""

    key: GlobalKey
    """The one key that is heard everywhere."""
    exchange: TextExchange | None = None
    """The way to the program in front; None where the desktop keeps programs apart, as Wayland does."""
    clipboard: Clipboard | None = None
    """The clipboard; None where only a window that has the keyboard may use it."""
    bring_to_front: Callable[[int], bool] = lambda _: False
    """Gives the keyboard to an own window, by its number, where the window system's own call is not obeyed."""

    def close(self) -> None:
        """Let go of the key, and hand the content of the clipboard to the desktop. Takes up to some seconds."""
        self.key.close()
        if self.clipboard is not None:
            self.clipboard.close()


class NoGlobalKey:
    """Stands in where no key can be had.

    Attributes:
        pressed: Never emitted.
    """

    def __init__(self) -> None:
        self.pressed: Event[str] = Event()

    def hold(self, keys: KeyCombination) -> str:
        """Say that it cannot be."""
        check_usable(keys)
        raise DeskhandError("no-global-key")

    def release(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def this_desktop(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Desktop:
    """Return what the desktop of *environment* on *platform* lets this program do; never fails."""
    shown_on = environment.get("QT_QPA_PLATFORM", "")
    if shown_on in _NO_SCREEN:
        return Desktop(NoGlobalKey())
    try:
        if platform == "win32":
            return _windows()
        if platform == "darwin":
            return _macos()
        if environment.get("WAYLAND_DISPLAY") and shown_on != "xcb":
            return _wayland()
        if environment.get("DISPLAY"):
            return _x11(environment["DISPLAY"])
    except (
        OSError,
        AttributeError,
        ImportError,
    ) as error:  # a library that is not there, or not as it should be
        _log.warning("the desktop lets this program do nothing beside its windows: %s", error)
    return Desktop(NoGlobalKey())


def _x11(display: str) -> Desktop:
    from app.desktop.x11_clipboard import X11Clipboard  # noqa: PLC0415 - there on Linux only
    from app.desktop.x11_front import X11Front  # noqa: PLC0415 - likewise
    from app.desktop.x11_keys import X11GlobalKey  # noqa: PLC0415 - likewise

    def bring_to_front(number: int) -> bool:
        front = X11Front(display)  # of its own: the exchange may be in use in another thread
        try:
            return front.bring_to_front(number)
        finally:
            front.close()

    clipboard = X11Clipboard(display)
    return Desktop(
        X11GlobalKey(display), TextExchange(clipboard, X11Front(display)), clipboard, bring_to_front
    )


def _wayland() -> Desktop:
    from app.desktop.wayland_keys import PortalGlobalKey  # noqa: PLC0415 - there on Linux only

    return Desktop(PortalGlobalKey())


def _windows() -> Desktop:
    from app.desktop.windows_calls import load_calls  # noqa: PLC0415 - loads the system's libraries
    from app.desktop.windows_clipboard import WindowsClipboard  # noqa: PLC0415 - likewise
    from app.desktop.windows_front import WindowsFront  # noqa: PLC0415 - likewise
    from app.desktop.windows_keys import WindowsGlobalKey  # noqa: PLC0415 - likewise

    calls = load_calls()
    clipboard, front = WindowsClipboard(calls), WindowsFront(calls)
    return Desktop(WindowsGlobalKey(calls), TextExchange(clipboard, front), clipboard, front.bring_to_front)


def _macos() -> Desktop:
    from app.desktop.mac_calls import load_calls  # noqa: PLC0415 - loads the system's libraries
    from app.desktop.mac_clipboard import MacClipboard  # noqa: PLC0415 - likewise
    from app.desktop.mac_front import MacFront  # noqa: PLC0415 - likewise
    from app.desktop.mac_keys import MacGlobalKey  # noqa: PLC0415 - likewise

    calls = load_calls()
    clipboard = MacClipboard(calls)
    return Desktop(MacGlobalKey(calls), TextExchange(clipboard, MacFront(calls)), clipboard)
