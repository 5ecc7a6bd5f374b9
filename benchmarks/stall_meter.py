"""Measures how long a window stands still."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_TICK_MS = 5


class StallMeter(QObject):
    """Ticks in the window's thread and remembers the longest time between two ticks."""

    def __init__(self) -> None:
        """Begin to tick."""
        super().__init__()
        self.figures: dict[str, float] = {}
        self._longest = 0.0
        self._last: float | None = None  # no stall before the window works at all
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    @contextmanager
    def watching(self, what: str) -> Iterator[None]:
        """Keep the longest stall of the block, which has to let the window work and come to rest."""
        self._longest, self._last = 0.0, time.perf_counter()
        yield
        self.keep(what)

    def keep(self, what: str) -> None:
        """Keep the longest stall so far as that of *what*."""
        self.figures[f"longest stall, {what} (ms)"] = self._longest

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self._longest = max(self._longest, (now - self._last) * 1000 - _TICK_MS)
        self._last = now
