"""Stand-ins for what a page works with: jobs that answer at once, dialogs that a test answers."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import DeskhandError
from app.events import Cancellation, Pause
from app.records import (
    EmailRequest,
    EmailResult,
    Evidence,
    Expectation,
    FactCheck,
    Finding,
    Keyword,
    KeywordsResult,
    Language,
    Progress,
    SortedRow,
    SourceText,
)
from app.tasks.email.redrafting import Redrafted, Reworded, Standing, paragraph_span
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries

DELAY_NOTICE = EmailRequest(
    "delay-notice",
    {
        "recipient": "Ms Ellen Brandt",
        "item": "20 kg Sencha",
        "order": "KC-2041",
        "new-date": "2026-03-19",
        "sender": "Haruka Mori",
    },
    notes="we pay the express delivery; half of it can go at once; please call us before Friday",
    language="en",
)
"""A mail with facts and notes."""


class FakeMemory:
    """Remembers in a dictionary."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self.values[key] = value


class FakeDialogs:
    """Answers questions for files as the test tells it.

    Attributes:
        files: Answer to the question for files.
        folder: Answer to the question for a folder.
        target: Answer to the question where to save.
        suggested: Name that was suggested last.
    """

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.folder: Path | None = None
        self.target: Path | None = None
        self.suggested = ""

    def open_files(self, parent: QWidget, title: str, endings: Collection[str]) -> list[Path]:
        return self.files

    def open_folder(self, parent: QWidget, title: str) -> Path | None:
        return self.folder

    def save_file(self, parent: QWidget, title: str, suggested: str, endings: Sequence[str]) -> Path | None:
        self.suggested = suggested
        return self.target


def wait_at(gate: threading.Event, cancellation: Cancellation | None) -> None:
    """Wait until *gate* is open, or leave when the user asks to stop."""
    while not gate.wait(0.01):
        if cancellation:
            cancellation.raise_if_requested()


def mail_result(body: str = "", **changes: Any) -> EmailResult:
    """A draft with a fact that stands in it, one that does not, and a date from nowhere."""
    text = body or (
        "Dear Ms Ellen Brandt,\n\nThe delivery of two office chairs (order A-5541) is delayed. "
        "The new delivery date is 19 March 2026. The invoice follows on 2 April.\n\n"
        "We apologise for the inconvenience.\n\nKind regards,\nAiko Mori"
    )

    def place(words: str) -> dict[str, Any]:
        start = text.find(words)
        return {"start": start, "end": start + len(words)} if start >= 0 else {}

    def fact(key: str, value: str, words: str) -> FactCheck:
        return FactCheck(key, value, words in text, **place(words))

    values: dict[str, Any] = {
        "run": "run-1",
        "subject": "Delay of your order A-5541",
        "body": text,
        "facts": (
            fact("recipient", "Ms Ellen Brandt", "Ms Ellen Brandt"),
            fact("item", "two office chairs", "two office chairs"),
            fact("order", "A-5541", "A-5541"),
            fact("new-date", "2026-03-19", "19 March 2026"),
            fact("reason", "the ship was held up", "the ship was held up"),
        ),
        "findings": (Finding("invented-date", {"value": "2 April"}, **place("2 April")),),
        "evidence": (Evidence("facts", "A-5541", 0, 6),),
        "method": "model",
        "seconds": 2.14,
    }
    return EmailResult(**(values | changes))


class FakeDrafting:
    """Drafts what the test says.

    Attributes:
        result: The draft, or what goes wrong.
        gate: Set while drafts are written at once; cleared, they wait until they are stopped.
        requests: What was asked for.
        checked: The texts that were checked again.
        prepared: What was read ahead.
        standing: The mails that were to be redrafted.
    """

    def __init__(self, result: EmailResult | DeskhandError | None = None) -> None:
        self.result = result or mail_result()
        self.gate = threading.Event()
        self.gate.set()
        self.requests: list[EmailRequest] = []
        self.checked: list[str] = []
        self.standing: list[Standing] = []
        self.prepared: list[EmailRequest] = []

    def draft(
        self,
        request: EmailRequest,
        *,
        on_text: Callable[[str], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> EmailResult:
        self.requests.append(request)
        if isinstance(self.result, DeskhandError):
            raise self.result
        if on_progress:
            on_progress(Progress("writing-draft", 0, None))
        for line in self.result.body.splitlines(keepends=True):
            if on_text:
                on_text(line)
        wait_at(self.gate, cancellation)
        return self.result

    def prepare(self, request: EmailRequest, *, cancellation: Cancellation | None = None) -> None:
        self.prepared.append(request)

    def redraft(
        self,
        standing: Standing,
        request: EmailRequest,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Redrafted:
        self.standing.append(standing)
        wait_at(self.gate, cancellation)
        if isinstance(self.result, DeskhandError):
            raise self.result
        drafted = f"{request.tone} {request.length} {request.language}\n\n" + self.result.body
        body = drafted + standing.body.removeprefix(standing.drafted)
        language = request.language or "en"
        result = mail_result(body, run="run-2", subject=standing.subject, language=language)
        return Redrafted(request, result, drafted)

    def reword(self, standing: Standing, place: int, *, cancellation: Cancellation | None = None) -> Reworded:
        self.standing.append(standing)
        wait_at(self.gate, cancellation)
        start, end = paragraph_span(standing.body, place)
        old = standing.body[start:end]
        if old.startswith("Dear"):
            return Reworded(start, standing.body, standing.drafted, ((), ()), Finding("paragraph-kept"))
        body = standing.body.replace(old, old.upper())
        checks = mail_result(body).facts, mail_result(body).findings
        return Reworded(start, body, standing.drafted.replace(old, old.upper()), checks)

    def check(
        self, request: EmailRequest, subject: str, body: str
    ) -> tuple[Sequence[FactCheck], Sequence[Finding]]:
        self.checked.append(body)
        checked = mail_result(body)
        findings = checked.findings if "2 April" in body else ()
        return checked.facts, findings


class FakePicking:
    """Picks the first word of each report.

    Attributes:
        asked: The sources and how many keywords were asked for.
        gate: Set while reports are done at once; cleared, the second one waits.
        prepared: What was read ahead.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], int]] = []
        self.prepared: list[Language] = []
        self.gate = threading.Event()
        self.gate.set()

    def pick(
        self,
        files: Sequence[Path | SourceText],
        *,
        top: int = 10,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[KeywordsResult]:
        self.asked.append(([file.name for file in files], top))
        for number, file in enumerate(files):
            if number:
                wait_at(self.gate, cancellation)
            if on_progress:
                on_progress(Progress("picking-keywords", number, len(files)))
            text = file.text if isinstance(file, SourceText) else file.read_text(encoding="utf-8")
            yield keywords_of(file.name, text)

    def prepare(self, language: Language, *, cancellation: Cancellation | None = None) -> None:
        self.prepared.append(language)


def keywords_of(name: str, text: str) -> KeywordsResult:
    """A result with the first and the last word of *text*."""
    words = text.split()
    keywords = tuple(
        Keyword(word, score, "topic", ((text.index(word), text.index(word) + len(word)),))
        for word, score in ((words[0], 1.0), (words[-1], 0.5))
    )
    return KeywordsResult("run-k", name, keywords, (), "statistics", 0.1, text)


class FakeSorting:
    """Sorts rows with "late" into the first category; of others it is not sure.

    Attributes:
        gate: Set while rows are sorted at once; cleared, the second one waits.
        examples: Sorted examples that were given.
        prepared: What was read ahead.
        expected: What it says is to be expected.
        reconsidered: With which categories it was to look again.
        sure: Below which confidences a person was to decide.
    """

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.expected: Sequence[Expectation] = ()
        self.reconsidered: list[CategorySet] = []
        self.examples: list[tuple[str, str]] = []
        self.prepared: list[CategorySet] = []
        self.sure: list[float | None] = []

    def sort(
        self,
        inquiries: Inquiries,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        resume: bool = False,
        sure: float | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        pause: Pause | None = None,
    ) -> Iterator[SortedRow]:
        self.examples = list(examples)
        self.sure.append(sure)
        for number, inquiry in enumerate(inquiries.items):
            if number:
                wait_at(self.gate, cancellation)
            if pause and cancellation:
                pause.wait(cancellation)
            yield sorted_row(inquiry.row, inquiry.text, categories.names)

    def outlook(
        self,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Sequence[Expectation]:
        return self.expected

    def reconsider(
        self,
        rows: Iterable[SortedRow],
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        source: str = "",
        sure: float | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[SortedRow]:
        """Put each row that shares a word of five letters with an example into its category."""
        self.reconsidered.append(categories)
        for row in rows:
            for category in categories.categories:
                words = {word for text in category.examples for word in text.lower().split() if len(word) > 4}
                if words & set(row.text.lower().split()):
                    yield replace(row, category=category.name, confidence=0.9, needs_person=False)

    def prepare(self, categories: CategorySet, *, cancellation: Cancellation | None = None) -> None:
        self.prepared.append(categories)


def sorted_row(number: int, text: str, names: Sequence[str]) -> SortedRow:
    """A row that is sure when it says "late"."""
    start = text.find("late")
    evidence = (Evidence("inquiries.csv", "late", start, start + 4),) if start >= 0 else ()
    return SortedRow(
        run="run-i",
        row=number,
        text=text,
        category=names[0] if evidence else names[-1],
        confidence=0.95 if evidence else 0.3,
        needs_person=not evidence,
        evidence=evidence,
        reason="rule-matched",
        method="rule",
        parameters={"words": "late"},
    )
