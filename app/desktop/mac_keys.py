"""A key that is heard on the whole desktop of macOS: Carbon's, which needs no permission."""

from functools import partial

from app.desktop.keys import KeyCombination, Modifier, check_usable
from app.desktop.mac_calls import MacCalls
from app.errors import DeskhandError
from app.events import Event

_MASKS: dict[Modifier, int] = {"Ctrl": 0x0100, "Shift": 0x0200, "Alt": 0x0800, "Meta": 0x1000}
"""Ctrl is the Command key here and Meta the Control key."""
_CODES = {
    "A": 0, "S": 1, "D": 2, "F": 3, "H": 4, "G": 5, "Z": 6, "X": 7, "C": 8, "V": 9, "B": 11, "Q": 12, "W": 13, "E": 14,
    "R": 15, "Y": 16, "T": 17, "1": 18, "2": 19, "3": 20, "4": 21, "6": 22, "5": 23, "9": 25, "7": 26, "8": 28,
    "0": 29, "O": 31, "U": 32, "I": 34, "P": 35, "L": 37, "J": 38, "K": 40, "N": 45, "M": 46, "Space": 49,
    "F1": 122, "F2": 120, "F3": 99, "F4": 118, "F5": 96, "F6": 97, "F7": 98, "F8": 100, "F9": 101, "F10": 109,
    "F11": 103, "F12": 111, "F13": 105, "F14": 107, "F15": 113, "F16": 106, "F17": 64, "F18": 79, "F19": 80, "F20": 90,
}  # fmt: skip
"""Where keys are on the keyboard, by what they write on an American one."""
_HELD = 0
_EXISTS = -9878


class MacGlobalKey:
    """Registers a key; macOS tells of it in the main thread.

    Attributes:
        pressed: It was pressed; emitted in the main thread, with an empty text.
    """

    def __init__(self, calls: MacCalls) -> None:
        """Go about it with *calls*."""
        self.pressed: Event[str] = Event()
        self._calls = calls
        self._held = 0
        self._hears = False

    def hold(self, keys: KeyCombination) -> str:
        """Listen for *keys* from now on."""
        check_usable(keys)
        self.release()
        code = _CODES.get(keys.key)
        if code is None:
            raise DeskhandError("key-not-on-keyboard", keys=str(keys))
        answers: list[int] = []
        mask = sum(_MASKS[one] for one in keys.modifiers)
        self._calls.in_main_thread(lambda: answers.append(self._register(code, mask)))
        if answers != [_HELD]:
            raise DeskhandError("key-taken" if _EXISTS in answers else "no-global-key", keys=str(keys))
        return ""

    def release(self) -> None:
        """Listen for nothing."""
        if self._held:
            self._calls.in_main_thread(partial(self._calls.unregister_hot_key, self._held))
            self._held = 0

    def close(self) -> None:
        """Listen for nothing, and end."""
        self.release()

    def _register(self, code: int, mask: int) -> int:
        if not self._hears:
            self._calls.hear_hot_keys(lambda: self.pressed.emit(""))
            self._hears = True
        answer, held = self._calls.register_hot_key(code, mask)
        self._held = held if answer == _HELD else 0
        return answer
