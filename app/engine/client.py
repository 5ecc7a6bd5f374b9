"""The program's side of the engine: starts the child, asks it, and survives its death."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Literal, Protocol, cast

from app.engine.engine import Completion, Message
from app.engine.hardware import EngineSettings, settings_for
from app.engine.messages import (
    Cancel,
    Complete,
    Completed,
    Failed,
    Load,
    Loaded,
    ProtocolError,
    Reply,
    Request,
    Score,
    Scored,
    Stopped,
    Text,
    from_line,
    to_line,
)
from app.errors import Cancelled, EngineError
from app.events import Cancellation

_log = logging.getLogger(__name__)

_GRACE_SECONDS = 0.7
"""How long the child may take to obey a cancellation before it is ended."""
_LOOK_SECONDS = 0.2
"""Pause between two looks at the queue, so that Ctrl-C is heard on every system."""


class ChildProcess(Protocol):
    """The part of `subprocess.Popen` that the client uses; a test replays a transcript here."""

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


def child_command() -> list[str]:
    """Return the command that starts the engine child, in a frozen program too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine-child"]
    # -P: a folder named `app` in the working directory must not be taken for ours.
    return [sys.executable, "-P", "-m", "app.engine.child"]


class EngineClient:
    """An `Engine` in a child process, started with the first request.

    When the child dies, the request that it worked on fails with advice and the next one
    starts a new child. Requests from several threads take turns.

    Attributes:
        model_name: File name of the model.
    """

    def __init__(
        self,
        model: Path,
        *,
        log_file: Path | None = None,
        settings: Callable[[Path], EngineSettings] = settings_for,
        start: Callable[[Path | None], ChildProcess] | None = None,
    ) -> None:
        """Use *model*; the child's own messages go to *log_file*."""
        self.model_name = model.name
        self._model = model
        self._log_file = log_file
        self._settings = settings
        self._start = start or _start_child
        self._turn = threading.Lock()
        self._child: ChildProcess | None = None
        self._replies: SimpleQueue[Reply | None] = SimpleQueue()
        self._last_id = 0

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        return getattr(self._child, "pid", None)

    def complete(  # noqa: PLR0913 - the settings of `Engine.complete`
        self,
        conversation: Sequence[Message],
        *,
        answer_start: str = "",
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
        on_text: Callable[[str], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Completion:
        """Write the answer to *conversation*; see `Engine.complete`."""
        with self._our_turn(cancellation) as request_id:
            request = Complete(
                request_id,
                _as_fields(conversation),
                answer_start,
                max_tokens,
                temperature,
                dict(schema) if schema is not None else None,
                list(stop),
            )
            for reply in self._ask(request, cancellation):
                if isinstance(reply, Text) and on_text:
                    on_text(reply.text)
                if isinstance(reply, Completed):
                    return _completion(reply)
        raise self._died()

    def score(
        self,
        conversation: Sequence[Message],
        answers: Sequence[str],
        *,
        answer_start: str = "",
        cancellation: Cancellation | None = None,
    ) -> list[float]:
        """Weigh *answers*; see `Engine.score`."""
        if not answers:
            return []
        with self._our_turn(cancellation) as request_id:
            request = Score(request_id, _as_fields(conversation), list(answers), answer_start)
            for reply in self._ask(request, cancellation):
                if isinstance(reply, Scored):
                    return reply.values
        raise self._died()

    def close(self) -> None:
        """End the child and give its memory back; the next request starts a new one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    _log.debug("the engine child's pipe was closed already")

    @contextmanager
    def _our_turn(self, cancellation: Cancellation | None) -> Iterator[int]:
        """Wait for the other requests, make sure that the model is loaded, give a new id."""
        while not self._turn.acquire(timeout=_LOOK_SECONDS):
            if cancellation:
                cancellation.raise_if_requested()
        try:
            if cancellation:
                cancellation.raise_if_requested()
            if self._child is None or self._child.poll() is not None:
                self._load(cancellation)
            self._last_id += 1
            yield self._last_id
        except EngineError:
            raise
        except BaseException:
            # Ctrl-C or a receiver's own mistake: the child would go on working for nobody.
            if not self._idle:
                self.close()
            raise
        finally:
            self._turn.release()

    _idle = True

    def _load(self, cancellation: Cancellation | None) -> None:
        self.close()
        settings = self._settings(self._model)
        self._child = self._start(self._log_file)
        self._replies = SimpleQueue()
        threading.Thread(
            target=_listen, args=(self._child, self._replies), name="engine replies", daemon=True
        ).start()
        request = Load(str(self._model), settings.context, settings.threads, settings.gpu_layers)
        for reply in self._ask(request, cancellation):
            if isinstance(reply, Loaded):
                _log.info("%s: %s, %d tokens", self.model_name, reply.description, reply.context)
                return
        raise self._died()

    def _ask(self, request: Load | Complete | Score, cancellation: Cancellation | None) -> Iterator[Reply]:
        """Send *request* and yield its replies; end without a word when the child dies.

        Raises:
            EngineError: The child cannot do it.
            Cancelled: The user asked to stop; the child obeyed or was ended.
        """
        self._idle = False
        self._send(request)
        deadline: float | None = None
        while True:
            if deadline is None and cancellation and cancellation.requested:
                self._send(Cancel(request.id))
                deadline = time.monotonic() + _GRACE_SECONDS
            if deadline is not None and time.monotonic() > deadline:
                self.close()
                self._idle = True
                raise Cancelled
            try:
                reply = self._replies.get(timeout=_LOOK_SECONDS if deadline is None else 0.05)
            except Empty:
                continue
            if reply is None:
                return
            if isinstance(reply, Loaded) or reply.id == request.id:
                self._idle = not isinstance(reply, Text)
                _raise_if_failed(reply)
                yield reply

    def _send(self, request: Request) -> None:
        try:
            stdin = cast("IO[bytes]", self._child.stdin if self._child else None)
            stdin.write(to_line(request))
            stdin.flush()
        except (OSError, ValueError):
            _log.info("the engine child is gone; its last replies are still read")

    def _died(self) -> EngineError:
        status = None
        if self._child:
            try:
                status = self._child.wait(timeout=1)
            except subprocess.TimeoutExpired:
                _log.warning("the engine child closed its pipe but goes on")
        self.close()
        self._idle = True
        return EngineError("model-stopped", file=self.model_name, status=_status_words(status))


def _start_child(log_file: Path | None) -> ChildProcess:
    """Start the real child; its standard error goes to *log_file*."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # Threads that spin while they wait for each other starve on a busy machine: 40 tokens took five
    # times as long beside other work as with threads that sleep.
    environment = {"OMP_WAIT_POLICY": "passive", **os.environ}
    command = child_command()
    if log_file is None:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
            env=environment,
        )
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with log_file.open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            creationflags=flags,
            env=environment,
        )


def _listen(child: ChildProcess, replies: SimpleQueue[Reply | None]) -> None:
    """Put the child's replies into the queue, and None when it has gone."""
    try:
        for line in child.stdout or ():
            try:
                message = from_line(line)
            except ProtocolError:
                _log.warning("the engine child said something unknown: %r", line[:200])
                continue
            replies.put(cast("Reply", message))
    except ValueError:
        _log.debug("the engine child's pipe was closed")
    replies.put(None)


def _raise_if_failed(reply: Reply) -> None:
    if isinstance(reply, Failed):
        raise EngineError(reply.code, **reply.parameters)
    if isinstance(reply, Stopped):
        raise Cancelled


def _completion(reply: Completed) -> Completion:
    return Completion(
        text=reply.text,
        finish_reason=cast('Literal["stop", "length"]', reply.finish_reason),
        prompt_tokens=reply.prompt_tokens,
        written_tokens=reply.written_tokens,
        seconds=reply.seconds,
    )


def _as_fields(conversation: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role, "text": message.text} for message in conversation]


def _status_words(status: int | None) -> str:
    if status is None:
        return "-"
    return f"signal {-status}" if status < 0 else f"exit {status}"
