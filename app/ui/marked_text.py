"""A text with passages lit up and doubts underlined; the base of what is read and what is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.ui.appearance import Appearance
from app.ui.text_places import TextPlaces, shown_text
from app.ui.theme import LIT, Role

MarkStyle = Literal["lit", "focus", "doubt", "gone"]

_LINE_HEIGHT = {"en": 140, "ja": 160}
"""Percent of the font's own line height."""
_LINE_CHARACTERS = 80
_MARGIN = 11
"""With the frame around it, text begins 16 pixels from the edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that is marked; characters, half-open."""

    start: int
    end: int
    style: MarkStyle
    """lit: a basis; focus: the one that is looked at; doubt: underlined; gone: struck out."""
    role: Role = "grounded"
    """Its colour."""


class MarkedText(QTextEdit):
    """A text whose passages can be lit, underlined and scrolled to."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._marks: tuple[Mark, ...] = ()
        self._line_height = _LINE_HEIGHT["en"]
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        look.changed.connect(self._paint_marks)

    def text(self) -> str:
        """Return the text; its lines end as in Python."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str, language: str = "en") -> None:
        """Show *text* without marks, in the line height of *language*."""
        self._line_height = _LINE_HEIGHT.get(language, _LINE_HEIGHT["en"])
        self._marks = ()
        self.setExtraSelections([])
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.setPlainText(shown_text(text))
        self._space_lines()
        document.setUndoRedoEnabled(True)
        document.setModified(False)

    def append_text(self, text: str) -> None:
        """Put *text* at the end and keep it in view."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(shown_text(text))
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these passages and no others."""
        self._marks = tuple(marks)
        self._paint_marks()

    def marks(self) -> tuple[Mark, ...]:
        """Return the marked passages."""
        return self._marks

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that the passage is in view, a third from the top when it was not."""
        places = TextPlaces(self.text())
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(places.to_qt(start), self._last_position()))
        rectangle = self.cursorRect(cursor)
        view = self.viewport().rect()
        cursor.setPosition(min(places.to_qt(end), self._last_position()))
        below = self.cursorRect(cursor)
        if rectangle.top() < view.top() or below.bottom() > view.bottom():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rectangle.top() - view.height() // 3)

    def character_at(self, point: QPoint) -> int | None:
        """Return the character under *point* of the viewport, or None beside the text."""
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(point + offset, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else TextPlaces(self.text()).to_text(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read in a wide window."""
        super().resizeEvent(event)
        widest = QFontMetrics(self.font()).averageCharWidth() * _LINE_CHARACTERS
        if self.viewport().width() > widest:
            self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
            self.setLineWrapColumnOrWidth(widest)
        else:
            self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)

    def _last_position(self) -> int:
        return self.document().characterCount() - 1

    def _space_lines(self) -> None:
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)

    def _paint_marks(self) -> None:
        places = TextPlaces(self.text())
        selections = []
        for mark in sorted(self._marks, key=lambda mark: mark.style == "focus"):
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(places.to_qt(mark.start), self._last_position()))
            cursor.setPosition(
                min(places.to_qt(mark.end), self._last_position()), QTextCursor.MoveMode.KeepAnchor
            )
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = self._format(mark)
            selections.append(selection)
        self.setExtraSelections(selections)

    def _format(self, mark: Mark) -> QTextCharFormat:
        theme = self._look.theme
        made = QTextCharFormat()
        if mark.style == "doubt":
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            made.setUnderlineColor(theme.color(mark.role))
            made.setBackground(theme.mixed(mark.role, LIT / 2))
            return made
        made.setFontStrikeOut(mark.style == "gone")
        share = LIT if mark.style in {"focus", "gone"} else LIT / 2
        background: QColor = theme.mixed(mark.role, share)
        made.setBackground(background)
        if mark.style == "focus":
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(theme.color(mark.role))
        return made
