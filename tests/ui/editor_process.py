"""A program of somebody else's with one text in it: `python editor_process.py TEXT [CONTENT]`.

It selects what stands between square brackets, puts CONTENT on the clipboard, and tells on standard output that it is
there, then its whole text after each change, as lines of JSON.
"""

import json
import sys

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit


def content(kind: str) -> QMimeData:
    """Return what `CONTENT` names: `text`, `rich`, `image`, `files` or `all`."""
    made = QMimeData()
    if kind in {"text", "rich", "all"}:
        made.setText("What was copied before. 写し。")
    if kind in {"rich", "all"}:
        made.setHtml("<p>What was <b>copied</b> before.</p>")
        made.setData("text/rtf", rb"{\rtf1 What was \b copied\b0  before.}")
    if kind in {"files", "all"}:
        made.setUrls([QUrl.fromLocalFile("/home/a/Angebot 2026.pdf"), QUrl.fromLocalFile("/home/a/b.txt")])
    if kind in {"image", "all"}:
        picture = QImage(600, 400, QImage.Format.Format_RGB32)
        picture.fill(QColor(200, 30, 90))
        for step in range(400):
            picture.setPixelColor(step, step, QColor(step % 256, 7, 255 - step % 256))
        made.setImageData(picture)
    return made


def main() -> None:
    """Show the text."""
    app = QApplication([])
    before, wanted, after = sys.argv[1].replace("[", "]").split("]")
    editor = QPlainTextEdit(before + wanted + after)
    editor.setWindowTitle("Somebody's editor")
    editor.textChanged.connect(lambda: _tell(editor.toPlainText()))

    def begin() -> None:
        if not editor.isActiveWindow():
            return
        app.focusChanged.disconnect(begin)
        cursor = editor.textCursor()
        cursor.setPosition(len(before))
        cursor.setPosition(len(before + wanted), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        clipboard = app.clipboard()
        if wanted:
            clipboard.setText(wanted, clipboard.Mode.Selection)  # as marking with the mouse does
        for kind in sys.argv[2:]:
            clipboard.setMimeData(content(kind))
        _tell(editor.toPlainText())

    app.focusChanged.connect(begin)
    editor.show()
    editor.activateWindow()
    app.exec()


def _tell(text: str) -> None:
    sys.stdout.write(json.dumps(text) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
