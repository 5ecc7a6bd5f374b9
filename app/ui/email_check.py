"""The draft of a mail to look through and change, with its facts and doubts beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.records import FactCheck, Finding
from app.text.sentences import sentence_spans
from app.ui.doubt_panel import GRAVITY_LOOK, DoubtPanel
from app.ui.email_style import REWORD_KEYS, StyleBar
from app.ui.entry_list import Entry
from app.ui.marked_text import Mark, MarkedText
from app.ui.moved_places import MovedPlaces
from app.ui.page import rule
from app.ui.page_tools import PageTools
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.text_bounds import LineBound, insert_bounded
from app.ui.text_places import TextPlaces
from app.ui.two_parts import TwoParts

_CHECK_AFTER_MS = 400


class DraftText(MarkedText):
    """The body of a mail to change.

    Signals:
        place_clicked: The person pointed at a place.   arg: the character there
        refused: What was pasted is too long.           arg: the InputError
    """

    place_clicked = Signal(int)
    refused = Signal(object)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted, unless it is too long."""
        insert_bounded(source, self.document(), super().insertFromMimeData, self.refused.emit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the person pointed."""
        super().mouseReleaseEvent(event)
        place = self.character_at(event.position().toPoint())
        if place is not None and not self.textCursor().hasSelection():
            self.place_clicked.emit(place)

    def select(self, start: int, end: int) -> QTextCursor:
        """Select the characters from *start* to *end*."""
        places = TextPlaces(self.text())
        cursor = self.textCursor()
        cursor.setPosition(places.to_qt(start))
        cursor.setPosition(places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return cursor

    def place(self) -> int:
        """Return the character at which the selection begins, or the cursor stands."""
        return TextPlaces(self.text()).to_text(self.textCursor().selectionStart())


class EmailCheck(QWidget):
    """Subject and body to edit, with facts and doubts beside them.

    Signals:
        changed: The draft has other words now, whoever wrote them.
        edited: The person changed the draft and paused; it should be checked again.
        reword_requested: The paragraph is wanted in other words.   arg: a character of it
        place_clicked: The person pointed at a place of the text.   arg: the character there
        refused: What was pasted is too long.                       arg: the InputError

    Attributes:
        panel: The facts and doubts.
        style_bar: Tone, length and language of the draft.
    """

    changed = Signal()
    edited = Signal()
    reword_requested = Signal(int)
    place_clicked = Signal(int)
    refused = Signal(object)

    def __init__(self, tools: PageTools, fact_label: Callable[[str], str]) -> None:
        super().__init__()
        self._tools = tools
        self.panel = DoubtPanel(tools, fact_label)
        self._subject = QLineEdit()
        self._body = DraftText(tools.look)
        self.style_bar = StyleBar()
        self._pause = QTimer(self)
        self._filling = False
        self._checked = ""
        """The body that the facts and doubts are about."""
        self._lit: tuple[tuple[int, int], ...] = ()
        self._lay_out()
        self._connect()

    def subject(self) -> str:
        """Return the subject as it stands now."""
        return self._subject.text()

    def body(self) -> str:
        """Return the body as it stands now."""
        return self._body.text()

    def begin(self) -> None:
        """Make room for a new draft."""
        self.show_draft("", "", "en")
        self.panel.set_accepted(())
        self.show_checks((), ())
        self.set_read_only(read_only=True)

    def append(self, text: str) -> None:
        """Show *text*, which has just been written."""
        self._filling = True
        self._body.append_text(text)
        self._filling = False

    def show_draft(self, subject: str, body: str, language: str) -> None:
        """Show a finished draft."""
        self._pause.stop()
        self._filling = True
        self._subject.setText(subject)
        self._subject.setCursorPosition(0)
        self._body.set_text(body, language)
        self._filling = False
        self.set_read_only(read_only=False)

    def show_checks(self, facts: Sequence[FactCheck], findings: Sequence[Finding]) -> None:
        """Show what was found out about the draft as it stands."""
        self._lit = ()
        self._checked = self._body.text()
        self.panel.show_checks(facts, findings)
        self._paint()

    def light(self, places: Sequence[tuple[int, int]], *, reveals: bool = True) -> None:
        """Light up sentences, such as those that answer a request, and scroll to the first when it *reveals*."""
        self._lit = tuple(places)
        self._paint()
        if places and reveals:
            self._body.reveal(*places[0])

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nobody type while the draft is being written."""
        self.style_bar.setEnabled(not read_only)
        self._subject.setReadOnly(read_only)
        self._body.setReadOnly(read_only)

    def _paint(self) -> None:
        """Mark all places, the selected one most."""
        moved = self._moved()
        marks = [
            Mark(*place, "doubt", GRAVITY_LOOK[finding.gravity][1])
            for finding in self.panel.doubts()
            if (place := moved.place(finding.start, finding.end))
        ]
        marks += [
            Mark(*place, "lit") for fact in self.panel.facts() if (place := moved.place(fact.start, fact.end))
        ]
        marks += [Mark(start, end, "focus", "accent") for start, end in self._lit]
        selected = self.panel.selected()
        if selected is not None and (place := moved.place(selected.start, selected.end)):
            marks.append(Mark(*place, "focus", selected.role))
        self._body.set_marks(marks)

    def _moved(self) -> MovedPlaces:
        """Return where what was found out stands now: the person may have typed since."""
        return MovedPlaces(self._checked, self._body.text())

    def _go_to(self, entry: Entry) -> None:
        self._lit = ()
        self._paint()
        if place := self._moved().place(entry.start, entry.end):
            self._body.reveal(*place)

    def _change(self, entry: Entry) -> None:
        if place := self._moved().place(entry.start, entry.end):
            self._body.select(*place)
            self._body.setFocus()

    def _leave_out(self, entry: Entry) -> None:
        """Take the sentence of the doubt out of the draft; undo brings it back."""
        place = self._moved().place(entry.start, entry.end)
        if place is None:
            return
        text = self._body.text()
        start, end = place
        for first, last in sentence_spans(text):
            if first <= start < last:
                start, end = first, max(last, end)
        if text[end : end + 1] == " ":
            end += 1
        self._body.select(start, end).removeSelectedText()

    def _ask_for_other_words(self) -> None:
        if not self._body.isReadOnly():
            self.reword_requested.emit(self._body.place())

    def _take_edit(self) -> None:
        if not self._filling:
            self.changed.emit()
        if not self._filling and not self._body.isReadOnly():
            self._pause.start()

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_CHECK_AFTER_MS)
        self._pause.timeout.connect(self.edited)
        self._subject.textEdited.connect(self._take_edit)
        LineBound(self._subject).refused.connect(self.refused)
        self._body.refused.connect(self.refused)
        self._body.document().contentsChanged.connect(self._take_edit)
        self._body.place_clicked.connect(self.panel.select_at)
        self._body.place_clicked.connect(self.place_clicked)
        self.panel.entry_selected.connect(self._go_to)
        self.panel.doubts_changed.connect(self._paint)
        self.panel.change_requested.connect(self._change)
        self.panel.leave_out_requested.connect(self._leave_out)
        self.style_bar.reword_requested.connect(self._ask_for_other_words)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.panel.next_doubt)
        QShortcut(QKeySequence("Shift+F8"), self).activated.connect(self.panel.previous_doubt)
        QShortcut(QKeySequence(REWORD_KEYS), self).activated.connect(self._ask_for_other_words)

    def _lay_out(self) -> None:
        subject_label = QLabel(self.tr("&Subject"))
        subject_label.setBuddy(self._subject)
        self._subject.setAccessibleName(self.tr("Subject"))
        self._body.setAccessibleName(self.tr("Text of the mail"))
        self._body.setProperty("look", "plain")
        head = QHBoxLayout()
        head.setContentsMargins(AROUND, STEP, AROUND, NEAR)
        head.setSpacing(NEAR)
        head.addWidget(subject_label)
        head.addWidget(self._subject, 1)
        parts = TwoParts(self._tools, "email-check", self._body, self.panel, first_share=66)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        style = QHBoxLayout()
        style.setContentsMargins(AROUND, 0, AROUND, NEAR)
        style.addWidget(self.style_bar)
        column.addLayout(style)
        column.addWidget(rule())
        column.addWidget(parts, 1)
