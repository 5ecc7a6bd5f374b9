"""The text of the mail to answer: typed, pasted, or dropped; a long one never stands still the window."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.ui.appearance import Appearance
from app.ui.dragged_mail import dragged_mail, holds_mail
from app.ui.marked_text import Mark
from app.ui.text_places import TextPlaces, shown_text
from app.ui.theme import LIT

_MOST_SHOWN = 20_000
"""Characters that are laid out without a pause, as long as no line has more than..."""
_LONGEST_LINE = 5_000
"""...these; else half of them are shown."""
_LEAST_HEIGHT, _MOST_HEIGHT = 88, 184
_FRAME = 18


class MailText(QPlainTextEdit):
    """A plain text whose passages can be lit; what is pasted is handed over and not inserted.

    Signals:
        typed: The person changed the text.
        pasted: A text arrived.                   args: the whole text with it, whether it is all there is
        mail_dropped: A mail was dropped.         arg: what `dragged_mail` tells
        place_clicked: The person pointed there.  arg: the character
    """

    typed = Signal()
    pasted = Signal(object, bool)  # as a string, Qt would copy a long text twice
    mail_dropped = Signal(object)
    place_clicked = Signal(int)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._marks: tuple[Mark, ...] = ()
        self._filling = False
        self.setTabChangesFocus(True)
        self._fit()
        self.textChanged.connect(self._tell_typed)
        look.changed.connect(self._paint_marks)

    def show_text(self, text: str) -> bool:
        """Show *text*, or the begin of a very long one, which cannot be changed; return whether all of it is shown."""
        end = _shown_end(text)
        shown = shown_text(text[:end])
        if shown != self.toPlainText():
            self._filling = True
            self.setPlainText(shown)
            self._filling = False
        self.setReadOnly(end < len(text))
        self.set_marks(())
        self._fit()
        return end == len(text)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Light these passages and no others, and scroll to the first that is looked at."""
        self._marks = tuple(marks)
        self._paint_marks()
        looked_at = next((mark for mark in marks if mark.style == "focus"), None)
        if looked_at is not None:
            cursor = self._cursor(looked_at, TextPlaces(self.toPlainText()))
            cursor.setPosition(cursor.selectionStart())
            self._scroll_to(cursor)

    def marks(self) -> tuple[Mark, ...]:
        """Return the lit passages."""
        return self._marks

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take mails and texts."""
        return not self.isReadOnly() and (holds_mail(source) or super().canInsertFromMimeData(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Hand over what is pasted or dropped."""
        dragged = dragged_mail(source)
        if dragged is not None:
            self.mail_dropped.emit(dragged)
            return
        arrived = source.text()
        if not arrived or arrived.isspace():
            return
        text = self.toPlainText()
        places, cursor = TextPlaces(text), self.textCursor()
        before = text[: places.to_text(cursor.selectionStart())]
        after = text[places.to_text(cursor.selectionEnd()) :]
        self.pasted.emit(before + arrived + after, not (before + after).strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need another height in another width."""
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the person pointed."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            place = self.cursorForPosition(event.position().toPoint()).position()
            self.place_clicked.emit(TextPlaces(self.toPlainText()).to_text(place))

    def _tell_typed(self) -> None:
        if not self._filling:
            self._fit()
            self.typed.emit()

    def _fit(self) -> None:
        """Be as high as the text needs, within bounds."""
        wanted, block = float(_FRAME), self.document().begin()
        while block.isValid() and wanted < _MOST_HEIGHT:
            wanted += self.blockBoundingRect(block).height()
            block = block.next()
        height = round(min(max(wanted, _LEAST_HEIGHT), _MOST_HEIGHT))
        if height != self.height():
            self.setFixedHeight(height)

    def _cursor(self, mark: Mark, places: TextPlaces) -> QTextCursor:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(places.to_qt(mark.start), last))
        cursor.setPosition(min(places.to_qt(mark.end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _scroll_to(self, cursor: QTextCursor) -> None:
        place = self.cursorRect(cursor)
        if place.top() < 0 or place.bottom() > self.viewport().height():
            self.verticalScrollBar().setValue(cursor.block().firstLineNumber())

    def _paint_marks(self) -> None:
        selections = []
        places = TextPlaces(self.toPlainText())
        for mark in sorted(self._marks, key=lambda mark: mark.style == "focus"):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(mark, places)
            selection.format = self._format(mark)
            selections.append(selection)
        self.setExtraSelections(selections)

    def _format(self, mark: Mark) -> QTextCharFormat:
        theme = self._look.theme
        made = QTextCharFormat()
        made.setBackground(theme.mixed(mark.role, LIT if mark.style == "focus" else LIT / 2))
        if mark.style != "lit":
            wave, line = (
                QTextCharFormat.UnderlineStyle.WaveUnderline,
                QTextCharFormat.UnderlineStyle.SingleUnderline,
            )
            made.setUnderlineStyle(wave if mark.style == "doubt" else line)
            made.setUnderlineColor(theme.color(mark.role))
        return made


def _shown_end(text: str) -> int:
    """Return how much of *text* can be shown at once; a part ends with a line where it can."""
    if len(text) <= _LONGEST_LINE:
        return len(text)
    begin = text[:_MOST_SHOWN]
    most = _MOST_SHOWN if max(map(len, begin.split("\n"))) <= _LONGEST_LINE else _MOST_SHOWN // 2
    if len(text) <= most:
        return len(text)
    line = text.rfind("\n", most // 2, most)
    return line if line > 0 else most
