"""What the model is asked about one note; the note stands last, so that it can be read while it is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.engine.engine import Message
from app.records import Language, Tone
from app.tasks.prompt_files import conversation
from app.text.languages import detect_language
from app.text.values import ValueKind, find_values

_FENCE = re.compile(r"</?\s*mail\s*>", re.IGNORECASE)
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
class NotePrompt:
    """The prompt that is the same for all notes of one mail."""

    language: Language
    """Language of the mail."""
    tone: Tone
    mail: str = ""
    """New text of the mail to answer."""
    mail_name: str = ""
    """Where it comes from."""

    @property
    def shown_mail(self) -> str:
        """The mail to answer as the model reads it."""
        return _FENCE.sub(" ", self.mail).strip()

    @property
    def without_mail(self) -> "NotePrompt":
        """The same without the mail to answer."""
        return replace(self, mail="")

    def about(self, note: str) -> Sequence[Message]:
        """Return the conversation about *note*; only its last message holds text of the user's."""
        written = detect_language(note) if note else self.language
        name = (
            f"email_note_{written}"
            if written == self.language
            else f"email_note_{written}_to_{self.language}"
        )
        values = {"note": _to_the_reader(note), "tone": self.tone.value, "mail": self.shown_mail}
        return conversation(name, values)


def _to_the_reader(note: str) -> str:
    """Return an English *note* with "you" for a she or he whom it does not name: that is the reader.

    A small model keeps the pronoun. What it makes of this is compared with the note as it was.
    """
    if find_values(note, "en", {ValueKind.PERSON}):
        return note
    for pattern, word in _READER:
        note = pattern.sub(word, note)
    return note
