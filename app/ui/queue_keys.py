"""What the keys mean while inquiries are decided one after the other."""

import unicodedata
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WAY: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def figure_of(sign: str) -> int | None:
    """Return the figure that *sign* is, also a full-width one, else None."""
    return unicodedata.decimal(sign, None) if len(sign) == 1 else None


class QueueKeys(QObject):
    """Tells what is wished by keys, wherever in the queue they are pressed.

    Signals:
        figure_typed: A category by its number.          arg: 0 to 9
        letters_typed: More letters of a name.           arg: the letters
        letter_erased: The last letter is to go.
        stepped: Another line of the list.               arg: -1 or 1
        went: Another inquiry.                           arg: -1 or 1
        accepted: What is selected is right.
        undo_wanted: The last decision was wrong.
        left: Enough for now.
    """

    figure_typed = Signal(int)
    letters_typed = Signal(str)
    letter_erased = Signal()
    stepped = Signal(int)
    went = Signal(int)
    accepted = Signal()
    undo_wanted = Signal()
    left = Signal()

    def __init__(self, queue: QWidget, choices: QWidget, letters: QLineEdit, text: QWidget) -> None:
        """Listen in *queue*, where focus is mostly in *choices*; *letters* and *text* keep keys of their own."""
        super().__init__(queue)
        self._letters = letters
        self._text = text
        self._at_home = (choices, letters, text)
        for widget in (queue, *self._at_home):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that means something here, before the window or the widget does."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            taken = event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Undo)
            event.setAccepted(taken)
            return taken
        wish = self._wish(watched, event) if event.type() == QEvent.Type.KeyPress else None
        if wish is not None:
            wish()
        return wish is not None

    def _wish(self, watched: QObject, event: QKeyEvent) -> Callable[[], None] | None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo_wanted.emit
        if event.modifiers() & _HELD:
            return None
        if key in {Qt.Key.Key_Escape, *_ENTER}:
            return self.left.emit if key == Qt.Key.Key_Escape else self._enter
        if key in _WAY:
            typing = watched is self._letters and self._letters.text()
            return None if typing else partial(self.went.emit, _WAY[key])
        if key in _LINES:
            return None if watched is self._text else partial(self.stepped.emit, _LINES[key])
        return self._typed(watched, event)

    def _typed(self, watched: QObject, event: QKeyEvent) -> Callable[[], None] | None:
        figure = figure_of(event.text())
        if figure is not None:
            return partial(self.figure_typed.emit, figure)
        if watched is self._letters or isinstance(QApplication.focusWidget(), QAbstractButton):
            return None
        if event.key() == Qt.Key.Key_Backspace:
            return self.letter_erased.emit
        letters = event.text() if self._letters.text() else event.text().strip()
        return partial(self.letters_typed.emit, letters) if letters and letters.isprintable() else None

    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif focused in self._at_home:
            self.accepted.emit()
