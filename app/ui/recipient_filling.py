"""Fills the facts of a mail with what is known of its recipient and the office."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import DeskhandError
from app.tasks.email.mail_knowledge import Known, KnownFact, MailBegun, Person
from app.ui.job_bridge import JobBridge, Reports
from app.ui.recipient_services import KnowsMails
from app.ui.template_facts import RECIPIENT, FactGrid
from app.ui.template_style import StyleChoice

_PAUSE_MS = 300


class RecipientFilling(QObject):
    """Asks what is known beside the window, and puts it into the fields; what was typed stays.

    Signals:
        filled: The fields hold what is known.
        failed: Something could not be looked up.   arg: the DeskhandError

    Attributes:
        person: Who was chosen as the recipient.
        address: E-mail address of the recipient, where it is known.
        signature: What the office puts below its mails.
    """

    filled = Signal()
    failed = Signal(object)

    def __init__(
        self,
        knowledge: KnowsMails | None,
        facts: FactGrid,
        style: StyleChoice,
        begun: Callable[[], MailBegun],
        own: Callable[[], Mapping[str, KnownFact]],
    ) -> None:
        """Fill *facts* and *style*.

        Args:
            knowledge: Whom to ask; None where nothing is known.
            facts: The fields.
            style: Language, tone and relation follow the recipient until the user chooses.
            begun: Tells the mail as it is given now.
            own: Tells what the one who writes gave the last time.
        """
        super().__init__(facts)
        self.person: Person | None = None
        self.address = ""
        self.signature = ""
        self._earlier_address = ""
        """Of an earlier mail that was taken, until somebody else is meant."""
        self._knowledge = knowledge
        self._facts = facts
        self._style = style
        self._begun = begun
        self._own = own
        self._before: dict[str, KnownFact | str] = {}
        self._refused: set[str] = set()
        self._told: set[str] = set()
        self._again = False
        self._style_follows = False
        self._pause = QTimer(self)
        self._bridge = JobBridge(self)
        self._connect()

    def ask(self) -> None:
        """Look up what is known of the mail as it is given now."""
        knowledge = self._knowledge
        if knowledge is None:
            return
        if self._bridge.running:
            self._again = True
            return
        self._again = False
        mail = self._begun()

        def look_up(_reports: Reports) -> Known:
            return knowledge.about(mail)

        self._bridge.start(look_up)

    def ask_anew(self) -> None:
        """Likewise, and fill what was left empty before, too."""
        self._refused.clear()
        self.ask()

    def ask_soon(self) -> None:
        """Look up what is known when nothing more changes for a moment."""
        self._pause.start()

    def take(self, address: str, signature: str) -> None:
        """Take an earlier mail as it was: what is empty in it stays so."""
        self.person = None
        self._before = {}
        self.address = self._earlier_address = address
        self.signature = signature
        self._again = self._bridge.running  # what is being looked up is about another mail
        self._refused = {field.key for field in self._facts.fields if not field.value()}

    def tell(self, error: DeskhandError) -> None:
        """Tell of a trouble once."""
        if str(error) not in self._told:
            self._told.add(str(error))
            self.failed.emit(error)

    def _choose(self, person: Person) -> None:
        self._before = self._facts.state()
        self.person = person
        self.address = person.address
        self._earlier_address = ""
        self._style.leave_open()
        recipient = self._facts.field(RECIPIENT)
        if recipient:
            recipient.fill(person.name, "address-book" if person.contact else "last-time")
        self._follow()

    def _forget_person(self) -> None:
        self.person = None
        self.address = self._earlier_address = ""
        self._before = {}
        self._again = self._bridge.running

    def _follow(self) -> None:
        """Fill in for the recipient who is given now."""
        self._style_follows = True
        self.ask_anew()

    def _take_back(self, key: str) -> None:
        """Leave a field empty; the recipient's takes all back that came with it."""
        if key != RECIPIENT:
            self._refused.add(key)
            return
        before = {**self._own(), **self._before}
        known = (None, "office")
        filled = [field.key for field in self._facts.fields if field.source not in known or field.key == key]
        self._refused |= set(filled) - set(before)
        self._forget_person()
        self._facts.set_state(before, only=filled)
        self._style.suggest(None, None, None)

    def _put_in(self, known: Known) -> None:
        if self._again:
            self.ask()
            return
        self.signature = known.signature
        self.address = known.address or self._earlier_address
        facts = {**self._own(), **known.facts}
        for field in self._facts.fields:
            # Nothing is put where somebody is about to type.
            is_open = field.source is not None or not (field.value() or field.editor.hasFocus())
            if is_open and field.key not in self._refused:
                fact = facts.get(field.key)
                field.fill(fact.value if fact else "", fact.source if fact else None)
            field.offer(known.offers.get(field.key, ""))
            field.offer_products(known.choices.get(field.key, ()))
        if self._style_follows:
            self._style_follows = False
            self._style.suggest(known.language, known.tone, known.relation)
        self.filled.emit()
        for error in known.troubles:
            self.tell(error)

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._bridge.finished.connect(self._put_in)
        self._bridge.failed.connect(self.tell)
        self._facts.shown.connect(self.ask)
        self._facts.person_chosen.connect(self._choose)
        self._facts.product_chosen.connect(self.ask)
        self._facts.recipient_edited.connect(self._forget_person)
        self._facts.recipient_typed.connect(self._follow)
        self._facts.taken_back.connect(self._take_back)
        self._facts.failed.connect(self.tell)
