"""What is given for sorting: the inquiries, their column, the categories, sorted examples."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.tasks.inquiries.inquiries import Inquiries, read_inquiries
from app.tasks.inquiries.pairing import fingerprint_of
from app.tasks.inquiries.pasting import pasted_inquiries
from app.tasks.inquiries.text_columns import find_text_column
from app.tasks.inquiries.understanding import Understood, understand
from app.ui.buttons import icon_tool
from app.ui.category_checking import ToSort
from app.ui.category_editor import CategoryEditor
from app.ui.choice_box import ChoiceBox
from app.ui.field_grid import labelled
from app.ui.file_field import FileField
from app.ui.icons import Symbol
from app.ui.inquiries_preview import InquiriesPreview
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP

INQUIRY_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".eml", ".msg", ".mbox", ".txt")
EXAMPLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")

Source = Path | str
"""A file or folder, or what was pasted."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a source."""

    source: Source
    inquiries: Inquiries
    understood: Understood
    fingerprint: str
    """Tells them from all others."""


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
        fingerprint: What tells the inquiries from all others; empty while there are none.
    """

    changed = Signal()
    failed = Signal(object)
    categories_saved = Signal(object)

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inquiries: Inquiries | None = None
        self.fingerprint = ""
        self._earlier: tuple[Path | None, str | None] = (None, None)
        """A file whose texts were taken from this column before."""
        self._pasted = ""
        self._column_is_chosen = False
        self._read_source: Source | None = None
        self._reader = JobBridge(self)
        self.file_field = FileField(
            tools, self.tr("Inquiries"), INQUIRY_ENDINGS, self.tr("Drop them here"), folders=True
        )
        self._paste_button = icon_tool(
            tools.look, Symbol.FORMS, self.tr("Take lines or cells from the clipboard")
        )
        self._preview = InquiriesPreview(tools)
        self._column = ChoiceBox()
        self._column_label = QLabel(self.tr("C&olumn with the text"))
        self.categories = CategoryEditor(tools)
        self.examples = FileField(
            tools, self.tr("Sorted examples"), EXAMPLE_ENDINGS, self.tr("Drop a sorted table")
        )
        self._lay_out()
        self._connect()
        self._show_columns()

    def inquiries(self) -> Inquiries | None:
        """Return the inquiries, or None while there are none."""
        return self._inquiries

    def give(self, source: Source | None) -> None:
        """Take the inquiries of *source*, and no others."""
        self._pasted = source if isinstance(source, str) else ""
        self.file_field.set_file(source if isinstance(source, Path) else None)

    def read(self, file: Path, column: str | None) -> None:
        """Take the inquiries in *file*, their texts from *column* where that is there; None finds one."""
        self._earlier = (file, column)
        self.file_field.set_file(file)

    @property
    def reading(self) -> bool:
        """Whether the inquiries are being read."""
        return self._reader.running

    def _read(self) -> None:
        if self.file_field.file() is not None:
            self._pasted = ""
        self._inquiries = None
        self._column_is_chosen = False
        self._preview.show_nothing()
        self._read_column(None)

    def _read_chosen_column(self) -> None:
        column = self._column.currentText()
        if self._inquiries is not None and column != self._inquiries.text_column:
            self._column_is_chosen = True
            self._read_column(column)

    def _read_likely_column(self) -> None:
        """Read again where the categories name another column, unless a person chose one."""
        likely, read = self._likely_column(), self._inquiries
        if likely is None or read is None or read.table is None or self._column_is_chosen:
            return
        if find_text_column(read.table, None, likely=likely) != read.text_column:
            self._read_column(None)

    def _likely_column(self) -> str | None:
        file, column = self._earlier
        if column is not None and file == self.file_field.file():
            return column
        categories = self.categories.model.categories()
        return categories.text_column if categories else None

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._preview.show_word(self.tr("The clipboard holds no text. Copy the inquiries first."))
            return
        self.give(text)

    def source(self) -> Source | None:
        """Return the inquiries' file or folder, or what was pasted."""
        return self.file_field.file() or self._pasted or None

    def _read_column(self, column: str | None) -> None:
        source = self.source()
        if source is None:
            self._show_inquiries(None)
            self.changed.emit()
            return
        name, likely = self.tr("Pasted inquiries"), self._likely_column()

        def read(_reports: Reports) -> _Read:
            if isinstance(source, Path):
                inquiries = read_inquiries(source, column, likely)
            else:
                inquiries = pasted_inquiries(source, column, name, likely)
            return _Read(source, inquiries, understand(inquiries), fingerprint_of(inquiries.items))

        if self._reader.start(read):
            self._read_source = source
        self.changed.emit()

    def _take(self, read: "_Read") -> None:
        if read.source != self.source():  # another one was chosen meanwhile
            self._read_column(None)
            return
        self._show_inquiries(read)
        self.changed.emit()
        self._read_likely_column()

    def _fail(self, error: DeskhandError) -> None:
        if self._read_source != self.source():  # likewise
            self._read_column(None)
            return
        self._show_inquiries(None)
        self.changed.emit()
        self.failed.emit(error)

    def _show_inquiries(self, read: "_Read | None") -> None:
        self._inquiries = read.inquiries if read else None
        self.fingerprint = read.fingerprint if read else ""
        self._show_columns()
        if read:
            self._preview.show_understood(read.understood, pasted=read.inquiries.is_pasted)
        else:
            self._preview.show_nothing()

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

    def _tell_given(self) -> None:
        self.categories.set_to_sort(ToSort(self._inquiries, self.examples.file()))

    def _connect(self) -> None:
        self.file_field.file_changed.connect(self._read)
        self._paste_button.clicked.connect(self._paste)
        self._preview.cleared.connect(lambda: self.give(None))
        self._column.currentIndexChanged.connect(self._read_chosen_column)
        self._reader.finished.connect(self._take)
        self._reader.failed.connect(self._fail)
        self.categories.changed.connect(self.changed)
        self.categories.changed.connect(self._read_likely_column)
        self.changed.connect(self._tell_given)
        self.categories.failed.connect(self.failed)
        self.categories.saved.connect(self.categories_saved)
        self.examples.file_changed.connect(self.changed)

    def _lay_out(self) -> None:
        self._column.setAccessibleName(self.tr("Column with the text"))
        self._column_label.setBuddy(self._column)
        column = QVBoxLayout(self)
        column.setSpacing(NEAR + STEP)
        column.addLayout(self._given())
        chosen = QVBoxLayout()
        chosen.setSpacing(STEP)
        chosen.addWidget(self._column_label)
        chosen.addWidget(self._column)
        column.addLayout(chosen)
        column.addWidget(self.categories)
        column.addLayout(labelled(self.tr("Sorted &examples, if there are any"), self.examples))
        column.addStretch(1)

    def _given(self) -> QVBoxLayout:
        words = QLabel(self.tr("&Inquiries"))
        words.setBuddy(self.file_field)
        self._paste_button.setText(self.tr("Paste"))
        self._paste_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # Keys begin at the file, not at the button that stands above it.
        self.file_field.setParent(self)
        head = QHBoxLayout()
        head.addWidget(words, 1)
        head.addWidget(self._paste_button)
        given = QVBoxLayout()
        given.setSpacing(STEP)
        given.addLayout(head)
        given.addWidget(self.file_field)
        given.addWidget(self._preview)
        return given
