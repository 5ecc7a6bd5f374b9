"""Takes in model files that the user has already: a file, a folder, a kit."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self._file_button)
        row.addWidget(self._folder_button)
        row.addStretch(1)
        self._file_button.clicked.connect(self._ask_file)
        self._folder_button.clicked.connect(self._ask_folder)
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

    def _show_work(self) -> None:
        for button in (self._file_button, self._folder_button):
            button.setEnabled(not self._work.running)
