"""The engine child as the program sees it: a process, two pipes, and the replies that have arrived."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Protocol, cast

from app.engine.back_ends import LIBRARY_VARIABLE
from app.engine.messages import Beat, ProtocolError, Reply, Request, Work, from_line, to_line

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
_ASLEEP_SECONDS = 5.0
"""Whoever watches did not look for so long: the machine slept, and the child with it. Some systems' clocks go on then."""
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


StartChild = Callable[[Path | None, Path | None], ChildProcess]
"""Starts a child; takes the file for its own messages and the folder of llama.cpp's libraries, both if any."""


DEVICES_FLAG = "--devices"
"""After the child's command: tell the graphics processors as JSON and end; see `app.engine.devices`."""


def child_command() -> list[str]:
    """Return the command that starts the engine child, in a frozen program too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine-child"]
    # -P: a folder named `app` in the working directory must not be taken for ours.
    return [sys.executable, "-P", "-m", "app.engine.child"]


def child_environment(library_folder: Path | None = None) -> dict[str, str]:
    """Return the environment of a child that uses llama.cpp's libraries in *library_folder*; None for the built-in."""
    environment = {"GOMP_SPINCOUNT": _SPINS, **os.environ}
    environment.pop(LIBRARY_VARIABLE, None)
    if library_folder:
        environment[LIBRARY_VARIABLE] = str(library_folder)
    return environment


def start_child(log_file: Path | None, library_folder: Path | None = None) -> ChildProcess:
    """Start the real child with the libraries in *library_folder*; its standard error goes to *log_file*."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    environment = child_environment(library_folder)

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
        self._ids = count(1)
        self._sending = threading.Lock()
        self._sorting = threading.Lock()
        self._replies: dict[int, SimpleQueue[Reply | None]] = {}
        self._gone = False
        threading.Thread(target=self._listen, name="engine replies", daemon=True).start()

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def new_id(self) -> int:
        """Return an id that no request to this child had."""
        return next(self._ids)

    def ask(self, request: Work) -> None:
        """Send *request*, whose replies `reply` gives until `forget`."""
        self._queue(request.id)
        self.send(request)

    def send(self, request: Request) -> None:
        """Send *request*; a child that has gone is noticed by its replies' end."""
        try:
            stdin = cast("IO[bytes]", self._process.stdin)
            with self._sending:
                stdin.write(to_line(request))
                stdin.flush()
        except (OSError, ValueError):
            _log.info("the engine child is gone; its last replies are still read")

    def reply(self, request_id: int, seconds: float) -> Reply | None:
        """Return the next reply to a request within *seconds*, or None when the child has gone.

        Raises:
            queue.Empty: It said nothing.
        """
        return self._queue(request_id).get(timeout=seconds)

    def wake(self, request_id: int) -> None:
        """Let whoever waits for a reply look up at once."""
        self._queue(request_id).put(Beat(request_id, 0.0))

    def forget(self, request_id: int) -> None:
        """Take no more replies to a request."""
        with self._sorting:
            self._replies.pop(request_id, None)

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

    def _queue(self, request_id: int) -> SimpleQueue[Reply | None]:
        """Return the replies to a request; those of a child that has gone end."""
        with self._sorting:
            if request_id not in self._replies:
                self._replies[request_id] = SimpleQueue()
                if self._gone:
                    self._replies[request_id].put(None)
            return self._replies[request_id]

    def _listen(self) -> None:
        """Sort the child's replies by their requests, and end them all when it has gone."""
        try:
            for line in self._process.stdout or ():
                try:
                    reply = cast("Reply", from_line(line))
                except ProtocolError:
                    _log.warning("the engine child said something unknown: %r", line[:200])
                    continue
                if isinstance(reply, Beat):
                    self._tell_all(reply)  # a request that was set aside for another one hears of it too
                else:
                    self._queue(reply.id).put(reply)
        except ValueError:
            _log.debug("the engine child's pipe was closed")
        with self._sorting:
            self._gone = True
        self._tell_all(None)

    def _tell_all(self, reply: Reply | None) -> None:
        with self._sorting:
            for queue in self._replies.values():
                queue.put(reply)


class Watch:
    """Tells whether a child that was asked something still moves."""

    def __init__(self) -> None:
        self._heard = self._moved = self._looked = time.monotonic()
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
        """Return whether nothing was heard, or nothing has moved, for too long; to be asked all the time."""
        now = time.monotonic()
        unseen = now - self._looked
        self._looked = now
        if unseen > _ASLEEP_SECONDS:
            self._heard += unseen
            self._moved += unseen
        return now - self._heard > _SILENCE_SECONDS or now - self._moved > _STANDSTILL_SECONDS
