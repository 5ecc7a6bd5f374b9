"""The program in front on Windows: what is selected there comes by its own copy key, what was accepted goes by paste."""

import ctypes
import time
from collections.abc import Sequence

from app.desktop.platform_parts import Clipboard, Window
from app.desktop.windows_calls import INPUT_KEYBOARD, KEYEVENTF_KEYUP, Input, WindowsCalls
from app.desktop.windows_clipboard import WindowsClipboard
from app.errors import DeskhandError

_CONTROL, _C, _V = 0x11, 0x43, 0x56
_MODIFIERS = (0x10, 0x11, 0x12, 0x5B, 0x5C)
"""Shift, Control, Alt and both Windows keys."""
_RESTORE = 9
_LET_GO_S = 0.6
_COPIED_S = 0.35
_TO_FRONT_S = 1.0
_STEP_S = 0.01
_TERMINALS = {
    "consolewindowclass", "cascadia_hosting_window_class", "mintty", "putty", "virtualconsoleclass",
    "org.wezfurlong.wezterm", "alacritty",
}  # fmt: skip
"""Classes of windows in which the copy key would end the program that runs there."""


class WindowsFront:
    """The program in front."""

    def __init__(self, calls: WindowsCalls) -> None:
        """Go about it with *calls*."""
        self._user = calls.user

    def window(self) -> Window | None:
        """Return the window that has the keyboard."""
        number = self._user.GetForegroundWindow()
        if not number:
            return None
        name = ctypes.create_unicode_buffer(256)
        self._user.GetClassNameW(number, name, 256)
        return Window(int(number), name.value.lower())

    def selected_text(self, window: Window, clipboard: Clipboard) -> str | None:
        """Return what is selected in *window*, by its copy key; the clipboard holds afterwards what it held before."""
        assert isinstance(clipboard, WindowsClipboard)  # noqa: S101 - they go together
        if not self.takes_text(window):
            return None
        try:
            kept = clipboard.content()
        except DeskhandError:
            return None  # what cannot be kept is not put at risk
        before = clipboard.sequence()
        self._press(_C)
        until = time.monotonic() + _COPIED_S
        while clipboard.sequence() == before:
            if time.monotonic() > until:
                return None  # nothing is selected there, or keys do not reach it
            time.sleep(_STEP_S)
        text = clipboard.text()
        clipboard.note_as_own()
        clipboard.restore(kept)
        return text

    def still_selected(self, window: Window, text: str) -> bool:  # noqa: ARG002 - it cannot be told without the copy key
        """Return True: what is selected cannot be looked at without a change of the clipboard."""
        return True

    def takes_text(self, window: Window) -> bool:
        """Return whether the keys of copying and pasting mean that in *window*."""
        return window.program not in _TERMINALS

    def activate(self, window: Window) -> bool:
        """Give the keyboard to *window*."""
        return self.bring_to_front(window.number)

    def bring_to_front(self, number: int) -> bool:
        """Give the keyboard to the window *number*; return False where it is gone or does not come to the front."""
        if not self._user.IsWindow(number):
            return False
        if self._user.IsIconic(number):
            self._user.ShowWindow(number, _RESTORE)
        self._user.SetForegroundWindow(number)
        until = time.monotonic() + _TO_FRONT_S
        while self._user.GetForegroundWindow() != number:
            if time.monotonic() > until:
                return False
            time.sleep(_STEP_S)
        return True

    def press_paste(self) -> None:
        """Press Ctrl+V."""
        if not self._press(_V):
            raise DeskhandError("keys-not-possible")

    def _press(self, key: int) -> bool:
        """Press Control with *key*; return False where the system lets nothing through, as into an elevated window."""
        held = self._held_modifiers()
        strokes = [(code, KEYEVENTF_KEYUP) for code in held]
        strokes += [(_CONTROL, 0), (key, 0), (key, KEYEVENTF_KEYUP), (_CONTROL, KEYEVENTF_KEYUP)]
        sent = self._user.SendInput(len(strokes), _inputs(strokes), ctypes.sizeof(Input))
        return int(sent) == len(strokes)

    def _held_modifiers(self) -> list[int]:
        """Wait until the user has let go of all modifiers; return those that are held for longer."""
        until = time.monotonic() + _LET_GO_S
        while held := [code for code in _MODIFIERS if self._user.GetAsyncKeyState(code) & 0x8000]:
            if time.monotonic() > until:
                break
            time.sleep(_STEP_S)
        return held


def _inputs(strokes: Sequence[tuple[int, int]]) -> "ctypes.Array[Input]":
    made = (Input * len(strokes))()
    for place, (code, flags) in enumerate(strokes):
        made[place].type = INPUT_KEYBOARD
        made[place].u.ki.wVk = code
        made[place].u.ki.dwFlags = flags
    return made
