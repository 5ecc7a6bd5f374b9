"""What is known of the one who a mail goes to: from the address book, and from the mails before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

from app.documents.contacts import Contact
from app.history.recipients import RecipientStore
from app.records import EmailRequest, Language, Relation, Tone
from app.tasks.email.office_profile import OFFICE_FACTS, OfficeProfile
from app.tasks.email.template_form import EmailTemplate, Fact, FactType

_RECIPIENT = "recipient"
_ABOUT_RECIPIENT: Mapping[str, str] = MappingProxyType(
    {
        name: source
        for source, names in {
            "company": ("recipient_company", "customer_company"),
            "department": ("recipient_department",),
            "title": ("recipient_title",),
            "email": ("recipient_email", "customer_email"),
            "phone": ("recipient_phone", "customer_phone"),
            "address": ("recipient_address", "customer_address"),
        }.items()
        for name in names
    }
)
"""Facts about the recipient, with the field of a contact that tells them."""
_LASTING_TYPES = frozenset({FactType.PERSON, FactType.ORGANISATION, FactType.EMAIL, FactType.PHONE})
_LASTING = frozenset({"delivery_address", "payment_terms", "place"})
"""What stays from mail to mail; days, amounts, numbers and reasons belong to one matter."""

_HONORIFIC = re.compile(
    r"[\s　]*(?:様|さま|さん|殿|御中|先生|各位)$|^(?:(?:Mr|Mrs|Ms|Dr)\.?|Miss)[\s　]+", re.IGNORECASE
)
_BLANK_IN_COMPANY = re.compile(r"(?<=会社)[\s　]+|[\s　]+(?=(?:株式|有限|合同|合資)会社)")


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was given last for a recipient, as far as a template takes it."""

    facts: Mapping[str, str] = field(default_factory=dict)
    """By the template's fact names, what stays from mail to mail and may be filled in."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """By fact name, what was given the last time and may be offered, never filled in by itself."""
    language: Language | None = None
    tone: Tone | None = None
    relation: Relation | None = None


def remember_request(
    store: RecipientStore,
    template: EmailTemplate,
    request: EmailRequest,
    address: str = "",
    run: str | None = None,
) -> None:
    """Remember what *request* gave for its recipient; what is about the office is not remembered.

    Args:
        store: Where to.
        template: The kind of mail.
        request: What the user gave.
        address: E-mail address of the recipient, where it is known.
        run: Id of the run; what is remembered is erased with it.
    """
    given = [(fact, value) for name, value in request.facts.items() if (fact := template.fact(name))]
    recipient = next((value for fact, value in given if fact.variable == _RECIPIENT), "")
    person = {fact.variable: value for fact, value in given if _is_about_recipient(fact)}
    manners = {"tone": request.tone.value, "relation": (request.relation or template.relation).value}
    if request.language:
        manners["language"] = request.language
    matter = {fact.variable: value for fact, value in given if _is_about_matter(fact)}
    store.remember(
        plain_name(recipient), address, person=person | manners, template=template.id, matter=matter, run=run
    )


def recall(store: RecipientStore, template: EmailTemplate, name: str, address: str = "") -> Remembered:
    """Return what was given last for the recipient called *name*, or with the e-mail *address*.

    Raises:
        DeskhandError: One of the `records-` codes.
    """
    found = store.recall(plain_name(name), address, template.id)
    both = {**found.matter, **found.person}
    known = [fact for fact in template.facts if fact.variable in both]
    lasting = {fact.name for fact in known if _is_about_recipient(fact) or _is_lasting(fact)}
    values = {fact.name: both[fact.variable] for fact in known}
    language = found.person.get("language")
    tone, relation = found.person.get("tone", ""), found.person.get("relation", "")
    return Remembered(
        facts={name: value for name, value in values.items() if name in lasting},
        offers={name: value for name, value in values.items() if name not in lasting},
        language=cast("Language", language) if language in {"en", "ja"} else None,
        tone=Tone(tone) if tone in list(Tone) else None,
        relation=Relation(relation) if relation in list(Relation) else None,
    )


def facts_of(
    contact: Contact, template: EmailTemplate, language: Language, *, is_colleague: bool = False
) -> dict[str, str]:
    """Return the facts of *template* that *contact* tells, by their names.

    Args:
        contact: To whom the mail goes.
        template: The kind of mail.
        language: Language of the mail.
        is_colleague: Whether it stays in the office, where no company is named.
    """
    names = {fact.variable for fact in template.facts}
    has_own_place = bool(names & {"recipient_company", "customer_company"})
    known: dict[str, str] = {}
    for fact in template.facts:
        value = ""
        if fact.variable == _RECIPIENT:
            value = _addressee(contact, language, with_company=not (is_colleague or has_own_place))
        elif source := _ABOUT_RECIPIENT.get(fact.variable):
            value = getattr(contact, source)
        if value:
            known[fact.name] = value
    return known


def known_facts(
    template: EmailTemplate,
    language: Language,
    given: Mapping[str, str],
    *,
    profile: OfficeProfile,
    contact: Contact | None = None,
    remembered: Remembered | None = None,
    relation: Relation | None = None,
) -> dict[str, str]:
    """Return all that can be filled in for the user, by fact name; what was typed is never among it.

    What the address book says holds before what was remembered, that before the office's profile.

    Args:
        template: The kind of mail.
        language: Language of the mail.
        given: What the user typed, by fact; facts without a text in them may be filled.
        profile: The office.
        contact: To whom the mail goes, where the address book has it.
        remembered: What was given last for the recipient.
        relation: Who that is, where it was chosen; None takes what was remembered, or what the template supposes.
    """
    relation = relation or (remembered.relation if remembered else None) or template.relation
    is_colleague = relation == Relation.COLLEAGUE
    of_contact = facts_of(contact, template, language, is_colleague=is_colleague) if contact else {}
    before = {**(remembered.facts if remembered else {}), **of_contact}
    known = {**profile.facts_for(template, language, {**before, **_typed(given)}), **before}
    typed = {fact.name for name in _typed(given) if (fact := template.fact(name))}
    return {name: value for name, value in known.items() if name not in typed}


def plain_name(name: str) -> str:
    """Return *name* without 様, Ms and the like."""
    return _HONORIFIC.sub("", name.strip()).strip()


def _typed(given: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in given.items() if text.strip()}


def _is_about_recipient(fact: Fact) -> bool:
    return fact.variable in _ABOUT_RECIPIENT


def _is_about_matter(fact: Fact) -> bool:
    return fact.variable != _RECIPIENT and fact.variable not in OFFICE_FACTS and not _is_about_recipient(fact)


def _is_lasting(fact: Fact) -> bool:
    return fact.variable in _LASTING or fact.type in _LASTING_TYPES


def _addressee(contact: Contact, language: Language, *, with_company: bool) -> str:
    """Return the recipient as the templates take it: in Japanese with company and department before the name."""
    if not contact.name:
        return contact.company
    if language != "ja" or not with_company:
        return contact.name
    company = _BLANK_IN_COMPANY.sub("", contact.company)
    return " ".join(filter(None, (company, contact.department, contact.name)))
