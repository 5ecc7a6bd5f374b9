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
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.records import Finding
from app.tasks.inquiries.categories import CategorySet
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.category_cells import CategoryColumn
from app.ui.category_checking import CategoryChecking, ToSort
from app.ui.category_dialog import CategoryDialog
from app.ui.category_doubts import CategoryDoubts
from app.ui.category_files import CATEGORY_ENDINGS, CategoryFiles
from app.ui.category_model import CategoryModel
from app.ui.category_services import CategoryServices
from app.ui.file_drop import FileDrop
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.row_table import ROW_HEIGHT, SYMBOL, RowTable
from app.ui.stylesheet import NEAR, STEP

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
        self.model = CategoryModel(self)
        self._to_sort = ToSort()
        self._checking = CategoryChecking(self._services, self)
        self._files = CategoryFiles(tools, self)
        self._drop = FileDrop(CATEGORY_ENDINGS)
        self._hint = quiet(self.tr("Drop a file with categories here, or add the first one"))
        self._table = RowTable(tools.look, self.tr("Categories"), inset=NEAR)
        self._doubts = CategoryDoubts(tools.look)
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
        self._checking.services = services

    def load(self, file: Path) -> None:
        """Take the categories in *file*."""
        self._files.load(file)

    def set_to_sort(self, given: ToSort) -> None:
        """Look at the categories with what is *given* to be sorted into them."""
        if not given.is_same(self._to_sort):
            self._to_sort = given
            self._check()

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
        self._check()

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
        if categories is not None:
            self._files.save(categories)

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
        first = self.model.findings(row) if row >= 0 else ()
        self._doubts.show_sentences(tuple(dict.fromkeys((*first, *self.model.all_findings()))))

    def _take_change(self) -> None:
        self._show_state()
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        self._checking.give(self.model.categories(), self._to_sort)

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
        self._files.arrived.connect(self._take_new)
        self._files.failed.connect(self.failed)
        self._files.saved.connect(self.saved)
        self._drop.dropped.connect(self._files.load_dropped)
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

    def _lay_out(self) -> None:
        self._table.set_model(self.model, {CategoryColumn.CONTENTS: 168}, CategoryColumn.NAME)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(CategoryColumn.CONTENTS, QHeaderView.ResizeMode.ResizeToContents)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._open_button.setMenu(self._files.menu())
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label = QLabel(self.tr("C&ategories"))
        label.setBuddy(self._table)
        head = QHBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(label)
        head.addWidget(self._doubts.sign)
        head.addStretch(1)
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
        column.addWidget(self._doubts)
