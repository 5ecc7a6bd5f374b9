"""A text with an entry on each line: rules, examples."""

from collections.abc import Collection, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.ui.appearance import Appearance


class LinesEdit(QPlainTextEdit):
    """Entries, one a line; those that cannot be used are underlined."""

    def __init__(self, look: Appearance, name: str, example: str) -> None:
        """Show lines called *name* to screen readers, and *example* while there are none."""
        super().__init__()
        self._look = look
        self._whole: dict[str, str] = {}
        self._wrong: Collection[str] = ()
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        look.changed.connect(self._mark)

    def set_lines(self, entries: Sequence[str]) -> None:
        """Show *entries*; one of several lines becomes one line, and stays whole while it is not changed."""
        self._whole = {" ".join(entry.split()): entry for entry in entries}
        self.setPlainText("\n".join(self._whole))

    def lines(self) -> tuple[str, ...]:
        """Return the entries, each once."""
        plain = (" ".join(line.split()) for line in self.toPlainText().splitlines())
        return tuple(self._whole.get(line, line) for line in dict.fromkeys(filter(None, plain)))

    def append_lines(self, entries: Sequence[str]) -> None:
        """Add *entries* at the end; undo takes them out again."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        before = "\n" if cursor.block().text().strip() else ""
        cursor.insertText(before + "\n".join(" ".join(entry.split()) for entry in entries))
        self.setTextCursor(cursor)

    def mark(self, wrong: Collection[str]) -> None:
        """Underline the lines that hold one of *wrong*."""
        self._wrong = wrong
        self._mark()

    def _mark(self) -> None:
        selections = []
        line = QTextCharFormat()
        line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        line.setUnderlineColor(self._look.theme.color("missing"))
        block = self.document().begin()
        while block.isValid():
            if " ".join(block.text().split()) in self._wrong:
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.LineUnderCursor)
                selection.cursor = cursor
                selection.format = line
                selections.append(selection)
            block = block.next()
        self.setExtraSelections(selections)
