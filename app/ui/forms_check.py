"""The filled fields of a form, and for the selected one the passage that its value comes from."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.documents.form_fields import FormField
from app.records import Evidence, FieldStatus, FillResult, SourceText
from app.text.languages import detect_language
from app.ui.appearance import set_look
from app.ui.forms_model import OPTIONS, FieldColumn, FormsModel
from app.ui.marked_text import Mark
from app.ui.page import heading, rule
from app.ui.page_tools import PageTools
from app.ui.row_table import RowDelegate, RowTable
from app.ui.source_view import SourceView
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.two_parts import TwoParts

Index = QModelIndex | QPersistentModelIndex


class _ValueDelegate(RowDelegate):
    """Lets a value be typed, or chosen where the form offers a choice."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line, or a list of the form's own choices."""
        options = index.data(OPTIONS)
        if not options:
            return QLineEdit(parent)
        box = QComboBox(parent)
        for words, value in options:
            box.addItem(words, (value,))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the value as it stands."""
        value = index.data(2)  # Qt.EditRole, as Qt hands it over
        if isinstance(editor, QComboBox):
            places = [place for place in range(editor.count()) if editor.itemData(place) == (value,)]
            editor.setCurrentIndex(places[0] if places else 0)
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData()[0])
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class FormsCheck(QWidget):
    """The fields as a table beside their sources.

    Signals:
        changed: A person typed a value.

    Attributes:
        model: The fields.
    """

    changed = Signal()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self._sources: dict[str, SourceText] = {}
        self.model = FormsModel()
        self._remark = QLabel()
        self._table = RowTable(tools.look, self.tr("Fields of the form"))
        self._reason = QLabel()
        self._source_name = heading("")
        self._source = SourceView(tools.look, self.tr("Source of the value"))
        self._lay_out()
        self._connect()

    def show_fields(
        self, result: FillResult, fields: Sequence[FormField], sources: Sequence[SourceText]
    ) -> None:
        """Show the filled fields, with the form's own *fields* and the texts they were filled from."""
        self._sources = {source.name: source for source in sources}
        remarks = [self._tools.sentences.finding(finding) for finding in result.findings]
        self._remark.setText("\n".join(remarks))
        self._remark.setVisible(bool(remarks))
        self.model.set_fields(result.fields, fields)
        self._show_selected()

    def change_all(self, changes: Mapping[str, str | bool | None]) -> None:
        """Let the values of an earlier sitting hold again."""
        self.model.change_all(changes)

    def next_look(self) -> None:
        """Go to the next field that needs a look, and round again."""
        lines = self.model.lines()
        start = self._table.current_row()
        for step in range(1, len(lines) + 1):
            row = (start + step) % len(lines)
            if lines[row].result.status == FieldStatus.CHECK:
                self._table.selectRow(row)
                self._table.scrollTo(self.model.index(row, 0))
                return

    def words(self) -> str:
        """Return what is told about the selected field."""
        return f"{self._source_name.text()}: {self._reason.text()}"

    def _show_selected(self) -> None:
        row = self._table.current_row()
        if row < 0:
            self._source_name.setText(self.tr("Where it comes from"))
            self._reason.setText(self.tr("Select a field to see the passage that its value rests on."))
            self._source.set_text("")
            return
        line = self.model.lines()[row]
        result = line.result
        reason = (
            self.tr("You have typed this value.")
            if line.by_person
            else self._tools.sentences.reason(result.reason, result.parameters)
        )
        self._reason.setText(reason)
        self._show_passages(result.evidence)

    def _show_passages(self, evidence: Sequence[Evidence]) -> None:
        """Light up the passages in the source of the first one."""
        source = self._sources.get(evidence[0].source) if evidence else None
        if source is None:
            self._source_name.setText(evidence[0].source if evidence else self.tr("No source"))
            self._source.set_text(evidence[0].quote if evidence else "")
            return
        self._source_name.setText(source.name)
        self._source.set_text(source.text, detect_language(source.text))
        marks = [Mark(one.start, one.end, "focus") for one in evidence if one.source == source.name]
        self._source.set_marks(marks)
        self._source.reveal(marks[0].start, marks[0].end)

    def _select_at(self, place: int) -> None:
        """Select the field whose value rests on the character *place* of the source in view."""
        name = self._source_name.text()
        for row, line in enumerate(self.model.lines()):
            if any(one.source == name and one.start <= place < one.end for one in line.result.evidence):
                self._table.selectRow(row)
                return

    def _take_change(self) -> None:
        self._show_selected()
        self.changed.emit()

    def _connect(self) -> None:
        self._table.row_selected.connect(self._show_selected)
        self._source.place_clicked.connect(self._select_at)
        self.model.dataChanged.connect(self._take_change)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.next_look)

    def _lay_out(self) -> None:
        self._table.set_model(
            self.model, {FieldColumn.LABEL: 150, FieldColumn.STATUS: 132}, FieldColumn.VALUE
        )
        self._table.setItemDelegateForColumn(FieldColumn.VALUE, _ValueDelegate(self._tools.look, self._table))
        self._table.setToolTip(self.tr("F2 or a double click changes a value; F8 goes to the next doubt"))
        for label in (self._reason, self._remark):
            label.setWordWrap(True)
        set_look(self._reason, "look", "quiet")
        set_look(self._remark, "look", "doubtful")
        self._remark.setContentsMargins(AROUND, 0, AROUND, NEAR)
        side = QWidget()
        words = QVBoxLayout()
        words.setContentsMargins(AROUND, NEAR + STEP, AROUND, STEP)
        words.setSpacing(STEP)
        words.addWidget(self._source_name)
        words.addWidget(self._reason)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, STEP)
        beside.setSpacing(0)
        beside.addLayout(words)
        beside.addWidget(self._source, 1)
        parts = TwoParts(self._tools, "forms-check", self._table, side, first_share=60, beside_from=680)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._remark)
        column.addWidget(rule())
        column.addWidget(parts, 1)
