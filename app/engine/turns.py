"""Who may ask the model next: one request in each lane, and what was not asked for yet gives way."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from app.events import Cancellation

LOOK_SECONDS = 0.2
"""Pause between two looks at what is waited for, so that Ctrl-C is heard on every system."""


class Priority(IntEnum):
    """How soon a request is wanted."""

    AHEAD = 0
    """Reading what may be asked for: ends at once when anything else comes."""
    NORMAL = 1
    URGENT = 2
    """Somebody waits with nothing else to do: does not wait for a long request in work."""


class Turns:
    """Two lanes, one for urgent requests and one for all others; those of a lane wait for each other."""

    def __init__(self) -> None:
        self._urgent = threading.Lock()
        self._others = threading.Lock()
        self._ahead: Cancellation | None = None

    @contextmanager
    def turn(self, priority: Priority, cancellation: Cancellation | None) -> Iterator[Cancellation | None]:
        """Wait for a turn and hold it; gives the wish to stop that the work must obey.

        Raises:
            Cancelled: The user asked to stop.
        """
        lane = self._urgent if priority is Priority.URGENT else self._others
        self.wait_for(lane, cancellation, give_way=priority is not Priority.URGENT)
        try:
            if cancellation:
                cancellation.raise_if_requested()
            if priority is not Priority.AHEAD:
                yield cancellation
                return
            wish = self._ahead = Cancellation()
            forget = cancellation.on_request(wish.request) if cancellation else lambda: None
            try:
                yield wish
            finally:
                self._ahead = None
                forget()
        finally:
            lane.release()

    def wait_for(
        self, lane: threading.Lock, cancellation: Cancellation | None, *, give_way: bool = False
    ) -> None:
        """Acquire *lane*, asking what is read ahead in it to give way.

        Raises:
            Cancelled: The user asked to stop.
        """
        if lane.acquire(blocking=False):
            return
        while True:
            ahead = self._ahead
            if give_way and ahead:
                ahead.request()
            if lane.acquire(timeout=LOOK_SECONDS):
                return
            if cancellation:
                cancellation.raise_if_requested()

    @contextmanager
    def all_free(self) -> Iterator[bool]:
        """Hold both lanes if nobody has a turn; gives whether it is so."""
        taken = []
        for lane in (self._urgent, self._others):
            if not lane.acquire(blocking=False):
                break
            taken.append(lane)
        try:
            yield len(taken) == 2
        finally:
            for lane in taken:
                lane.release()
