"""Fetches models beside the window, one after the other, whoever asked for them."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import Finding, Progress
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import Memory

_WANTED_KEY = "wanted-models"
_FIRST_PAUSE_MS = 60_000
_LONGEST_PAUSE_MS = 600_000
_MAY_PASS = {"model-unreachable"}
"""Failures of the network, which may be another one in a while."""
_WAITS_FOR_USER = {"models-folder-away"}
"""Failures after which the download goes on at the next start: the drive may be there again."""


class FetchesModels(Protocol):
    """The library behind it."""

    def fetch(
        self,
        name: str,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_word: Callable[[Finding], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Path:
        """Bring the model *name* here."""
        ...

    def unfinished(self) -> dict[str, int]:
        """Return how many bytes of each model an interrupted download has left."""
        ...


class ModelFetching(QObject):
    """One download at a time; the others wait for their turn.

    What is wanted is remembered, so that it goes on after the program, or the computer, was started again.

    Signals:
        began: A model is being fetched.               arg: its name
        progressed: It came further.                   arg: the Progress
        told: The library has a word on it.            arg: the Finding
        ended: It is here, or the user stopped it.     arg: its name
        failed: It could not be fetched.               arg: the DeskhandError
        queue_changed: Another one waits, or one no longer does.
    """

    began = Signal(str)
    progressed = Signal(object)
    told = Signal(object)
    ended = Signal(str)
    failed = Signal(object)
    queue_changed = Signal()

    def __init__(
        self, library: FetchesModels, parent: QObject | None = None, *, memory: Memory | None = None
    ) -> None:
        """Fetch with *library*, and remember in *memory* what is wanted."""
        super().__init__(parent)
        self._library = library
        self._memory = memory
        self._bridge = JobBridge(self)
        self._name = ""
        self._waiting: list[str] = []
        self._progress: Progress | None = None
        self._closing = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._pause_ms = _FIRST_PAUSE_MS
        self._again.timeout.connect(self.go_on)
        self._bridge.progressed.connect(self._take_progress)
        self._bridge.items_arrived.connect(self._take_words)
        self._bridge.finished.connect(self._end)
        self._bridge.cancelled.connect(self._end)
        self._bridge.failed.connect(self._fail)

    @property
    def name(self) -> str:
        """Name of the model that is being fetched, or nothing."""
        return self._name

    @property
    def waiting(self) -> tuple[str, ...]:
        """Names of the models that are fetched after it."""
        return tuple(self._waiting)

    @property
    def progress(self) -> Progress | None:
        """How far it is."""
        return self._progress

    @property
    def resting(self) -> tuple[str, ...]:
        """Names of the models that failed and are tried again by themselves in a while."""
        busy = {self._name, *self._waiting}
        return tuple(name for name in self._wanted() if name not in busy) if self._again.isActive() else ()

    def start(self, name: str) -> bool:
        """Fetch the model *name*, now or when its turn comes; return whether it is fetched now."""
        if name in {self._name, *self._waiting}:
            return name == self._name
        self._remember(wanted=name)
        if self._bridge.running:
            self._waiting.append(name)
            self.queue_changed.emit()
            return False
        self._begin(name)
        return True

    def go_on(self) -> None:
        """Fetch what was wanted when the program ended, or when the network went away."""
        for name in self._wanted():
            self.start(name)

    def stop(self) -> None:
        """Stop the one that is being fetched; what has arrived is kept for the next time."""
        self._remember(unwanted=self._name)
        self._bridge.stop()

    def leave_out(self, name: str) -> None:
        """Do not fetch *name* after all."""
        if name == self._name:
            self.stop()
            return
        self._remember(unwanted=name)
        if name in self._waiting:
            self._waiting.remove(name)
        self.queue_changed.emit()

    def close(self) -> None:
        """Stop at the program's end; it goes on at the next start."""
        self._closing = True
        self._again.stop()
        self._waiting.clear()
        self._bridge.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at the program's end."""
        return self._bridge.wait(seconds)

    def _begin(self, name: str) -> None:
        def fetch(reports: Reports) -> Path:
            return self._library.fetch(
                name,
                on_progress=reports.on_progress,
                on_word=reports.on_item,
                cancellation=reports.cancellation,
            )

        self._name = name
        self._progress = None
        self._bridge.start(fetch)
        self.began.emit(name)

    def _take_progress(self, progress: Progress) -> None:
        self._progress = progress
        if progress.rate:  # bytes came; that the hub is asked says nothing
            self._pause_ms = _FIRST_PAUSE_MS
        self.progressed.emit(progress)

    def _take_words(self, findings: tuple[Finding, ...]) -> None:
        self.told.emit(findings[-1])

    def _end(self) -> None:
        name, self._name = self._name, ""
        if not self._closing:
            self._remember(unwanted=name)
        self.ended.emit(name)
        self._take_next()

    def _fail(self, error: DeskhandError) -> None:
        name, self._name = self._name, ""
        if error.code in _MAY_PASS and self._has_begun(name):
            self._again.start(self._pause_ms)
            self._pause_ms = min(2 * self._pause_ms, _LONGEST_PAUSE_MS)
        elif error.code not in _WAITS_FOR_USER:
            self._remember(unwanted=name)
        self.failed.emit(error)
        self._take_next()

    def _take_next(self) -> None:
        if self._waiting and not self._closing and not self._bridge.running:
            name = self._waiting.pop(0)
            self._begin(name)
            self.queue_changed.emit()

    def _has_begun(self, name: str) -> bool:
        """Return whether a part of *name* is here, so that the network did lead there."""
        try:
            return name in self._library.unfinished()
        except DeskhandError:
            return False

    def _wanted(self) -> list[str]:
        kept = self._memory.get(_WANTED_KEY) if self._memory else None
        return [name for name in kept if isinstance(name, str)] if isinstance(kept, list) else []

    def _remember(self, *, wanted: str = "", unwanted: str = "") -> None:
        if self._memory is None:
            return
        names = [name for name in self._wanted() if name != unwanted]
        if wanted and wanted not in names:
            names.append(wanted)
        self._memory.put(_WANTED_KEY, names or None)
