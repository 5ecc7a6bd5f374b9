"""One inquiry to read: how it stands and why, and its text with the basis lit up."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.appearance import set_look
from app.ui.inquiry_rows import InquiryLine
from app.ui.inquiry_table import STATUS_LOOK, InquiryTable
from app.ui.marked_text import Mark
from app.ui.page_tools import PageTools
from app.ui.source_view import SourceView
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.text_parts import TextParts

_ICON = 16


class InquiryText(QWidget):
    """Shows an inquiry, without anything to change.

    Attributes:
        head: Row above the reason, for what else is to stand there.
    """

    def __init__(self, tools: PageTools, model: InquiryTable) -> None:
        super().__init__()
        self._tools = tools
        self._model = model
        self._line: InquiryLine | None = None
        self.head = QHBoxLayout()
        self._icon = QLabel()
        self._state = QLabel()
        self._reason = QLabel()
        self._text = TextParts(tools.look, self.tr("Text of the inquiry"))
        self._lay_out()
        tools.look.changed.connect(self._paint_icon)

    def show_line(self, line: InquiryLine | None, otherwise: str = "") -> None:
        """Show *line*, or say *otherwise* when there is none."""
        self._line = line
        self._paint_icon()
        if line is None:
            self._state.setText("")
            self._reason.setText(otherwise)
            self._text.show_text("", ())
            return
        self._state.setText(self._model.state_words(line.status, line.result))
        self._reason.setText(self._reason_words(line))
        marks = [
            Mark(evidence.start, evidence.end, "focus")
            for evidence in (line.result.evidence if line.result else ())
            if line.text[evidence.start : evidence.end] == evidence.quote
        ]
        self._text.show_text(line.text, marks)

    def words(self) -> str:
        """Return what is told about the inquiry."""
        return f"{self._state.text()}: {self._reason.text()}"

    def text(self) -> SourceView:
        """Return the view of the text, or of a part of it."""
        return self._text.view

    def _reason_words(self, line: InquiryLine) -> str:
        result = line.result
        if result is None:
            return ""
        sentences = self._tools.sentences
        if line.by_person and result.parameters.get("who") in {None, "", self._model.who}:
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

    def _lay_out(self) -> None:
        set_look(self._reason, "look", "quiet")
        self._reason.setWordWrap(True)
        state = QHBoxLayout()
        state.setSpacing(NEAR)
        state.addWidget(self._icon)
        state.addWidget(self._state)
        state.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * NEAR)
        row.addLayout(self.head)
        row.addLayout(state, 1)
        top = QVBoxLayout()
        top.setContentsMargins(AROUND, NEAR, AROUND, STEP)
        top.setSpacing(STEP)
        top.addLayout(row)
        top.addWidget(self._reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, STEP)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._text, 1)
