"""Telling others without knowing them: an event to subscribe to, and wishes to stop or to hold."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app.errors import Cancelled

T = TypeVar("T")


class Event(Generic[T]):
    """A fact that others may want to hear of; receivers run in the emitting thread."""

    def __init__(self) -> None:
        self._receivers: list[Callable[[T], None]] = []

    def subscribe(self, receiver: Callable[[T], None]) -> Callable[[], None]:
        """Call *receiver* at each emission; the returned function ends the subscription."""
        self._receivers.append(receiver)
        return lambda: self._receivers.remove(receiver)

    def emit(self, fact: T) -> None:
        """Hand *fact* to every receiver, in the order of their subscription."""
        for receiver in tuple(self._receivers):
            receiver(fact)


class Cancellation:
    """The user's wish to stop, shared between a front end and the work that it started."""

    def __init__(self) -> None:
        self._requested = threading.Event()
        self._lock = threading.Lock()
        self._reactions: list[Callable[[], None]] = []

    @property
    def requested(self) -> bool:
        """Whether the user has asked to stop."""
        return self._requested.is_set()

    def request(self) -> None:
        """Ask the work to stop; a second request changes nothing. Any thread may call it."""
        with self._lock:
            if self._requested.is_set():
                return
            self._requested.set()
            reactions = tuple(self._reactions)
        for react in reactions:
            react()

    def raise_if_requested(self) -> None:
        """Leave the work at this point when the user has asked to stop.

        Raises:
            Cancelled: The user has asked to stop.
        """
        if self.requested:
            raise Cancelled

    def on_request(self, react: Callable[[], None]) -> Callable[[], None]:
        """Call *react* once when the stop is asked for (at once if it was); return a way out."""
        with self._lock:
            already = self._requested.is_set()
            if not already:
                self._reactions.append(react)
        if already:
            react()

        def forget() -> None:
            with self._lock:
                if react in self._reactions:
                    self._reactions.remove(react)

        return forget


class Pause:
    """The user's wish to hold the work for a while, shared between a front end and the work that it started."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held = False

    @property
    def held(self) -> bool:
        """Whether the work is to stand still."""
        return self._held

    def hold(self) -> None:
        """Ask the work to stand still at its next good point. Any thread may call it."""
        with self._changed:
            self._held = True

    def go_on(self) -> None:
        """Let the work go on. Any thread may call it."""
        with self._changed:
            self._held = False
            self._changed.notify_all()

    def wait(self, cancellation: Cancellation) -> None:
        """Stand still at this point for as long as the user wants it.

        Raises:
            Cancelled: The user asked to stop, before or while the work stood still.
        """
        forget = cancellation.on_request(self._wake)
        try:
            with self._changed:
                self._changed.wait_for(lambda: not self._held or cancellation.requested)
        finally:
            forget()
        cancellation.raise_if_requested()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
