"""Offers, while a name is typed, the people who may be meant."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.tasks.email.mail_knowledge import People, Person
from app.ui.appearance import Appearance
from app.ui.entry_list import Entry
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.line_completion import LineCompletion

FindPeople = Callable[[str], People]
"""Returns whom some words may mean; called beside the window."""


class RecipientCompletion(LineCompletion):
    """Watches a line in which a name is typed.

    Signals:
        chosen: Somebody is meant.                       arg: the Person
        failed: Somebody may be missing from the list; told each time.   arg: the DeskhandError
    """

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, line: QLineEdit, look: Appearance, find: FindPeople) -> None:
        super().__init__(line, look, self.tr("People who may be meant"))
        self._find = find
        self._wanted = ""
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self._take_found)
        self._bridge.failed.connect(self.failed)

    def _search(self, words: str) -> None:
        self._wanted = words
        if not self._bridge.running:
            find = self._find

            def search(_reports: Reports) -> tuple[str, People]:
                return words, find(words)

            self._bridge.start(search)

    def _take_found(self, answer: tuple[str, People]) -> None:
        words, people = answer
        for error in people.troubles:
            self.failed.emit(error)
        if words == self._wanted:
            self._show([_entry(person) for person in people.found])
        elif self._wanted:
            self._search(self._wanted)

    def _choose(self, entry: Entry) -> None:
        self._wanted = ""
        if isinstance(entry.payload, Person):
            self.chosen.emit(entry.payload)

    def _close(self) -> None:
        self._wanted = ""
        super()._close()


def _entry(person: Person) -> Entry:
    symbol = Symbol.PERSON if person.contact else Symbol.HISTORY
    return Entry(person.name, person.about or person.address, symbol, "quiet", payload=person)
