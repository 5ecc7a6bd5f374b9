"""Drafting a mail: the template by code, the notes by the model, the check by code again."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from pydantic import TypeAdapter

from app.engine.engine import Engine
from app.events import Cancellation
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
from app.tasks.email.templates import TemplateLibrary
from app.tasks.email.wording import MOST_NOTES, WordedNote, Wording, as_written
from app.tasks.reading_ahead import read_ahead
from app.text.languages import detect_language

_REQUEST = TypeAdapter(EmailRequest)
_RESULT = TypeAdapter(EmailResult)


class EmailDrafting:
    """Drafts mails that are never wrong about a given value, whatever the model writes."""

    def __init__(
        self, templates: TemplateLibrary, find_engine: Callable[[], Engine | None], runs: RunStore
    ) -> None:
        """Use *templates*, the engine that *find_engine* gives, if any, and keep runs in *runs*."""
        self._templates = templates
        self._find_engine = find_engine
        self._runs = runs
        self._last: PreparedMail | None = None

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
        draft = prepared(self._templates, request)
        engine = self._find_engine() if draft.notes else None
        writing = _Writing(draft, engine, tell, cancellation)
        body = ""
        for piece in writing.pieces():
            body += piece
            if on_text:
                on_text(piece)
        tell(Progress("checking-draft", 0, 1))
        body, (facts, findings) = writing.kept(body)
        result = EmailResult(
            run=self._runs.new_id(),
            subject=draft.mail.subject,
            body=body,
            facts=facts,
            findings=findings,
            evidence=tuple(evidence_for(draft, facts, body)),
            method="model" if writing.by_model else "template",
            seconds=time.monotonic() - begun,
            language=draft.language,
        )
        self._keep(request, result, engine if writing.by_model else None)
        return result

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
        draft = self._last
        if draft is None or draft.request != request:
            # A person who edits a draft asks again and again about the same request.
            draft = self._last = prepared(self._templates, request)
        return checked(draft, subject, body)

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
    ) -> None:
        self.by_model = False
        self._draft = draft
        self._tell = tell
        self._wording = Wording(engine, draft.sources, draft.prompt, cancellation) if engine else None
        self._worded: list[WordedNote] = []

    def pieces(self) -> Iterator[str]:
        """Yield the body as it comes to be."""
        return self._draft.mail.pieces(self._sentences())

    def kept(self, body: str) -> tuple[str, Checked]:
        """Return the body to use, *body* or the template's own, with what is known about it."""
        draft = self._draft
        facts, findings = checked(draft, draft.mail.subject, body)
        if self.by_model and wrong_count(findings):
            plain = draft.plain_body()
            plain_facts, plain_findings = checked(draft, draft.mail.subject, plain)
            if wrong_count(plain_findings) < wrong_count(findings):
                self.by_model = False
                body, facts, findings = plain, plain_facts, plain_findings
        return body, (facts, (*findings, *other_language(draft, body), *self._about_notes(body)))

    def _sentences(self) -> Iterator[str]:
        for number, note in enumerate(self._draft.notes):
            if self._wording is None:
                yield as_written(note, self._draft.language).sentence
                continue
            self._tell(Progress("writing-draft", number, len(self._draft.notes)))
            worded = self._wording.word(note)
            self._worded.append(worded)
            self.by_model = self.by_model or worded.by_model
            yield worded.sentence

    def _about_notes(self, body: str) -> Iterator[Finding]:
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
            if not note.by_model:
                yield Finding("notes-as-written", {"value": note.note}, *place, gravity=Gravity.NOTE)
            elif detect_language(note.note) != self._draft.language:
                yield Finding("note-translated", {"value": note.note}, *place)

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
