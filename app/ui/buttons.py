"""Buttons with an icon: all of one height, the icon well apart from the words."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui.appearance import Appearance
from app.ui.icons import Symbol
from app.ui.theme import Role

ICON_SIZE = QSize(22, 16)
"""Wider than the icon itself: Qt puts the words closer to it than the grid has it."""


def keys_words(keys: str) -> str:
    """Return *keys*, such as `Ctrl+S`, as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def icon_button(
    look: Appearance, words: str, symbol: Symbol, tip: str = "", role: Role = "text"
) -> QPushButton:
    """Return a button that says *words* beside an icon; *tip* explains it."""
    button = QPushButton(words)
    button.setAutoDefault(False)  # in a dialog, the Enter that ends a line would press it
    button.setIconSize(ICON_SIZE)
    button.setToolTip(tip)
    look.dress(button, symbol, role)
    return button


def icon_tool(look: Appearance, symbol: Symbol, words: str) -> QToolButton:
    """Return a button that shows an icon only; *words* name it in a tip and to screen readers."""
    tool = QToolButton()
    tool.setIconSize(QSize(16, 16))
    tool.setToolTip(words)
    tool.setAccessibleName(words)
    look.dress(tool, symbol)
    return tool
