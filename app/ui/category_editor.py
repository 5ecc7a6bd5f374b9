"""A small table to choose, write and keep categories in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.tasks.inquiries.categories import CategorySet, load_categories, write_categories
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.category_model import CategoryColumn, CategoryModel
from app.ui.file_drop import FileDrop
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.row_table import ROW_HEIGHT, RowTable
from app.ui.stylesheet import NEAR, STEP

CATEGORY_ENDINGS = (".yaml", ".yml")
_SHOWN_ROWS = 8


class CategoryEditor(QWidget):
    """Categories from a file, or typed here.

    Signals:
        changed: Other categories hold.
        failed: A file could not be read or written.   arg: the DeskhandError
        saved: The categories were written.            arg: the file's Path

    Attributes:
        model: The categories as they stand.
    """

    changed = Signal()
    failed = Signal(object)
    saved = Signal(object)

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.model = CategoryModel()
        self._drop = FileDrop(CATEGORY_ENDINGS)
        self._hint = quiet(self.tr("Drop a file with categories here, or add the first one"))
        self._table = RowTable(tools.look, self.tr("Categories"), inset=NEAR)
        self._open_button = QPushButton(self.tr("Choose…"))
        look = tools.look
        self._add_button = icon_tool(look, Symbol.ADD, self.tr("Add a category"))
        self._remove_button = icon_tool(look, Symbol.ERASE, self.tr("Take the selected category out"))
        self._save_button = icon_tool(look, Symbol.SAVE, self.tr("Save the categories as a file"))
        self._lay_out()
        self._connect()
        self._show_state()

    def load(self, file: Path) -> None:
        """Take the categories in *file*."""
        try:
            categories = load_categories(file)
        except DeskhandError as error:
            self.failed.emit(error)
        else:
            self.set_categories(categories)

    def set_categories(self, categories: CategorySet | None) -> None:
        """Show *categories*."""
        self.model.set_categories(categories)
        self._show_state()
        self.changed.emit()

    def _load_dropped(self, files: tuple[Path, ...]) -> None:
        self.load(files[0])

    def _ask(self) -> None:
        files = self._tools.dialogs.open_files(self, self.tr("Categories"), CATEGORY_ENDINGS)
        if files:
            self.load(files[0])

    def _add(self) -> None:
        place = self.model.add()
        self._show_state()
        self._table.setCurrentIndex(place)
        self._table.edit(place)

    def _remove(self) -> None:
        row = self._table.current_row()
        if row >= 0:
            self.model.remove(row)
            self._show_state()
            self.changed.emit()

    def _save(self) -> None:
        categories = self.model.categories()
        if categories is None:
            return
        path = self._tools.dialogs.save_file(
            self, self.tr("Save the categories"), self.tr("categories"), (".yaml",)
        )
        if path is None:
            return
        try:
            write_categories(categories, path)
        except DeskhandError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(path)

    def _show_state(self) -> None:
        count = self.model.rowCount()
        self._table.setVisible(count > 0)
        self._hint.setVisible(count == 0)
        set_look(self._drop, "filled", value=count > 0)
        self._remove_button.setEnabled(count > 0)
        self._save_button.setEnabled(self.model.categories() is not None)
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(min(count, _SHOWN_ROWS) * ROW_HEIGHT + header + 2)

    def _take_change(self) -> None:
        self._show_state()
        self.changed.emit()

    def _connect(self) -> None:
        self._drop.dropped.connect(self._load_dropped)
        self._open_button.clicked.connect(self._ask)
        self._add_button.clicked.connect(self._add)
        self._remove_button.clicked.connect(self._remove)
        self._save_button.clicked.connect(self._save)
        self.model.dataChanged.connect(self._take_change)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def _lay_out(self) -> None:
        self._table.set_model(self.model, {CategoryColumn.NAME: 128}, CategoryColumn.DESCRIPTION)
        self._table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label = QLabel(self.tr("C&ategories"))
        label.setBuddy(self._table)
        head = QHBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(label, 1)
        for tool in (self._add_button, self._remove_button, self._save_button, self._open_button):
            head.addWidget(tool)
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(STEP, STEP, STEP, STEP)
        inside.addWidget(self._hint)
        inside.addWidget(self._table)
        self._hint.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(head)
        column.addWidget(self._drop)
