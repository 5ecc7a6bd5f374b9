"""Has the model put a text into other words, passage by passage; each is compared with what it stands for."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.engine.engine import Completion, Engine, Message
from app.errors import EngineError
from app.events import Cancellation
from app.records import Finding, Gravity, Language, Progress
from app.tasks.assist.actions import Action, ActionKey
from app.tasks.assist.checking import Wording, badness, findings_about, is_unusable, passage_problems
from app.tasks.assist.passages import passages
from app.tasks.assist.prompting import asked_again, conversation_about, without_fence
from app.tasks.part_reading import read_in_parts
from app.text.excerpts import shortened
from app.text.languages import detect_language

_log = logging.getLogger(__name__)

_LONGEST_PASSAGE: dict[Language, int] = {"en": 900, "ja": 450}
"""Characters that are worded at once: a small model loses values in more."""
_LONGEST_QUOTE = 60
_QUOTES = "\"“”'「」 "
_TRIES = 2
_SIGNS_A_TOKEN: dict[Language, float] = {"en": 3.0, "ja": 0.9}
_SUMMARY_TOKENS = 220
_OWN_TOKENS = 700


@dataclass(frozen=True, slots=True)
class Reports:
    """What is told while a text is worded, and the wish to stop."""

    on_text: Callable[[str], None]
    """Receives the new text as it is written; the final one may differ where a passage was tried again."""
    on_progress: Callable[[Progress], None]
    cancellation: Cancellation | None


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text in other words."""

    text: str
    findings: tuple[Finding, ...]
    """Places, if any, in the text."""
    by_model: bool
    """Whether words of the model's are in it."""
    language: Language


class Rewriting:
    """Puts one text into other words."""

    def __init__(self, engine: Engine, action: Action, reports: Reports) -> None:
        """Ask *engine* for *action*; tell *reports* how it goes."""
        self._engine = engine
        self._action = action
        self._reports = reports
        self._findings: list[Finding] = []
        self._by_model = False
        self._prepared = False

    def rewritten(self, text: str) -> Rewritten:
        """Return *text* in other words.

        Raises:
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        language = result_language(self._action, text)
        by_passages = self._action.key in {*ActionKey} - {ActionKey.SUMMARISE}
        new = self._by_passages(text, language) if by_passages else self._as_a_whole(text, language)
        wording = Wording(self._action.key, text, new, language, _given(self._action))
        told = {(one.code, str(one.parameters)) for one in self._findings}
        about = [one for one in findings_about(wording) if (one.code, str(one.parameters)) not in told]
        findings = (*about, *self._findings) if self._by_model else tuple(self._findings)
        return Rewritten(new, findings, self._by_model, language)

    def _by_passages(self, text: str, language: Language) -> str:
        longest = _LONGEST_PASSAGE[detect_language(text)]
        spans = passages(text, longest, with_frame=self._action.key == ActionKey.TRANSLATE)
        pieces, at = [], 0
        for number, (start, end) in enumerate(spans):
            self._reports.on_progress(Progress("wording-text", number, len(spans)))
            pieces.append(text[at:start])
            self._reports.on_text(text[at:start])
            pieces.append(self._worded(text[start:end], language))
            at = end
        self._reports.on_text(text[at:])
        return "".join([*pieces, text[at:]])

    def _worded(self, passage: str, language: Language) -> str:
        """Return *passage* in other words, or as it is where no try is of use."""
        messages = conversation_about(self._action, passage, language)
        best: tuple[tuple[bool, int, int], str, list[Finding]] | None = None
        for number in range(_TRIES):
            try:
                new = self._answer(messages, passage, language, aloud=number == 0)
            except EngineError as error:
                if error.code != "text-too-long":
                    raise
                self._findings.append(Finding("passage-too-long", {"value": _quote(passage)}))
                return passage
            problems = passage_problems(Wording(self._action.key, passage, new, language))
            if best is None or badness(problems) < best[0]:
                best = badness(problems), new, problems
            if not problems:
                break
            _log.info("wording in doubt: %s", ", ".join(problem.code for problem in problems))
            messages = [
                *messages,
                Message("assistant", new or "-"),
                *asked_again(passage, problems, language),
            ]
        if best is None or is_unusable(best[2]):
            self._findings.append(Finding("passage-kept", {"value": _quote(passage)}))
            return passage
        self._by_model = True
        self._findings += [one for one in best[2] if one.code == "sense-doubtful"]
        return best[1]

    def _as_a_whole(self, text: str, language: Language) -> str:
        """Return what is made of *text* at once, or of its parts and then of what was made of these."""

        def ask(span: tuple[int, int]) -> str:
            part = text[slice(*span)]
            messages = conversation_about(self._action, part, language)
            return self._answer(messages, part, language, aloud=span == (0, len(text)))

        read = read_in_parts(text, ask)
        self._by_model = bool(read.answers)
        for start, end in read.unread:
            self._findings.append(Finding("passage-too-long", {"value": _quote(text[start:end])}))
        if len(read.answers) < 2:
            return "".join(answer for _, answer in read.answers)
        together = "\n".join(answer for _, answer in read.answers)
        self._findings.append(Finding("summary-of-parts", {"count": len(read.answers)}, gravity=Gravity.NOTE))
        if self._action.key != ActionKey.SUMMARISE:
            return together
        try:
            return self._answer(
                conversation_about(self._action, together, language), together, language, aloud=True
            )
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            return together

    def _answer(self, messages: Sequence[Message], text: str, language: Language, *, aloud: bool) -> str:
        self._prepare(messages)
        answer: Completion = self._engine.complete(
            messages,
            max_tokens=self._most_tokens(text, language),
            stop=self._stops(text),
            on_text=self._reports.on_text if aloud else None,
            cancellation=self._reports.cancellation,
        )
        if answer.finish_reason == "length":
            self._findings.append(Finding("text-cut", {"value": _quote(text)}, gravity=Gravity.WRONG))
        written = without_fence(answer.text)
        quoted = text.strip()[:1] in _QUOTES or not text.strip()
        return written if quoted else written.strip(_QUOTES)

    def _prepare(self, messages: Sequence[Message]) -> None:
        """Keep the instructions and examples, which are the same for every text, on the disk."""
        if not self._prepared:
            self._prepared = True
            try:
                self._engine.prepare(messages, cancellation=self._reports.cancellation)
            except EngineError as error:
                if error.code != "text-too-long":
                    raise

    def _most_tokens(self, text: str, language: Language) -> int:
        if self._action.key == ActionKey.SUMMARISE:
            return _SUMMARY_TOKENS
        if self._action.instruction:
            return _OWN_TOKENS
        written = detect_language(text)
        return 60 + round(1.6 * len(text) / _SIGNS_A_TOKEN[written]) * (2 if written != language else 1)

    def _stops(self, text: str) -> list[str]:
        if self._action.instruction:
            return ["</text>"]
        inner = self._action.key != ActionKey.SUMMARISE and "\n" in text
        return ["\n\n", "</text>"] if inner or self._action.key == ActionKey.SUMMARISE else ["\n", "</text>"]


def result_language(action: Action, text: str) -> Language:
    """Return the language that the result of *action* is to be in."""
    written = detect_language(text)
    if action.key == ActionKey.TRANSLATE:
        return "en" if written == "ja" else "ja"
    return action.language or written


def _given(action: Action) -> tuple[str, ...]:
    return (action.instruction,) if action.instruction else ()


def _quote(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST_QUOTE)
