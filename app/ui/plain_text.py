"""Words that are shown as they stand: Qt would take `<img src=...>` in a subject for a picture, and load it."""

import html

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel


def show_plainly(*labels: QLabel) -> None:
    """Let *labels* show whatever text they get sign by sign."""
    for label in labels:
        label.setTextFormat(Qt.TextFormat.PlainText)


def plain_tip(text: str) -> str:
    """Return *text* so that a tip shows it sign by sign; tips know no plain format."""
    if not GuiQt.mightBeRichText(text):
        return text
    lines = html.escape(text).replace("\n", "<br>")
    return f"<qt>{lines}</qt>"
