"""What a request means, and whether a draft keeps to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.records import EmailRequest, Evidence, FactCheck, Finding, Gravity, Language, SourceText
from app.tasks.email.filling import FilledMail, filled
from app.tasks.email.given_facts import GivenFact, facts_text, given_facts
from app.tasks.email.note_prompt import NotePrompt
from app.tasks.email.requests import MailRequest, requests_in
from app.tasks.email.templates import TemplateLibrary
from app.tasks.email.wording import as_written, note_points
from app.tasks.part_reading import unread_findings
from app.text.languages import detect_language
from app.verification.answers import linked_answers, unanswered
from app.verification.attachments import attachment_findings
from app.verification.drafts import (
    loose_dates,
    loose_numbers,
    meta_talk,
    orders_in,
    placeholders,
    unknown_names,
    without_orders,
    wrong_language,
)
from app.verification.facts import Sources, check_facts, invented_values, missing_facts, values_in
from app.verification.places import SearchText
from app.verification.promises import GivenPromises, wrong_promises
from app.verification.recipients import recipient_findings

_LONGEST_REPLY = 20_000
"""Characters of the mail to answer that count; what comes later is hardly new text."""

Checked = tuple[tuple[FactCheck, ...], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class PreparedMail:
    """A request that was understood."""

    request: EmailRequest
    language: Language
    facts: tuple[GivenFact, ...]
    mail: FilledMail
    notes: tuple[str, ...]
    """The single notes, without what reads like an order to the program."""
    prompt: NotePrompt
    """How the model is asked about them."""
    sources: Sources
    """All texts that the draft may take its values from."""
    promises: GivenPromises
    """What the draft may promise."""
    asked: tuple[MailRequest, ...]
    """What the mail to answer wants to know or to have done; places in `prompt.mail`."""

    def fact(self, variable: str) -> str:
        """Return the value that the user gave for a fact, or nothing."""
        return next((given.value for given in self.facts if given.fact.variable == variable), "")

    def plain_body(self) -> str:
        """Return the mail without a word of the model's: the notes stand as the user wrote them."""
        return self.mail.body(notes=[as_written(note, self.language).sentence for note in self.notes])


def prepared(templates: TemplateLibrary, request: EmailRequest) -> PreparedMail:
    """Understand *request*.

    Raises:
        InputError: The template or a fact does not fit.
    """
    template = templates.get(request.template)
    notes, prompt = notes_of(request)
    facts = tuple(given_facts(template, request, prompt.language))
    mail = filled(template, facts, request, prompt.language, with_notes=bool(notes))
    given = "\n".join(f"{fact.value}\n{fact.shown}" for fact in facts)
    asked = requests_in(prompt.mail, detect_language(prompt.mail))
    nothing = GivenPromises([])
    draft = PreparedMail(request, prompt.language, facts, mail, notes, prompt, Sources([]), nothing, asked)
    ours = [mail.subject, draft.plain_body()]
    noted = [given, "\n".join(notes)]
    promises = GivenPromises(noted, ours, theirs=prompt.mail)
    return replace(draft, sources=Sources([*ours, *noted, prompt.mail]), promises=promises)


def notes_of(request: EmailRequest) -> tuple[tuple[str, ...], NotePrompt]:
    """Return the single notes of *request* and how the model is asked about them, whatever its facts are.

    What reads like an order to the program is neither followed nor a source of values.
    """
    notes = tuple(note_points(without_orders(request.notes)))
    reply = without_orders(request.reply_to.text[:_LONGEST_REPLY]) if request.reply_to else ""
    name = request.reply_to.name if request.reply_to else ""
    return notes, NotePrompt(_language_of(request), request.tone, reply, name)


def checked(draft: PreparedMail, subject: str, body: str) -> Checked:
    """Return which facts stand in a draft, and what is doubtful in it, in the order of the text."""
    language = draft.language
    expected = [fact.expected(language) for fact in draft.facts]
    facts = check_facts(expected, subject, body, language)
    in_subject = (
        Finding(finding.code, finding.parameters, gravity=finding.gravity)
        for finding in _doubts(draft, subject)
    )
    whole = (*_doubts(draft, body), *_about_people_and_files(draft, body))
    in_body = sorted(whole, key=lambda finding: finding.start or 0)
    doubts = (*_orders(draft.request), *_unread(draft.request), *_unanswered(draft, body))
    return facts, (*doubts, *missing_facts(expected, facts), *in_subject, *in_body)


def evidence_for(draft: PreparedMail, facts: tuple[FactCheck, ...], body: str) -> Iterator[Evidence]:
    """Yield where the facts in the draft, the notes, and what is taken from the mail to answer stand."""
    request = draft.request
    found = {fact.key for fact in facts if fact.found}
    yield from _given(request, {given.fact.variable for given in draft.facts if given.fact.name in found})
    place = 0
    for note in draft.notes:
        start = request.notes.find(note, place)
        if start >= 0:
            place = start + len(note)
            yield Evidence("notes", note, start, place)
    if request.reply_to:
        yield from _in_mail(request.reply_to, draft, body)


def other_language(draft: PreparedMail, body: str) -> Iterator[Finding]:
    """Yield a finding for each note that stands in the mail in another language than the mail's."""
    for note in draft.notes:
        if detect_language(note) != draft.language and note in body:
            start = body.index(note)
            yield Finding("notes-in-other-language", {"value": note}, start, start + len(note))


def _doubts(draft: PreparedMail, text: str) -> Iterator[Finding]:
    language, sources = draft.language, draft.sources
    yield from wrong_promises(text, draft.promises, language)
    yield from invented_values(text, sources, language)
    yield from placeholders(text, sources)
    yield from meta_talk(text, sources, language)
    yield from wrong_language(text, sources, language)
    yield from loose_dates(text, sources, language)
    yield from loose_numbers(text, sources, language)
    yield from unknown_names(text, sources, language)


def _about_people_and_files(draft: PreparedMail, body: str) -> Iterator[Finding]:
    plain = draft.plain_body()
    people = draft.fact("recipient"), draft.fact("sender")
    yield from recipient_findings(body, plain, *people, draft.language)
    ours = [plain, *draft.notes]
    yield from attachment_findings(body, draft.request.attachments, ours, draft.language)


def _unanswered(draft: PreparedMail, body: str) -> Iterator[Finding]:
    links = linked_answers(draft.asked, draft.prompt.mail, body, draft.language)
    yield from unanswered(links, draft.prompt.mail, draft.request.left_out)


def _orders(request: EmailRequest) -> Iterator[Finding]:
    yield from orders_in(SourceText("notes", request.notes))
    if mail := request.reply_to:
        yield from orders_in(SourceText(mail.name, mail.text[:_LONGEST_REPLY]))


def _unread(request: EmailRequest) -> Iterator[Finding]:
    for finding in unread_findings(request.reply_to, (), _LONGEST_REPLY) if request.reply_to else ():
        yield Finding(finding.code, finding.parameters)  # its place is in the other mail


def _given(request: EmailRequest, variables: set[str]) -> Iterator[Evidence]:
    """Yield the places of the facts in `facts_text`."""
    text = facts_text(request)
    place = 0
    for key, value in request.facts.items():
        line = f"{key}: {value}"
        bare = value.strip()
        start = place + len(key) + 2 + (len(value) - len(value.lstrip()))
        place += len(line) + 1
        if bare and key.strip().lower().replace("-", "_") in variables:
            yield Evidence("facts", text[start : start + len(bare)], start, start + len(bare))


def _in_mail(mail: SourceText, draft: PreparedMail, body: str) -> Iterator[Evidence]:
    """Yield the places in the mail to answer of the values in the draft, each once."""
    text = SearchText(mail.text[:_LONGEST_REPLY])
    seen: set[tuple[int, int]] = set()
    for value in values_in(body, draft.language):
        place = text.find(value.text)
        if place and place not in seen:
            seen.add(place)
            yield Evidence(mail.name, mail.text[place[0] : place[1]], *place)


def _language_of(request: EmailRequest) -> Language:
    if request.language:
        return request.language
    if request.reply_to and request.reply_to.text.strip():
        return detect_language(request.reply_to.text)
    return detect_language(request.notes) if request.notes.strip() else "en"


def wrong_count(findings: tuple[Finding, ...]) -> int:
    """Return how many of *findings* forbid to use the draft as it is."""
    return sum(finding.gravity == Gravity.WRONG for finding in findings)
