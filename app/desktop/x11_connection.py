"""A connection to an X server: atoms by name, properties of any size, events with a deadline."""

import io
import select
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import xcffib
import xcffib.xproto
from xcffib.xproto import Atom, EventMask, GetPropertyType, PropMode, WindowClass

_CHANGE_PROPERTY = 18
_REPLY_HEADER = 32
_MOST_WORDS = 1 << 26
"""Four-byte units that are asked for of a property in one piece; a server sends no more than there is."""
_HEADER = struct.Struct("=xBHI III")


@dataclass(frozen=True, slots=True)
class Property:
    """The value of a property."""

    kind: int
    """Atom of its type; 0 where there is no such property."""
    width: int
    """Bits of one unit: 8, 16 or 32."""
    data: bytes


class X11Connection:
    """One connection to the X server, for one thread, with a window of its own that nobody sees.

    Attributes:
        core: The requests of the core protocol.
        root: The root window of the screen.
        window: The own window.
        connection: The library's connection, for its extensions.
    """

    def __init__(self, display: str | None = None) -> None:
        """Connect to *display*, or to that of the environment.

        Raises:
            OSError: There is no X server, or it lets nobody in.
        """
        try:
            self.connection = xcffib.connect(display)
        except xcffib.XcffibException as error:
            raise OSError(str(error)) from error
        self.core = self.connection.core
        setup = self.connection.get_setup()
        screen = setup.roots[self.connection.pref_screen]
        self.root: int = screen.root
        self.keycodes = range(setup.min_keycode, setup.max_keycode + 1)
        self._client_mask = ~setup.resource_id_mask & 0xFFFF_FFFF
        self._atoms: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self.window: int = self.connection.generate_id()
        self.core.CreateWindow(
            screen.root_depth, self.window, self.root, 0, 0, 1, 1, 0, WindowClass.InputOutput, screen.root_visual,
            xcffib.xproto.CW.EventMask, [EventMask.PropertyChange],
        )  # fmt: skip
        self.connection.flush()

    @property
    def largest_piece(self) -> int:
        """Bytes of a property that one request may carry, with room for the request itself."""
        return min(int(self.connection.get_maximum_request_length()) * 4 - 256, 256 * 1024)

    def owner_of(self, selection: int) -> int:
        """Return the window that owns *selection*, by its atom; 0 where none does."""
        return int(self.core.GetSelectionOwner(selection).reply().owner)

    def client_of(self, resource: int) -> int:
        """Return what all windows of one program's connection have in common."""
        return int(resource & self._client_mask)

    def atom(self, name: str) -> int:
        """Return the atom *name*, made where there is none yet."""
        if name not in self._atoms:
            raw = name.encode("latin-1")
            self._atoms[name] = self.core.InternAtom(False, len(raw), raw).reply().atom
        return self._atoms[name]

    def name(self, atom: int) -> str:
        """Return the name of *atom*."""
        if atom not in self._names:
            self._names[atom] = self.core.GetAtomName(atom).reply().name.buf().decode("latin-1")
        return self._names[atom]

    def property(self, window: int, atom: int, *, delete: bool = False) -> Property:
        """Return the value of the property *atom* of *window*.

        Raises:
            xcffib.xproto.WindowError: There is no such window.
        """
        cookie = self.core.GetProperty(delete, window, atom, GetPropertyType.Any, 0, _MOST_WORDS)
        # The library would make a Python number of each byte: what is wanted is bytes, up to fifty million of them.
        reply = self.connection.wait_for_reply(cookie.sequence)
        whole = bytes(reply.buf)
        width, _sequence, _length, kind, _after, units = _HEADER.unpack_from(whole)
        return Property(kind, width, whole[_REPLY_HEADER : _REPLY_HEADER + units * width // 8])

    def numbers(self, window: int, name: str) -> tuple[int, ...]:
        """Return the 32-bit units of the property *name* of *window*; empty where there are none."""
        value = self.property(window, self.atom(name))
        return unpacked(value.data) if value.width == 32 else ()

    def set_property(self, window: int, atom: int, value: Property) -> None:
        """Give *window* the property *atom*; a failure comes as an event."""
        units = len(value.data) * 8 // value.width
        head = struct.pack("=xB2xIIIB3xI", PropMode.Replace, window, atom, value.kind, value.width, units)
        # By the library's own method each byte would become an object.
        padding = b"\0" * (-len(value.data) % 4)
        self.core.send_request(_CHANGE_PROPERTY, io.BytesIO(head + value.data + padding))

    def next_event(self, deadline: float) -> xcffib.Event | None:
        """Return the next event; None when none came until *deadline* on the monotonic clock.

        Raises:
            xcffib.Error: A request failed that nobody waited for.
            xcffib.ConnectionException: The server is gone.
        """
        self.connection.flush()
        while True:
            event = self.connection.poll_for_event()
            if event is not None:
                return event
            left = deadline - time.monotonic()
            descriptor = self.connection.get_file_descriptor()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                return None

    def wait_for(self, wanted: Callable[[xcffib.Event], bool], deadline: float) -> xcffib.Event | None:
        """Return the next event that is *wanted* and drop those before it; None when none came until *deadline*."""
        while True:
            event = self.next_event(deadline)
            if event is None or wanted(event):
                return event

    def send(self, window: int, mask: int, event: xcffib.Event) -> None:
        """Send *event* to *window*'s listeners for *mask*."""
        self.core.SendEvent(False, window, mask, event.pack())

    def server_time(self) -> int:
        """Return the server's clock, in milliseconds."""
        atom = self.atom("_DESKHAND_TIME")
        self.set_property(self.window, atom, Property(Atom.INTEGER, 32, b"\0\0\0\0"))
        event = self.wait_for(partial(_is_change_of, atom), time.monotonic() + 1.0)
        return int(event.time) if event is not None else 0

    def close(self) -> None:
        """End the connection; the server forgets all that came of it."""
        self.connection.disconnect()


def _is_change_of(atom: int, event: xcffib.Event) -> bool:
    return isinstance(event, xcffib.xproto.PropertyNotifyEvent) and event.atom == atom


def unpacked(data: bytes) -> tuple[int, ...]:
    """Return the 32-bit units of *data*."""
    return struct.unpack(f"={len(data) // 4}I", data[: len(data) // 4 * 4])


def packed(numbers: list[int]) -> bytes:
    """Return *numbers* as 32-bit units."""
    return struct.pack(f"={len(numbers)}I", *numbers)
