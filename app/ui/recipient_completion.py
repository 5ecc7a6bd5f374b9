"""Offers, while a name is typed, the people who may be meant; safe with input methods."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

from app.tasks.email.mail_knowledge import People, Person
from app.ui.appearance import Appearance
from app.ui.entry_list import Entry
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.recipient_popup import SuggestionPopup

FindPeople = Callable[[str], People]
"""Returns whom some words may mean; called beside the window."""

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RecipientCompletion(QObject):
    """Watches a line in which a name is typed.

    While an input method converts there is no list, and nothing is selected in it until an arrow key is
    pressed: the Enter that ends a conversion can choose nobody.

    Signals:
        chosen: Somebody is meant.                       arg: the Person
        failed: Somebody may be missing from the list; told each time.   arg: the DeskhandError
    """

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, line: QLineEdit, look: Appearance, find: FindPeople) -> None:
        super().__init__(line)
        self._line = line
        self._find = find
        self._wanted = ""
        self._converting = False
        self._follows = False
        self._bridge = JobBridge(self)
        self.popup = SuggestionPopup(look, self.tr("People who may be meant"), line)
        self._bridge.finished.connect(self._show)
        self._bridge.failed.connect(self.failed)
        self.popup.chosen.connect(self._choose)
        line.textEdited.connect(self._search)
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

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._converting:
            return False
        key = event.key()
        if self.popup.isHidden():
            if key == Qt.Key.Key_Down and self._line.text().strip():
                self._search(self._line.text())
                return True
            return False
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self._close()
            return True
        return key in _ENTER and self.popup.choose_selected()

    def _search(self, words: str) -> None:
        self._wanted = words.strip()
        if self._converting or not self._wanted:
            self._close()
            return
        if not self._bridge.running:
            wanted, find = self._wanted, self._find

            def search(_reports: Reports) -> tuple[str, People]:
                return wanted, find(wanted)

            self._bridge.start(search)

    def _show(self, answer: tuple[str, People]) -> None:
        words, people = answer
        for error in people.troubles:
            self.failed.emit(error)
        if words != self._wanted:
            if self._wanted:
                self._search(self._wanted)
            return
        if self._converting or not self._line.hasFocus():
            return
        self.popup.show_below(self._line, [_entry(person) for person in people.found])

    def _choose(self, entry: Entry) -> None:
        self._wanted = ""
        if isinstance(entry.payload, Person):
            self.chosen.emit(entry.payload)

    def _close(self) -> None:
        self._wanted = ""
        self.popup.hide()

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


def _entry(person: Person) -> Entry:
    symbol = Symbol.PERSON if person.contact else Symbol.HISTORY
    return Entry(person.name, person.about or person.address, symbol, "quiet", payload=person)
