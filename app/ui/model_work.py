"""Longer work in the library beside the window, one piece at a time: taking in, moving, writing a kit, checking."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.model_library.installed import InstalledModel
from app.records import Finding, Progress
from app.ui.job_bridge import JobBridge, Reports
from app.ui.model_services import HoldsModels, MovesModels

Checked = list[tuple[InstalledModel, Finding]]
"""The models with what a check has found of each."""


class ModelWork(QObject):
    """Does one thing at a time, whoever asked for it; it lives as long as the window.

    Signals:
        began: Something is being done.
        progressed: It came further.            arg: the Progress
        ended: It is over, however it ended.
        failed: It could not be done.           arg: the DeskhandError
        added: Models were taken in.            arg: list of them
        chosen: A file is used where it is.     arg: the model's name
        moved: The models have another folder.  arg: the old files that could not be deleted
        exported: A kit is written.             arg: list of the models
        checked: All files were compared.       arg: a `Checked`
    """

    began = Signal()
    progressed = Signal(object)
    ended = Signal()
    failed = Signal(object)
    added = Signal(object)
    chosen = Signal(str)
    moved = Signal(object)
    exported = Signal(object)
    checked = Signal(object)

    def __init__(self, library: HoldsModels, storage: MovesModels, parent: QObject | None = None) -> None:
        """Work with *library*, and move it with *storage*."""
        super().__init__(parent)
        self._library = library
        self._storage = storage
        self._tell: Callable[[object], object] | None = None
        self._bridge = JobBridge(self)
        self._bridge.progressed.connect(self._take_progress)
        self._bridge.finished.connect(self._end)
        self._bridge.cancelled.connect(self._stopped)
        self._bridge.failed.connect(self._fail)
        self.progress: Progress | None = None

    @property
    def running(self) -> bool:
        """Whether something is being done."""
        return self._bridge.running

    def add_file(self, path: Path) -> bool:
        """Take in the file *path*; like all that begin something, return False while something else is done."""

        def add(reports: Reports) -> list[InstalledModel]:
            return [
                self._library.add(path, on_progress=reports.on_progress, cancellation=reports.cancellation)
            ]

        return self._begin(add, self.added.emit)

    def add_folder(self, folder: Path) -> bool:
        """Take in the kit, or the files, in *folder*."""

        def add(reports: Reports) -> list[InstalledModel]:
            return self._library.add_folder(
                folder, on_progress=reports.on_progress, cancellation=reports.cancellation
            )

        return self._begin(add, self.added.emit)

    def use_in_place(self, path: Path, name: str = "", program: str = "") -> bool:
        """Use the file *path* where it is; *program* keeps it under *name*."""

        def use(_reports: Reports) -> str:
            return self._library.add_in_place(path, name=name, program=program).name

        return self._begin(use, self.chosen.emit)

    def remove(self, name: str) -> bool:
        """Remove the model *name*."""
        return self._begin(lambda _reports: self._library.remove(name), lambda _result: None)

    def move(self, folder: Path) -> bool:
        """Keep the models in *folder* from now on."""

        def move(reports: Reports) -> tuple[Path, ...]:
            return self._storage.move_to(
                folder, on_progress=reports.on_progress, cancellation=reports.cancellation
            )

        return self._begin(move, self.moved.emit)

    def export(self, folder: Path) -> bool:
        """Write a kit into *folder*."""

        def export(reports: Reports) -> list[InstalledModel]:
            return self._library.export(
                folder, on_progress=reports.on_progress, cancellation=reports.cancellation
            )

        return self._begin(export, self.exported.emit)

    def check(self) -> bool:
        """Compare all files with their checksums."""

        def check(reports: Reports) -> Checked:
            return list(
                self._library.check(on_progress=reports.on_progress, cancellation=reports.cancellation)
            )

        return self._begin(check, self.checked.emit)

    def stop(self) -> None:
        """Stop; everything is as it was, or as far as it came."""
        self._bridge.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the end at the program's end."""
        return self._bridge.wait(seconds)

    def _begin(self, work: Callable[[Reports], object], tell: Callable[..., object]) -> bool:
        if not self._bridge.start(work):
            return False
        self._tell = tell
        self.progress = None
        self.began.emit()
        return True

    def _take_progress(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _end(self, result: object) -> None:
        self.ended.emit()
        if self._tell:
            self._tell(result)

    def _stopped(self) -> None:
        self.ended.emit()

    def _fail(self, error: DeskhandError) -> None:
        self.ended.emit()
        self.failed.emit(error)
