"""A text of any length to read: a very long one is shown part by part, so that the window never waits for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.text.languages import detect_language
from app.ui.appearance import Appearance, set_look
from app.ui.buttons import icon_tool
from app.ui.icons import Symbol
from app.ui.marked_text import Mark
from app.ui.source_view import SourceView
from app.ui.stylesheet import AROUND, NEAR, STEP

_WHOLE = 5_000
"""Characters up to which a text is shown as a whole; Japanese takes Qt 4 ms for each thousand."""
_PART = 4_000
_SEARCHED = 300
"""Characters before the end of a part in which a place to end it well is looked for."""
_ENDS = ("\n", "。", " ", "、")


class TextParts(QWidget):
    """Shows a text, or one part of a long one with the way to the others.

    Attributes:
        view: Shows the part.
    """

    def __init__(self, look: Appearance, name: str) -> None:
        """Show a text called *name* to screen readers."""
        super().__init__()
        self.view = SourceView(look, name)
        self._body = ""
        self._marks: tuple[Mark, ...] = ()
        self._borders: list[int] = [0, 0]
        self._at = 0
        self._place = QLabel()
        self._previous = icon_tool(look, Symbol.PREVIOUS, self.tr("The part before"))
        self._next = icon_tool(look, Symbol.NEXT, self.tr("The next part"))
        self._lay_out()
        self._previous.clicked.connect(lambda: self._show_part(self._at - 1))
        self._next.clicked.connect(lambda: self._show_part(self._at + 1))
        self.show_text("", ())

    def show_text(self, text: str, marks: Sequence[Mark]) -> None:
        """Show *text* with its *marks*, from the part that holds the first of them."""
        self._body, self._marks = text, tuple(marks)
        self._borders = _borders(text)
        first = marks[0].start if marks else 0
        ends = enumerate(self._borders[1:])
        self._show_part(next((part for part, end in ends if first < end), 0))

    def words(self) -> str:
        """Return which part of how many is shown; nothing where the text is shown as a whole."""
        return "" if self._foot.isHidden() else self._place.text()

    def _show_part(self, part: int) -> None:
        self._at = part
        begin, end = self._borders[part], self._borders[part + 1]
        shown = self._body[begin:end]
        self.view.set_text(shown, detect_language(shown))
        marks = [
            Mark(max(mark.start, begin) - begin, min(mark.end, end) - begin, mark.style, mark.role)
            for mark in self._marks
            if mark.start < end and mark.end > begin
        ]
        self.view.set_marks(marks)
        if marks:
            self.view.reveal(marks[0].start, marks[0].end)
        count = len(self._borders) - 1
        self._place.setText(self.tr("Part {number} of {count}").format(number=part + 1, count=count))
        self._previous.setEnabled(part > 0)
        self._next.setEnabled(part + 1 < count)
        self._foot.setVisible(count > 1)

    def _lay_out(self) -> None:
        set_look(self._place, "look", "quiet")
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(AROUND, STEP, NEAR, 0)
        row.setSpacing(STEP)
        row.addWidget(self._place)
        row.addStretch(1)
        for button in (self._previous, self._next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot)


def _borders(text: str) -> list[int]:
    """Return where the parts of *text* begin, and where the last one ends."""
    borders = [0]
    while len(text) - borders[-1] > _WHOLE:
        latest = borders[-1] + _PART
        found = (text.rfind(end, latest - _SEARCHED, latest) for end in _ENDS)
        borders.append(next((place + 1 for place in found if place >= 0), latest))
    return [*borders, len(text)]
