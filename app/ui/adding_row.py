"""Takes in model files that the user has already: a file, a folder, a kit."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.model_library.installed import InstalledModel
from app.records import Progress
from app.ui.appearance import set_look
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.model_services import HoldsModels
from app.ui.page_tools import PageTools
from app.ui.sentences import fetching_words
from app.ui.stylesheet import NEAR

MODEL_ENDINGS = (".gguf",)


class AddingRow(QWidget):
    """Asks for files and has them taken in.

    Signals:
        added: Models were taken in.
        failed: It could not be done.       arg: the DeskhandError
    """

    added = Signal()
    failed = Signal(object)

    def __init__(self, tools: PageTools, library: HoldsModels) -> None:
        """Let *library* take them in."""
        super().__init__()
        self._tools = tools
        self._library = library
        self._adder = JobBridge(self)
        self._told = QLabel()
        look = tools.look
        self._file_button = icon_button(
            look, self.tr("Add a file…"), Symbol.ADD, self.tr("Takes in a model file that you have already")
        )
        self._folder_button = icon_button(
            look,
            self.tr("Add a folder…"),
            Symbol.FOLDER,
            self.tr("Takes in a kit from a stick, or all model files of a folder"),
        )
        self._stop_button = icon_button(look, self.tr("Stop"), Symbol.STOP)
        self._lay_out()
        self._connect()
        self._show_work(running=False)

    def add_folder(self, folder: Path) -> None:
        """Take in the kit or the files in *folder*."""

        def add(reports: Reports) -> list[InstalledModel]:
            return self._library.add_folder(
                folder, on_progress=reports.on_progress, cancellation=reports.cancellation
            )

        self._show_work(running=self._adder.start(add) or self._adder.running)

    def _ask_file(self) -> None:
        files = self._tools.dialogs.open_files(self, self.tr("Model file"), MODEL_ENDINGS)
        if files:

            def add(reports: Reports) -> InstalledModel:
                return self._library.add(
                    files[0], on_progress=reports.on_progress, cancellation=reports.cancellation
                )

            self._show_work(running=self._adder.start(add) or self._adder.running)

    def _ask_folder(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self.tr("Folder with model files, or a kit"))
        if folder is not None:
            self.add_folder(folder)

    def _show_progress(self, progress: Progress) -> None:
        self._told.setText(fetching_words(self._tools.sentences, progress))

    def _show_work(self, *, running: bool) -> None:
        self._told.clear()
        self._stop_button.setVisible(running)
        for button in (self._file_button, self._folder_button):
            button.setEnabled(not running)

    def _end(self) -> None:
        self._show_work(running=False)

    def _connect(self) -> None:
        self._file_button.clicked.connect(self._ask_file)
        self._folder_button.clicked.connect(self._ask_folder)
        self._stop_button.clicked.connect(self._adder.stop)
        self._adder.progressed.connect(self._show_progress)
        for signal in (self._adder.finished, self._adder.cancelled, self._adder.failed):
            signal.connect(self._end)
        self._adder.finished.connect(self.added)
        self._adder.failed.connect(self.failed)

    def _lay_out(self) -> None:
        set_look(self._told, "look", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self._file_button)
        row.addWidget(self._folder_button)
        row.addWidget(self._stop_button)
        row.addWidget(self._told, 1)
