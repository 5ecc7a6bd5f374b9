"""Takes in model files that the user has already: a file, a folder, a kit."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.model_work import ModelWork
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR

MODEL_ENDINGS = (".gguf",)


class AddingRow(QWidget):
    """Asks for files and has them taken in."""

    def __init__(self, tools: PageTools, work: ModelWork) -> None:
        """Let *work* take them in."""
        super().__init__()
        self._tools = tools
        self._work = work
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
        self._place_button = icon_button(
            look,
            self.tr("Use a file where it is…"),
            Symbol.FILE,
            self.tr("Copies nothing: for large files, or a drive that others use too"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        for button in self._buttons():
            row.addWidget(button)
        row.addStretch(1)
        self._file_button.clicked.connect(self._ask_file)
        self._folder_button.clicked.connect(self._ask_folder)
        self._place_button.clicked.connect(self._ask_place)
        work.began.connect(self._show_work)
        work.ended.connect(self._show_work)
        self._show_work()

    def _ask_file(self) -> None:
        files = self._tools.dialogs.open_files(self, self.tr("Model file"), MODEL_ENDINGS)
        if files:
            self._work.add_file(files[0])

    def _ask_folder(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self.tr("Folder with model files, or a kit"))
        if folder is not None:
            self._work.add_folder(folder)

    def _ask_place(self) -> None:
        files = self._tools.dialogs.open_files(self, self.tr("Model file"), MODEL_ENDINGS)
        if files:
            self._work.use_in_place(files[0])

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        return self._file_button, self._folder_button, self._place_button

    def _show_work(self) -> None:
        for button in self._buttons():
            button.setEnabled(not self._work.running)
