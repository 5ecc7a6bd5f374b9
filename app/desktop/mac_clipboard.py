"""The pasteboard of macOS: several items, each in several types."""

import threading
import time
from itertools import groupby
from operator import attrgetter

from app.desktop.mac_calls import MacCalls
from app.desktop.platform_parts import ClipboardContent, Format, Window
from app.errors import DeskhandError

_TEXT = "public.utf8-plain-text"
_LEAVE_OUT = ("org.nspasteboard.TransientType", "org.nspasteboard.ConcealedType")
"""Keep a content out of the history of clipboard managers."""
_CONTENT_S = 8.0
_SETTLE_S = 0.4
"""After which a program that was sent the keys has pasted; the system does not tell."""


class MacClipboard:
    """The general pasteboard."""

    def __init__(self, calls: MacCalls) -> None:
        """Go about it with *calls*."""
        self._calls = calls
        self._mine = -1
        """The pasteboard's count after the last own change."""

    def content(self) -> ClipboardContent:
        """Return all that it holds; a program that only promised a type is asked for it now."""
        read: list[ClipboardContent] = []
        # In a thread: the system waits for a program that has promised something and hangs.
        reader = threading.Thread(target=lambda: read.append(self._read()), daemon=True)
        reader.start()
        reader.join(_CONTENT_S)
        if not read:
            raise DeskhandError("clipboard-silent")
        return read[0]

    def text(self) -> str | None:
        """Return the text that it holds."""
        with self._calls.pool():
            found = self._calls.send(self._board(), "stringForType:", self._calls.string(_TEXT))
            return self._calls.text(found) if found else None

    def put_passing(self, text: str) -> None:
        """Hold *text* for a moment."""
        self._write(
            (Format(_TEXT, text.encode("utf-8", "replace")), *(Format(name, b"") for name in _LEAVE_OUT))
        )

    def put(self, text: str) -> None:
        """Hold *text* from now on."""
        self._write((Format(_TEXT, text.encode("utf-8", "replace")),))

    def wait_until_taken(self, window: Window) -> bool:  # noqa: ARG002 - the system does not tell
        """Wait for as long as pasting takes."""
        time.sleep(_SETTLE_S)
        return True

    def restore(self, content: ClipboardContent) -> None:
        """Hold *content* as before, unless somebody else has put something there."""
        with self._calls.pool():
            count = self._calls.send(self._board(), "changeCount", number=True)
        if count == self._mine:
            self._write(content.formats)

    def close(self) -> None:
        """Let go; what is held stays, because the system keeps it."""

    def _board(self) -> int:
        return self._calls.send(self._calls.klass("NSPasteboard"), "generalPasteboard")

    def _read(self) -> ClipboardContent:
        calls = self._calls
        formats: list[Format] = []
        missing: list[str] = []
        with calls.pool():
            for place, item in enumerate(calls.objects(calls.send(self._board(), "pasteboardItems"))):
                for kind in calls.objects(calls.send(item, "types")):
                    name = calls.text(kind)
                    data = calls.send(item, "dataForType:", kind)
                    if data:
                        formats.append(Format(name, calls.content(data), item=place))
                    else:
                        missing.append(name)
        return ClipboardContent(tuple(formats), tuple(missing))

    def _write(self, formats: tuple[Format, ...]) -> None:
        calls = self._calls
        with calls.pool():
            board = self._board()
            calls.send(board, "clearContents", number=True)
            items = calls.send(calls.klass("NSMutableArray"), "array")
            for _, of_item in groupby(formats, key=attrgetter("item")):
                empty = calls.send(calls.send(calls.klass("NSPasteboardItem"), "alloc"), "init")
                item = calls.send(empty, "autorelease")
                for one in of_item:
                    calls.send(item, "setData:forType:", calls.data(one.data), calls.string(one.name))
                calls.send(items, "addObject:", item)
            if formats and not calls.send(board, "writeObjects:", items, number=True) & 0xFF:
                raise DeskhandError("clipboard-not-writable")
            self._mine = calls.send(board, "changeCount", number=True)
