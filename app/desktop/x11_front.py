"""The program in front on an X server: its window, what is selected in it, and keys that reach it.

What is selected is the PRIMARY selection: reading it leaves the clipboard alone, and no copy key is pressed, which would
end a program in a terminal.
"""

import time

import xcffib
from xcffib.xproto import ClientMessageData, ClientMessageEvent, EventMask, InputFocus, MapState

from app.desktop.keys import KeyCombination
from app.desktop.platform_parts import Clipboard, Window
from app.desktop.x11_clipboard import selection_text
from app.desktop.x11_connection import X11Connection
from app.desktop.x11_keyboard import X11Keyboard
from app.errors import DeskhandError

_SELECTED_S = 0.3
_TO_FRONT_S = 1.5
_AGAIN_S = 0.1
_STEP_S = 0.005
_PAGER = 2
"""As a window list asks, which a window manager obeys: a program itself might be stealing the keyboard."""
_TERMINALS = {
    "alacritty", "foot", "gnome-terminal-server", "guake", "kgx", "kitty", "konsole", "lxterminal", "mate-terminal",
    "org.gnome.console", "ptyxis", "qterminal", "rxvt", "st-256color", "terminator", "terminology", "tilix", "urxvt",
    "wezterm-gui", "xfce4-terminal", "xterm", "yakuake",
}  # fmt: skip
"""What is selected there has been printed: it cannot be replaced, and the key of pasting is another one."""
_PASTE = KeyCombination.parse("Ctrl+V")


class X11Front:
    """The program in front on *display*, or on that of the environment."""

    def __init__(self, display: str | None = None) -> None:
        """Connect when something is asked.

        Raises:
            OSError: There is no X server.
        """
        self._display = display
        self._x = X11Connection(display)

    def window(self) -> Window | None:
        """Return the window that has the keyboard."""
        told = self._x.numbers(self._x.root, "_NET_ACTIVE_WINDOW")
        number = told[0] if told and told[0] else self._focus()
        return Window(number, self._program(number)) if number > InputFocus.PointerRoot else None

    def selected_text(self, window: Window, clipboard: Clipboard) -> str | None:  # noqa: ARG002 - not needed here
        """Return what is selected in *window*: the primary selection, where that program owns it."""
        if self._primary_client() != self._x.client_of(window.number):
            return None
        return selection_text("PRIMARY", _SELECTED_S, self._display) or None

    def still_selected(self, window: Window, text: str) -> bool:
        """Return whether *text* may still be what is selected in *window*.

        Another program's selection tells nothing of it, as that of the window in which the text was worked on.
        """
        if self._primary_client() != self._x.client_of(window.number):
            return True
        return selection_text("PRIMARY", _SELECTED_S, self._display) in {text, None}

    def takes_text(self, window: Window) -> bool:
        """Return whether the key of pasting means that in *window*."""
        return window.program not in _TERMINALS

    def activate(self, window: Window) -> bool:
        """Give the keyboard to *window*."""
        return self.bring_to_front(window.number)

    def bring_to_front(self, number: int) -> bool:
        """Give the keyboard to the window *number*; return False where it is gone or does not come to the front."""
        until = time.monotonic() + _TO_FRONT_S
        asked = 0.0
        try:
            while not self._has_keyboard(number):
                now = time.monotonic()
                if now > until:
                    return False
                # A window that is just being shown may not be the window manager's yet: it is asked again.
                if now - asked > _AGAIN_S and self._is_shown(number):
                    self._ask_for_keyboard(number)
                    asked = now
                time.sleep(_STEP_S)
        except xcffib.Error:  # there is no such window
            return False
        return True

    def _is_shown(self, number: int) -> bool:
        state = self._x.core.GetWindowAttributes(number).reply().map_state
        return bool(state != MapState.Unmapped) or bool(self._x.numbers(number, "WM_STATE"))

    def _ask_for_keyboard(self, number: int) -> None:
        x = self._x
        active = x.atom("_NET_ACTIVE_WINDOW")
        if x.numbers(x.root, "_NET_SUPPORTING_WM_CHECK"):
            data = ClientMessageData.synthetic([_PAGER, x.server_time(), 0, 0, 0], "=5I")
            event = ClientMessageEvent.synthetic(32, number, active, data)
            x.send(x.root, EventMask.SubstructureRedirect | EventMask.SubstructureNotify, event)
        else:
            x.core.SetInputFocus(InputFocus.Parent, number, 0)
        x.connection.flush()

    def press_paste(self) -> None:
        """Press Ctrl+V."""
        if not X11Keyboard(self._x).press(_PASTE):
            raise DeskhandError("keys-not-possible")

    def close(self) -> None:
        """End the connection."""
        self._x.close()

    def _has_keyboard(self, number: int) -> bool:
        """Return whether *number* is the active window, and the keyboard is in its program.

        Raises:
            xcffib.Error: There is no such window.
        """
        self._x.core.GetWindowAttributes(number).reply()
        told = self._x.numbers(self._x.root, "_NET_ACTIVE_WINDOW")
        same_program = self._x.client_of(self._focus()) == self._x.client_of(number)
        return same_program and (not told or told[0] == number)

    def _focus(self) -> int:
        return int(self._x.core.GetInputFocus().reply().focus)

    def _primary_client(self) -> int:
        owner = self._x.owner_of(self._x.atom("PRIMARY"))
        return self._x.client_of(int(owner)) if owner else 0

    def _program(self, number: int) -> str:
        try:
            value = self._x.property(number, self._x.atom("WM_CLASS"))
        except xcffib.Error:
            return ""
        return value.data.decode("latin-1").split("\0")[-2:][0].lower() if value.data else ""
