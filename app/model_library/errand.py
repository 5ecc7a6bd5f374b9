"""What a longer piece of work in the library knows of its caller and of the world."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.events import Cancellation
from app.records import Finding, Gravity, Progress

if TYPE_CHECKING:
    import httpx2

    from app.model_library.catalogue import ModelEntry

_BETWEEN_TWO_WORDS_SECONDS = 0.1
_RATE_OVER_SECONDS = 5.0


def wait(seconds: float, cancellation: Cancellation) -> None:
    """Do nothing for *seconds*, unless the user asks to stop.

    Raises:
        Cancelled: The user has asked to stop.
    """
    woken = threading.Event()
    forget = cancellation.on_request(woken.set)
    try:
        woken.wait(seconds)
    finally:
        forget()
    cancellation.raise_if_requested()


@dataclass(frozen=True, slots=True)
class Pace:
    """The clock and the patience of downloads; a test brings its own."""

    clock: Callable[[], float] = time.monotonic
    """Seconds since some moment."""
    pause: Callable[[float, Cancellation], None] = wait
    """Waits so many seconds, or leaves with `Cancelled`."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    said: str
    """The last of what it wrote, for the log."""


RunCommand = Callable[[Sequence[str], Path, Callable[[], None]], Ended]
"""Runs a command in a folder that is also for its temporary files, and calls the function several
times a second; the command is ended when that raises."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the library needs of the world; a test brings its own."""

    endpoint: str | None = None
    """Address of the hub; None takes HF_ENDPOINT, or the usual one."""
    choose_endpoint: Callable[[], str | None] = lambda: None
    """Tells the address that the user chose, which comes before *endpoint*."""
    token: Callable[[str], str | None] = lambda _host: None
    """Tells the user's access token for a hub, by the name of its machine."""
    licence_needed: "Callable[[ModelEntry], bool]" = lambda entry: entry.accept_licence
    """Tells whether the licence of an entry has still to be accepted."""
    limit: Callable[[], float] = lambda: 0.0
    """Tells how many bytes a second downloads may take; 0 for all."""
    open_client: "Callable[[], httpx2.Client] | None" = None
    """Makes what asks servers; None takes the real thing."""
    run_command: RunCommand | None = None
    """Runs pip; None takes the real thing."""
    pace: Pace = field(default_factory=Pace)
    """The clock, and how to wait."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One piece of work for one caller."""

    on_progress: Callable[[Progress], None] | None = None
    """Hears how far it is, ten times a second at most."""
    on_word: Callable[[Finding], None] | None = None
    """Hears what went another way than expected."""
    cancellation: Cancellation = field(default_factory=Cancellation)
    """The caller's wish to stop."""
    pace: Pace = field(default_factory=Pace)

    def meter(self, label: str, total: float | None, done: float = 0) -> "Meter":
        """Return a meter that tells the caller of the work *label*, *done* of *total* bytes so far."""
        return Meter(self, label, total, done)

    def tell(self, code: str, **parameters: object) -> None:
        """Say something beside the work, by the code of a finding."""
        if self.on_word:
            self.on_word(Finding(code, parameters, gravity=Gravity.NOTE))


class Meter:
    """Tells how many bytes are done and how many a second, and stops the work when asked to."""

    def __init__(self, errand: Errand, label: str, total: float | None, done: float) -> None:
        """Begin at *done*: what was there before counts as done, but not as speed."""
        self._errand = errand
        self._label = label
        self._total = total
        self._done = done
        now = errand.pace.clock()
        self._told = now
        self._marks = deque([(now, done)])
        self._tell(None)

    def add(self, count: int) -> None:
        """Count *count* more bytes.

        Raises:
            Cancelled: The user has asked to stop.
        """
        self.reach(self._done + count)

    def reach(self, done: float) -> None:
        """Set the bytes that are done, as `add` does."""
        self._errand.cancellation.raise_if_requested()
        self._done = done
        now = self._errand.pace.clock()
        if now - self._told < _BETWEEN_TWO_WORDS_SECONDS and done != self._total:
            return
        self._told = now
        while len(self._marks) > 1 and now - self._marks[0][0] > _RATE_OVER_SECONDS:
            self._marks.popleft()
        began, done_then = self._marks[0]
        self._marks.append((now, done))
        self._tell((done - done_then) / (now - began) if now > began and done > done_then else None)

    def _tell(self, rate: float | None) -> None:
        if self._errand.on_progress:
            self._errand.on_progress(Progress(self._label, self._done, self._total, rate))
