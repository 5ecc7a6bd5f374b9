"""Asks which columns of a table hold the sorted rows, and makes categories of them."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.documents.tables import Table, read_table
from app.errors import DeskhandError, InputError
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.labelled_import import LabelledTable, categories_from, labelled_rows
from app.ui.appearance import set_look
from app.ui.choice_box import ChoiceBox
from app.ui.field_grid import labelled
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import AROUND, NEAR, STEP

LABELLED_ENDINGS = (".csv", ".tsv", ".xlsx")
_WIDTH = 460
_NAMED = 8


class CategoryImportDialog(QDialog):
    """Shows how sorted rows were understood, and lets a person choose otherwise.

    Attributes:
        categories: What was made of them, once the dialog is accepted.
    """

    def __init__(self, tools: PageTools, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._file = file
        self._table: Table | None = None
        self._found: LabelledTable | None = None
        self.categories: CategorySet | None = None
        self._is_left = False
        self._bridge = JobBridge(self)
        self._maker = JobBridge(self)
        self._text = ChoiceBox()
        self._label = ChoiceBox()
        self._none = ChoiceBox()
        self._told = QLabel(self.tr("Reading {file}").format(file=file.name))
        self._take_button = QPushButton(self.tr("&Make the categories"))
        self._leave_button = QPushButton(self.tr("&Leave it"))
        self._lay_out()
        self._connect()
        self._read()

    def done(self, result: int) -> None:
        """Stop reading, and take nothing that comes later."""
        self._is_left = True
        self._bridge.stop()
        self._maker.stop()
        super().done(result)

    def _read(self) -> None:
        self._allow(allowed=False)
        file, table = self._file, self._table
        text, label = self._text.currentText() or None, self._label.currentText() or None

        def read(_reports: Reports) -> tuple[Table, LabelledTable | InputError]:
            known = table or read_table(file)
            try:
                return known, labelled_rows(known, text, label)
            except InputError as error:
                return known, error

        self._bridge.start(read)

    def _show(self, read: tuple[Table, LabelledTable | InputError]) -> None:
        table, found = read
        if self._table is None:
            self._table = table
            columns = [column for column in table.columns if column.strip()]
            for box in (self._text, self._label):
                box.addItems(columns)
                box.setCurrentIndex(-1)
        self._allow(allowed=True)
        if isinstance(found, InputError):
            self._found = None
            self._fail(found)
            return
        self._text.setCurrentText(found.text_column)
        self._label.setCurrentText(found.label_column)
        self._found = found
        blocked = self._none.blockSignals(True)
        self._none.clear()
        self._none.addItem(self.tr("None of them"), None)
        for label in found.labels:
            self._none.addItem(label.name, label.name)
        self._none.setCurrentIndex(max(self._none.findData(found.likely_none), 0))
        self._none.blockSignals(blocked)
        self._tell()

    def _tell(self) -> None:
        if self._found is None:
            return
        labels = [label for label in self._found.labels if label.name != self._none.currentData()]
        names = ", ".join(
            self.tr("{name} ({count})").format(name=one.name, count=one.count) for one in labels[:_NAMED]
        )
        if len(labels) > _NAMED:
            names = self.tr("{names} and %n more", "", len(labels) - _NAMED).format(names=names)
        self._say(self.tr("%n category(s): {names}", "", len(labels)).format(names=names))
        self._take_button.setEnabled(bool(labels))

    def _fail(self, error: DeskhandError) -> None:
        text = self._tools.sentences.error(error)
        for widget in (self._none, self._take_button):
            widget.setEnabled(False)
        self._say(f"{text.title}. {text.advice}", look="missing")

    def _take(self) -> None:
        found, none_label = self._found, self._none.currentData()
        if found is not None:
            self._allow(allowed=False)
            # The whole table is gone through, which takes seconds where it is long.
            self._maker.start(lambda _reports: categories_from(found, none_label))

    def _end(self, categories: CategorySet) -> None:
        if not self._is_left:
            self.categories = categories
            self.accept()

    def _fail_making(self, error: DeskhandError) -> None:
        self._allow(allowed=True)
        self._fail(error)

    def _say(self, words: str, look: str = "quiet") -> None:
        set_look(self._told, "look", look)
        self._told.setText(words)
        self._told.setMinimumHeight(self._told.heightForWidth(self._told.width()))

    def _allow(self, *, allowed: bool) -> None:
        for widget in (self._text, self._label, self._none, self._take_button):
            widget.setEnabled(allowed)

    def _connect(self) -> None:
        self._bridge.finished.connect(self._show)
        self._bridge.failed.connect(self._fail)
        self._maker.finished.connect(self._end)
        self._maker.failed.connect(self._fail_making)
        self._text.activated.connect(self._read)
        self._label.activated.connect(self._read)
        self._none.activated.connect(self._tell)
        self._take_button.clicked.connect(self._take)
        self._leave_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Categories from sorted rows"))
        self.setMinimumWidth(_WIDTH)
        self._told.setWordWrap(True)
        set_look(self._told, "look", "quiet")
        set_look(self._take_button, "look", "main")
        self._leave_button.setAutoDefault(False)
        self._take_button.setDefault(True)
        bar = QHBoxLayout()
        bar.setSpacing(NEAR)
        bar.addStretch(1)
        bar.addWidget(self._leave_button)
        bar.addWidget(self._take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(NEAR + STEP)
        column.addWidget(
            quiet(self.tr("Each name in the column becomes a category; some of its rows become examples."))
        )
        column.addLayout(labelled(self.tr("Column with the &category"), self._label))
        column.addLayout(labelled(self.tr("Column with the &text"), self._text))
        column.addLayout(labelled(self.tr("What means that &nothing fits"), self._none))
        column.addWidget(self._told)
        column.addStretch(1)
        column.addLayout(bar)
