"""Drafting a mail: the template by code, the notes by the model, the check by code again."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pydantic import TypeAdapter

from app.engine.engine import Engine
from app.events import Cancellation
from app.history.recipients import RecipientStore
from app.history.runs import RunStore
from app.records import EmailRequest, EmailResult, Finding, Gravity, Progress, Run
from app.tasks.email.checking import (
    Checked,
    PreparedMail,
    checked,
    evidence_for,
    notes_of,
    other_language,
    prepared,
    wrong_count,
)
from app.tasks.email.recipients import remember_request
from app.tasks.email.redrafting import (
    EarlierWording,
    ParagraphWording,
    Redrafted,
    Reworded,
    Standing,
    with_own_changes,
)
from app.tasks.email.templates import EmailTemplate, TemplateLibrary
from app.tasks.email.wording import MOST_NOTES, WordedNote, Wording, as_written
from app.tasks.reading_ahead import read_ahead
from app.text.languages import detect_language

_REQUEST = TypeAdapter(EmailRequest)
_RESULT = TypeAdapter(EmailResult)


class EmailDrafting:
    """Drafts mails that are never wrong about a given value, whatever the model writes."""

    def __init__(
        self,
        templates: TemplateLibrary,
        find_engine: Callable[[], Engine | None],
        runs: RunStore,
        recipients: RecipientStore | None = None,
    ) -> None:
        """Use *templates*, the engine that *find_engine* gives, if any, and keep runs in *runs*.

        What was given for a recipient is remembered in *recipients*, where there is such a store.
        """
        self._templates = templates
        self._find_engine = find_engine
        self._runs = runs
        self._recipients = recipients
        self._last: tuple[EmailTemplate, PreparedMail] | None = None

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
            on_text: Receives the body piece by piece, the model's sentences when they were checked.
            on_progress: Receives what is being done.
            cancellation: The user's wish to stop.

        Raises:
            InputError: The template or a fact does not fit.
            EngineError: The model died; the draft can be asked for again.
            Cancelled: The user asked to stop.
        """
        begun = time.monotonic()
        tell = on_progress or _ignore
        tell(Progress("filling-template", 0, 1))
        self._templates.read_again()  # one may have been changed beside the program
        draft = prepared(self._templates, request)
        engine = self._find_engine() if draft.notes else None
        writing = _Writing(draft, engine, tell, cancellation)
        body = ""
        for piece in writing.pieces():
            body += piece
            if on_text:
                on_text(piece)
        tell(Progress("checking-draft", 0, 1))
        body = writing.best(body)
        result = self._result(draft, writing, draft.mail.subject, body, begun)
        self._keep(request, result, engine if writing.by_model else None)
        if self._recipients:
            template = self._templates.get(request.template)
            remember_request(self._recipients, template, request, request.recipient_address, result.run)
        return result

    def redraft(
        self,
        standing: Standing,
        request: EmailRequest,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Redrafted:
        """Return a mail that stands already in the tone, length and language of *request*.

        Facts and notes are taken as they were given; the notes are worded again where tone or language is another.
        What the user changed by hand goes along where it has a place; a finding tells what does not.

        Raises:
            InputError: The template has no words in this language, or a fact does not fit.
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        begun = time.monotonic()
        tell = on_progress or _ignore
        tell(Progress("filling-template", 0, 1))
        before = prepared(self._templates, standing.request)
        draft = prepared(self._templates, request)
        engine = self._find_engine() if draft.notes else None
        earlier = EarlierWording(before, standing.drafted) if before.language == draft.language else None
        writing = _Writing(draft, engine, tell, cancellation, earlier)
        drafted = writing.best("".join(writing.pieces()))
        tell(Progress("checking-draft", 0, 1))
        subject, body, lost = with_own_changes(before, draft, standing, drafted)
        result = self._result(draft, writing, subject, body, begun, lost)
        self._keep(request, result, engine if writing.by_model else None)
        return Redrafted(request, result, drafted)

    def reword(self, standing: Standing, place: int, *, cancellation: Cancellation | None = None) -> Reworded:
        """Return a mail with the paragraph at the character *place* in other words that say the same.

        Where the model finds none, or there is no model, the paragraph stays and a finding tells why.

        Raises:
            InputError: The template or a fact does not fit.
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        draft = prepared(self._templates, standing.request)
        return ParagraphWording(draft, self._find_engine(), cancellation).reworded(standing, place)

    def prepare(self, request: EmailRequest, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what `draft` would ask the model first, so that its words come sooner.

        To be called when a mail is begun and whenever the user pauses: the mail to answer and the notes so far
        are read, and what was read stays of use while they go on where they end. Facts may be missing.
        Nothing happens without a model or when it fails; no text of the user's is kept on the disk.

        Raises:
            Cancelled: The user asked to stop.
        """
        notes, prompt = notes_of(request)
        first = notes[0] if notes else ""
        choices = [prompt.about(first), prompt.without_mail.about(first)]
        read_ahead(self._find_engine, lambda _: choices, cancellation)

    def check(self, request: EmailRequest, subject: str, body: str) -> Checked:
        """Return the facts found in a draft and what is doubtful in it; also for the user's own edits.

        Raises:
            InputError: The template or a fact does not fit.
        """
        template = self._templates.get(request.template)
        last = self._last
        if last is None or last[0] is not template or last[1].request != request:
            # A person who edits a draft asks again and again about the same request.
            last = self._last = template, prepared(self._templates, request)
        return checked(last[1], subject, body)

    def _result(
        self,
        draft: PreparedMail,
        writing: "_Writing",
        subject: str,
        body: str,
        begun: float,
        more: Sequence[Finding] = (),
    ) -> EmailResult:
        facts, findings = checked(draft, subject, body)
        about = (*other_language(draft, body), *writing.about_notes(body))
        return EmailResult(
            run=self._runs.new_id(),
            subject=subject,
            body=body,
            facts=facts,
            findings=(*findings, *about, *more),
            evidence=tuple(evidence_for(draft, facts, body)),
            method="model" if writing.by_model else "template",
            seconds=time.monotonic() - begun,
            language=draft.language,
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


class _Writing:
    """One mail while it is written.

    Attributes:
        by_model: Whether words of the model's are in it.
    """

    def __init__(
        self,
        draft: PreparedMail,
        engine: Engine | None,
        tell: Callable[[Progress], None],
        cancellation: Cancellation | None,
        earlier: EarlierWording | None = None,
    ) -> None:
        self.by_model = False
        self._earlier = earlier
        self._draft = draft
        self._tell = tell
        self._wording = Wording(engine, draft.sources, draft.prompt, cancellation) if engine else None
        self._worded: list[WordedNote] = []

    def pieces(self) -> Iterator[str]:
        """Yield the body as it comes to be."""
        return self._draft.mail.pieces(self._sentences())

    def best(self, body: str) -> str:
        """Return the body to use: *body*, or the template's own where the model's words make it more wrong."""
        draft = self._draft
        if self.by_model:
            findings = checked(draft, draft.mail.subject, body)[1]
            plain = draft.plain_body()
            if wrong_count(findings) > wrong_count(checked(draft, draft.mail.subject, plain)[1]):
                self.by_model = False
                return plain
        return body

    def about_notes(self, body: str) -> Iterator[Finding]:
        """Yield which notes stand as they were written, and which were translated, which code cannot check."""
        if self._wording:
            yield from self._wording.findings
        yield from self._about_unasked(body)
        asked = [note for note in self._worded if note.asked]
        if asked and not self.by_model:
            yield Finding("skeleton-used", gravity=Gravity.NOTE)
            return
        for note in asked:
            place = _place(note, body)
            other = detect_language(note.note) != self._draft.language
            if note.by_model and other:
                yield Finding("note-translated", {"value": note.note}, *place)
            elif not note.by_model and not other:
                # That a note stands in another language is told already, by `other_language`.
                yield Finding("notes-as-written", {"value": note.note}, *place, gravity=Gravity.NOTE)

    def _sentences(self) -> Iterator[str]:
        for number, note in enumerate(self._draft.notes):
            worded = self._worded_note(number, note)
            self.by_model = self.by_model or worded.by_model
            if self._wording or worded.by_model:
                self._worded.append(worded)
            yield worded.sentence

    def _worded_note(self, number: int, note: str) -> WordedNote:
        """Return the sentence for *note*: the earlier one where the tone stays or no better one is found."""
        earlier = self._earlier.sentence(note) if self._earlier else ""
        plain = as_written(note, self._draft.language)
        kept = WordedNote(note, earlier, by_model=True) if earlier not in {"", plain.sentence} else plain
        same = self._earlier is not None and self._earlier.tone == self._draft.request.tone
        if self._wording is None or (same and earlier):
            return kept
        self._tell(Progress("writing-draft", number, len(self._draft.notes)))
        worded = self._wording.word(note)
        return (
            worded
            if worded.by_model or not earlier
            else replace(worded, sentence=kept.sentence, by_model=kept.by_model)
        )

    def _about_unasked(self, body: str) -> Iterator[Finding]:
        """Yield why the model was not asked about some notes."""
        unasked = [note for note in self._worded if not note.asked]
        for note in unasked:
            if note.finding:
                place = _place(note, body)
                yield Finding(note.finding.code, note.finding.parameters, *place, gravity=Gravity.NOTE)
        if any(note.finding is None for note in unasked):
            parameters = {"count": len(self._draft.notes), "limit": MOST_NOTES}
            yield Finding("too-many-notes", parameters, gravity=Gravity.NOTE)


def _place(note: WordedNote, body: str) -> tuple[int, int]:
    start = body.find(note.sentence)
    return start, start + len(note.sentence)


def _ignore(_progress: Progress) -> None:
    """Nobody wants to know."""
