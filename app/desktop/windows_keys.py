"""A key that is heard on the whole desktop of Windows."""

import ctypes
import threading

from app.desktop.keys import KeyCombination, Modifier, check_usable
from app.desktop.windows_calls import WM_HOTKEY, WM_QUIT, Message, WindowsCalls
from app.errors import DeskhandError
from app.events import Event

_ID = 1
_F1 = 0x70
_NO_REPEAT = 0x4000
_MASKS: dict[Modifier, int] = {"Alt": 0x0001, "Ctrl": 0x0002, "Shift": 0x0004, "Meta": 0x0008}
_ANSWER_S = 5.0


class WindowsGlobalKey:
    """Registers a key in a thread of its own, which the system then sends a message.

    Attributes:
        pressed: It was pressed; emitted in the thread that listens, with an empty text.
    """

    def __init__(self, calls: WindowsCalls) -> None:
        """Go about it with *calls*."""
        self.pressed: Event[str] = Event()
        self._user, self._kernel = calls.user, calls.kernel
        self._thread: threading.Thread | None = None
        self._thread_id = 0

    def hold(self, keys: KeyCombination) -> str:
        """Listen for *keys* from now on."""
        check_usable(keys)
        self.release()
        answered = threading.Event()
        held: list[bool] = []

        def listen() -> None:
            self._thread_id = int(self._kernel.GetCurrentThreadId())
            message = Message()
            # Makes the thread's queue of messages, so that the end can be told to it from now on.
            self._user.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)
            held.append(bool(self._user.RegisterHotKey(None, _ID, _mask(keys), _code(keys))))
            answered.set()
            if held[0]:
                self._hear(message)

        self._thread = threading.Thread(target=listen, name="global-key", daemon=True)
        self._thread.start()
        if not answered.wait(_ANSWER_S):
            raise DeskhandError("no-global-key")
        if not held[0]:
            self._thread.join(_ANSWER_S)
            self._thread = None
            raise DeskhandError("key-taken", keys=str(keys))
        return ""

    def release(self) -> None:
        """Listen for nothing."""
        if self._thread is not None:
            self._user.PostThreadMessageW(self._thread_id, WM_QUIT, 0, 0)
            self._thread.join(_ANSWER_S)
            self._thread = None

    def close(self) -> None:
        """Listen for nothing, and end."""
        self.release()

    def _hear(self, message: Message) -> None:
        try:
            while self._user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == WM_HOTKEY:
                    self.pressed.emit("")
        finally:
            self._user.UnregisterHotKey(None, _ID)


def _mask(keys: KeyCombination) -> int:
    return sum(_MASKS[one] for one in keys.modifiers) | _NO_REPEAT


def _code(keys: KeyCombination) -> int:
    """Return the system's number of the key: that of a letter or digit is its sign's."""
    return _F1 + keys.function_number - 1 if keys.function_number else ord(keys.sign.upper())
