"""Owns an X11 selection and hands its content to whoever asks: at once, or in pieces where it is large."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import xcffib
from xcffib.xproto import (
    CW,
    Atom,
    EventMask,
    PropertyNotifyEvent,
    SelectionClearEvent,
    SelectionNotifyEvent,
    SelectionRequestEvent,
)
from xcffib.xproto import Property as Change

from app.desktop.platform_parts import Format
from app.desktop.x11_connection import Property, X11Connection, packed, unpacked
from app.desktop.x11_listening import X11Listener

_log = logging.getLogger(__name__)

_STALE_S = 30.0
"""After which somebody who fetches no further piece is given up."""


@dataclass(slots=True)
class _Transfer:
    """A content on its way in pieces."""

    value: Property
    sent: int = 0
    last: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Fetched:
    """Who has fetched content."""

    client: int
    """What all windows of that program's connection have in common."""
    moment: float
    """On the monotonic clock."""


class SelectionOwner:
    """Holds one selection; any thread may call."""

    def __init__(self, selection: str, display: str | None = None) -> None:
        """Be ready to hold *selection* on *display*.

        Raises:
            OSError: There is no X server.
        """
        self._x = X11Connection(display)
        self._selection = self._x.atom(selection)
        self._content: dict[int, Property] | None = None
        self._since = 0
        self._transfers: dict[tuple[int, int], _Transfer] = {}
        self._fetched: list[Fetched] = []
        self._news = threading.Condition()
        self._saved: bool | None = None
        """Whether a manager keeps the content; None while it has not answered."""
        self._listener = X11Listener(self._x, self._answer, idle=self._forget_stale, ended=self._tell_end)
        self._listener.start()

    @property
    def holds(self) -> bool:
        """Whether the selection is held here."""
        return self._content is not None

    def hold(self, formats: tuple[Format, ...]) -> bool:
        """Hold *formats*, or nothing at all where there are none; return whether that worked."""
        return self._do(partial(self._take, formats))

    def hand_over(self, manager: str, patience: float) -> bool:
        """Ask the selection *manager* to keep what is held when this program is gone; return whether it does."""
        if not self._do(partial(self._begin_saving, manager)):
            return False
        with self._news:
            self._news.wait_for(lambda: self._saved is not None, patience)
            return bool(self._saved)

    def fetched_by(self, client: int, seconds: float, quiet: float) -> bool:
        """Wait until *client* has fetched content and asked no more for *quiet* seconds.

        Returns:
            False when nothing was fetched within *seconds*.
        """
        until = time.monotonic() + seconds
        with self._news:
            while True:
                now = time.monotonic()
                last = max((one.moment for one in self._fetched if one.client == client), default=0.0)
                under_way = any(self._x.client_of(window) == client for window, _ in self._transfers)
                if last and not under_way and now - last >= quiet:
                    return True
                left = (quiet - (now - last)) if last and not under_way else until - now
                if left <= 0:
                    return False
                self._news.wait(left)

    def wait_until_lost(self) -> None:
        """Wait until somebody else holds the selection, or the server is gone."""
        with self._news:
            self._news.wait_for(lambda: self._content is None)

    def client_of(self, window: int) -> int:
        """Return what all windows of the program of *window* have in common."""
        return self._x.client_of(window)

    def close(self) -> None:
        """Let go of the selection and end the thread."""
        self._listener.close()

    def _do(self, act: Callable[[], bool]) -> bool:
        try:
            return self._listener.do(act)
        except OSError:
            _log.warning("the selection could not be taken", exc_info=True)
            return False

    def _tell_end(self) -> None:
        with self._news:
            self._content = None
            self._news.notify_all()

    def _answer(self, event: xcffib.Event) -> None:
        if isinstance(event, SelectionRequestEvent):
            self._answer_request(event)
        elif isinstance(event, PropertyNotifyEvent) and event.state == Change.Delete:
            self._send_piece(event.window, event.atom)
        elif isinstance(event, SelectionClearEvent) and event.selection == self._selection:
            self._lose()
        elif isinstance(event, SelectionNotifyEvent):
            with self._news:  # the manager has answered
                self._saved = bool(event.property)
                self._news.notify_all()

    def _lose(self) -> None:
        if (
            self._x.owner_of(self._selection) != self._x.window
        ):  # else it tells of the time before the selection was taken again
            with self._news:
                self._content = None
                self._fetched.clear()
                self._news.notify_all()

    def _take(self, formats: tuple[Format, ...]) -> bool:
        x = self._x
        with self._news:
            self._fetched.clear()
        self._since = x.server_time()
        owner = x.window if formats else 0
        if not formats and not self.holds:
            return True
        x.core.SetSelectionOwner(owner, self._selection, self._since)
        held = x.owner_of(self._selection) == owner
        content = {
            x.atom(one.name): Property(x.atom(one.kind or one.name), one.width, one.data) for one in formats
        }
        self._content = content if held and formats else None
        return held

    def _answer_request(self, event: SelectionRequestEvent) -> None:
        place = event.property or event.target  # old programs name none
        answered = False
        if self._content is not None and event.selection == self._selection:
            if event.target == self._x.atom("MULTIPLE"):
                answered = bool(event.property) and self._answer_many(event.requestor, place)
            else:
                answered = self._convert(event.requestor, event.target, place)
        notice = SelectionNotifyEvent.synthetic(
            event.time, event.requestor, event.selection, event.target, place if answered else 0
        )
        self._x.send(event.requestor, 0, notice)

    def _answer_many(self, requestor: int, place: int) -> bool:
        """Answer a request for several targets at once: pairs of a target and a place."""
        x = self._x
        asked = unpacked(x.property(requestor, place).data)
        pairs = list(zip(asked[::2], asked[1::2], strict=False))
        done = [(target, at if at and self._convert(requestor, target, at) else 0) for target, at in pairs]
        x.set_property(
            requestor, place, Property(x.atom("ATOM_PAIR"), 32, packed([n for pair in done for n in pair]))
        )
        return True

    def _convert(self, requestor: int, target: int, place: int) -> bool:
        """Put the content in the format *target* at *place* of *requestor*; return False where there is none."""
        x = self._x
        assert self._content is not None  # noqa: S101 - asked before
        if target == x.atom("TARGETS"):
            offered = [x.atom("TARGETS"), x.atom("TIMESTAMP"), x.atom("MULTIPLE"), *self._content]
            x.set_property(requestor, place, Property(Atom.ATOM, 32, packed(offered)))
            return True
        if target == x.atom("TIMESTAMP"):
            x.set_property(requestor, place, Property(Atom.INTEGER, 32, packed([self._since])))
            return True
        value = self._content.get(target)
        if value is None:
            return False
        if len(value.data) <= x.largest_piece:
            x.set_property(requestor, place, value)
        else:
            x.core.ChangeWindowAttributes(requestor, CW.EventMask, [EventMask.PropertyChange])
            with self._news:
                self._transfers[(requestor, place)] = _Transfer(value)
            x.set_property(requestor, place, Property(x.atom("INCR"), 32, packed([len(value.data)])))
        self._tell_fetched(requestor)
        return True

    def _send_piece(self, requestor: int, place: int) -> None:
        """Send the next piece, now that the one before was taken away."""
        transfer = self._transfers.get((requestor, place))
        if transfer is None:
            return
        size = self._x.largest_piece // 4 * 4
        piece = transfer.value.data[transfer.sent : transfer.sent + size]
        transfer.sent += len(piece)
        transfer.last = time.monotonic()
        self._x.set_property(requestor, place, Property(transfer.value.kind, transfer.value.width, piece))
        if not piece:  # an empty one tells the end
            with self._news:
                del self._transfers[(requestor, place)]
            self._tell_fetched(requestor)

    def _tell_fetched(self, requestor: int) -> None:
        with self._news:
            self._fetched.append(Fetched(self._x.client_of(requestor), time.monotonic()))
            self._news.notify_all()

    def _forget_stale(self) -> None:
        now = time.monotonic()
        with self._news:
            for key in [key for key, one in self._transfers.items() if now - one.last > _STALE_S]:
                del self._transfers[key]

    def _begin_saving(self, manager: str) -> bool:
        x = self._x
        if self._content is None or not x.owner_of(x.atom(manager)):
            return False
        self._saved = None
        x.core.ConvertSelection(
            x.window, x.atom(manager), x.atom("SAVE_TARGETS"), x.atom("_DESKHAND_SAVED"), self._since
        )
        return True
