"""The wish to stop, in a form that llama.cpp itself can look at."""

import ctypes
import sys
import threading
from typing import Any

_DOWN, _GIVE_WAY, _STOP = b"\0", b"\x01", b"\x02"


class StopFlag:
    """A flag that any thread raises and that native code asks without a word of Python.

    It interrupts a step for one of two reasons: to stop for good, or to give way, after which the step is taken anew.
    llama.cpp asks before each part of its computation, a thousand times for one word. A callback in
    Python took a tenth to a third of a small model's time; the C library's `strlen` over a buffer of
    one letter, 0 when the flag is down and 1 when it is raised, takes none.

    Attributes:
        callback: Address of a C function of one pointer, which is true while the flag is raised for either reason.
        data: The pointer to call it with.
    """

    def __init__(self) -> None:
        """Begin with the flag down."""
        library = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self._buffer = ctypes.create_string_buffer(2)
        self._changing = threading.Lock()
        self._function = library.strlen
        self.callback: Any = ctypes.cast(self._function, ctypes.c_void_p)
        self.data = ctypes.c_void_p(ctypes.addressof(self._buffer))

    @property
    def raised(self) -> bool:
        """Whether somebody wants to stop for good."""
        return self._buffer[0] == _STOP

    def set_raised(self, *, raised: bool) -> None:
        """Raise the flag to stop for good, or take it down, whatever it was raised for."""
        with self._changing:
            self._buffer[0] = _STOP if raised else _DOWN

    def ask_to_give_way(self) -> None:
        """Interrupt the step in work."""
        with self._changing:
            if self._buffer[0] == _DOWN:
                self._buffer[0] = _GIVE_WAY

    def take_request_to_give_way(self) -> bool:
        """Take the flag down if it was raised to give way; return whether it was."""
        with self._changing:
            asked = self._buffer[0] == _GIVE_WAY
            if asked:
                self._buffer[0] = _DOWN
            return asked
