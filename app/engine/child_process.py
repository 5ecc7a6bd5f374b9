"""The engine child as the program sees it: a process, two pipes, and the replies that have arrived."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Protocol, cast

from app.engine.messages import Beat, ProtocolError, Reply, Request, from_line, to_line

_log = logging.getLogger(__name__)


_SPINS = "5000"
"""How often a thread looks whether the others are ready before it sleeps.

Measured on two cores with the 135M model, tokens a second alone and beside two busy programs: 86 and
34; with sleep at once 26 and 16; with the library's own 300,000 turns 75 and 0.3.
"""


_SILENCE_SECONDS = 30.0
"""A child that says nothing for so long, not even a sign of life, hangs."""
_STANDSTILL_SECONDS = 120.0
"""So does one that lives but does not work; loading from a slow disk is work too, if little."""
_LEAST_WORK = 0.02
"""Processor seconds from one sign of life to a later one that count as work: a living thread alone takes less."""


class ChildProcess(Protocol):
    """The part of `subprocess.Popen` that is used; a test replays a transcript here."""

    @property
    def pid(self) -> int:
        """Its process id."""
        ...

    @property
    def stdin(self) -> IO[bytes] | None:
        """The pipe that it reads requests from."""
        ...

    @property
    def stdout(self) -> IO[bytes] | None:
        """The pipe that it writes replies to."""
        ...

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit status."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...


StartChild = Callable[[Path | None], ChildProcess]
"""Starts a child whose own messages go to the file given, if any."""


def child_command() -> list[str]:
    """Return the command that starts the engine child, in a frozen program too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine-child"]
    # -P: a folder named `app` in the working directory must not be taken for ours.
    return [sys.executable, "-P", "-m", "app.engine.child"]


def start_child(log_file: Path | None) -> ChildProcess:
    """Start the real child; its standard error goes to *log_file*."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    environment = {"GOMP_SPINCOUNT": _SPINS, **os.environ}

    def start(errors: IO[bytes] | int) -> ChildProcess:
        return subprocess.Popen(  # noqa: S603 - our own command
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            creationflags=flags,
            env=environment,
        )

    if log_file is None:
        return start(subprocess.DEVNULL)
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with log_file.open("wb") as log:
        return start(log)


class RunningChild:
    """A child that was started."""

    def __init__(self, process: ChildProcess) -> None:
        """Listen to *process* from now on."""
        self._process = process
        self._replies: SimpleQueue[Reply | None] = SimpleQueue()
        threading.Thread(target=self._listen, name="engine replies", daemon=True).start()

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def send(self, request: Request) -> None:
        """Send *request*; a child that has gone is noticed by its replies' end."""
        try:
            stdin = cast("IO[bytes]", self._process.stdin)
            stdin.write(to_line(request))
            stdin.flush()
        except (OSError, ValueError):
            _log.info("the engine child is gone; its last replies are still read")

    def reply(self, seconds: float) -> Reply | None:
        """Return the next reply within *seconds*, or None when the child has gone.

        Raises:
            queue.Empty: It said nothing.
        """
        return self._replies.get(timeout=seconds)

    def status(self) -> str:
        """Return how the child ended, for the log and for whoever looks after the machine."""
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            _log.warning("the engine child closed its pipe but goes on")
            return "-"
        return f"signal {-status}" if status < 0 else f"exit {status}"

    def end(self) -> None:
        """End it and give its memory back."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    _log.debug("the engine child's pipe was closed already")

    def _listen(self) -> None:
        """Put the child's replies into the queue, and None when it has gone."""
        try:
            for line in self._process.stdout or ():
                try:
                    message = from_line(line)
                except ProtocolError:
                    _log.warning("the engine child said something unknown: %r", line[:200])
                    continue
                self._replies.put(cast("Reply", message))
        except ValueError:
            _log.debug("the engine child's pipe was closed")
        self._replies.put(None)


class Watch:
    """Tells whether a child that was asked something still moves."""

    def __init__(self) -> None:
        self._heard = self._moved = time.monotonic()
        self._work = -1.0

    def heard(self, reply: Reply) -> None:
        """Take note of a reply."""
        self._heard = time.monotonic()
        if not isinstance(reply, Beat):
            self._moved = self._heard
        elif reply.work > self._work + _LEAST_WORK:
            self._work = reply.work
            self._moved = self._heard

    def hangs(self) -> bool:
        """Return whether nothing was heard, or nothing has moved, for too long."""
        now = time.monotonic()
        return now - self._heard > _SILENCE_SECONDS or now - self._moved > _STANDSTILL_SECONDS
