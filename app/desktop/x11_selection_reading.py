"""Reads what the owner of an X11 selection offers: in pieces where it is large, and never for ever."""

import time
from functools import partial

import xcffib
from xcffib.xproto import Atom, PropertyNotifyEvent, SelectionNotifyEvent
from xcffib.xproto import Property as Change

from app.desktop.platform_parts import ClipboardContent, Format
from app.desktop.x11_connection import Property, X11Connection, unpacked

# Which formats are asked for first, should the time run out.
_FIRST = ("UTF8_STRING", "text/", "STRING", "TEXT", "x-special/", "image/png")
_NO_CONTENT = {
    "TARGETS",
    "TIMESTAMP",
    "MULTIPLE",
    "DELETE",
    "INSERT_SELECTION",
    "INSERT_PROPERTY",
    "SAVE_TARGETS",
}
"""Targets that tell about the selection, or that do something to it."""
_TEXTS = ("UTF8_STRING", "text/plain;charset=utf-8", "STRING")
_PLACES = 64
_LARGEST = 512 * 1024 * 1024


class OwnerSilentError(Exception):
    """The owner of a selection did not answer in time."""


class SelectionReader:
    """Asks the owner of a selection, over a connection of its own, for what it holds."""

    def __init__(self, connection: X11Connection, selection: str, patience: float) -> None:
        """Ask for *selection*, such as CLIPBOARD; *patience*: seconds for an answer, and between two pieces of one."""
        self._x = connection
        self._selection = connection.atom(selection)
        self._asked = 0
        self._property = 0
        self._patience = patience

    def owner(self) -> int:
        """Return the window of the owner; 0 where there is none."""
        return self._x.owner_of(self._selection)

    def content(self, seconds: float, answer_seconds: float | None = None) -> ClipboardContent:
        """Return all formats that come within *seconds*; their list has to come within *answer_seconds*.

        Raises:
            OwnerSilentError: The owner does not even say what it has.
        """
        if not self.owner():
            return ClipboardContent()
        until = time.monotonic() + seconds
        patience, self._patience = self._patience, answer_seconds or self._patience
        names = self.targets()
        self._patience = patience
        read: dict[str, Format] = {}
        missing: set[str] = set()
        for name in sorted(names, key=_urgency):
            try:
                found = None if time.monotonic() > until else self.read(name)
                if found is not None:
                    read[name] = found
                elif time.monotonic() > until:
                    missing.add(name)
            except OwnerSilentError:
                missing.add(name)
        return ClipboardContent(
            tuple(read[name] for name in names if name in read),
            tuple(name for name in names if name in missing),
        )

    def targets(self) -> list[str]:
        """Return the names of the formats that the owner offers as content, each once.

        Raises:
            OwnerSilentError: It does not answer.
        """
        answer = self._ask("TARGETS")
        if answer is None or answer.width != 32:
            return ["UTF8_STRING", "STRING"]  # very old programs answer for texts only
        names = dict.fromkeys(self._x.name(atom) for atom in unpacked(answer.data) if atom)
        return [name for name in names if name not in _NO_CONTENT]

    def text(self) -> str | None:
        """Return the text that is held; None where the owner has none.

        Raises:
            OwnerSilentError: It does not answer.
        """
        for name in _TEXTS if self.owner() else ():
            found = self.read(name)
            if found is not None and found.kind != "COMPOUND_TEXT":
                return found.data.decode("latin-1" if found.kind == "STRING" else "utf-8", errors="replace")
        return None

    def read(self, name: str) -> Format | None:
        """Return the content in the format *name*; None where the owner refuses.

        Raises:
            OwnerSilentError: It does not answer, or stops in the middle.
        """
        value = self._ask(name)
        if value is None:
            return None
        return Format(name, value.data, self._x.name(value.kind), value.width)

    def _ask(self, target: str) -> Property | None:
        x = self._x
        self._asked += 1
        # What comes too late must not stand where the next answer is looked for.
        self._property = x.atom(f"_DESKHAND_READ_{self._asked % _PLACES}")
        x.core.DeleteProperty(x.window, self._property)
        atom = x.atom(target)
        x.core.ConvertSelection(x.window, self._selection, atom, self._property, 0)
        try:
            answer = x.wait_for(partial(self._is_answer, atom), time.monotonic() + self._patience)
        except xcffib.Error as error:
            raise OwnerSilentError(target) from error
        if answer is None:
            raise OwnerSilentError(target)
        if not answer.property:
            return None
        value = x.property(x.window, self._property, delete=True)
        if value.kind == x.atom("INCR"):
            return self._read_pieces()
        return value if value.kind else None

    def _read_pieces(self) -> Property:
        x = self._x
        pieces: list[bytes] = []
        size = 0
        while True:
            if x.wait_for(self._is_piece, time.monotonic() + self._patience) is None:
                raise OwnerSilentError("INCR")
            piece = x.property(x.window, self._property, delete=True)
            if not piece.data:
                return Property(piece.kind or Atom.STRING, piece.width or 8, b"".join(pieces))
            pieces.append(piece.data)
            size += len(piece.data)
            if size > _LARGEST:
                raise OwnerSilentError("INCR")

    def _is_answer(self, target: int, event: xcffib.Event) -> bool:
        return (
            isinstance(event, SelectionNotifyEvent)
            and event.selection == self._selection
            and event.target == target
            and event.property in {0, self._property}
        )

    def _is_piece(self, event: xcffib.Event) -> bool:
        return (
            isinstance(event, PropertyNotifyEvent)
            and event.atom == self._property
            and event.state == Change.NewValue
        )


def _urgency(name: str) -> tuple[int, str]:
    order = (place for place, start in enumerate(_FIRST) if name.startswith(start))
    return next(order, len(_FIRST)), name
