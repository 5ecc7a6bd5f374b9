"""The program in front on macOS: what is selected comes through the accessibility, what was accepted goes by paste.

The user's permission is asked for when something selected is first wanted, never before, and once in a run: without it
the text of the clipboard is taken.
"""

import time

from app.desktop.mac_calls import MacCalls
from app.desktop.platform_parts import Clipboard, Window
from app.errors import DeskhandError

_V = 9
_ANSWER_S = 0.3
_TO_FRONT_S = 1.0
_STEP_S = 0.02
_IGNORING_OTHERS = 2
_TERMINALS = {
    "com.apple.terminal", "com.googlecode.iterm2", "net.kovidgoyal.kitty", "org.alacritty", "io.alacritty",
    "com.github.wez.wezterm", "com.mitchellh.ghostty",
}  # fmt: skip
"""What is selected there has been printed: it cannot be replaced."""


class MacFront:
    """The program in front; its number is that of its process."""

    def __init__(self, calls: MacCalls) -> None:
        """Go about it with *calls*."""
        self._calls = calls
        self._asked = False

    def window(self) -> Window | None:
        """Return the program that has the keyboard."""
        calls = self._calls
        with calls.pool():
            workspace = calls.send(calls.klass("NSWorkspace"), "sharedWorkspace")
            program = calls.send(workspace, "frontmostApplication")
            if not program:
                return None
            name = calls.text(calls.send(program, "bundleIdentifier"))
            return Window(calls.send(program, "processIdentifier", number=True), name.lower())

    def selected_text(self, window: Window, clipboard: Clipboard) -> str | None:  # noqa: ARG002 - not needed here
        """Return what is selected in *window*; the first time, the system asks for the user's permission."""
        with self._calls.pool():
            if not self._calls.trusted(ask=not self._asked):
                self._asked = True
                raise DeskhandError("permission-needed")
            return self._calls.selected_text(window.number, _ANSWER_S)

    def still_selected(self, window: Window, text: str) -> bool:
        """Return whether *text* may still be what is selected in *window*."""
        with self._calls.pool():
            return self._calls.selected_text(window.number, _ANSWER_S) in {text, None}

    def takes_text(self, window: Window) -> bool:
        """Return whether the key of pasting means that in *window*."""
        return window.program not in _TERMINALS

    def activate(self, window: Window) -> bool:
        """Bring the program of *window* to the front."""
        calls = self._calls
        until = time.monotonic() + _TO_FRONT_S
        with calls.pool():
            running = calls.klass("NSRunningApplication")
            program = calls.send(running, "runningApplicationWithProcessIdentifier:", window.number)
            if not program or calls.send(program, "isTerminated", number=True) & 0xFF:
                return False
            calls.send(program, "activateWithOptions:", _IGNORING_OTHERS, number=True)
            while not calls.send(program, "isActive", number=True) & 0xFF:
                if time.monotonic() > until:
                    return False
                time.sleep(_STEP_S)
        return True

    def press_paste(self) -> None:
        """Press Command+V."""
        with self._calls.pool():
            if not self._calls.trusted(ask=False):
                raise DeskhandError("keys-not-possible")
            self._calls.press_with_command(_V)
