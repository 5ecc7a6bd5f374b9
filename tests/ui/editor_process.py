"""A program of somebody else's with one text in it, run in a process of its own: `python editor_process.py TEXT`.

It tells on standard output that it is there, then its whole text after each change, as a line of JSON.
"""

import json
import sys

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit


def main() -> None:
    """Show the text, with what stands between square brackets selected."""
    app = QApplication([])
    before, wanted, after = sys.argv[1].replace("[", "]").split("]")
    editor = QPlainTextEdit(before + wanted + after)
    editor.setWindowTitle("Somebody's editor")
    editor.textChanged.connect(lambda: _tell(editor.toPlainText()))
    editor.show()
    editor.activateWindow()

    def select() -> None:
        if not editor.isActiveWindow():
            return
        app.focusChanged.disconnect(select)
        cursor = editor.textCursor()
        cursor.setPosition(len(before))
        cursor.setPosition(len(before + wanted), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        app.clipboard().setText(wanted, app.clipboard().Mode.Selection)  # as marking with the mouse does
        _tell(editor.toPlainText())

    app.focusChanged.connect(select)
    app.exec()


def _tell(text: str) -> None:
    sys.stdout.write(json.dumps(text) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
