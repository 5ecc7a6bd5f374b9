"""Where the models are kept: the folder, what it holds, and how models go elsewhere."""

import shutil
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.errors import DeskhandError
from app.model_library.installed import InstalledModel
from app.records import Finding, Gravity, Progress
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.model_services import HoldsModels, MovesModels
from app.ui.page import heading, quiet, sheet
from app.ui.page_tools import PageTools
from app.ui.sentences import fetching_words, size_words
from app.ui.stylesheet import NEAR, STEP

_Checked = list[tuple[InstalledModel, Finding]]


class StoragePanel(QFrame):
    """Shows the folder of models; moves it, checks it, and writes a kit for another computer.

    Signals:
        said: Something is done.            args: what, and more of it
        doubted: Something is not right.    args: what, and what to do
        failed: It could not be done.       arg: the DeskhandError
    """

    said = Signal(str, str)
    doubted = Signal(str, str)
    failed = Signal(object)

    def __init__(self, tools: PageTools, library: HoldsModels, storage: MovesModels) -> None:
        """Show where *library* keeps its models, and move them with *storage*."""
        super().__init__()
        self._tools = tools
        self._library = library
        self._storage = storage
        self._mover, self._exporter, self._checker = JobBridge(self), JobBridge(self), JobBridge(self)
        self._facts = quiet("")
        self._told = quiet("")
        self._move_button = icon_button(tools.look, self.tr("Move the models…"), Symbol.FOLDER)
        self._kit_button = icon_button(
            tools.look,
            self.tr("Write a kit…"),
            Symbol.SAVE,
            self.tr("Copies the models to a stick, for a computer without a network"),
        )
        self._check_button = icon_button(
            tools.look,
            self.tr("Check the files"),
            Symbol.AGAIN,
            self.tr("Compares every file with its checksum"),
        )
        self._stop_button = icon_button(tools.look, self.tr("Stop"), Symbol.STOP)
        self._lay_out()
        self._connect()
        self._show_work(running=False)

    def refresh(self) -> None:
        """Tell what is there now."""
        try:
            models = [model for model in self._library.installed() if not model.in_place]
            room = shutil.disk_usage(_existing(self._library.folder)).free
        except (DeskhandError, OSError):
            self._facts.setText(str(self._library.folder))
            return
        size = sum(model.size for model in models)
        parts = [
            str(self._library.folder),
            self.tr("%n model(s)", "", len(models)) + f", {size_words(size)}",
            self.tr("{room} free").format(room=size_words(room)),
        ]
        self._facts.setText("  ·  ".join(parts))

    def words(self) -> str:
        """Return what is told."""
        return self._facts.text()

    def _ask_move(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self.tr("New folder of models"))
        if folder is not None:

            def move(reports: Reports) -> tuple[Path, ...]:
                return self._storage.move_to(
                    folder, on_progress=reports.on_progress, cancellation=reports.cancellation
                )

            self._begin(self._mover, move)

    def _ask_kit(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self.tr("Folder of the kit"))
        if folder is not None:

            def export(reports: Reports) -> list[InstalledModel]:
                return self._library.export(
                    folder, on_progress=reports.on_progress, cancellation=reports.cancellation
                )

            self._begin(self._exporter, export)

    def _check(self) -> None:
        def check(reports: Reports) -> _Checked:
            return list(
                self._library.check(on_progress=reports.on_progress, cancellation=reports.cancellation)
            )

        self._begin(self._checker, check)

    def _begin(self, bridge: JobBridge, work: object) -> None:
        if not any(each.running for each in self._bridges()) and callable(work):
            bridge.start(work)
            self._show_work(running=True)

    def _bridges(self) -> tuple[JobBridge, JobBridge, JobBridge]:
        return self._mover, self._exporter, self._checker

    def _stop(self) -> None:
        for bridge in self._bridges():
            bridge.stop()

    def _end(self) -> None:
        self._show_work(running=False)
        self.refresh()

    def _fail(self, error: DeskhandError) -> None:
        self._end()
        self.failed.emit(error)

    def _tell_moved(self, left: tuple[Path, ...]) -> None:
        self._end()
        title = self.tr("The models are in {folder} now").format(folder=self._library.folder)
        words = [
            self._tools.sentences.finding(Finding("old-model-file-left", {"file": str(path)}))
            for path in left
        ]
        self.said.emit(title, " ".join(words))

    def _tell_exported(self, models: list[InstalledModel]) -> None:
        self._end()
        self.said.emit(
            self.tr("The kit is written, with %n model(s)", "", len(models)),
            self.tr("On the other computer, choose “Add a folder…” on this page and name its folder."),
        )

    def _tell_checked(self, checked: _Checked) -> None:
        self._end()
        wrong = [(model, finding) for model, finding in checked if finding.gravity is Gravity.WRONG]
        if not wrong:
            self.said.emit(self.tr("All files are as they should be"), "")
            return
        lines = [f"{model.path.name}: {self._tools.sentences.finding(finding)}" for model, finding in wrong]
        self.doubted.emit(self.tr("%n file(s) are not as they should be", "", len(wrong)), "\n".join(lines))

    def _show_work(self, *, running: bool) -> None:
        for button in self._buttons():
            button.setVisible(not running)
        self._stop_button.setVisible(running)
        self._told.setVisible(running)
        self._told.setText(self.tr("Beginning") if running else "")

    def _show_progress(self, progress: Progress) -> None:
        self._told.setText(fetching_words(self._tools.sentences, progress))

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        return self._move_button, self._kit_button, self._check_button

    def _connect(self) -> None:
        self._move_button.clicked.connect(self._ask_move)
        self._kit_button.clicked.connect(self._ask_kit)
        self._check_button.clicked.connect(self._check)
        self._stop_button.clicked.connect(self._stop)
        self._mover.finished.connect(self._tell_moved)
        self._exporter.finished.connect(self._tell_exported)
        self._checker.finished.connect(self._tell_checked)
        for bridge in self._bridges():
            bridge.progressed.connect(self._show_progress)
            bridge.cancelled.connect(self._end)
            bridge.failed.connect(self._fail)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Folder of models"))
        frame, column = sheet(spacing=STEP)
        column.addWidget(heading(self.tr("Folder of models")))
        column.addWidget(self._facts)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for button in (*self._buttons(), self._stop_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(STEP)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)


def _existing(folder: Path) -> Path:
    """Return *folder*, or the nearest one around it that exists."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)
