"""Fetches a model beside the window, one at a time, whoever asked for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import Finding, Progress
from app.ui.job_bridge import JobBridge, Reports


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


class ModelFetching(QObject):
    """One download at a time.

    Signals:
        began: A model is being fetched.               arg: its name
        progressed: It came further.                   arg: the Progress
        told: The library has a word on it.            arg: the Finding
        ended: It is here, or the user stopped it.     arg: its name
        failed: It could not be fetched.               arg: the DeskhandError
    """

    began = Signal(str)
    progressed = Signal(object)
    told = Signal(object)
    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, library: FetchesModels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._bridge = JobBridge(self)
        self._name = ""
        self._progress: Progress | None = None
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
    def progress(self) -> Progress | None:
        """How far it is."""
        return self._progress

    def start(self, name: str) -> bool:
        """Fetch the model *name*; return False while another one is being fetched."""
        if self._bridge.running:
            return False

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
        return True

    def stop(self) -> None:
        """Stop; what has arrived is kept for the next time."""
        self._bridge.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at the program's end."""
        return self._bridge.wait(seconds)

    def _take_progress(self, progress: Progress) -> None:
        self._progress = progress
        self.progressed.emit(progress)

    def _take_words(self, findings: tuple[Finding, ...]) -> None:
        self.told.emit(findings[-1])

    def _end(self) -> None:
        name, self._name = self._name, ""
        self.ended.emit(name)

    def _fail(self, error: DeskhandError) -> None:
        self._name = ""
        self.failed.emit(error)
