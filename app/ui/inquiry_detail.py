"""One inquiry in full: its text with the basis lit up, the reason, and the category to correct."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.text.languages import detect_language
from app.ui.appearance import set_look
from app.ui.choice_box import ChoiceBox
from app.ui.inquiries_model import STATUS_LOOK, InquiriesModel, InquiryLine
from app.ui.marked_text import Mark
from app.ui.page_tools import PageTools
from app.ui.source_view import SourceView
from app.ui.stylesheet import AROUND, NEAR, STEP

_ICON = 16


class InquiryDetail(QWidget):
    """Shows the selected inquiry.

    Signals:
        category_chosen: The person decided.   arg: tuple of the category, None in it for none of them
    """

    category_chosen = Signal(object)

    def __init__(self, tools: PageTools, model: InquiriesModel) -> None:
        super().__init__()
        self._tools = tools
        self._model = model
        self._line: InquiryLine | None = None
        self._category = ChoiceBox()
        self._icon = QLabel()
        self._state = QLabel()
        self._reason = QLabel()
        self._text = SourceView(tools.look, self.tr("Text of the inquiry"))
        self._lay_out()
        self._category.activated.connect(self._tell_category)
        tools.look.changed.connect(self._paint_icon)
        self.show_line(None)

    def set_categories(self, names: Sequence[str]) -> None:
        """Offer the categories *names*, and none of them."""
        self._category.clear()
        for number, name in enumerate(names, start=1):
            words = self.tr("{number}  {name}").format(number=number, name=name) if number < 10 else name
            self._category.addItem(words, name)
        self._category.addItem(self.tr("0  {name}").format(name=self._model.category_words(None)), None)

    def show_line(self, line: InquiryLine | None) -> None:
        """Show *line*."""
        self._line = line
        result = line.result if line else None
        self._category.setEnabled(result is not None)
        self._paint_icon()
        if line is None:
            self._state.setText("")
            self._reason.setText(self.tr("Select a row to see what it rests on."))
            self._text.set_text("")
            self._category.setCurrentIndex(-1)
            return
        self._state.setText(self._model.status_words(line.status))
        self._text.set_text(line.text, detect_language(line.text))
        self._reason.setText(self._reason_words(line))
        if result is None:
            self._category.setCurrentIndex(-1)
            return
        self._category.setCurrentIndex(self._category.findData(result.category))
        marks = [
            Mark(evidence.start, evidence.end, "focus")
            for evidence in result.evidence
            if line.text[evidence.start : evidence.end] == evidence.quote
        ]
        self._text.set_marks(marks)
        if marks:
            self._text.reveal(marks[0].start, marks[0].end)

    def words(self) -> str:
        """Return what is told about the inquiry."""
        return f"{self._state.text()}: {self._reason.text()}"

    def _reason_words(self, line: InquiryLine) -> str:
        result = line.result
        if result is None:
            return ""
        sentences = self._tools.sentences
        if line.by_person:
            return self.tr("You have decided this.")
        if result.error is not None:
            text = sentences.error(result.error)
            return f"{text.title}. {text.advice}"
        parts = [sentences.reason(result.reason, result.parameters)]
        parts += [sentences.finding(finding) for finding in result.findings]
        return " ".join(parts)

    def _paint_icon(self) -> None:
        if self._line is None:
            self._icon.clear()
            return
        symbol, role = STATUS_LOOK[self._line.status]
        self._icon.setPixmap(self._tools.look.icon(symbol, role).pixmap(_ICON, _ICON))

    def _tell_category(self, place: int) -> None:
        self.category_chosen.emit((self._category.itemData(place),))

    def _lay_out(self) -> None:
        set_look(self._reason, "look", "quiet")
        self._reason.setWordWrap(True)
        label = QLabel(self.tr("&Category"))
        label.setBuddy(self._category)
        self._category.setAccessibleName(self.tr("Category of this inquiry"))
        self._category.setToolTip(self.tr("In the table, the keys 1 to 9 choose a category, 0 none of them"))
        self._category.setMinimumWidth(160)
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        head.addWidget(label)
        head.addWidget(self._category)
        head.addSpacing(NEAR)
        head.addWidget(self._icon)
        head.addWidget(self._state)
        head.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(AROUND, NEAR, AROUND, STEP)
        top.setSpacing(STEP)
        top.addLayout(head)
        top.addWidget(self._reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, STEP)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._text, 1)
