"""Keeps the engine of the model in use, and finds out how that model is fastest."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.engine.client import EngineClient
from app.engine.devices import Device
from app.engine.engine import Engine
from app.engine.fitting import Fitting, SelfTestResult
from app.events import Cancellation, Event
from app.model_library.library import ModelLibrary
from app.records import Finding, Progress


class EngineKeeper:
    """Keeps the engine of the chosen model, made when it is first asked for.

    Attributes:
        changed: Tells that another model is in use, or none.
    """

    def __init__(
        self,
        library: ModelLibrary,
        chosen: Callable[[], str | None],
        make: Callable[[Path], EngineClient],
    ) -> None:
        """Use the model that *chosen* names, else the best one installed."""
        self.changed: Event[None] = Event()
        self._library = library
        self._chosen = chosen
        self._make = make
        self._lock = threading.Lock()
        self._engine: EngineClient | None = None
        self._path: Path | None = None

    def model_path(self) -> Path | None:
        """Return the file of the model in use, or None without one.

        Raises:
            LibraryError: The chosen model is not there.
        """
        chosen = self._chosen()
        return self._library.find(chosen) if chosen else self._library.default()

    def find(self) -> Engine | None:
        """Return the engine of the model in use, or None without one.

        Raises:
            LibraryError: The chosen model is not there.
        """
        return self._client()

    def find_urgent(self) -> Engine | None:
        """Return the engine for somebody who waits with nothing else to do, or None; see `EngineClient.urgent`.

        Raises:
            LibraryError: The chosen model is not there.
        """
        engine = self._client()
        return engine.urgent if engine else None

    @contextmanager
    def set_aside(
        self, cancellation: Cancellation | None, *, gives_way: bool = False
    ) -> Iterator[Cancellation | None]:
        """Have the engine give its memory back and its requests wait; see `EngineClient.set_aside`.

        Raises:
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop.
        """
        engine = self._client()
        if engine is None:
            yield cancellation
            return
        with engine.set_aside(cancellation, gives_way=gives_way) as wish:
            yield wish

    def restart_idle_clock(self) -> None:
        """Count the time without a request from now on; its length may have changed."""
        with self._lock:
            if self._engine:
                self._engine.restart_idle_clock()

    def _client(self) -> EngineClient | None:
        path = self.model_path()
        with self._lock:
            if path != self._path:
                self._end()
                self._engine = self._make(path) if path else None
                self._path = path
                if path:
                    self._library.note_use(path)
            return self._engine

    def close(self) -> None:
        """End the engine's process and give its memory back."""
        with self._lock:
            self._end()
            self._path = None

    def _end(self) -> None:
        if self._engine:
            self._engine.close()
            self._engine = None


class SelfTests:
    """Finds out how the model in use is fastest on this machine.

    Attributes:
        changed: Tells that something was found.
    """

    def __init__(self, keeper: EngineKeeper, fitting: Fitting) -> None:
        """Test the model of *keeper*; what is found goes to *fitting*."""
        self.changed = fitting.changed
        self._keeper = keeper
        self._fitting = fitting

    def result(self) -> SelfTestResult | None:
        """Return what was found for the model in use; None before its test, or without a model.

        Raises:
            LibraryError: The chosen model is not there.
        """
        path = self._keeper.model_path()
        return self._fitting.result(path) if path else None

    def devices(self) -> Mapping[Path | None, Sequence[Device]]:
        """Return the graphics processors by back end, None for the built-in one; takes a second the first time."""
        return self._fitting.all_devices()

    @property
    def library(self) -> Path | None:
        """The back end that was loaded last; None for the one that came with Deskhand, or before any was."""
        return self._fitting.back_ends.in_use

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Which back ends do not work, and whether the test was disturbed."""
        found = self.result()
        disturbed = (Finding("self-test-disturbed"),) if found and not found.calm else ()
        return (*self._fitting.back_ends.findings, *disturbed)

    def run(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        gives_way: bool = False,
    ) -> SelfTestResult | None:
        """Find out how the model in use is fastest and keep it; None without a model.

        It takes some seconds, with a large model a minute. Other requests wait meanwhile; with *gives_way* the
        first of them ends it.

        Raises:
            LibraryError: The chosen model is not there.
            EngineError: It cannot be loaded.
            Cancelled: The user asked to stop, or it gave way.
        """
        path = self._keeper.model_path()
        if path is None:
            return None
        with self._keeper.set_aside(cancellation, gives_way=gives_way) as wish:
            return self._fitting.measure(path, on_progress=on_progress, cancellation=wish)
