"""Where categories come from and go to: files, the ready set, rows that are sorted already."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.errors import DeskhandError
from app.resource_files import file_path
from app.tasks.inquiries.categories import CategorySet, load_categories, write_categories
from app.ui.category_import_dialog import LABELLED_ENDINGS, CategoryImportDialog
from app.ui.page_tools import PageTools

CATEGORY_ENDINGS = (".yaml", ".yml")


class CategoryFiles(QObject):
    """Brings categories in, and writes them.

    Signals:
        arrived: Categories were read or made.         arg: the CategorySet
        failed: A file could not be read or written.   arg: the DeskhandError
        saved: Categories were written.                arg: the file's Path
    """

    arrived = Signal(object)
    failed = Signal(object)
    saved = Signal(object)

    def __init__(self, tools: PageTools, window: QWidget) -> None:
        """Ask for files over *window*."""
        super().__init__(window)
        self._tools = tools
        self._window = window

    def menu(self) -> QMenu:
        """Return a menu of the places that categories come from."""
        menu = QMenu(self._window)
        menu.addAction(self.tr("A file…"), self._ask)
        menu.addAction(self.tr("Small shop"), self.load_small_shop)
        menu.addAction(self.tr("From sorted rows…"), self._ask_for_rows)
        return menu

    def load(self, file: Path) -> None:
        """Bring the categories in *file*."""
        try:
            categories = load_categories(file)
        except DeskhandError as error:
            self.failed.emit(error)
        else:
            self.arrived.emit(categories)

    def load_dropped(self, files: tuple[Path, ...]) -> None:
        """Bring the categories in the first of *files*."""
        self.load(files[0])

    def load_small_shop(self) -> None:
        """Bring the ready set in the language of the window."""
        self.load(file_path(f"categories/small_shop_{self._tools.sentences.language}.yaml"))

    def save(self, categories: CategorySet) -> None:
        """Ask for a place and write *categories* there."""
        path = self._tools.dialogs.save_file(
            self._window, self.tr("Save the categories"), self.tr("categories"), (".yaml",)
        )
        if path is None:
            return
        try:
            write_categories(categories, path)
        except DeskhandError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(path)

    def _ask(self) -> None:
        files = self._tools.dialogs.open_files(self._window, self.tr("Categories"), CATEGORY_ENDINGS)
        if files:
            self.load(files[0])

    def _ask_for_rows(self) -> None:
        files = self._tools.dialogs.open_files(self._window, self.tr("Sorted rows"), LABELLED_ENDINGS)
        if files:
            dialog = CategoryImportDialog(self._tools, files[0], self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.accepted.connect(self._take_imported)
            dialog.open()

    def _take_imported(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, CategoryImportDialog) and dialog.categories is not None:
            self.arrived.emit(dialog.categories)
