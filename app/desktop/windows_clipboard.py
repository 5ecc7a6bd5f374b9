"""The clipboard of Windows: all its formats, memory by memory."""

import ctypes
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from app.desktop.platform_parts import ClipboardContent, Format, Window
from app.desktop.windows_calls import WindowsCalls
from app.errors import DeskhandError

_log = logging.getLogger(__name__)

_TEXT = 13
_METAFILE = 14
_LAST_OWN_NUMBER = 0x02FF
_MOVEABLE = 0x0002
_NO_MEMORY = {2, 3, 9, 0x80, 0x82, 0x83, 0x8E}
"""Handles of drawings: CF_BITMAP, CF_METAFILEPICT and CF_PALETTE, which the system makes again out of the others, and
what only its owner can draw."""
_OF_ITS_OWNER = {"DataObject", "Ole Private Data", "OwnerLink", "ObjectLink"}
"""Point into the program that has put them there; a copy of them is worth nothing."""
_LEAVE_OUT = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
"""Keep a content out of the history and off other machines."""
_OPEN_S = 1.0
_STEP_S = 0.01
_TAKEN_S = 2.0
_SETTLE_S = 0.25
"""After which a program that was sent the keys and answers again has pasted; the system does not tell."""
_NULL_MESSAGE = 0x0000
_ABORT_IF_HUNG = 0x0002


class WindowsClipboard:
    """The clipboard of the session."""

    def __init__(self, calls: WindowsCalls) -> None:
        """Go about it with *calls*."""
        self._user, self._kernel, self._gdi = calls.user, calls.kernel, calls.gdi
        self._mine = -1
        """The clipboard's number after the last own change."""

    def content(self) -> ClipboardContent:
        """Return all that it holds."""
        if self._owner_hangs():
            raise DeskhandError("clipboard-silent")
        formats: list[Format] = []
        missing: list[str] = []
        with self._open("clipboard-silent"):
            for number in self._numbers():
                name = self._name(number)
                if number in _NO_MEMORY or name in _OF_ITS_OWNER or 0x0300 <= number <= 0x03FF:
                    continue
                data = self._read(number)
                if data is None:
                    missing.append(name)
                else:
                    formats.append(Format(name, data))
        return ClipboardContent(tuple(formats), tuple(missing))

    def text(self) -> str | None:
        """Return the text that it holds."""
        if self._owner_hangs():
            return None
        try:
            with self._open("clipboard-silent"):
                data = self._read(_TEXT)
        except DeskhandError:
            return None
        return data.decode("utf-16-le", "replace").partition("\0")[0] if data is not None else None

    def put_passing(self, text: str) -> None:
        """Hold *text* for a moment."""
        hints = [Format(name, bytes(4)) for name in _LEAVE_OUT]  # the number 0 says no
        self._write((_text_format(text), *hints))

    def put(self, text: str) -> None:
        """Hold *text* from now on."""
        self._write((_text_format(text),))

    def wait_until_taken(self, window: Window) -> bool:
        """Wait until *window* has worked off what was sent to it; return False where it hangs."""
        until = time.monotonic() + _TAKEN_S
        time.sleep(_SETTLE_S)
        left = max(int((until - time.monotonic()) * 1000), 1)
        return bool(
            self._user.SendMessageTimeoutW(window.number, _NULL_MESSAGE, 0, 0, _ABORT_IF_HUNG, left, None)
        )

    def restore(self, content: ClipboardContent) -> None:
        """Hold *content* as before, unless somebody else has put something there."""
        if self._user.GetClipboardSequenceNumber() == self._mine:
            self._write(content.formats)

    def sequence(self) -> int:
        """Return the number that grows with each change of the clipboard."""
        return int(self._user.GetClipboardSequenceNumber())

    def note_as_own(self) -> None:
        """Take what the clipboard holds now for something that `restore` may replace."""
        self._mine = self.sequence()

    def close(self) -> None:
        """Let go; what is held stays, because the system keeps it."""

    def _write(self, formats: tuple[Format, ...]) -> None:
        with self._open("clipboard-not-writable"):
            if not self._user.EmptyClipboard():
                raise DeskhandError("clipboard-not-writable")
            for one in formats:
                self._put(one)
        self._mine = self.sequence()

    @contextmanager
    def _open(self, failure: str) -> Iterator[None]:
        """Hold the clipboard open; another program may have it for a moment."""
        until = time.monotonic() + _OPEN_S
        while not self._user.OpenClipboard(None):
            if time.monotonic() > until:
                raise DeskhandError(failure)
            time.sleep(_STEP_S)
        try:
            yield
        finally:
            self._user.CloseClipboard()

    def _numbers(self) -> list[int]:
        numbers: list[int] = []
        while number := self._user.EnumClipboardFormats(numbers[-1] if numbers else 0):
            numbers.append(int(number))
        return numbers

    def _name(self, number: int) -> str:
        """Return the name of a registered format, or the number of one of the system's own, after a sign."""
        if number <= _LAST_OWN_NUMBER:
            return f"#{number}"
        name = ctypes.create_unicode_buffer(256)
        return name.value if self._user.GetClipboardFormatNameW(number, name, 256) else f"#{number}"

    def _number(self, name: str) -> int:
        return int(name[1:]) if name.startswith("#") else int(self._user.RegisterClipboardFormatW(name))

    def _read(self, number: int) -> bytes | None:
        handle = self._user.GetClipboardData(number)
        if not handle:
            return None
        if number == _METAFILE:
            size = self._gdi.GetEnhMetaFileBits(handle, 0, None)
            drawn = (ctypes.c_char * size)()
            return drawn.raw if self._gdi.GetEnhMetaFileBits(handle, size, drawn) else None
        place = self._kernel.GlobalLock(handle)
        if not place:
            return None
        try:
            return ctypes.string_at(place, self._kernel.GlobalSize(handle))
        finally:
            self._kernel.GlobalUnlock(handle)

    def _put(self, one: Format) -> None:
        number = self._number(one.name)
        if number == _METAFILE:
            drawing = self._gdi.SetEnhMetaFileBits(len(one.data), one.data)
            if not self._user.SetClipboardData(number, drawing):
                self._gdi.DeleteEnhMetaFile(drawing)
            return
        memory = self._kernel.GlobalAlloc(_MOVEABLE, max(len(one.data), 1))
        place = self._kernel.GlobalLock(memory) if memory else None
        if not place:
            raise DeskhandError("clipboard-not-writable")
        ctypes.memmove(place, one.data, len(one.data))
        self._kernel.GlobalUnlock(memory)
        if not self._user.SetClipboardData(number, memory):  # else the system owns the memory now
            self._kernel.GlobalFree(memory)
            _log.warning("a format of the clipboard could not be put back: %s", one.name)

    def _owner_hangs(self) -> bool:
        owner = self._user.GetClipboardOwner()
        return bool(owner and self._user.IsHungAppWindow(owner))


def _text_format(text: str) -> Format:
    return Format(
        f"#{_TEXT}", (text.replace("\r\n", "\n").replace("\n", "\r\n") + "\0").encode("utf-16-le", "replace")
    )
