"""Offers, while something is typed into a line, what may be meant; safe with input methods."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QScrollArea, QWidget

from app.ui.appearance import Appearance
from app.ui.entry_list import Entry
from app.ui.recipient_popup import SuggestionPopup

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LineCompletion(QObject):
    """Watches a line and shows a list below it; what is searched, and what a choice does, is told by who derives.

    While an input method converts there is no list, and nothing is selected in it until an arrow key is
    pressed: the Enter that ends a conversion can choose nothing.

    Attributes:
        popup: The list.
        opens_empty: Whether the arrow key down opens it while nothing is typed.
    """

    def __init__(self, line: QLineEdit, look: Appearance, name: str) -> None:
        """Complete *line*; *name* is what the list is called."""
        super().__init__(line)
        self.opens_empty = False
        self._line = line
        self._converting = False
        self._follows = False
        self.popup = SuggestionPopup(look, name, line)
        self.popup.chosen.connect(self._choose)
        line.textEdited.connect(self._take_words)
        line.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while it is there."""
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            self._converting = bool(event.preeditString())
            if self._converting:
                self._close()
        elif kind in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move}:
            self._close()
        elif kind == QEvent.Type.FocusIn:
            self._follow_scrolling()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and not self.popup.isHidden():
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._take_key(event)
        return False

    def _search(self, words: str) -> None:
        """Look for what *words*, without blanks around them, may mean, and `_show` it."""
        raise NotImplementedError

    def _choose(self, entry: Entry) -> None:
        """Take what was chosen."""
        raise NotImplementedError

    def _show(self, entries: Sequence[Entry]) -> None:
        """Show *entries*, unless the person has gone elsewhere."""
        if not self._converting and self._line.hasFocus():
            self._bring_into_view()
            self.popup.show_below(self._line, entries)

    def _bring_into_view(self) -> None:
        """Scroll to the line: a list beside nothing belongs to nothing."""
        parent: QWidget | None = self._line.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(self._line)
            parent = parent.parentWidget()

    def _close(self) -> None:
        self.popup.hide()

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._converting:
            return False
        key = event.key()
        if self.popup.isHidden():
            words = self._line.text().strip()
            if key == Qt.Key.Key_Down and (words or self.opens_empty):
                self._search(words)
                return True
            return False
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self._close()
            return True
        return key in _ENTER and self.popup.choose_selected()

    def _take_words(self, typed: str) -> None:
        words = typed.strip()
        if self._converting or not words:
            self._close()
        else:
            self._search(words)

    def _follow_scrolling(self) -> None:
        """Close the list when the page under it is scrolled."""
        if self._follows:
            return
        self._follows = True
        parent: QWidget | None = self._line.parentWidget()
        while parent is not None:
            if isinstance(parent, QAbstractScrollArea):
                bar = parent.verticalScrollBar()
                bar.valueChanged.connect(self._close)
            parent = parent.parentWidget()
