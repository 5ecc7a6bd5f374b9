"""Checks a draft again after the person changed it, beside the window, one check at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.records import EmailRequest, FactCheck, Finding
from app.tasks.email.versions import Version
from app.ui.email_check import EmailCheck
from app.ui.job_bridge import JobBridge, Reports

Checks = tuple[Sequence[FactCheck], Sequence[Finding]]

_ABOUT_THE_DRAFTING = frozenset(
    {
        "note-translated",
        "fact-not-translated",
        "notes-in-other-language",
        "own-words-left-out",
        "own-words-not-translated",
    }
)
"""Findings about how a draft was made, which a check of its text alone does not find again."""


class Recheck(QObject):
    """Keeps what is told about a draft true while it is changed.

    Signals:
        done: The draft as it stands was checked.
        failed: It cannot be checked.   arg: the DeskhandError
    """

    done = Signal()
    failed = Signal(object)

    def __init__(self, check: EmailCheck, find: Callable[[EmailRequest, str, str], Checks]) -> None:
        """Check what stands in *check* with *find*."""
        super().__init__(check)
        self._check = check
        self._find = find
        self._bridge = JobBridge(self)
        self._version: Version | None = None
        self._again = False
        self._bridge.finished.connect(self._show)
        self._bridge.failed.connect(self._fail)

    def check(self, version: Version) -> None:
        """Check the draft as it stands; it was made of *version*."""
        self._version = version
        if self._bridge.running:
            self._again = True
            return
        self._again = False
        subject, body = self._check.subject(), self._check.body()

        def find(_reports: Reports) -> tuple[str, str, Checks]:
            return subject, body, self._find(version.request, subject, body)

        self._bridge.start(find)

    def _show(self, checked: tuple[str, str, Checks]) -> None:
        subject, body, (facts, findings) = checked
        if self._again or (subject, body) != (self._check.subject(), self._check.body()):
            self._go_on()
        elif self._version is not None:
            self._check.show_checks(facts, [*findings, *_still_true(self._version, findings, body)])
            self.done.emit()

    def _fail(self, error: DeskhandError) -> None:
        if self._again:
            self._go_on()
        else:
            self.failed.emit(error)

    def _go_on(self) -> None:
        if self._again and self._version is not None:
            self.check(self._version)


def _still_true(version: Version, known: Sequence[Finding], body: str) -> Iterator[Finding]:
    """Yield what was told about the drafting of *version* and is not among the *known* findings, with its new place."""
    codes = {finding.code for finding in known}
    for finding in version.result.findings:
        if finding.code not in _ABOUT_THE_DRAFTING or finding.code in codes:
            continue
        if finding.start is None or finding.end is None:
            yield finding
            continue
        words = version.result.body[finding.start : finding.end]
        start = body.find(words)
        if words and start >= 0:
            yield replace(finding, start=start, end=start + len(words))
