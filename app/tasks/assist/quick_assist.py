"""The quick assist: puts a text at hand into other words, or hands it to the job that is asked for."""

import logging
import time
from collections.abc import Callable, Sequence

from app.engine.engine import Engine
from app.errors import DeskhandError, DocumentError, InputError
from app.events import Cancellation
from app.records import Finding, Language, Method, Progress
from app.tasks.assist.actions import WORDINGS, Action, ActionKey, AssistResult, JobAction, OpenPanel
from app.tasks.assist.checking import Wording, about_orders, findings_about
from app.tasks.assist.corrections import corrected
from app.tasks.assist.own_actions import OwnActions
from app.tasks.assist.prompting import conversation_about
from app.tasks.assist.rewriting import Reports, Rewriting, result_language
from app.tasks.assist.suggesting import Suggesting
from app.tasks.reading_ahead import read_ahead
from app.text.languages import detect_language
from app.text.pages import pages, pages_that_fit

_log = logging.getLogger(__name__)

MOST_WORKED = 20_000
"""Characters that are worked on; what is longer would keep the model busy for an hour."""
_READ_AHEAD = 900


class QuickAssist:
    """Does what is asked with a text.

    Attributes:
        own: The user's own actions.
        suggesting: Says which action is likely wanted.
    """

    def __init__(
        self,
        find_engine: Callable[[], Engine | None],
        own: OwnActions,
        jobs: Sequence[JobAction] = (),
        asks: Callable[[str], int] | None = None,
    ) -> None:
        """Take what it needs.

        Args:
            find_engine: Gives the model in use, or None; one that goes first, since somebody waits.
            own: The user's own actions.
            jobs: Actions of the other jobs.
            asks: Counts the questions and requests of a mail, for the suggestion.
        """
        self.own = own
        self._find_engine = find_engine
        self._jobs = {job.action.key: job for job in jobs}
        self.suggesting = Suggesting(find_engine, asks)

    def actions(self) -> tuple[Action, ...]:
        """Return all actions in their usual order, the user's own last as far as they can be read; see `mistakes`."""
        ours = (
            Action(key, replaces=key != ActionKey.SUMMARISE, needs_model=key != ActionKey.CORRECT)
            for key in WORDINGS
        )
        try:
            own = self.own.all()
        except DocumentError as error:
            _log.info("actions of the user's own left out: %s", error)
            own = ()
        return (*ours, *(job.action for job in self._jobs.values()), *own)

    def mistakes(self) -> tuple[DeskhandError, ...]:
        """Return why some of the user's own actions are left out."""
        try:
            return self.own.mistakes()
        except DocumentError as error:
            return (error,)

    def has_model(self) -> bool:
        """Return whether a model is there.

        Raises:
            LibraryError: The chosen model is not there.
        """
        return self._find_engine() is not None

    def run(
        self,
        action: Action,
        text: str,
        *,
        on_text: Callable[[str], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> AssistResult:
        """Do *action* with *text*.

        Args:
            action: What to do.
            text: What to do it with; never obeyed.
            on_text: Receives the new text as it is written.
            on_progress: Receives what is being done.
            cancellation: The user's wish to stop.

        Raises:
            InputError: There is no text (`no-text-here`), it is too long (`text-too-long-here`), or nothing can be
                done without a model (`action-needs-model`).
            EngineError: The model died.
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop.
        """
        begun = time.monotonic()
        check_text(text)
        reports = Reports(on_text or _ignore_text, on_progress or _ignore_progress, cancellation)
        if action.key in self._jobs:
            return self._by_job(self._jobs[action.key], text, begun, cancellation)
        engine = self._find_engine()
        if engine is None:
            return self._without_model(action, text, begun)
        given = corrected(text, detect_language(text)) if action.key == ActionKey.CORRECT else text
        made = Rewriting(engine, action, reports).rewritten(given)
        findings = (*about_orders(text), *made.findings)
        method: Method = "model" if made.by_model else "rule"
        seconds = time.monotonic() - begun
        return AssistResult(action, text, made.text, findings, method, seconds, made.language)

    def check(self, result: AssistResult, text: str) -> tuple[Finding, ...]:
        """Return what is doubtful about *text*, which the user made of the result: parts of it, or typed."""
        given = (result.action.instruction,) if result.action.instruction else ()
        return findings_about(Wording(result.action.key, result.old, text, result.language, given))

    def prepare(self, action: Action, text: str, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model would be asked for *action*, so that its words come sooner.

        Nothing happens without a model or when it fails; no text of the user's is kept on the disk.

        Raises:
            Cancelled: The user asked to stop.
        """
        if action.key in self._jobs or not 0 < len(text) <= _READ_AHEAD:
            return
        messages = conversation_about(action, text, result_language(action, text))
        read_ahead(self._find_engine, lambda _: [messages], cancellation)

    def _by_job(
        self, job: JobAction, text: str, begun: float, cancellation: Cancellation | None
    ) -> AssistResult:
        answer = job.work(text, cancellation)
        language: Language = detect_language(text)
        if isinstance(answer, OpenPanel):
            seconds = time.monotonic() - begun
            return AssistResult(job.action, text, "", (), "rule", seconds, language, answer)
        new, findings, method, panel = answer
        seconds = time.monotonic() - begun
        return AssistResult(job.action, text, new, findings, method, seconds, language, panel)

    def _without_model(self, action: Action, text: str, begun: float) -> AssistResult:
        if action.needs_model:
            raise InputError("action-needs-model", action=action.name or action.key)
        language = detect_language(text)
        findings = (Finding("corrected-by-code"),)
        return AssistResult(
            action, text, corrected(text, language), findings, "rule", time.monotonic() - begun, language
        )


def check_text(text: str) -> None:
    """Refuse what nothing can be done with.

    Raises:
        InputError: There is no text (`no-text-here`), or it is too long (`text-too-long-here`).
    """
    if not text.strip():
        raise InputError("no-text-here")
    if len(text) > MOST_WORKED:
        language = detect_language(text[:MOST_WORKED])
        raise InputError(
            "text-too-long-here",
            pages=pages(len(text), language),
            limit=pages_that_fit(MOST_WORKED, language),
        )


def _ignore_text(_text: str) -> None:
    """Nobody wants to read along."""


def _ignore_progress(_progress: Progress) -> None:
    """Nobody wants to know."""
