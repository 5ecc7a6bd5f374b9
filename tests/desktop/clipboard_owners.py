"""Programs that own a clipboard: one that behaves, and some that do not."""

import time
from functools import partial

import xcffib
from xcffib.xproto import Atom, SelectionNotifyEvent, SelectionRequestEvent

from app.desktop.x11_connection import Property, X11Connection, packed
from app.desktop.x11_listening import X11Listener


class OddOwner:
    """Owns the clipboard in a way of its own.

    Attributes:
        asked: Names of the targets that were asked for, in order.
    """

    def __init__(
        self, display: str, offered: list[str], *, answers: set[str], selection: str = "CLIPBOARD"
    ) -> None:
        """Offer *offered*; only *answers* are ever answered, with their own names, TARGETS among them or not.

        `half` is begun in pieces, and never ended.
        """
        self.asked: list[str] = []
        self._x = X11Connection(display)
        self._offered = offered
        self._answers = answers
        self._listener = X11Listener(self._x, self._hear)
        self._listener.start()
        self._listener.do(partial(self._own, selection))

    def close(self) -> None:
        """End, as a program that crashes does."""
        self._listener.close()

    def _own(self, selection: str) -> None:
        self._x.core.SetSelectionOwner(self._x.window, self._x.atom(selection), self._x.server_time())

    def _hear(self, event: xcffib.Event) -> None:
        if not isinstance(event, SelectionRequestEvent):
            return
        target = self._x.name(event.target)
        self.asked.append(target)
        if target not in self._answers:
            return
        if target == "TARGETS":
            value = Property(Atom.ATOM, 32, packed([self._x.atom(name) for name in self._offered]))
        elif target == "half":
            value = Property(self._x.atom("INCR"), 32, packed([100]))
        else:
            value = Property(event.target, 8, target.encode())
        self._x.set_property(event.requestor, event.property, value)
        done = SelectionNotifyEvent.synthetic(
            event.time, event.requestor, event.selection, event.target, event.property
        )
        self._x.send(event.requestor, 0, done)


class Manager(OddOwner):
    """A clipboard manager that says that it keeps what it is asked to keep."""

    def __init__(self, display: str) -> None:
        super().__init__(display, [], answers={"SAVE_TARGETS"}, selection="CLIPBOARD_MANAGER")


def seconds_of(started: float) -> float:
    """Return the seconds since *started*."""
    return time.monotonic() - started
