"""Key combinations by their portable names, and which of them may be held for the whole desktop."""

from dataclasses import dataclass
from typing import Literal

from app.errors import InputError

Modifier = Literal["Ctrl", "Alt", "Shift", "Meta"]
"""On macOS, Ctrl is the Command key and Meta the Control key, as in Qt."""

MODIFIERS: tuple[Modifier, ...] = ("Ctrl", "Alt", "Shift", "Meta")
_NAMED = {"Space": " "}
_SWITCHES_INPUT = {
    frozenset({"Ctrl"}),  # Chinese and Japanese input methods everywhere
    frozenset({"Shift"}),  # full and half width; Korean
    frozenset({"Meta"}),  # macOS Spotlight's neighbour, Windows, GNOME
    frozenset({"Alt"}),  # older input methods; the window's menu
    frozenset({"Ctrl", "Shift"}),
    frozenset({"Ctrl", "Alt"}),  # macOS: the next input source
    frozenset({"Meta", "Alt"}),  # likewise, by Qt's names
    frozenset({"Meta", "Shift"}),
}


@dataclass(frozen=True, slots=True)
class KeyCombination:
    """Keys that are pressed together, such as Ctrl+Alt+G."""

    modifiers: frozenset[Modifier]
    key: str
    """A capital letter A to Z, a digit, F1 to F24, or Space."""

    @classmethod
    def parse(cls, text: str) -> "KeyCombination":
        """Return the combination that *text*, such as `Ctrl+Alt+G`, names.

        Raises:
            InputError: `key-not-usable`: it names none that can be held for the whole desktop.
        """
        *first, last = text.strip().split("+")
        by_name = {name.lower(): name for name in MODIFIERS}
        modifiers = frozenset(by_name[one.lower()] for one in first if one.lower() in by_name)
        key = last.capitalize() if last.capitalize() in _NAMED else last.upper()
        if len(modifiers) != len(first) or not _is_key(key):
            raise InputError("key-not-usable", keys=text)
        return cls(modifiers, key)

    def __str__(self) -> str:
        """Return its portable name."""
        return "+".join([*(name for name in MODIFIERS if name in self.modifiers), self.key])

    @property
    def function_number(self) -> int:
        """The number of a function key, such as 9 for F9; 0 for any other key."""
        return int(self.key[1:]) if len(self.key) > 1 and self.key[0] == "F" else 0

    @property
    def sign(self) -> str:
        """The sign that the key writes, in lower case; empty for a function key."""
        return _NAMED.get(self.key, self.key.lower()) if not self.function_number else ""


def check_usable(keys: KeyCombination) -> None:
    """Refuse *keys* that people need in every program, whoever else holds them.

    Two modifiers are asked for, one for a function key: one and a letter are the shortcuts of all programs, and a
    desktop-wide key would take Ctrl+C from each.

    Raises:
        InputError: `key-switches-input`: input methods listen for it; `key-too-common`: programs do.
    """
    if keys.key == "Space" and keys.modifiers in _SWITCHES_INPUT:
        raise InputError("key-switches-input", keys=str(keys))
    strong = keys.modifiers - {"Shift"}
    if not strong or (len(keys.modifiers) < 2 and not keys.function_number):
        raise InputError("key-too-common", keys=str(keys))
    if keys.key == "F4" and keys.modifiers == {"Alt"}:
        raise InputError("key-too-common", keys=str(keys))


def _is_key(key: str) -> bool:
    if key in _NAMED or (len(key) == 1 and key.isascii() and key.isalnum()):
        return True
    return key[:1] == "F" and key[1:].isdecimal() and key[1:].isascii() and 1 <= int(key[1:]) <= 24
