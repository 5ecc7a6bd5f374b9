"""How fast bytes may come, and how slow they may not."""

from collections.abc import Callable

from app.events import Cancellation
from app.model_library.errand import Pace

_LEAST_BYTES_A_SECOND = 1000.0
_PATIENCE_SECONDS = 30.0
_WORTH_A_PAUSE_SECONDS = 0.02
_MADE_UP_FOR_SECONDS = 0.5
"""How much lost time is made up for: the timers of some systems tick slowly, and a block takes time to come."""


class Throttle:
    """Holds a download back to what the user allows it."""

    def __init__(self, limit: Callable[[], float], pace: Pace) -> None:
        """Allow as many bytes a second as *limit* tells at each moment, all of them when it tells 0."""
        self._limit = limit
        self._pace = pace
        self._next = 0.0

    def take(self, count: int, cancellation: Cancellation) -> None:
        """Wait until *count* bytes that have come are paid for.

        Raises:
            Cancelled: The user has asked to stop.
        """
        limit = self._limit()
        if limit <= 0:
            return
        now = self._pace.clock()
        self._next = max(self._next, now - _MADE_UP_FOR_SECONDS) + count / limit
        if self._next - now > _WORTH_A_PAUSE_SECONDS:
            self._pace.pause(self._next - now, cancellation)


class DripWatch:
    """Tells a connection over which hardly anything comes: another one may do better."""

    def __init__(self, pace: Pace, size: int) -> None:
        """Begin to watch when *size* bytes are there."""
        self._pace = pace
        self._since = pace.clock()
        self._size = size

    def drips(self, size: int) -> bool:
        """Return whether too little has come in the last while, now that *size* bytes are there."""
        now = self._pace.clock()
        if now - self._since < _PATIENCE_SECONDS:
            return False
        slow = size - self._size < _LEAST_BYTES_A_SECOND * (now - self._since)
        self._since, self._size = now, size
        return slow
