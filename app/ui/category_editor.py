"""A small table to choose, write and keep categories in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import DeskhandError
from app.records import Finding
from app.resource_files import file_path
from app.tasks.inquiries.categories import CategorySet, load_categories, write_categories
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.category_checking import CategoryChecking
from app.ui.category_dialog import CategoryDialog
from app.ui.category_import_dialog import LABELLED_ENDINGS, CategoryImportDialog
from app.ui.category_model import CategoryColumn, CategoryModel
from app.ui.category_services import CategoryServices
from app.ui.file_drop import FileDrop
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.row_table import ROW_HEIGHT, SYMBOL, RowTable
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
        self._services = CategoryServices()
        self.model = CategoryModel()
        self._checking = CategoryChecking(self._services.check, self)
        self._drop = FileDrop(CATEGORY_ENDINGS)
        self._hint = quiet(self.tr("Drop a file with categories here, or add the first one"))
        self._table = RowTable(tools.look, self.tr("Categories"), inset=NEAR)
        self._remark = QLabel()
        self._open_button = QPushButton(self.tr("Choose"))
        look = tools.look
        self._add_button = icon_tool(look, Symbol.ADD, self.tr("Add a category"))
        self._edit_button = icon_tool(
            look, Symbol.EDIT, self.tr("Open the selected category: description, rules, examples (Enter)")
        )
        self._remove_button = icon_tool(look, Symbol.ERASE, self.tr("Take the selected category out"))
        self._save_button = icon_tool(look, Symbol.SAVE, self.tr("Save the categories as a file"))
        self._lay_out()
        self._connect()
        self._show_state()

    def set_services(self, services: CategoryServices) -> None:
        """Call on *services* from now on."""
        self._services = services
        self._checking.check = services.check

    def load(self, file: Path) -> None:
        """Take the categories in *file*."""
        try:
            categories = load_categories(file)
        except DeskhandError as error:
            self.failed.emit(error)
        else:
            self._take_new(categories)

    def set_categories(self, categories: CategorySet | None) -> None:
        """Show *categories*."""
        self.model.set_categories(categories)
        self._show_state()
        self.changed.emit()

    def open_category(self, row: int) -> CategoryDialog:
        """Open the category in *row* with all that belongs to it."""
        dialog = CategoryDialog(self._tools, self._services, self.model, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_row(row)
        dialog.open()
        return dialog

    def _take_new(self, categories: CategorySet) -> None:
        self.set_categories(categories)
        self._checking.give(categories)

    def _load_dropped(self, files: tuple[Path, ...]) -> None:
        self.load(files[0])

    def _load_small_shop(self) -> None:
        self.load(file_path(f"categories/small_shop_{self._tools.sentences.language}.yaml"))

    def _ask(self) -> None:
        files = self._tools.dialogs.open_files(self, self.tr("Categories"), CATEGORY_ENDINGS)
        if files:
            self.load(files[0])

    def _ask_for_rows(self) -> None:
        files = self._tools.dialogs.open_files(self, self.tr("Sorted rows"), LABELLED_ENDINGS)
        if files:
            dialog = CategoryImportDialog(self._tools, files[0], self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.accepted.connect(self._take_imported)
            dialog.open()

    def _take_imported(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, CategoryImportDialog) and dialog.categories is not None:
            self._take_new(dialog.categories)

    def _add(self) -> None:
        place = self.model.add()
        self._show_state()
        self._table.setCurrentIndex(place)
        self._table.edit(place)

    def _open_selected(self) -> None:
        row = self._table.current_row()
        if row >= 0:
            self.open_category(row)

    def _remove(self) -> None:
        row = self._table.current_row()
        if row >= 0 and not self.model.is_none(row):
            self.model.remove(row)
            self._take_change()

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
        self._show_selected()
        self._save_button.setEnabled(self.model.categories() is not None)
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(min(count, _SHOWN_ROWS) * ROW_HEIGHT + header + 2)

    def _show_selected(self) -> None:
        row = self._table.current_row()
        self._edit_button.setEnabled(row >= 0)
        self._remove_button.setEnabled(row >= 0 and not self.model.is_none(row))
        remarks = self.model.findings(row) if row >= 0 else ()
        self._remark.setText(remarks[0] if remarks else "")
        self._remark.setVisible(bool(remarks))

    def _take_change(self) -> None:
        self._show_state()
        self._checking.give(self.model.categories())
        self.changed.emit()

    def _take_edit(self, _first: QModelIndex, _last: QModelIndex, roles: Sequence[int]) -> None:
        if list(roles) == [SYMBOL]:  # only what is thought of the categories is another
            self._show_selected()
        else:
            self._take_change()

    def _take_findings(self, findings: tuple[Finding, ...]) -> None:
        told: dict[str, list[str]] = {}
        for finding in findings:
            sentence = self._tools.sentences.finding(finding)
            for key in ("category", "first", "second"):
                if key in finding.parameters:
                    told.setdefault(str(finding.parameters[key]), []).append(sentence)
        self.model.set_findings(told)

    def _connect(self) -> None:
        self._drop.dropped.connect(self._load_dropped)
        self._add_button.clicked.connect(self._add)
        self._edit_button.clicked.connect(self._open_selected)
        self._remove_button.clicked.connect(self._remove)
        self._save_button.clicked.connect(self._save)
        self._checking.found.connect(self._take_findings)
        self.model.dataChanged.connect(self._take_edit)
        self._table.row_selected.connect(self._show_selected)
        self._table.doubleClicked.connect(self._open_selected)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self._remove),
            (QKeySequence(Qt.Key.Key_Return), self._open_selected),
            (QKeySequence(Qt.Key.Key_Enter), self._open_selected),
        ):
            shortcut = QShortcut(keys, self._table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("A file…"), self._ask)
        menu.addAction(self.tr("Small shop"), self._load_small_shop)
        menu.addAction(self.tr("From sorted rows…"), self._ask_for_rows)
        return menu

    def _lay_out(self) -> None:
        self._table.set_model(self.model, {CategoryColumn.CONTENTS: 168}, CategoryColumn.NAME)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(CategoryColumn.CONTENTS, QHeaderView.ResizeMode.ResizeToContents)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._open_button.setMenu(self._make_menu())
        self._remark.setWordWrap(True)
        set_look(self._remark, "look", "quiet")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label = QLabel(self.tr("C&ategories"))
        label.setBuddy(self._table)
        head = QHBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(label, 1)
        for tool in (
            self._add_button,
            self._edit_button,
            self._remove_button,
            self._save_button,
            self._open_button,
        ):
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
        column.addWidget(self._remark)
