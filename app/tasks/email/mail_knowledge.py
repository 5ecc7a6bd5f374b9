"""What is known of a mail before anything is typed: its recipient, the office, and the mails before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from app.documents.contacts import Contact
from app.errors import DeskhandError
from app.history.recipients import KnownRecipient, RecipientStore
from app.records import Language, Relation, Tone
from app.tasks.email.address_book import AddressBook, ChosenAddressBook
from app.tasks.email.office_profile import OfficeProfile, ProfileFile
from app.tasks.email.recipients import Remembered, facts_of, known_facts, recall
from app.tasks.email.template_form import EmailTemplate

Source = Literal["address-book", "last-time", "office", "mail"]
"""Where a fact that is filled in comes from."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who a mail can go to."""

    name: str
    """As it is written to, or the company where no person is known."""
    address: str = ""
    """E-mail address; may be empty."""
    about: str = ""
    """What tells people of one name apart, in one line."""
    contact: Contact | None = None
    """The entry of the address book, if there is one."""


@dataclass(frozen=True, slots=True)
class People:
    """Those whose names hold what is typed, and why others may be missing."""

    found: tuple[Person, ...] = ()
    troubles: tuple[DeskhandError, ...] = ()


@dataclass(frozen=True, slots=True)
class MailBegun:
    """A mail as far as it is given."""

    template: EmailTemplate
    language: Language
    given: Mapping[str, str]
    """What the user typed, by fact."""
    person: Person | None = None
    """Who was chosen; None where the name was only typed, or not yet."""
    relation: Relation | None = None
    sender: Person | None = None
    """Who wrote the mail that is answered; the recipient where nobody else is given."""


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A value that can be filled in."""

    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known for a mail."""

    facts: Mapping[str, KnownFact] = field(default_factory=dict)
    """By fact name; never one that was typed."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """By fact name, what was given the last time and may be offered."""
    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By the name of a fact that names goods, the office's products: names with their prices."""
    address: str = ""
    """E-mail address of the recipient, where it is known."""
    signature: str = ""
    """What the office puts below its mails."""
    language: Language | None = None
    """The one to write in, as the address book or the mail before has it."""
    tone: Tone | None = None
    relation: Relation | None = None
    troubles: tuple[DeskhandError, ...] = ()
    """Why something may be missing here."""


class MailKnowledge:
    """Knows recipients and the office; any thread may call."""

    def __init__(self, address_book: ChosenAddressBook, profile: ProfileFile, store: RecipientStore) -> None:
        """Look into the *address_book*, the office's *profile*, and what *store* remembers of mails before."""
        self._address_book = address_book
        self._profile = profile
        self._store = store

    def people(self, words: str, most: int = 8) -> People:
        """Return up to *most* people whom *words* may mean: of the address book first, then of mails before."""
        if not words.strip():
            return People()
        troubles: list[DeskhandError] = []
        book = self._address_book.read()
        found = [_person(contact) for contact in book.search(words, most)]
        nobody: tuple[KnownRecipient, ...] = ()
        before = _tried(lambda: self._before(words), troubles, nobody)
        seen = {(person.name, person.address) for person in found}
        named = {person.name for person in found}
        for known in before:
            person = Person(known.shown, known.address)
            is_new = (person.name, person.address) not in seen
            if is_new and (person.address or person.name not in named):
                found.append(person)
        return People(tuple(found[:most]), (*book.troubles, *troubles))

    def with_address(self, address: str) -> Person | None:
        """Return the person of the address book who has the e-mail *address*, or None."""
        contact = self._address_book.read().with_email(address) if address.strip() else None
        return _person(contact) if contact else None

    def about(self, mail: MailBegun) -> Known:
        """Return all that can be filled in or offered for *mail*; trouble is part of the result."""
        troubles: list[DeskhandError] = []
        profile = _tried(self._profile.read, troubles, OfficeProfile())
        person = self._recipient_of(mail)
        contact = person.contact if person else None
        name, address = (person.name, person.address) if person else (_typed_recipient(mail), "")
        remembered = Remembered()
        if name or address:
            remembered = _tried(
                lambda: recall(self._store, mail.template, name, address), troubles, remembered
            )
        facts = known_facts(
            mail.template,
            mail.language,
            mail.given,
            profile=profile,
            contact=contact,
            remembered=remembered,
            relation=mail.relation,
        )
        if (
            person
            and not contact
            and (fact := mail.template.fact("recipient"))
            and not _typed_recipient(mail)
        ):
            facts[fact.name] = person.name
        origin = _Origins(mail, person, remembered)
        return Known(
            facts={key: KnownFact(value, origin.of(key)) for key, value in facts.items()},
            offers={key: value for key, value in remembered.offers.items() if not _is_typed(mail, key)},
            choices=profile.choices_for(mail.template, mail.language),
            address=_answered_at(mail, person) or address,
            signature=profile.signature[mail.language],
            language=remembered.language or (contact.language if contact else None),
            tone=remembered.tone,
            relation=remembered.relation,
            troubles=tuple(troubles),
        )

    def profile(self) -> OfficeProfile:
        """Return the office as it is told now.

        Raises:
            DocumentError: The file cannot be read.
            InputError: It holds a mistake; `line` places it.
        """
        return self._profile.read()

    def book(self) -> AddressBook:
        """Return the address book that is chosen now."""
        return self._address_book.read()

    def _recipient_of(self, mail: MailBegun) -> Person | None:
        """Return who was chosen, else who wrote the mail that is answered, where no other name was typed."""
        if mail.person or mail.sender is None or _typed_recipient(mail):
            return mail.person
        return self.with_address(mail.sender.address) or mail.sender

    def _before(self, words: str) -> tuple[KnownRecipient, ...]:
        terms = words.casefold().split()
        return tuple(
            known
            for known in self._store.known()
            if all(term in f"{known.shown} {known.address}".casefold() for term in terms)
        )


def _answered_at(mail: MailBegun, person: Person | None) -> str:
    """Return the address that *person* wants the answer at, where the mail that is answered came from there."""
    wanted = mail.sender.address if mail.sender else ""
    emails = person.contact.emails if person and person.contact else ()
    return wanted if wanted.casefold() in map(str.casefold, emails) else ""


def _person(contact: Contact) -> Person:
    parts = [contact.company if contact.name else "", contact.department, contact.email]
    return Person(
        contact.name or contact.company or contact.email,
        contact.email,
        "  ·  ".join(filter(None, parts)),
        contact,
    )


def _typed_recipient(mail: MailBegun) -> str:
    fact = mail.template.fact("recipient")
    return mail.given.get(fact.name, "").strip() if fact else ""


def _is_typed(mail: MailBegun, key: str) -> bool:
    return any(
        text.strip() and mail.template.fact(name) == mail.template.fact(key)
        for name, text in mail.given.items()
    )


class _Origins:
    """Tells where facts come from."""

    def __init__(self, mail: MailBegun, person: Person | None, remembered: Remembered) -> None:
        contact = person.contact if person else None
        self._of_contact = facts_of(contact, mail.template, mail.language) if contact else {}
        self._remembered = remembered.facts
        self._about_person: Source = "mail" if person and person == mail.sender else "last-time"

    def of(self, key: str) -> Source:
        """Return where the fact *key* comes from."""
        if key in self._of_contact:
            return "address-book"
        if key == "recipient":
            return self._about_person
        return "last-time" if key in self._remembered else "office"


def _tried(ask: Callable[[], T], troubles: list[DeskhandError], otherwise: T) -> T:
    """Return what *ask* returns, or *otherwise* with the trouble noted."""
    try:
        return ask()
    except DeskhandError as error:
        troubles.append(error)
        return otherwise
