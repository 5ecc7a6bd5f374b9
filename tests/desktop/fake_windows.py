"""Windows' libraries in memory: a clipboard, a keyboard, windows, a queue of messages."""

import ctypes
import queue
import threading
from collections.abc import Callable
from typing import Any

from app.desktop.windows_calls import WM_HOTKEY, WM_QUIT, WindowsCalls

_REGISTERED = 0xC000


class FakeKernel:
    """Memory by handles."""

    def __init__(self) -> None:
        self.memory: dict[int, Any] = {}
        self.locked = 0
        self.freed: list[int] = []
        self._next = 0x1000

    def GlobalAlloc(self, _flags: int, size: int) -> int:  # noqa: N802 - the system's names, here and below
        self._next += 1
        self.memory[self._next] = ctypes.create_string_buffer(size)
        return self._next

    def GlobalFree(self, handle: int) -> int:  # noqa: N802
        self.freed.append(handle)
        return 0

    def GlobalLock(self, handle: int) -> int:  # noqa: N802
        if handle not in self.memory:
            return 0
        self.locked += 1
        return ctypes.addressof(self.memory[handle])

    def GlobalUnlock(self, _handle: int) -> bool:  # noqa: N802
        self.locked -= 1
        return True

    def GlobalSize(self, handle: int) -> int:  # noqa: N802
        return len(self.memory[handle])

    def GetCurrentThreadId(self) -> int:  # noqa: N802
        return threading.get_ident() & 0x7FFF_FFFF


class FakeGdi:
    """Drawings by handles."""

    def __init__(self) -> None:
        self.drawings: dict[int, bytes] = {}

    def GetEnhMetaFileBits(self, handle: int, size: int, place: Any) -> int:  # noqa: N802
        if place is not None:
            ctypes.memmove(place, self.drawings[handle], size)
        return len(self.drawings[handle])

    def SetEnhMetaFileBits(self, _size: int, bits: bytes) -> int:  # noqa: N802
        handle = 0x9000 + len(self.drawings)
        self.drawings[handle] = bits
        return handle

    def DeleteEnhMetaFile(self, handle: int) -> bool:  # noqa: N802
        del self.drawings[handle]
        return True


class FakeUser:
    """The clipboard, the windows and the keyboard.

    Attributes:
        formats: What the clipboard holds: handles by format number, in order.
        busy: How often the clipboard cannot be opened yet.
        hangs: Whether the program that owns the clipboard does not answer.
        strokes: Keys that were sent: code and whether it goes up.
        on_stroke: What happens when a key goes down.
        held: Codes of keys that the user holds.
        taken_keys: Keys that another program has registered.
    """

    def __init__(self, kernel: FakeKernel, gdi: FakeGdi) -> None:
        self._kernel, self._gdi = kernel, gdi
        self.formats: dict[int, int] = {}
        self.names: dict[str, int] = {}
        self.busy = 0
        self.hangs = False
        self.is_open = False
        self.number = 1
        self.strokes: list[tuple[int, bool]] = []
        self.on_stroke: Callable[[int], None] = lambda _: None
        self.lets_keys_through = True
        self.held: list[int] = []
        self.front = 77
        self.windows = {77: "Notepad", 88: "ConsoleWindowClass"}
        self.minimised: set[int] = set()
        self.obeys = True
        self.answers = True
        self.taken_keys: set[tuple[int, int]] = set()
        self.registered: dict[int, tuple[int, int]] = {}
        self.messages: queue.Queue[tuple[int, int]] = queue.Queue()

    def fill(self, content: dict[int | str, bytes]) -> None:
        """Let another program put *content* on the clipboard."""
        self.formats = {}
        for name, data in content.items():
            number = name if isinstance(name, int) else self.RegisterClipboardFormatW(name)
            if number == 14:
                self.formats[number] = self._gdi.SetEnhMetaFileBits(len(data), data)
            else:
                handle = self._kernel.GlobalAlloc(0, len(data))
                ctypes.memmove(self._kernel.memory[handle], data, len(data))
                self.formats[number] = handle
        self.number += 1

    def content(self) -> dict[int | str, bytes]:
        """Return what the clipboard holds."""
        by_number = {number: name for name, number in self.names.items()}
        found: dict[int | str, bytes] = {}
        for number, handle in self.formats.items():
            data = self._gdi.drawings[handle] if number == 14 else self._kernel.memory[handle].raw
            found[by_number.get(number, number)] = data
        return found

    def OpenClipboard(self, _window: int | None) -> bool:  # noqa: N802
        self.busy -= 1
        self.is_open = self.busy < 0
        return self.is_open

    def CloseClipboard(self) -> bool:  # noqa: N802
        self.is_open = False
        return True

    def EmptyClipboard(self) -> bool:  # noqa: N802
        assert self.is_open
        self.formats = {}
        self.number += 1
        return True

    def EnumClipboardFormats(self, after: int) -> int:  # noqa: N802
        assert self.is_open
        numbers = [0, *self.formats, 0]
        return numbers[numbers.index(after) + 1]

    def GetClipboardData(self, number: int) -> int:  # noqa: N802
        assert self.is_open
        return self.formats.get(number, 0)

    def SetClipboardData(self, number: int, handle: int) -> int:  # noqa: N802
        assert self.is_open
        self.formats[number] = handle
        self.number += 1
        return handle

    def GetClipboardOwner(self) -> int:  # noqa: N802
        return 99 if self.formats else 0

    def GetClipboardSequenceNumber(self) -> int:  # noqa: N802
        return self.number

    def GetClipboardFormatNameW(self, number: int, place: Any, _size: int) -> int:  # noqa: N802
        place.value = next((name for name, one in self.names.items() if one == number), "")
        return len(place.value)

    def RegisterClipboardFormatW(self, name: str) -> int:  # noqa: N802
        return self.names.setdefault(name, _REGISTERED + len(self.names))

    def IsHungAppWindow(self, _window: int) -> bool:  # noqa: N802
        return self.hangs

    def IsWindow(self, window: int) -> bool:  # noqa: N802
        return window in self.windows

    def IsIconic(self, window: int) -> bool:  # noqa: N802
        return window in self.minimised

    def ShowWindow(self, window: int, _how: int) -> bool:  # noqa: N802
        self.minimised.discard(window)
        return True

    def GetForegroundWindow(self) -> int:  # noqa: N802
        return self.front

    def SetForegroundWindow(self, window: int) -> bool:  # noqa: N802
        self.front = window if self.obeys else self.front
        return self.obeys

    def GetClassNameW(self, window: int, place: Any, _size: int) -> int:  # noqa: N802
        place.value = self.windows[window]
        return len(place.value)

    def GetAsyncKeyState(self, code: int) -> int:  # noqa: N802
        return -0x8000 if code in self.held else 0

    def SendInput(self, count: int, strokes: Any, size: int) -> int:  # noqa: N802
        assert size in {40, 28}, "the system refuses structures of another size"
        if not self.lets_keys_through:
            return 0
        for one in strokes[:count]:
            up = bool(one.u.ki.dwFlags & 2)
            self.strokes.append((one.u.ki.wVk, up))
            if not up:
                self.on_stroke(one.u.ki.wVk)
        return count

    def SendMessageTimeoutW(self, *_: object) -> int:  # noqa: N802
        return int(self.answers)

    def RegisterHotKey(self, _window: None, number: int, mask: int, code: int) -> bool:  # noqa: N802
        if (mask, code) in self.taken_keys:
            return False
        self.registered[number] = (mask, code)
        return True

    def UnregisterHotKey(self, _window: None, number: int) -> bool:  # noqa: N802
        return self.registered.pop(number, None) is not None

    def PeekMessageW(self, *_: object) -> bool:  # noqa: N802
        return False

    def PostThreadMessageW(self, thread: int, kind: int, *_: int) -> bool:  # noqa: N802
        self.messages.put((kind, thread))
        return True

    def GetMessageW(self, place: Any, *_: object) -> int:  # noqa: N802
        kind, _thread = self.messages.get(timeout=30)
        place._obj.message = kind
        return int(kind != WM_QUIT)

    def press_hot_key(self) -> None:
        """Press the key that is registered."""
        self.messages.put((WM_HOTKEY, 0))


def fake_windows() -> tuple[WindowsCalls, FakeUser]:
    """Return the libraries, and the one that a test looks into."""
    kernel, gdi = FakeKernel(), FakeGdi()
    user = FakeUser(kernel, gdi)
    return WindowsCalls(user, kernel, gdi), user
