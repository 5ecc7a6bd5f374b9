"""Fields for texts as long as an office's are; what is far longer is not pasted, and a word says so."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.errors import InputError

LONGEST_TEXT = 20_000
"""Characters that are laid out without a pause."""
LONGEST_LINE = 10_000


def insert_bounded(
    source: QMimeData,
    document: QTextDocument,
    insert: Callable[[QMimeData], None],
    refuse: Callable[[InputError], None],
) -> None:
    """Let *insert* put *source* into *document*, or *refuse* it where the text would be too long."""
    if document.characterCount() + len(source.text()) <= LONGEST_TEXT:
        insert(source)
    else:
        refuse(InputError("pasted-text-too-long", limit=f"{LONGEST_TEXT:,}"))


class NoteField(QPlainTextEdit):
    """A text of some lines; files that are dropped on it are none.

    Signals:
        refused: What was pasted is too long.   arg: the InputError
    """

    refused = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take texts."""
        is_file = any(url.isLocalFile() for url in source.urls())
        return not is_file and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted, unless it is too long."""
        insert_bounded(source, self.document(), super().insertFromMimeData, self.refused.emit)


class LineBound(QObject):
    """Keeps a line short enough to be laid out without a pause.

    Signals:
        refused: What was pasted is cut, or typing ended.   arg: the InputError
    """

    refused = Signal(object)

    def __init__(self, line: QLineEdit) -> None:
        """Bound *line*."""
        super().__init__(line)
        line.setMaxLength(LONGEST_LINE)
        line.inputRejected.connect(self._refuse)

    def _refuse(self) -> None:
        self.refused.emit(InputError("line-too-long", limit=f"{LONGEST_LINE:,}"))
