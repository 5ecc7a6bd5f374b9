"""The fields for the facts of a mail's template."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.records import Language
from app.tasks.email.mail_knowledge import KnownFact
from app.tasks.email.templates import EmailTemplate, Fact
from app.ui.fact_field import FactField
from app.ui.field_grid import fill_grid
from app.ui.mnemonics import with_mnemonics
from app.ui.page_tools import PageTools
from app.ui.recipient_completion import FindPeople, RecipientCompletion

_TAKEN_LETTERS = "tlongmsd"
"""Mnemonics of the fixed labels around the fields and beside the draft."""
RECIPIENT = "recipient"


class FactGrid(QWidget):
    """A field for each fact; the recipient's completes from the address book.

    Signals:
        changed: A value is another one.
        shown: The fields came into view; what is known may have changed meanwhile.
        taken_back: What was filled in is not wanted.       arg: the name of the fact
        recipient_edited: The recipient is being typed.
        recipient_typed: The recipient was typed to its end.
        person_chosen: Somebody was chosen.                  arg: the Person
        product_chosen: Goods were chosen from the office's products.
        failed: The address book could not be read.          arg: the DeskhandError
        refused: What was pasted is too long.                arg: the InputError

    Attributes:
        fields: In the order of the template.
        completion: Of the recipient's field; None where nobody is known, or the template has no recipient.
    """

    changed = Signal()
    shown = Signal()
    taken_back = Signal(str)
    recipient_edited = Signal()
    recipient_typed = Signal()
    person_chosen = Signal(object)
    product_chosen = Signal()
    failed = Signal(object)
    refused = Signal(object)

    def __init__(self, tools: PageTools, find: FindPeople | None, parent: QWidget | None = None) -> None:
        """Complete recipients by *find*, where it is there."""
        super().__init__(parent)
        self._tools = tools
        self._find = find
        self._grid = QGridLayout(self)
        self.fields: list[FactField] = []
        self.completion: RecipientCompletion | None = None

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the fields are looked at."""
        super().showEvent(event)
        self.shown.emit()

    def show_template(self, template: EmailTemplate, language: Language) -> None:
        """Show empty fields for *template*, labelled in *language*."""
        for field in self.fields:
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.completion = None
        labels = with_mnemonics([fact.labels[language] for fact in template.facts], _TAKEN_LETTERS)
        self.fields = [
            self._field(fact, label, language) for fact, label in zip(template.facts, labels, strict=True)
        ]
        fill_grid(self._grid, self.fields, [field.short for field in self.fields])

    def field(self, key: str) -> FactField | None:
        """Return the field of the fact *key*."""
        return next((field for field in self.fields if field.key == key), None)

    def values(self) -> dict[str, str]:
        """Return what is given, by fact."""
        return {field.key: field.value() for field in self.fields if field.value()}

    def typed(self) -> dict[str, str]:
        """Return what the user gave, by fact; what was filled in is not among it."""
        return {field.key: field.value() for field in self.fields if field.value() and field.source is None}

    def state(self) -> dict[str, KnownFact | str]:
        """Return all values; those that were filled in know where they come from."""
        return {
            field.key: KnownFact(field.value(), field.source) if field.source else field.value()
            for field in self.fields
            if field.value()
        }

    def set_state(self, state: dict[str, KnownFact | str], *, only: Iterable[str] | None = None) -> None:
        """Show values as `state` returned them; with *only*, no other field is touched."""
        wanted = set(only) if only is not None else None
        for field in self.fields:
            if wanted is not None and field.key not in wanted:
                continue
            value = state.get(field.key, "")
            if isinstance(value, KnownFact):
                field.fill(value.value, value.source)
            else:
                field.set_value(value)

    def _field(self, fact: Fact, label: str, language: Language) -> FactField:
        made = FactField(
            self._tools, fact.name, str(fact.type), label, fact.help[language], required=fact.required
        )
        made.changed.connect(self.changed)
        made.taken_back.connect(self._tell_taken_back)
        made.product_chosen.connect(self.product_chosen)
        made.refused.connect(self.refused)
        if fact.variable == RECIPIENT and isinstance(made.editor, QLineEdit):
            self._watch_recipient(made.editor)
        return made

    def _watch_recipient(self, line: QLineEdit) -> None:
        line.textEdited.connect(self.recipient_edited)
        line.editingFinished.connect(self._tell_recipient)
        if self._find is not None:
            self.completion = RecipientCompletion(line, self._tools.look, self._find)
            self.completion.chosen.connect(self.person_chosen)
            self.completion.failed.connect(self.failed)

    def _tell_recipient(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit) and line.isModified():
            line.setModified(False)
            self.recipient_typed.emit()

    def _tell_taken_back(self) -> None:
        field = self.sender()
        if isinstance(field, FactField):
            self.taken_back.emit(field.key)
