"""Stand-ins for what a page works with: jobs that answer at once, dialogs that a test answers."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import (
    EmailRequest,
    EmailResult,
    Evidence,
    FactCheck,
    Finding,
    Progress,
)


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
        requests: What was asked for.
        checked: The texts that were checked again.
    """

    def __init__(self, result: EmailResult | DeskhandError | None = None) -> None:
        self.result = result or mail_result()
        self.requests: list[EmailRequest] = []
        self.checked: list[str] = []

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
        return self.result

    def check(
        self, request: EmailRequest, subject: str, body: str
    ) -> tuple[Sequence[FactCheck], Sequence[Finding]]:
        self.checked.append(body)
        checked = mail_result(body)
        findings = checked.findings if "2 April" in body else ()
        return checked.facts, findings
