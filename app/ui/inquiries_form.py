"""What is given for sorting: the inquiries, their column, the categories, sorted examples."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.tasks.inquiries.inquiries import Inquiries, read_inquiries
from app.ui.category_editor import CategoryEditor
from app.ui.choice_box import ChoiceBox
from app.ui.field_grid import labelled
from app.ui.file_field import FileField
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP

INQUIRY_ENDINGS = (".csv", ".tsv", ".xlsx", ".eml", ".msg", ".mbox", ".txt")
EXAMPLE_ENDINGS = (".csv", ".tsv", ".xlsx")


class InquiriesForm(QWidget):
    """The inputs of sorting.

    Signals:
        changed: Something else is given.
        failed: A file could not be read.        arg: the DeskhandError
        categories_saved: They were written.     arg: the file's Path

    Attributes:
        file_field: The inquiries' file or folder.
        categories: The categories.
        examples: A table of inquiries that are sorted already.
    """

    changed = Signal()
    failed = Signal(object)
    categories_saved = Signal(object)

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inquiries: Inquiries | None = None
        self._reader = JobBridge(self)
        self.file_field = FileField(
            tools, self.tr("Inquiries"), INQUIRY_ENDINGS, self.tr("Drop a table or a folder"), folders=True
        )
        self._column = ChoiceBox()
        self._column_label = QLabel(self.tr("C&olumn with the text"))
        self.categories = CategoryEditor(tools)
        self.examples = FileField(
            tools, self.tr("Sorted examples"), EXAMPLE_ENDINGS, self.tr("Drop a table of sorted ones")
        )
        self._lay_out()
        self._connect()
        self._show_columns()

    def inquiries(self) -> Inquiries | None:
        """Return the inquiries, or None while there are none."""
        return self._inquiries

    @property
    def reading(self) -> bool:
        """Whether the inquiries are being read."""
        return self._reader.running

    def _read(self) -> None:
        self._inquiries = None
        self._read_column(None)

    def _read_chosen_column(self) -> None:
        column = self._column.currentText()
        if self._inquiries is not None and column != self._inquiries.text_column:
            self._read_column(column)

    def _read_column(self, column: str | None) -> None:
        file = self.file_field.file()
        if file is None:
            self._show_columns()
            self.changed.emit()
            return

        def read(_reports: Reports) -> tuple[Path, Inquiries]:
            return file, read_inquiries(file, column)

        self._reader.start(read)
        self.changed.emit()

    def _take(self, read: tuple[Path, Inquiries]) -> None:
        file, inquiries = read
        if file != self.file_field.file():  # another one was chosen meanwhile
            self._read_column(None)
            return
        self._inquiries = inquiries
        self._show_columns()
        self.changed.emit()

    def _fail(self, error: DeskhandError) -> None:
        self._inquiries = None
        self._show_columns()
        self.changed.emit()
        self.failed.emit(error)

    def _show_columns(self) -> None:
        table = self._inquiries.table if self._inquiries else None
        columns = [column for column in table.columns if column.strip()] if table else []
        blocked = self._column.blockSignals(True)
        self._column.clear()
        self._column.addItems(columns)
        if self._inquiries and self._inquiries.text_column:
            self._column.setCurrentText(self._inquiries.text_column)
        self._column.blockSignals(blocked)
        for widget in (self._column, self._column_label):
            widget.setVisible(len(columns) > 1)

    def _connect(self) -> None:
        self.file_field.file_changed.connect(self._read)
        self._column.currentIndexChanged.connect(self._read_chosen_column)
        self._reader.finished.connect(self._take)
        self._reader.failed.connect(self._fail)
        self.categories.changed.connect(self.changed)
        self.categories.failed.connect(self.failed)
        self.categories.saved.connect(self.categories_saved)
        self.examples.file_changed.connect(self.changed)

    def _lay_out(self) -> None:
        self._column.setAccessibleName(self.tr("Column with the text"))
        self._column_label.setBuddy(self._column)
        column = QVBoxLayout(self)
        column.setSpacing(NEAR + STEP)
        given = QVBoxLayout()
        given.setSpacing(STEP)
        given.addLayout(labelled(self.tr("&Inquiries"), self.file_field))
        column.addLayout(given)
        chosen = QVBoxLayout()
        chosen.setSpacing(STEP)
        chosen.addWidget(self._column_label)
        chosen.addWidget(self._column)
        column.addLayout(chosen)
        column.addWidget(self.categories)
        column.addLayout(labelled(self.tr("Sorted &examples, if there are any"), self.examples))
        column.addStretch(1)
