"""The keyboard of an X server: which keys write what, and which modifiers stand where."""

import time

import xcffib.xtest
from xcffib.xproto import KeyButMask, ModMask

from app.desktop.keys import KeyCombination, Modifier
from app.desktop.x11_connection import X11Connection

_F1 = 0xFFBE
_MODIFIER_SIGNS: dict[Modifier, tuple[int, ...]] = {
    "Ctrl": (0xFFE3, 0xFFE4),
    "Shift": (0xFFE1, 0xFFE2),
    "Alt": (0xFFE9, 0xFFEA),
    "Meta": (0xFFEB, 0xFFEC),
}
_NUM_LOCK = (0xFF7F,)
_SCROLL_LOCK = (0xFF14,)
_PRESS, _RELEASE = 2, 3
_HELD = KeyButMask.Shift | KeyButMask.Control | KeyButMask.Mod1 | KeyButMask.Mod4 | KeyButMask.Mod5
_LET_GO_S = 0.4
_STEP_S = 0.01


class X11Keyboard:
    """What is on the keyboard, as the server has it at the moment."""

    def __init__(self, connection: X11Connection) -> None:
        self._x = connection
        codes = connection.keycodes
        reply = connection.core.GetKeyboardMapping(codes.start, len(codes)).reply()
        each = reply.keysyms_per_keycode
        signs = list(reply.keysyms)
        self._signs = {
            code: tuple(signs[place * each : (place + 1) * each]) for place, code in enumerate(codes)
        }
        modifiers = connection.core.GetModifierMapping().reply()
        width = modifiers.keycodes_per_modifier
        raw = list(modifiers.keycodes)
        self._modifier_codes = [
            {code for code in raw[bit * width : (bit + 1) * width] if code} for bit in range(8)
        ]

    def code(self, keys: KeyCombination) -> int:
        """Return the code of the key of *keys*; 0 where this keyboard has none."""
        wanted = _F1 + keys.function_number - 1 if keys.function_number else ord(keys.sign)
        return self._code_of((wanted,))

    def mask(self, keys: KeyCombination) -> int:
        """Return the modifiers of *keys* as a mask."""
        mask = 0
        for name in keys.modifiers:
            mask |= self._bit_of(_MODIFIER_SIGNS[name])
        return mask

    def lock_masks(self) -> list[int]:
        """Return each combination of Caps Lock, Num Lock and Scroll Lock, which no key combination means."""
        masks = [0]
        for bit in {int(ModMask.Lock), self._bit_of(_NUM_LOCK), self._bit_of(_SCROLL_LOCK)} - {0}:
            masks += [mask | bit for mask in masks]
        return masks

    def press(self, keys: KeyCombination) -> bool:
        """Press and let go of *keys* as if by hand, once the user has let go of all modifiers.

        Returns:
            False when this keyboard has no such keys.
        """
        codes = [self._code_of(_MODIFIER_SIGNS[name]) for name in keys.modifiers] + [self.code(keys)]
        if not all(codes):
            return False
        self._wait_let_go()
        for code in codes:
            self._send(_PRESS, code)
        for code in reversed(codes):
            self._send(_RELEASE, code)
        self._x.connection.flush()
        return True

    def _wait_let_go(self) -> None:
        """Wait until no modifier is held; those that are held for long are let go of here."""
        until = time.monotonic() + _LET_GO_S
        while self._x.core.QueryPointer(self._x.root).reply().mask & _HELD:
            if time.monotonic() > until:
                down = list(self._x.core.QueryKeymap().reply().keys)
                held = (code for codes in self._modifier_codes for code in codes)
                for code in held:
                    if down[code // 8] >> code % 8 & 1:
                        self._send(_RELEASE, code)
                return
            time.sleep(_STEP_S)

    def _send(self, kind: int, code: int) -> None:
        self._x.connection(xcffib.xtest.key).FakeInput(kind, code, 0, self._x.root, 0, 0, 0)

    def _code_of(self, signs: tuple[int, ...]) -> int:
        return next((code for code, own in self._signs.items() if set(signs) & set(own)), 0)

    def _bit_of(self, signs: tuple[int, ...]) -> int:
        """Return the modifier that the keys with *signs* set, as a mask."""
        codes = {code for code, own in self._signs.items() if set(signs) & set(own)}
        return next((1 << bit for bit, own in enumerate(self._modifier_codes) if own & codes), 0)
