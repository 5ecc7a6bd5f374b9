"""A field for a key combination: click it and press the keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.keys import KeyCombination, Modifier, check_usable
from app.errors import DeskhandError, InputError
from app.ui.buttons import keys_words

_MODIFIERS: tuple[tuple[Qt.KeyboardModifier, Modifier], ...] = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
    (Qt.KeyboardModifier.MetaModifier, "Meta"),
)
_ONLY_MODIFIERS = {
    Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
}  # fmt: skip
_MOVES_ON = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_TAKES_AWAY = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class KeyField(QLineEdit):
    """Shows a key combination as this system writes it, and takes the next one that is pressed in it.

    Signals:
        keys_changed: Another combination is chosen, or none.
        refused: What was pressed cannot be held for the whole desktop.   arg: the DeskhandError
    """

    keys_changed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: str | None = None
        self.setReadOnly(True)  # what is pressed is not written
        self.setPlaceholderText(self.tr("Press the keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keys(self) -> str | None:
        """Return the portable name of the combination; None where none is chosen."""
        return self._keys

    def set_keys(self, keys: str | None) -> None:
        """Choose *keys* by their portable name, or none."""
        changed = keys != self._keys
        self._keys = keys
        self.setText(keys_words(keys) if keys else "")
        if changed:
            self.keys_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Take combinations that would otherwise be shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.modifiers() or event.key() not in _MOVES_ON)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the combination that is pressed."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ONLY_MODIFIERS:
            return
        if plain and event.key() in _MOVES_ON:
            super().keyPressEvent(event)
        elif plain and event.key() in _TAKES_AWAY:
            self.set_keys(None)
        else:
            self._take(event)

    def _take(self, event: QKeyEvent) -> None:
        try:
            keys = _combination(event)
            check_usable(keys)
        except DeskhandError as error:
            self.refused.emit(error)
        else:
            self.set_keys(str(keys))


def _combination(event: QKeyEvent) -> KeyCombination:
    """Return the combination that *event* means.

    Raises:
        InputError: `key-not-usable`.
    """
    names: list[str] = [name for flag, name in _MODIFIERS if event.modifiers() & flag]
    key = event.key()
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24:
        names.append(f"F{key - Qt.Key.Key_F1 + 1}")
    elif key == Qt.Key.Key_Space:
        names.append("Space")
    elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        names.append(chr(key))
    else:
        shown = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.NativeText)
        raise InputError("key-not-usable", keys=shown)
    return KeyCombination.parse("+".join(names))
