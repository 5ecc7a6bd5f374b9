"""Keeps the engine child: starts it with its model, hands requests over, ends it, and counts its deaths."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Empty

from app.engine.back_ends import BackEnds
from app.engine.child_process import RunningChild, StartChild, Watch, start_child
from app.engine.hardware import EngineSettings, settings_for
from app.engine.messages import (
    Beat,
    Cancel,
    Failed,
    Load,
    Loaded,
    Reply,
    States,
    Stopped,
    Text,
    Weighed,
    Work,
)
from app.engine.turns import LOOK_SECONDS, Priority, Turns
from app.errors import Cancelled, EngineError
from app.events import Cancellation

_log = logging.getLogger(__name__)

_GRACE_SECONDS = 0.7
"""How long the child may take to obey a cancellation before it is ended."""
_CACHE_BYTES = 512 << 20
"""Room on the disk for prompts' fixed parts: some twenty of a 1.5B model, four or five of an 8B."""
_MOST_DEATHS = 3
"""After so many deaths in a row the model, not chance, is the reason."""


class ChildKeeper:
    """Has a child ready for whoever has a turn."""

    def __init__(
        self,
        model: Path,
        *,
        log_file: Path | None = None,
        cache_folder: Path | None = None,
        idle_seconds: Callable[[], float] = lambda: 0.0,
        settings: Callable[[Path], EngineSettings] = settings_for,
        back_ends: BackEnds | None = None,
        start: StartChild = start_child,
    ) -> None:
        """Keep a child for *model*; see `EngineClient`."""
        self._model = model
        self._log_file = log_file
        self._cache_folder = cache_folder
        self._idle_seconds = idle_seconds
        self._idle_timer: threading.Timer | None = None
        self._settings = settings
        self._back_ends = back_ends or BackEnds()
        self._start = start
        self._turns = Turns()
        self._loading = threading.Lock()
        self._exchange = threading.Lock()
        self._child: RunningChild | None = None
        self._deaths = 0

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        child = self._child
        return child.process_id if child else None

    @contextmanager
    def turn(self, priority: Priority, cancellation: Cancellation | None) -> Iterator["Turn"]:
        """Wait for the other requests and make sure that the model is loaded.

        Raises:
            EngineError: It cannot be loaded.
            Cancelled: The user asked to stop.
        """
        with self._turns.turn(priority, cancellation) as wish:
            if self._idle_timer:
                self._idle_timer.cancel()
            try:
                # What gives way lets the model be loaded all the same: the others wait for it too.
                child = self._loaded(cancellation)
                yield Turn(self, child, wish, child.new_id())
            finally:
                self._unload_later()

    @contextmanager
    def set_aside(
        self, priority: Priority, cancellation: Cancellation | None
    ) -> Iterator[Cancellation | None]:
        """Wait for a turn and hold it with the child ended; see `EngineClient.set_aside`."""
        with self._turns.turn(priority, cancellation) as wish:
            with self._turns.turn(Priority.URGENT, wish):
                self.close()
            yield wish

    def close(self) -> None:
        """End the child and give its memory back; the next request starts a new one."""
        child = self._child
        if child:
            self.end(child)

    def end(self, child: RunningChild) -> bool:
        """End *child*; False when somebody has done so before."""
        with self._exchange:
            if self._child is not child:
                return False
            self._child = None
        child.end()
        return True

    def died(self, child: RunningChild) -> EngineError:
        """Return what the death of *child* is called."""
        status = child.status()
        if self.end(child):  # two requests may have lost the same child
            self._deaths += 1
        code = "model-keeps-stopping" if self._deaths >= _MOST_DEATHS else "model-stopped"
        return EngineError(code, file=self._model.name, status=status)

    def hangs(self, child: RunningChild) -> EngineError:
        """End *child*, which does not move any more, and return what that is called."""
        self.end(child)
        return EngineError("model-hangs", file=self._model.name)

    def lives(self) -> None:
        """Take note that a request was answered."""
        self._deaths = 0

    def _loaded(self, cancellation: Cancellation | None) -> RunningChild:
        """Return the child with its model."""
        self._turns.wait_for(self._loading, cancellation)
        try:
            child = self._child
            return child if child and child.runs else self._load(cancellation)
        finally:
            self._loading.release()

    def _load(self, cancellation: Cancellation | None) -> RunningChild:
        self.close()
        settings = self._settings(self._model)
        deaths = self._deaths
        child = self._back_ends.load(
            settings.library_folders, partial(self._load_with, settings, cancellation)
        )
        self._deaths = deaths  # those of back ends that were passed over say nothing about the model
        return child

    def _load_with(
        self, settings: EngineSettings, cancellation: Cancellation | None, library_folder: Path | None
    ) -> RunningChild:
        child = self._child = RunningChild(self._start(self._log_for(library_folder), library_folder))
        request = Load(
            str(self._model),
            settings.context,
            settings.threads,
            settings.gpu_layers,
            str(self._cache_folder or ""),
            _CACHE_BYTES,
        )
        try:
            for reply in Turn(self, child, cancellation, request.id).ask(request):
                if isinstance(reply, Loaded):
                    _log.info("%s: %s, %d tokens", self._model.name, reply.description, reply.context)
                    return child
        except BaseException:
            self.end(child)  # a child without a model is of no use
            raise
        raise self.died(child)

    def _log_for(self, library_folder: Path | None) -> Path | None:
        """Return a file of its own for each back end, so that one that failed leaves its words."""
        if self._log_file is None or library_folder is None:
            return self._log_file
        return self._log_file.with_stem(f"{self._log_file.stem}-{library_folder.name}")

    def restart_idle_clock(self) -> None:
        """Count the time without a request from now on; its length may have changed."""
        with self._turns.all_free() as nobody_asks:
            if nobody_asks:
                self._unload_later()

    def _unload_later(self) -> None:
        if self._idle_timer:
            self._idle_timer.cancel()
        seconds = self._idle_seconds()
        if seconds > 0 and self._child:
            self._idle_timer = threading.Timer(seconds, self._unload)
            self._idle_timer.daemon = True
            self._idle_timer.start()

    def _unload(self) -> None:
        """End the child unless it is being asked again."""
        with self._turns.all_free() as nobody_asks:
            if nobody_asks:
                _log.info("%s: not used for a while, memory given back", self._model.name)
                self.close()


class Turn:
    """The right to ask the child something.

    Attributes:
        request_id: Id for the request.
    """

    def __init__(
        self, keeper: ChildKeeper, child: RunningChild, wish: Cancellation | None, request_id: int
    ) -> None:
        """Ask *child*; *wish* is the wish to stop."""
        self._keeper = keeper
        self._child = child
        self._wish = wish
        self.request_id = request_id

    def ask(self, request: Work) -> Iterator[Reply]:
        """Send *request* and yield its replies; end without a word when the child dies.

        Raises:
            EngineError: The child cannot do it, or hangs and was ended.
            Cancelled: The user asked to stop; the child obeyed or was ended.
        """
        self._child.ask(request)
        wake = partial(self._child.wake, request.id)
        forget = self._wish.on_request(wake) if self._wish else lambda: None
        over = False
        try:
            for reply in self._replies(request):
                over = reply is None or not isinstance(reply, Text | Weighed | States)
                if reply is None:
                    return
                _raise_if_failed(reply)
                if over and not isinstance(reply, Loaded):
                    self._keeper.lives()
                yield reply
        except (EngineError, Cancelled):
            over = True
            raise
        finally:
            forget()
            if not over:  # Ctrl-C, or a receiver's own mistake: the child would go on working for nobody
                self._child.send(Cancel(request.id))
            self._child.forget(request.id)

    def died(self) -> EngineError:
        """Return what the end of the replies is called."""
        return self._keeper.died(self._child)

    def _replies(self, request: Work) -> Iterator[Reply | None]:
        """Yield what the child says to *request*, None when it has gone."""
        watch = Watch()
        deadline: float | None = None
        while True:
            if deadline is None and self._wish and self._wish.requested:
                self._child.send(Cancel(request.id))
                deadline = time.monotonic() + _GRACE_SECONDS
            if deadline is not None and time.monotonic() > deadline:
                self._keeper.end(self._child)
                raise Cancelled
            if watch.hangs():
                raise self._keeper.hangs(self._child)
            try:
                reply = self._child.reply(request.id, LOOK_SECONDS if deadline is None else 0.05)
            except Empty:
                continue
            if reply is not None:
                watch.heard(reply)
            if not isinstance(reply, Beat):
                yield reply


def _raise_if_failed(reply: Reply) -> None:
    if isinstance(reply, Failed):
        raise EngineError(reply.code, **reply.parameters)
    if isinstance(reply, Stopped):
        raise Cancelled
