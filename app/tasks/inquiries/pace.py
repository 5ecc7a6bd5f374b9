"""How fast the rows come, so that the remaining time can be told honestly."""

import time
from collections import deque
from collections.abc import Callable

_RECENT_SECONDS = 60.0
"""Rows of a rule take next to no time, those of the model seconds: only what was just seen tells what comes."""
_TELLING_SECONDS = 2.0
"""After less than this nothing is said."""
_BETWEEN_SECONDS = 0.25


class Pace:
    """Rows a second over the recent past."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Measure with *clock*, which gives seconds."""
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def restart(self, done: int) -> None:
        """Measure from now on, with *done* rows behind."""
        self._seen.clear()
        self._seen.append((self._clock(), done))

    def reached(self, done: int) -> None:
        """Take down that *done* rows are finished now."""
        now = self._clock()
        if not self._seen:
            self.restart(done)
        elif now - self._seen[-1][0] >= _BETWEEN_SECONDS:
            self._seen.append((now, done))
            # The last one before the recent past stays: between the two lies what is measured.
            while len(self._seen) > 2 and now - self._seen[1][0] > _RECENT_SECONDS:
                self._seen.popleft()

    def stood_still(self, seconds: float) -> None:
        """Leave out the last *seconds*, in which nothing was to be done."""
        self._seen = deque((moment + seconds, done) for moment, done in self._seen)

    @property
    def rate(self) -> float | None:
        """Rows a second, or None while too little was seen."""
        if not self._seen:
            return None
        (first, before), (last, after) = self._seen[0], self._seen[-1]
        if last - first < _TELLING_SECONDS or after <= before:
            return None
        return (after - before) / (last - first)

    def remaining(self, left: int) -> float | None:
        """Return the seconds that *left* more rows will take, or None while too little was seen."""
        rate = self.rate
        return left / rate if rate else None
