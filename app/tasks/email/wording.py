"""The part of a mail that the model words: the user's notes, as sentences to the reader.

Each sentence is compared with its note by code; one that says more, less or the contrary is asked
for once more with the reasons, and then the note stands as the user wrote it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.engine.engine import Engine, Message
from app.errors import EngineError
from app.events import Cancellation
from app.records import Finding, Gravity, Language
from app.tasks.email.manners import as_sentence
from app.tasks.email.note_prompt import NotePrompt
from app.tasks.prompt_files import conversation
from app.text.languages import detect_language
from app.text.list_points import points
from app.text.pages import pages, pages_that_fit
from app.text.sentences import sentence_spans
from app.verification.facts import Sources
from app.verification.rewording import unfaithful

_log = logging.getLogger(__name__)

_TRIES = 2
_LONGEST_NOTE: dict[Language, int] = {"en": 1_800, "ja": 1_000}
"""Characters of one note: a page. What is longer is no note, and would keep the model busy for minutes."""
MOST_NOTES = 20
"""Later ones stand as they are, so that a pasted report does not do so."""
_LONGEST_QUOTE = 60
_QUOTES = "\"“”'「」 "


@dataclass(frozen=True, slots=True)
class WordedNote:
    """One note and the sentence that says it in the mail."""

    note: str
    sentence: str
    by_model: bool
    """False where the note stands as the user wrote it."""
    asked: bool = True
    """Whether the model was asked."""
    finding: Finding | None = None
    """Why it was not asked, if because of this note."""


class Wording:
    """Words the notes of one mail.

    Attributes:
        findings: What could not be read.
    """

    def __init__(
        self,
        engine: Engine,
        sources: Sources,
        prompt: NotePrompt,
        cancellation: Cancellation | None = None,
    ) -> None:
        """Ask *engine* by *prompt*; names in *sources*, and words of the mail to answer, may be used besides a note's."""
        self.findings: list[Finding] = []
        self._engine = engine
        self._sources = sources
        self._prompt = prompt
        self._language: Language = prompt.language
        self._cancellation = cancellation
        self._asked = 0

    def word(self, note: str) -> WordedNote:
        """Return *note* as a sentence; where no try says what it says, the note itself.

        Raises:
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        self._asked += 1
        if self._asked > MOST_NOTES:
            return replace(as_written(note, self._language), asked=False)
        language = detect_language(note)
        if len(note) > _LONGEST_NOTE[language]:
            return self._too_long(note, _LONGEST_NOTE[language])
        try:
            return self._worded(note)
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            mail = self._prompt.shown_mail
            room = _room(error, self._prompt.about(note), mail or note)
        if not mail:
            return self._too_long(note, room)
        self.findings.append(
            Finding(
                "mail-too-long",
                {"source": self._prompt.mail_name, **_lengths(mail, room, detect_language(mail))},
                gravity=Gravity.NOTE,
            )
        )
        self._prompt = self._prompt.without_mail
        self._asked -= 1
        return self.word(note)

    def _worded(self, note: str) -> WordedNote:
        messages = self._prompt.about(note)
        if self._asked == 1:
            # The instructions and examples are kept on the disk.
            self._engine.prepare(messages, cancellation=self._cancellation)
        for _ in range(_TRIES):
            sentence = self._answer(messages, 60 + len(note) // (1 if self._language == "ja" else 2))
            problems = unfaithful(note, sentence, self._sources, self._language, self._prompt.shown_mail)
            if not problems:
                return WordedNote(note, sentence, by_model=True)
            _log.info("wording not kept: %s", ", ".join(problem.code for problem in problems))
            messages = [*messages, Message("assistant", sentence or "-"), *self._again(note, problems)]
        return as_written(note, self._language)

    def _too_long(self, note: str, room: float | None) -> WordedNote:
        """Return *note* as it is, of which the model takes so many characters."""
        value = note[:_LONGEST_QUOTE] + ("…" if len(note) > _LONGEST_QUOTE else "")
        finding = Finding("note-too-long", {"value": value, **_lengths(note, room, detect_language(note))})
        return replace(as_written(note, self._language), asked=False, finding=finding)

    def _again(self, note: str, problems: Sequence[Finding]) -> list[Message]:
        """Return the request to try once more, with the reasons."""
        values = {
            "note": note,
            "reasons": {problem.code for problem in problems},
            "lost": [str(p.parameters["value"]) for p in problems if p.code == "lost-value"],
            "added": [
                str(p.parameters["value"])
                for p in problems
                if p.code in {"unknown-name", "placeholder-left"}
                # Of a date with a wrong weekday, the day itself has to stay.
                or (p.code.startswith("invented-") and p.code != "invented-weekday")
            ],
        }
        return conversation(f"email_again_{self._language}", values)

    def _answer(self, messages: Sequence[Message], max_tokens: int) -> str:
        answer = self._engine.complete(
            messages, max_tokens=max_tokens, stop=["\n"], cancellation=self._cancellation
        )
        return answer.text.strip().strip(_QUOTES)


def _room(error: EngineError, messages: Sequence[Message], text: str) -> float | None:
    """Return how many characters of *text* in *messages* would fit, where *error* tells it."""
    limit, length = error.parameters.get("limit"), error.parameters.get("length")
    if not isinstance(limit, int) or not isinstance(length, int) or not length:
        return None
    characters = sum(len(message.text) for message in messages)
    return max(0.0, characters * limit / length - (characters - len(text)))


def _lengths(text: str, room: float | None, language: Language) -> dict[str, object]:
    """Return how long *text* is and how much of it fits, for a sentence."""
    lengths: dict[str, object] = {"pages": pages(len(text), language)}
    return lengths | ({"limit": pages_that_fit(room, language)} if room is not None else {})


def note_points(notes: str) -> list[str]:
    """Return the single notes: lines, points of a list, sentences."""
    found: list[str] = []
    for point in points(notes):
        spans = sentence_spans(point)
        found += [point[start:end] for start, end in spans] or [point]
    return found


def as_written(note: str, language: Language) -> WordedNote:
    """Return *note* as the user wrote it, with a mark at its end."""
    return WordedNote(note, as_sentence(note, language), by_model=False)
