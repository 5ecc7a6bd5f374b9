"""The wish to stop, in a form that llama.cpp itself can look at."""

import ctypes
import sys
from typing import Any


class StopFlag:
    """A flag that any thread raises and that native code asks without a word of Python.

    llama.cpp asks before each part of its computation, a thousand times for one word. A callback in
    Python took a tenth to a third of a small model's time; the C library's `strlen` over a buffer of
    one letter, 0 when the flag is down and 1 when it is raised, takes none.

    Attributes:
        callback: Address of a C function of one pointer, which is true while the flag is raised.
        data: The pointer to call it with.
    """

    def __init__(self) -> None:
        """Begin with the flag down."""
        library = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self._buffer = ctypes.create_string_buffer(2)
        self._function = library.strlen
        self.callback: Any = ctypes.cast(self._function, ctypes.c_void_p)
        self.data = ctypes.c_void_p(ctypes.addressof(self._buffer))

    @property
    def raised(self) -> bool:
        """Whether somebody wants to stop."""
        return self._buffer.raw[0] != 0

    def set_raised(self, *, raised: bool) -> None:
        """Raise the flag, or take it down."""
        self._buffer[0] = b"\x01" if raised else b"\0"
