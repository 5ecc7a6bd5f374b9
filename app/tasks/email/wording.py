"""The part of a mail that the model words: the user's notes, as sentences to the reader.

Each sentence is compared with its note by code; one that says more, less or the contrary is asked
for once more with the reasons, and then the note stands as the user wrote it.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.engine import Engine, Message
from app.errors import EngineError
from app.events import Cancellation
from app.records import Finding, Language, Tone
from app.tasks.email.manners import as_sentence, points
from app.tasks.email.prompts import conversation
from app.text.languages import detect_language
from app.text.sentences import sentence_spans
from app.text.values import ValueKind, find_values
from app.verification.facts import Sources
from app.verification.rewording import unfaithful

_log = logging.getLogger(__name__)

_TRIES = 2
_LONGEST_NOTE = 600
_MOST_NOTES = 20
"""Later ones stand as they are, so that a pasted report does not keep the model busy for minutes."""
_LONGEST_MAIL = 800
"""Characters of the mail to answer that the model reads."""
_FENCE = re.compile(r"</?\s*mail\s*>", re.IGNORECASE)
_QUOTES = "\"“”'「」 "


_READER = (
    (
        re.compile(r"^(?:please\s+)?(?:tell|inform|remind)\s+(?:her|him|them)\s+(?:that\s+)?", re.IGNORECASE),
        "",
    ),
    (re.compile(r"\b(?:he|she)\b", re.IGNORECASE), "you"),
    (re.compile(r"\b(?:his|her)\b(?=\s+[a-z])", re.IGNORECASE), "your"),
    (re.compile(r"\b(?:him|her)\b", re.IGNORECASE), "you"),
)


@dataclass(frozen=True, slots=True)
class WordedNote:
    """One note and the sentence that says it in the mail."""

    note: str
    sentence: str
    by_model: bool
    """False where the note stands as the user wrote it."""


class Wording:
    """Words the notes of one mail."""

    def __init__(
        self,
        engine: Engine,
        sources: Sources,
        language: Language,
        tone: Tone,
        mail: str = "",
        cancellation: Cancellation | None = None,
    ) -> None:
        """Use *engine*; names in *sources*, and words of the *mail* to answer, may be used besides a note's."""
        self._engine = engine
        self._sources = sources
        self._language: Language = language
        self._tone = tone
        self._mail = _FENCE.sub(" ", mail).strip()[:_LONGEST_MAIL]
        self._cancellation = cancellation
        self._asked = 0

    def word(self, note: str) -> WordedNote:
        """Return *note* as a sentence; where no try says what it says, the note itself.

        Raises:
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        self._asked += 1
        if len(note) > _LONGEST_NOTE or self._asked > _MOST_NOTES:
            return as_written(note, self._language)
        messages = conversation(
            self._note_prompt(note),
            {"note": _to_the_reader(note), "tone": self._tone.value, "mail": self._mail},
        )
        if self._asked == 1 and not self._mail:
            # The instructions and examples alone: they are kept on the disk.
            self._engine.prepare([*messages[:-1], Message("user", "")], cancellation=self._cancellation)
        for _ in range(_TRIES):
            sentence = self._answer(messages, 60 + len(note) // (1 if self._language == "ja" else 2))
            problems = unfaithful(note, sentence, self._sources, self._language, self._mail)
            if not problems:
                return WordedNote(note, sentence, by_model=True)
            _log.info("wording not kept: %s", ", ".join(problem.code for problem in problems))
            messages = [*messages, Message("assistant", sentence or "-"), *self._again(note, problems)]
        return as_written(note, self._language)

    def _note_prompt(self, note: str) -> str:
        written = detect_language(note)
        return (
            f"email_note_{written}"
            if written == self._language
            else f"email_note_{written}_to_{self._language}"
        )

    def _again(self, note: str, problems: Sequence[Finding]) -> list[Message]:
        """Return the request to try once more, with the reasons."""
        values = {
            "note": note,
            "reasons": {problem.code for problem in problems},
            "lost": [str(p.parameters["value"]) for p in problems if p.code == "lost-value"],
            "added": [
                str(p.parameters["value"])
                for p in problems
                if p.code.startswith("invented-") or p.code in {"unknown-name", "placeholder-left"}
            ],
        }
        return conversation(f"email_again_{self._language}", values)

    def _answer(self, messages: Sequence[Message], max_tokens: int) -> str:
        try:
            answer = self._engine.complete(
                messages, max_tokens=max_tokens, stop=["\n"], cancellation=self._cancellation
            )
        except EngineError as error:
            if error.code == "text-too-long":
                return ""
            raise
        return answer.text.strip().strip(_QUOTES)


def _to_the_reader(note: str) -> str:
    """Return an English *note* with "you" for a she or he whom it does not name: that is the reader.

    A small model keeps the pronoun. What it makes of this is compared with the note as it was.
    """
    if find_values(note, "en", {ValueKind.PERSON}):
        return note
    for pattern, word in _READER:
        note = pattern.sub(word, note)
    return note


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
