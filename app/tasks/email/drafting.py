"""Drafting a mail: the template by code, the notes by the model, the check by code again."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter

from app.engine.engine import Engine
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import (
    EmailRequest,
    EmailResult,
    Evidence,
    FactCheck,
    Finding,
    Gravity,
    Language,
    Progress,
    Run,
    SourceText,
)
from app.tasks.email.filling import FilledMail, filled
from app.tasks.email.given_facts import GivenFact, facts_text, given_facts
from app.tasks.email.templates import TemplateLibrary
from app.tasks.email.wording import NoteWording, WordedNote, as_written, note_points
from app.text.languages import detect_language
from app.verification.drafts import (
    loose_dates,
    meta_talk,
    orders_in,
    placeholders,
    unknown_names,
    without_orders,
    wrong_language,
)
from app.verification.facts import Sources, check_facts, invented_values, missing_facts

_REQUEST = TypeAdapter(EmailRequest)
_RESULT = TypeAdapter(EmailResult)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A request that was understood."""

    language: Language
    facts: list[GivenFact]
    mail: FilledMail
    notes: list[str]
    sources: Sources


class EmailDrafting:
    """Drafts mails that are never wrong about a given value, whatever the model writes."""

    def __init__(
        self, templates: TemplateLibrary, find_engine: Callable[[], Engine | None], runs: RunStore
    ) -> None:
        """Use *templates*, the engine that *find_engine* gives, if any, and keep runs in *runs*."""
        self._templates = templates
        self._find_engine = find_engine
        self._runs = runs

    def draft(
        self,
        request: EmailRequest,
        *,
        on_text: Callable[[str], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> EmailResult:
        """Return a checked draft for *request*.

        Args:
            request: What the user gives.
            on_text: Receives the words as they come, before they are checked.
            on_progress: Receives what is being done.
            cancellation: The user's wish to stop.

        Raises:
            InputError: The template or a fact does not fit.
            EngineError: The model died; the draft can be asked for again.
            Cancelled: The user asked to stop.
        """
        begun = time.monotonic()
        tell = on_progress or (lambda _: None)
        tell(Progress("filling-template", 0, 1))
        prepared = self._prepare(request)
        engine = self._find_engine()
        worded: list[WordedNote] = []
        if engine and prepared.notes:
            wording = NoteWording(
                engine, prepared.sources, prepared.language, request.tone, on_text, cancellation
            )
            for number, note in enumerate(prepared.notes):
                tell(Progress("writing-draft", number, len(prepared.notes)))
                worded.append(wording.word(note))
        tell(Progress("checking-draft", 1, 1))
        by_model = any(note.by_model for note in worded)
        sentences = [note.sentence for note in worded] or as_written(prepared.notes, prepared.language)
        body = prepared.mail.body(sentences, prepared.language)
        facts, findings = self._checked(request, prepared, prepared.mail.subject, body)
        result = EmailResult(
            run=self._runs.new_id(),
            subject=prepared.mail.subject,
            body=body,
            facts=facts,
            findings=(*_own_words_used(worded), *findings),
            evidence=tuple(_evidence(request, facts)),
            method="model" if by_model else "template",
            seconds=time.monotonic() - begun,
            language=prepared.language,
        )
        self._keep(request, result, engine if by_model else None)
        return result

    def check(
        self, request: EmailRequest, subject: str, body: str
    ) -> tuple[tuple[FactCheck, ...], tuple[Finding, ...]]:
        """Return the facts found in a draft and what is doubtful in it; also for the user's own edits.

        Raises:
            InputError: The template or a fact does not fit.
        """
        return self._checked(request, self._prepare(request), subject, body)

    def _prepare(self, request: EmailRequest) -> _Prepared:
        template = self._templates.get(request.template)
        language = _language_of(request)
        facts = given_facts(template, request, language)
        mail = filled(template, facts, request, language)
        reply = request.reply_to.text if request.reply_to else ""
        # What reads like an order to the program is no source for values either.
        texts = [without_orders(request.notes), without_orders(reply), mail.subject, mail.body([], language)]
        texts += [value for fact in facts for value in (fact.value, fact.shown)]
        notes = note_points(without_orders(request.notes))
        return _Prepared(language, facts, mail, notes, Sources(texts))

    def _checked(
        self, request: EmailRequest, prepared: _Prepared, subject: str, body: str
    ) -> tuple[tuple[FactCheck, ...], tuple[Finding, ...]]:
        language, sources = prepared.language, prepared.sources
        expected = [fact.expected(language) for fact in prepared.facts]
        facts = check_facts(expected, subject, body, language)
        given = [SourceText("notes", request.notes), *([request.reply_to] if request.reply_to else [])]
        doubts = [
            *invented_values(body, sources, language),
            *placeholders(body, sources),
            *meta_talk(body, sources, language),
            *wrong_language(body, sources, language),
            *loose_dates(body, sources, language),
            *unknown_names(body, sources, language),
        ]
        orders = [finding for source in given for finding in orders_in(source)]
        return facts, (
            *orders,
            *missing_facts(expected, facts),
            *sorted(doubts, key=lambda finding: finding.start or 0),
        )

    def _keep(self, request: EmailRequest, result: EmailResult, engine: Engine | None) -> None:
        self._runs.keep(
            Run(
                id=result.run,
                job="email",
                started=datetime.now(UTC),
                title=result.subject,
                input=_REQUEST.dump_python(request, mode="json"),
                output=_RESULT.dump_python(result, mode="json"),
                evidence=result.evidence,
                method=result.method,
                model=engine.model_name if engine else None,
                seconds=result.seconds,
            )
        )


def _language_of(request: EmailRequest) -> Language:
    if request.language:
        return request.language
    if request.reply_to and request.reply_to.text.strip():
        return detect_language(request.reply_to.text)
    return detect_language(request.notes) if request.notes.strip() else "en"


def _own_words_used(worded: Sequence[WordedNote]) -> Iterator[Finding]:
    """Yield that notes stand as the user wrote them, where the model found no faithful words."""
    kept = [note.note for note in worded if not note.by_model]
    if kept:
        yield Finding("notes-as-written", {"count": len(kept)}, gravity=Gravity.NOTE)


def _evidence(request: EmailRequest, facts: Sequence[FactCheck]) -> Iterator[Evidence]:
    """Yield for each fact in the draft its place in the facts as the user gave them, and the notes."""
    text = facts_text(request)
    place = 0
    for key, value in request.facts.items():
        line = f"{key}: {value}"
        bare = value.strip()
        start = text.index(line, place) + len(key) + 2 + value.find(bare)
        place = text.index(line, place) + len(line)
        names = {key, key.replace("_", "-"), key.replace("-", "_")}
        if bare and any(fact.found and fact.key in names for fact in facts):
            yield Evidence("facts", bare, start, start + len(bare))
    if notes := request.notes.strip():
        start = request.notes.index(notes)
        yield Evidence("notes", notes, start, start + len(notes))
