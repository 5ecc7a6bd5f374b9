"""What is given for a mail: a template with its facts, the style, notes, a mail to answer."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.records import EmailRequest, Language, Length, Tone
from app.tasks.email.templates import EmailTemplate, Fact, TemplateLibrary
from app.ui.appearance import set_look
from app.ui.choice_box import ChoiceBox
from app.ui.fact_field import FactField
from app.ui.field_grid import fill_grid, labelled
from app.ui.mnemonics import with_mnemonics
from app.ui.page_tools import PageTools
from app.ui.reply_field import ReplyField
from app.ui.stylesheet import NEAR, STEP

_TAKEN_LETTERS = "tlongms"
"""Mnemonics of the fixed labels below and beside the draft."""

_SENDER_FACTS = frozenset({"sender", "company", "phone"})
_SENDER_KEY = "email-sender"


class EmailForm(QWidget):
    """The inputs of a mail.

    Signals:
        changed: Something else is given.

    Attributes:
        reply: The mail to answer.
    """

    changed = Signal()

    def __init__(self, tools: PageTools, templates: TemplateLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._templates = templates
        self._fields: list[FactField] = []
        self._template = ChoiceBox()
        self._description = QLabel()
        self._language = ChoiceBox()
        self._tone = ChoiceBox()
        self._length = ChoiceBox()
        self._facts = QWidget()
        self._notes = QPlainTextEdit()
        self.reply = ReplyField(tools)
        self._fill_choices()
        self._lay_out()
        self._connect()
        self._show_template()

    def request(self) -> EmailRequest:
        """Return what is given."""
        return EmailRequest(
            template=str(self._template.currentData()),
            facts={field.key: field.value() for field in self._fields if field.value()},
            notes=self._notes.toPlainText().strip(),
            reply_to=self.reply.source(),
            language=self._language.currentData() or None,
            tone=Tone(self._tone.currentData()),
            length=Length(self._length.currentData()),
        )

    def set_request(self, request: EmailRequest) -> None:
        """Give what *request* holds; `changed` is told once."""
        with QSignalBlocker(self):
            self._take(request)
        self.changed.emit()

    def _take(self, request: EmailRequest) -> None:
        place = self._template.findData(request.template)
        if place >= 0:
            self._template.setCurrentIndex(place)
        for field in self._fields:
            field.set_value(str(request.facts.get(field.key, "")))
        self._notes.setPlainText(request.notes)
        self.reply.set_source(request.reply_to)
        self._language.setCurrentIndex(max(self._language.findData(request.language or ""), 0))
        self._tone.setCurrentIndex(self._tone.findData(request.tone.value))
        self._length.setCurrentIndex(self._length.findData(request.length.value))

    def set_facts(self, template: str, facts: Mapping[str, str]) -> None:
        """Choose *template* and give *facts*."""
        self.set_request(EmailRequest(template=template, facts=facts))

    def knows(self, template: str) -> bool:
        """Return whether there is such a template."""
        return self._template.findData(template) >= 0

    def is_touched(self) -> bool:
        """Return whether something is given beside the template and who writes."""
        facts = {key for key, value in self.request().facts.items() if value} - _SENDER_FACTS
        return bool(facts or self._notes.toPlainText().strip() or self.reply.source())

    def give_again(self, request: EmailRequest) -> None:
        """Give what *request* holds, and no file of a mail."""
        self.reply.set_file(None)
        self.set_request(request)

    def begin_reply(self, request: EmailRequest) -> None:
        """Give the template and the mail of *request*, as the person whose mails these are; the style stays."""
        kept = dict(self._tools.memory.get(_SENDER_KEY) or {})
        now = self.request()
        kept |= {key: value for key, value in now.facts.items() if key in _SENDER_FACTS}
        kept |= request.facts
        self.give_again(
            replace(now, template=request.template, facts=kept, notes="", reply_to=request.reply_to)
        )
        if request.reply_to is not None and request.reply_to.path is not None:
            self.reply.set_file(request.reply_to.path)

    def fact_label(self, key: str) -> str:
        """Return what the fact *key* is called."""
        return next((field.label() for field in self._fields if field.key == key), key)

    def lacking(self) -> list[str]:
        """Return what the required facts without a value are called."""
        return [field.label() for field in self._fields if field.required and not field.value()]

    def remember_sender(self) -> None:
        """Remember who writes, for the next mail."""
        values = {field.key: field.value() for field in self._fields if field.key in _SENDER_FACTS}
        self._tools.memory.put(_SENDER_KEY, values)

    def template(self) -> EmailTemplate:
        """Return the chosen template."""
        return self._templates.get(str(self._template.currentData()))

    def _show_template(self) -> None:
        template = self.template()
        language = self._tools.sentences.language
        self._description.setText(template.descriptions[language])
        kept = dict(self._tools.memory.get(_SENDER_KEY) or {})
        kept |= {field.key: field.value() for field in self._fields if field.value()}
        self._replace_fields(template, language)
        for field in self._fields:
            if kept.get(field.key):
                field.set_value(kept[field.key])
        self.changed.emit()

    def _replace_fields(self, template: EmailTemplate, language: Language) -> None:
        grid = self._facts.layout()
        assert isinstance(grid, QGridLayout)  # noqa: S101 - made in _lay_out
        for field in self._fields:
            grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        labels = with_mnemonics([fact.labels[language] for fact in template.facts], _TAKEN_LETTERS)
        self._fields = [
            self._field(fact, label, language) for fact, label in zip(template.facts, labels, strict=True)
        ]
        fill_grid(grid, self._fields, [field.short for field in self._fields])
        before: QWidget = self._template
        for widget in (*(field.editor for field in self._fields), self._notes):
            QWidget.setTabOrder(before, widget)
            before = widget

    def _field(self, fact: Fact, label: str, language: Language) -> FactField:
        field = FactField(
            self._tools, fact.name, str(fact.type), label, fact.help[language], required=fact.required
        )
        field.changed.connect(self.changed)
        return field

    def _fill_choices(self) -> None:
        language = self._tools.sentences.language
        for template in self._templates.all():
            self._template.addItem(template.titles[language], template.id)
        self._language.addItem(self.tr("As the mail"), "")
        self._language.addItem(self.tr("English"), "en")
        self._language.addItem(self.tr("Japanese"), "ja")
        for words, tone in (
            (self.tr("Plain"), Tone.PLAIN),
            (self.tr("Warm"), Tone.WARM),
            (self.tr("Formal"), Tone.FORMAL),
        ):
            self._tone.addItem(words, tone.value)
        for words, length in (
            (self.tr("Short"), Length.SHORT),
            (self.tr("Normal"), Length.NORMAL),
            (self.tr("Long"), Length.LONG),
        ):
            self._length.addItem(words, length.value)
        self._length.setCurrentIndex(1)

    def _connect(self) -> None:
        self._template.currentIndexChanged.connect(self._show_template)
        for choice in (self._language, self._tone, self._length):
            choice.currentIndexChanged.connect(self.changed)
        self._notes.textChanged.connect(self.changed)
        self.reply.changed.connect(self.changed)

    def _lay_out(self) -> None:
        set_look(self._description, "look", "quiet")
        self._description.setWordWrap(True)
        QGridLayout(self._facts)
        self._notes.setPlaceholderText(self.tr("What else the mail should say, in your own words"))
        self._notes.setTabChangesFocus(True)
        self._notes.setFixedHeight(88)
        style = QHBoxLayout()
        style.setSpacing(NEAR)
        for words, choice in (
            (self.tr("&Language"), self._language),
            (self.tr("T&one"), self._tone),
            (self.tr("Len&gth"), self._length),
        ):
            choice.setAccessibleName(words.replace("&", ""))
            style.addLayout(labelled(words, choice), 1)
        self._template.setAccessibleName(self.tr("Template"))
        self._notes.setAccessibleName(self.tr("Notes"))
        reply_label = QLabel(self.tr("&Mail to answer"))
        reply_label.setBuddy(self.reply.label_buddy())
        column = QVBoxLayout(self)
        column.setSpacing(NEAR + STEP)
        column.addLayout(labelled(self.tr("&Template"), self._template))
        column.addWidget(self._description)
        column.addWidget(self._facts)
        column.addLayout(labelled(self.tr("&Notes"), self._notes))
        reply = QVBoxLayout()
        reply.setSpacing(STEP)
        reply.addWidget(reply_label)
        reply.addWidget(self.reply)
        column.addLayout(reply)
        column.addSpacing(STEP)
        column.addLayout(style)
        column.addStretch(1)
