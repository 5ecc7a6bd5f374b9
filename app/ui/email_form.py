"""What is given for a mail: a template with its facts, the style, notes, a mail to answer."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.records import EmailRequest, Language
from app.tasks.email.mail_knowledge import MailBegun, Person
from app.tasks.email.templates import EmailTemplate, TemplateLibrary
from app.text.languages import detect_language
from app.ui.appearance import set_look
from app.ui.field_grid import labelled
from app.ui.mail_sender import SENDER_FACTS, MailSender
from app.ui.page_tools import PageTools
from app.ui.plain_text import show_plainly
from app.ui.recipient_filling import RecipientFilling
from app.ui.recipient_services import MailServices
from app.ui.reply_field import ReplyField
from app.ui.stylesheet import NEAR, STEP
from app.ui.template_choice import TemplateChoice
from app.ui.template_facts import FactGrid
from app.ui.template_menu import TemplateMenu
from app.ui.template_style import StyleChoice
from app.ui.text_bounds import NoteField

_LANGUAGE_TOLD_BY = 5_000
"""Characters of a mail from which its language is told."""


class EmailForm(QWidget):
    """The inputs of a mail.

    Signals:
        changed: Something else is given.
        failed: Something could not be looked up, kept, or taken.    arg: the DeskhandError
        told: Something was done, or may be.    args: title, advice, a BannerAction or None, the BannerKind

    Attributes:
        reply: The mail to answer.
    """

    changed = Signal()
    failed = Signal(object)
    told = Signal(str, str, object, str)

    def __init__(
        self,
        tools: PageTools,
        templates: TemplateLibrary,
        services: MailServices | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._templates = templates
        self._sender = MailSender(tools.memory)
        services = services or MailServices()
        knowledge = services.knowledge
        self._template = TemplateChoice(tools, templates)
        self._menu = TemplateMenu(tools, templates, services.own, self._template)
        self._description = QLabel()
        self._facts = FactGrid(tools, knowledge.people if knowledge else None)
        self._style = StyleChoice()
        self._filling = RecipientFilling(knowledge, self._facts, self._style, self._begun, self._sender.facts)
        self._notes = NoteField()
        self.reply = ReplyField(tools)
        self._lay_out()
        self._connect()
        self._show_template()

    def request(self) -> EmailRequest:
        """Return what is given."""
        notes, reply = self._notes.toPlainText().strip(), self.reply.source()
        usual: Language | None = "ja" if self._tools.sentences.language == "ja" else None
        return EmailRequest(
            template=str(self._template.currentData()),
            facts=self._facts.values(),
            notes=notes,
            reply_to=reply,
            language=self._style.language() or (None if notes or reply else usual),
            tone=self._style.tone(),
            length=self._style.length(),
            relation=self._style.relation(),
            left_out=self.reply.left_out(),
            recipient_address=self._filling.address,
            signature=self._filling.signature,
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
        for field in self._facts.fields:
            field.set_value(str(request.facts.get(field.key, "")))
        self._notes.setPlainText(request.notes)
        self.reply.set_source(request.reply_to, request.left_out)
        self._style.take(request)
        self._filling.take(request.recipient_address, request.signature)

    def set_style(self, request: EmailRequest) -> None:
        """Choose tone, length and language of *request*; what else is given stays."""
        now = self.request()
        with QSignalBlocker(self):
            self._style.take(
                replace(now, tone=request.tone, length=request.length, language=request.language)
            )
        self.changed.emit()

    def set_facts(self, template: str, facts: Mapping[str, str]) -> None:
        """Choose *template* and give *facts*."""
        self.set_request(EmailRequest(template=template, facts=facts))

    def knows(self, template: str) -> bool:
        """Return whether there is such a template."""
        return self._template.findData(template) >= 0

    def is_touched(self) -> bool:
        """Return whether something is given beside the template and who writes."""
        facts = set(self._facts.typed()) - SENDER_FACTS
        return bool(facts or self._notes.toPlainText().strip() or self.reply.source())

    def give_again(self, request: EmailRequest) -> None:
        """Give what *request* holds, and no file of a mail."""
        self.reply.set_file(None)
        self.set_request(request)

    def begin(self, request: EmailRequest) -> tuple[str, str] | None:
        """Give template, facts, notes and mail of *request*, as the person whose mails these are; the style stays.

        Returns:
            What is to be said where there is no such template, title and advice.
        """
        kept = {key: fact.value for key, fact in self._sender.facts().items()}
        now = self.request()
        kept |= {key: value for key, value in now.facts.items() if key in SENDER_FACTS}
        kept |= request.facts
        self.give_again(
            replace(
                now,
                template=request.template or now.template,
                facts=kept,
                notes=request.notes,
                reply_to=request.reply_to,
                left_out=(),
                recipient_address=request.recipient_address,
            )
        )
        if request.reply_to is not None and request.reply_to.path is not None:
            self.reply.set_file(request.reply_to.path)
        self._filling.ask_anew()
        if not request.template or self.knows(request.template):
            return None
        return (
            self.tr("There is no template “{template}”").format(template=request.template),
            self.tr("Choose another one here, or correct its name in the category."),
        )

    def fact_label(self, key: str) -> str:
        """Return what the fact *key* is called."""
        field = self._facts.field(key)
        return field.label() if field else key

    def lacking(self) -> list[str]:
        """Return what the required facts without a value are called."""
        return [field.label() for field in self._facts.fields if field.required and not field.value()]

    def remember_sender(self) -> None:
        """Remember who writes, for the next mail."""
        self._sender.remember(self._facts.fields)

    def template(self) -> EmailTemplate:
        """Return the chosen template."""
        return self._templates.get(str(self._template.currentData()))

    def _show_template(self) -> None:
        template = self.template()
        language = self._tools.sentences.language
        self._description.setText(template.descriptions[language])
        self._style.suppose(template.relation)
        kept = {**self._sender.facts(), **self._facts.state()}
        self._facts.show_template(template, language)
        self._facts.set_state(kept)
        before: QWidget = self._template
        for widget in (self._menu, *(field.editor for field in self._facts.fields), self._notes):
            QWidget.setTabOrder(before, widget)
            before = widget
        self.changed.emit()
        self._filling.ask_anew()

    def _take_mail(self) -> None:
        self._style.set_answering(answering=self.reply.source() is not None, tone=self.reply.tone())
        self._filling.ask_soon()

    def _begun(self) -> MailBegun:
        """Return the mail as it is given now."""
        notes, reply = self._notes.toPlainText(), self.reply.source()
        told = reply.text if reply else notes
        language = self._style.language()
        if language is None:
            told = told[:_LANGUAGE_TOLD_BY]
            language = detect_language(told) if told.strip() else self._tools.sentences.language
        mail = self.reply.mail()
        sender = Person(mail.sender, mail.reply_address or mail.sender_address) if mail else None
        typed, relation = self._facts.typed(), self._style.relation()
        return MailBegun(self.template(), language, typed, self._filling.person, relation, sender)

    def _connect(self) -> None:
        self._template.currentIndexChanged.connect(self._show_template)
        self._menu.failed.connect(self.failed)
        self._menu.told.connect(self.told)
        self._style.changed.connect(self.changed)
        self._style.changed.connect(self._filling.ask)
        self._notes.textChanged.connect(self.changed)
        self.reply.changed.connect(self.changed)
        self.reply.changed.connect(self._take_mail)
        self._facts.changed.connect(self.changed)
        self._facts.refused.connect(self.failed)
        self._notes.refused.connect(self.failed)
        self._filling.filled.connect(self.changed)
        self._filling.failed.connect(self.failed)

    def _lay_out(self) -> None:
        set_look(self._description, "look", "quiet")
        show_plainly(self._description)
        self._description.setWordWrap(True)
        self._notes.setPlaceholderText(self.tr("What else the mail should say, in your own words"))
        self._notes.setTabChangesFocus(True)
        self._notes.setFixedHeight(88)
        self._template.setAccessibleName(self.tr("Template"))
        self._notes.setAccessibleName(self.tr("Notes"))
        choice = QHBoxLayout()
        choice.setSpacing(STEP)
        choice.addWidget(self._template, 1)
        choice.addWidget(self._menu)
        template_label = QLabel(self.tr("&Template"))
        template_label.setBuddy(self._template)
        reply_label = QLabel(self.tr("&Mail to answer"))
        reply_label.setBuddy(self.reply.view.text)
        column = QVBoxLayout(self)
        column.setSpacing(NEAR + STEP)
        head = QVBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(template_label)
        head.addLayout(choice)
        column.addLayout(head)
        column.addWidget(self._description)
        column.addWidget(self._facts)
        column.addLayout(labelled(self.tr("&Notes"), self._notes))
        reply = QVBoxLayout()
        reply.setSpacing(STEP)
        reply.addWidget(reply_label)
        reply.addWidget(self.reply)
        column.addLayout(reply)
        column.addSpacing(STEP)
        column.addWidget(self._style)
        column.addStretch(1)
