"""Shows a text that was read, with the passages that a result rests on lit up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.appearance import Appearance
from app.ui.marked_text import MarkedText


class SourceView(MarkedText):
    """A source to read, not to change.

    Signals:
        place_clicked: The user pointed at a place.   arg: the character there
    """

    place_clicked = Signal(int)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setProperty("look", "plain")
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the passage that is looked at in view."""
        super().resizeEvent(event)
        for mark in self.marks():
            if mark.style == "focus":
                self.reveal(mark.start, mark.end)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the user pointed, unless a passage was selected."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        place = self.character_at(event.position().toPoint())
        if place is not None:
            self.place_clicked.emit(place)
