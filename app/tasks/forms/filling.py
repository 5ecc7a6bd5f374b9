"""Fills forms from sources: by labels and kinds of values, and by the model where these are silent."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter

from app.documents.field_names import readable_path
from app.documents.forms import Form, FormField, read_form, write_form
from app.documents.reply_parts import split_reply
from app.engine.engine import Engine
from app.errors import DocumentError, EngineError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import (
    FieldStatus,
    FilledField,
    FillResult,
    Finding,
    Gravity,
    Language,
    Method,
    Progress,
    Run,
    SourceText,
)
from app.tasks.forms.asking import MOST_FIELDS, ModelReader, blank_question
from app.tasks.forms.candidates import Candidates
from app.tasks.forms.date_patterns import label_without_date_pattern
from app.tasks.forms.glossary import Glossary, Meaning, glossary
from app.tasks.forms.label_words import latin_words
from app.tasks.forms.matching import Answer, assign
from app.tasks.forms.material import Candidate, Material, Place, Question
from app.tasks.forms.mentions import Mention, mentions_of
from app.tasks.forms.signatures import signed_statements
from app.tasks.forms.statements import Statement, statements_of
from app.tasks.forms.ticks import Ticks
from app.tasks.reading_ahead import read_ahead
from app.text.orders import order_spans

_LOG = logging.getLogger(__name__)
_STRENGTH: tuple[Method, ...] = ("model", "glossary", "rule", "statistics")
_KEPT = frozenset({"already-filled", "read-only"})
_LONGEST_QUOTE = 80
_RESULT = TypeAdapter(FillResult)


class FormFilling:
    """Fills forms; what is not in the sources stays empty, what is unsure is marked."""

    def __init__(self, find_engine: Callable[[], Engine | None], runs: RunStore) -> None:
        """Take what filling needs.

        Args:
            find_engine: Gives the model in use, or None.
            runs: Keeps what was done.
        """
        self._find_engine = find_engine
        self._runs = runs

    def fill(
        self,
        form: Path,
        sources: Sequence[SourceText],
        *,
        out: Path | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> FillResult:
        """Find a value for each field of *form* in *sources*, and write a filled copy.

        Args:
            form: A PDF or Excel form.
            sources: Texts with the values; they are quoted, never obeyed.
            out: The copy to write; None writes none.
            on_progress: Hears how many fields are done.
            cancellation: The user's wish to stop.

        Raises:
            DocumentError: The form cannot be read or has no fields, or *out* is the form or a source.
            Cancelled: The user asked to stop; nothing was written.
        """
        started, clock = datetime.now(UTC), time.perf_counter()
        steps = _Steps(on_progress, cancellation or Cancellation())
        _check_target(out, form, sources)
        steps.begin("reading-form")
        blank = read_form(form)
        steps.begin("finding-values")
        read = _read(sources, glossary())
        engine = self._find_engine()
        work = _Filling(blank, read, engine, steps)
        fields, method = work.result()
        findings = (*_findings(blank, read), *work.findings)
        if out is not None:
            steps.begin("writing-copy")
            steps.cancellation.raise_if_requested()
            write_form(blank, _values(fields), out)
        run = self._runs.new_id()
        result = FillResult(run, fields, findings, out, method, time.perf_counter() - clock)
        self._keep(
            result, form, sources, started, engine.model_name if engine and method == "model" else None
        )
        return result

    def prepare(self, language: Language, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model is told before it is given texts in *language*.

        To be called when a form is about to be given. Nothing happens without a model or when it fails.

        Raises:
            Cancelled: The user asked to stop.
        """
        read_ahead(self._find_engine, lambda _: [blank_question(language)], cancellation)

    def write(self, form: Path, fields: Sequence[FilledField], out: Path) -> None:
        """Write a copy of *form* with *fields* as the user has left them; None clears a field.

        Raises:
            DocumentError: The form cannot be read, *out* is the form or cannot be written, or a
                value does not fit its field.
        """
        blank = read_form(form)
        before = {field.name: field for field in blank.fields}
        values = dict(_values(fields))
        for field in fields:
            known = before.get(field.name)
            if (
                field.value is None
                and known is not None
                and not known.read_only
                and known.value not in (None, "", False)
            ):
                values[field.name] = False if known.kind == "check" else ""
        write_form(blank, values, out)

    def _keep(
        self,
        result: FillResult,
        form: Path,
        sources: Sequence[SourceText],
        started: datetime,
        model: str | None,
    ) -> None:
        evidence = tuple(passage for field in result.fields for passage in field.evidence)
        given = {
            "form": str(form),
            "sources": [
                {"name": source.name, "text": source.text, "path": str(source.path) if source.path else None}
                for source in sources
            ],
            "out": str(result.out) if result.out else None,
        }
        output = _RESULT.dump_python(result, mode="json")
        self._runs.keep(
            Run(
                result.run,
                "forms",
                started,
                form.name,
                given,
                output,
                evidence,
                result.method,
                model,
                result.seconds,
            )
        )


class _Steps:
    """Tells how far the work has come, and stops it when the user asks."""

    def __init__(self, on_progress: Callable[[Progress], None] | None, cancellation: Cancellation) -> None:
        self._on_progress = on_progress
        self.cancellation = cancellation

    def begin(self, label: str, done: float = 0, total: float | None = None) -> None:
        """Tell what is done now."""
        self.cancellation.raise_if_requested()
        if self._on_progress:
            self._on_progress(Progress(label, done, total))


class _Filling:
    """Decides about the fields of one form.

    Attributes:
        findings: What went wrong on the way and did not stop the work.
    """

    def __init__(self, form: Form, read: Material, engine: Engine | None, steps: _Steps) -> None:
        self._form = form
        self._read = read
        self._engine = engine
        self._steps = steps
        self._glossary = glossary()
        self._questions = [
            Question(number, field, _meaning(field, self._glossary))
            for number, field in enumerate(form.fields)
        ]
        self._answers: dict[int, Answer] = {}
        self.findings: tuple[Finding, ...] = ()

    def result(self) -> tuple[tuple[FilledField, ...], Method]:
        """Return all fields in the order of the form, and the strongest method that decided one."""
        open_questions = [question for question in self._questions if _is_open(question.field)]
        texts = [question for question in open_questions if question.field.kind == "text"]
        finder = Candidates(self._read, self._glossary)
        found = self._candidates(finder, texts)
        self._answers |= assign(found, texts)
        rest = [question for question in texts if question.number not in self._answers]
        last = {number: [candidate] for number, candidate in finder.last_ones(rest, self._used()).items()}
        self._answers |= assign(last, rest)
        ticks = Ticks(self._read, self._glossary)
        for question in open_questions:
            if question.field.kind != "text" and (answer := ticks.answer(question)):
                self._answers[question.number] = answer
        if self._engine is not None:
            self._ask([question for question in texts if question.number not in self._answers])
        fields = tuple(self._filled(question, found.get(question.number, ())) for question in self._questions)
        used = {answer.method for answer in self._answers.values()}
        return fields, next((method for method in _STRENGTH if method in used), "rule")

    def _used(self) -> set[Place]:
        """Return the passages that fields have."""
        return {
            (passage.source, passage.start, passage.end)
            for answer in self._answers.values()
            for passage in answer.filled.evidence
        }

    def _candidates(
        self, finder: Candidates, questions: Sequence[Question]
    ) -> Mapping[int, Sequence[Candidate]]:
        found: dict[int, Sequence[Candidate]] = {}
        for done, question in enumerate(questions):
            self._steps.begin("matching-fields", done, len(questions))
            found[question.number] = finder.of(question, self._questions)
        return found

    def _ask(self, questions: Sequence[Question]) -> None:
        assert self._engine is not None  # noqa: S101 - asked before
        reader = ModelReader(self._engine, self._read, self._steps.cancellation)
        used = self._used()
        worth_asking = reader.worth_asking(questions)
        asked = worth_asking[:MOST_FIELDS]
        if not asked:
            return
        if len(asked) < len(worth_asking):
            parameters = {"count": len(worth_asking), "limit": MOST_FIELDS}
            self.findings += (Finding("open-fields-not-asked", parameters, gravity=Gravity.NOTE),)

        def on_step(done: float) -> None:
            self._steps.begin("asking-about-fields", done, len(asked))

        try:
            reader.ask(asked, used, on_step)
        except EngineError:
            _LOG.warning("the model stopped while a form was filled", exc_info=True)
            self.findings += (Finding("open-fields-not-read", gravity=Gravity.NOTE),)
        self.findings += reader.findings
        for question in asked:
            answer = reader.answer(question, used)
            if answer is not None:
                self._answers[question.number] = answer
                used |= {(passage.source, passage.start, passage.end) for passage in answer.filled.evidence}

    def _filled(self, question: Question, candidates: Sequence[Candidate]) -> FilledField:
        field = question.field
        if question.number in self._answers:
            return self._answers[question.number].filled
        if field.value not in (None, "", False):
            return FilledField(field.name, field.label, field.value, FieldStatus.FILLED, (), "already-filled")
        reason = "not-in-source"
        if field.read_only:
            reason = "read-only"
        elif question.meaning.concept and question.meaning.concept.never:
            reason = "left-to-a-person"
        elif candidates:
            reason = "used-elsewhere"
        return FilledField(field.name, field.label, None, FieldStatus.EMPTY, (), reason)


def _meaning(field: FormField, words: Glossary) -> Meaning:
    """Return what a field asks for: by its label, or by the other words at it when these are clearer.

    The field's name tells whose value it is where the label does not: `PaidPreparer[0].Phone[0]`.
    """
    found = _meaning_of_words(field, words)
    hard = {role for role in words.roles_of(readable_path(field.name)) if words.is_hard(role)}
    return replace(found, roles=found.roles | hard)


def _meaning_of_words(field: FormField, words: Glossary) -> Meaning:
    first = words.meaning(field.label)
    wider = next((hint for hint in field.hints if _says_more(hint, field.label)), None)
    if wider is not None:
        return replace(words.meaning(wider), key=first.key)
    only_pattern = not any(
        sign.isalpha() for sign in label_without_date_pattern(field.label).replace("Date", "")
    )
    if first.concept and not first.rest and not only_pattern:
        return first
    for hint in field.hints:
        other = words.meaning(hint)
        agrees = first.concept is None or first.concept.id == other.concept.id if other.concept else False
        if other.concept and not other.rest and (agrees or only_pattern):
            return replace(other, key=first.key, roles=first.roles | other.roles, words=field.label)
    return first


def _says_more(hint: str, label: str) -> bool:
    """Whether *hint* has all words of *label* and one more that is no number."""
    ours, theirs = set(latin_words(hint)), set(latin_words(label))
    return (
        bool(theirs) and theirs < ours and any(not word.isdigit() and len(word) > 3 for word in ours - theirs)
    )


def _is_open(field: FormField) -> bool:
    return not field.read_only and (field.value in (None, "", False) or field.is_default)


def _read(sources: Sequence[SourceText], words: Glossary) -> Material:
    statements: list[Statement] = []
    mentions: list[Mention] = []
    signed: list[Statement] = []
    quoted: dict[str, int] = {}
    for source in sources:
        earlier = split_reply(source.text).quoted
        end = quoted[source.name] = earlier[0][0] if earlier else len(source.text)
        stated = statements_of(source, words)
        statements += stated
        mentions += mentions_of(source, stated, words, end)
        signed += signed_statements(source, words, end)
    orders = {source.name: order_spans(source.text) for source in sources}
    return Material(tuple(sources), tuple(statements), tuple(mentions), tuple(signed), quoted, orders)


def _check_target(out: Path | None, form: Path, sources: Iterable[SourceText]) -> None:
    """Make sure that the copy is not one of the files that are read.

    Raises:
        DocumentError: It is (`would-overwrite-source`).
    """
    if out is None:
        return
    for path in (form, *(source.path for source in sources if source.path)):
        if _is_same(out, path):
            raise DocumentError("would-overwrite-source", file=out.name)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _values(fields: Iterable[FilledField]) -> dict[str, str | bool]:
    return {
        field.name: field.value for field in fields if field.value is not None and field.reason not in _KEPT
    }


def _findings(form: Form, read: Material) -> tuple[Finding, ...]:
    found = [
        Finding(
            "reads-like-an-order",
            {"source": source.name, "quote": " ".join(source.text[start:end].split())[:_LONGEST_QUOTE]},
        )
        for source in (SourceText(form.path.name, form.text), *read.sources)
        for start, end in order_spans(source.text)
    ]
    if form.has_xfa:
        found.append(Finding("xfa-removed", {"file": form.path.name}, gravity=Gravity.NOTE))
    if form.is_signed:
        found.append(Finding("signature-lost", {"file": form.path.name}, gravity=Gravity.DOUBT))
    return tuple(found)
