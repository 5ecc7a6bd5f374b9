"""The user's notes as sentences of the mail: worded by the model, each checked against its note."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.engine.engine import Engine, Message
from app.errors import EngineError
from app.events import Cancellation
from app.records import Language, Tone
from app.resource_files import read_text
from app.tasks.email.manners import ended, points
from app.text.sentences import sentence_spans
from app.verification.facts import Sources
from app.verification.rewording import unfaithful

_log = logging.getLogger(__name__)

_TRIES = 2
_LONGEST_NOTE = 600
_FENCE = re.compile(r"</?note>|[〈〉]")
_QUOTES = "\"“”'「」"


@dataclass(frozen=True, slots=True)
class WordedNote:
    """One note and the sentence that says it in the mail."""

    note: str
    sentence: str
    by_model: bool
    """False where the note stands as the user wrote it."""


class NoteWording:
    """Words notes for one mail."""

    def __init__(
        self,
        engine: Engine,
        sources: Sources,
        language: Language,
        tone: Tone,
        on_text: Callable[[str], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> None:
        """Use *engine*; names and values of *sources* may be used besides those of a note."""
        self._engine = engine
        self._sources = sources
        self._language: Language = language
        self._tone = tone
        self._on_text = on_text
        self._cancellation = cancellation
        self._system = read_text(f"prompts/email_note_system_{language}.txt").strip()
        self._user = read_text(f"prompts/email_note_user_{language}.txt").strip()

    def word(self, note: str) -> WordedNote:
        """Return *note* as a sentence; where no try says what it says, the note itself.

        Raises:
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        if len(note) <= _LONGEST_NOTE:
            for number in range(_TRIES):
                sentence = self._written(note, again=number > 0)
                problems = unfaithful(note, sentence, self._sources, self._language)
                if not problems:
                    return WordedNote(note, sentence, by_model=True)
                _log.info("wording not kept: %s", ", ".join(problem.code for problem in problems))
        return WordedNote(note, ended(note, self._language), by_model=False)

    def _written(self, note: str, *, again: bool) -> str:
        # The second try is drawn, not the likeliest once more.
        prompt = self._user.format(note=_FENCE.sub(" ", note), tone=self._tone.value)
        try:
            answer = self._engine.complete(
                [Message("system", self._system), Message("user", prompt)],
                max_tokens=60 + len(note) // (1 if self._language == "ja" else 2),
                temperature=0.7 if again else 0.0,
                stop=["\n"],
                on_text=self._on_text,
                cancellation=self._cancellation,
            )
        except EngineError as error:
            if error.code == "text-too-long":
                return ""
            raise
        return _FENCE.sub("", answer.text).strip().strip(_QUOTES).strip()


def note_points(notes: str) -> list[str]:
    """Return the single notes: lines, points of a list, sentences."""
    found: list[str] = []
    for point in points(notes):
        spans = sentence_spans(point)
        found += [point[start:end] for start, end in spans] or [point]
    return found


def as_written(notes: Sequence[str], language: Language) -> list[str]:
    """Return the notes as the user wrote them, as sentences."""
    return [ended(note, language) for note in notes]
