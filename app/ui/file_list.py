"""A list of files: drop them here, choose them, take them out again."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from app.ui.appearance import set_look
from app.ui.file_drop import FileDrop, files_below
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.row_table import ROW_HEIGHT, SYMBOL, RowDelegate
from app.ui.stylesheet import NEAR, STEP

Index = QModelIndex | QPersistentModelIndex
_SHOWN_ROWS = 6


class FileListModel(QAbstractListModel):
    """The chosen files, each once, in the order of their arrival."""

    def __init__(self) -> None:
        super().__init__()
        self._files: list[Path] = []

    def files(self) -> list[Path]:
        """Return the files."""
        return list(self._files)

    def set_files(self, files: Sequence[Path]) -> None:
        """Hold *files* only."""
        self.beginResetModel()
        self._files = list(dict.fromkeys(files))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many files there are."""
        return 0 if parent is not None and parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a file, its place as a tool tip, its icon."""
        if not index.isValid():
            return None
        file = self._files[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return file.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(file)
        if role == SYMBOL:
            return (Symbol.FILE, "quiet")
        return None


class FileList(QWidget):
    """A place for files with buttons to add and remove them.

    Signals:
        files_changed: Other files are chosen.
    """

    files_changed = Signal()

    def __init__(
        self, tools: PageTools, name: str, endings: Collection[str], hint: str, parent: QWidget | None = None
    ) -> None:
        """Take files with one of *endings*; *name* is for screen readers, *hint* says what to drop."""
        super().__init__(parent)
        self._tools = tools
        self._endings = endings
        self._name = name
        self.model = FileListModel()
        self._drop = FileDrop(endings, takes_folders=self._folder_reader())
        self._view = QListView()
        self._hint = quiet(hint)
        self._add_button = QPushButton(self.tr("Choose files…"))
        self._clear_button = QPushButton(self.tr("Remove all"))
        self._lay_out()
        self._connect()
        self._show_state()

    def files(self) -> list[Path]:
        """Return the chosen files."""
        return self.model.files()

    def set_files(self, files: Sequence[Path]) -> None:
        """Choose *files* only."""
        self.model.set_files(files)
        self._show_state()
        self.files_changed.emit()

    def add_files(self, files: Sequence[Path]) -> None:
        """Choose *files* as well."""
        self.set_files([*self.model.files(), *files])

    def _folder_reader(self) -> Callable[[Path], Collection[Path]]:
        endings = self._endings

        def read(folder: Path) -> Collection[Path]:
            return files_below(folder, endings)

        return read

    def _ask(self) -> None:
        self.add_files(self._tools.dialogs.open_files(self, self._name, self._endings))

    def _remove_selected(self) -> None:
        rows = {index.row() for index in self._view.selectedIndexes()}
        if rows:
            self.set_files([file for row, file in enumerate(self.model.files()) if row not in rows])

    def _clear(self) -> None:
        self.set_files([])

    def _show_state(self) -> None:
        count = self.model.rowCount()
        self._view.setVisible(count > 0)
        self._hint.setVisible(count == 0)
        self._clear_button.setVisible(count > 0)
        set_look(self._drop, "filled", value=count > 0)
        self._add_button.setText(self.tr("Add files…") if count else self.tr("Choose files…"))
        self._view.setFixedHeight(min(count, _SHOWN_ROWS) * ROW_HEIGHT + 2)

    def _connect(self) -> None:
        self._drop.dropped.connect(self.add_files)
        self._add_button.clicked.connect(self._ask)
        self._clear_button.clicked.connect(self._clear)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove_selected)

    def _lay_out(self) -> None:
        self._view.setModel(self.model)
        self._view.setItemDelegate(RowDelegate(self._tools.look, self._view))
        self._view.setProperty("look", "plain")
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setAccessibleName(self._name)
        self._view.setToolTip(self.tr("Del takes the selected files out of the list"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setContentsMargins(NEAR, NEAR, NEAR, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        buttons.addStretch(1)
        buttons.addWidget(self._add_button)
        buttons.addWidget(self._clear_button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(STEP, STEP, STEP, NEAR + STEP)
        inside.setSpacing(NEAR)
        inside.addWidget(self._hint)
        inside.addWidget(self._view)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._drop)
