"""Where the models are kept: the folder, what it holds, and how models go elsewhere."""

import shutil
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.errors import DeskhandError
from app.model_library.installed import InstalledModel
from app.records import Finding, Gravity
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.model_services import HoldsModels, folder_is_away
from app.ui.model_work import Checked, ModelWork
from app.ui.page import heading, quiet, sheet
from app.ui.page_tools import PageTools
from app.ui.sentences import size_words
from app.ui.stylesheet import NEAR, STEP


class StoragePanel(QFrame):
    """Shows the folder of models; moves it, checks it, and writes a kit for another computer.

    Signals:
        said: Something is done.            args: what, and more of it
        doubted: Something is not right.    args: what, and what to do
    """

    said = Signal(str, str)
    doubted = Signal(str, str)

    def __init__(self, tools: PageTools, library: HoldsModels, work: ModelWork) -> None:
        """Show where *library* keeps its models, and have *work* done with them."""
        super().__init__()
        self._tools = tools
        self._library = library
        self._work = work
        self._facts = quiet("")
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
        self._lay_out()
        self._connect()
        self._show_work()

    def refresh(self) -> None:
        """Tell what is there now."""
        folder = str(self._library.folder)
        if folder_is_away(self._library):
            self._facts.setText(
                self.tr("{folder} is not there: connect its drive, or choose another folder").format(
                    folder=folder
                )
            )
            return
        try:
            models = [model for model in self._library.installed() if not model.in_place]
            room = shutil.disk_usage(_existing(self._library.folder)).free
        except (DeskhandError, OSError):
            self._facts.setText(folder)
            return
        parts = [
            folder,
            self.tr("%n model(s)", "", len(models)) + f", {size_words(sum(model.size for model in models))}",
            self.tr("{room} free").format(room=size_words(room)),
        ]
        self._facts.setText("  ·  ".join(parts))

    def words(self) -> str:
        """Return what is told."""
        return self._facts.text()

    def _ask_move(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self.tr("New folder of models"))
        if folder is not None:
            self._work.move(folder)

    def _ask_kit(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self.tr("Folder of the kit"))
        if folder is not None:
            self._work.export(folder)

    def _check(self) -> None:
        self._work.check()

    def _tell_moved(self, left: tuple[Path, ...]) -> None:
        title = self.tr("The models are in {folder} now").format(folder=self._library.folder)
        words = (Finding("old-model-file-left", {"file": str(path)}) for path in left)
        self.said.emit(title, " ".join(self._tools.sentences.finding(finding) for finding in words))

    def _tell_exported(self, models: list[InstalledModel]) -> None:
        self.said.emit(
            self.tr("The kit is written, with %n model(s)", "", len(models)),
            self.tr("On the other computer, choose “Add a folder…” on this page and name its folder."),
        )

    def _tell_checked(self, checked: Checked) -> None:
        wrong = [(model, finding) for model, finding in checked if finding.gravity is Gravity.WRONG]
        if not wrong:
            self.said.emit(self.tr("All files are as they should be"), "")
            return
        lines = [f"{model.path.name}: {self._tools.sentences.finding(finding)}" for model, finding in wrong]
        self.doubted.emit(self.tr("%n file(s) are not as they should be", "", len(wrong)), "\n".join(lines))

    def _show_work(self) -> None:
        for button in self._buttons():
            button.setEnabled(not self._work.running)
        self.refresh()

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        return self._move_button, self._kit_button, self._check_button

    def _connect(self) -> None:
        self._move_button.clicked.connect(self._ask_move)
        self._kit_button.clicked.connect(self._ask_kit)
        self._check_button.clicked.connect(self._check)
        self._work.began.connect(self._show_work)
        self._work.ended.connect(self._show_work)
        self._work.moved.connect(self._tell_moved)
        self._work.exported.connect(self._tell_exported)
        self._work.checked.connect(self._tell_checked)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Folder of models"))
        frame, column = sheet(spacing=STEP)
        column.addWidget(heading(self.tr("Folder of models")))
        column.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for button in self._buttons():
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
