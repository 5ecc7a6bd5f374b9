"""A template with its facts in their places: the mail as code writes it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.errors import InputError
from app.records import EmailRequest, Language
from app.tasks.email.given_facts import GivenFact
from app.tasks.email.skeletons import NOTES, OPENING, SHARED_FACTS, SKELETON_ERRORS, frame_part, rendered
from app.tasks.email.templates import EmailTemplate

_MARKS = re.compile(f"([{OPENING}{NOTES}])")


@dataclass(frozen=True, slots=True)
class FilledMail:
    """A mail that is correct by itself, with places for the opening and the user's notes."""

    subject: str
    language: Language
    _body: str
    _values: Mapping[str, object]

    def opening(self, topic: str = "") -> str:
        """Return the first words to the reader; *topic* is what the mail to answer is about."""
        return frame_part("opening", self.language, {**self._values, "topic": topic})

    def body(self, topic: str = "", notes: Iterable[str] = ()) -> str:
        """Return the whole mail with the sentences *notes*."""
        return "".join(self.pieces(lambda: topic, list(notes)))

    def pieces(self, topic: Callable[[], str], notes: Iterable[str]) -> Iterator[str]:
        """Yield the mail piece by piece, each as soon as it is known; together they are the body.

        Args:
            topic: Finds out what the mail to answer is about; called when the opening is due.
            notes: The sentences of the notes, taken one by one when they are due.
        """
        for piece in _MARKS.split(self._body):
            if piece == OPENING:
                yield self.opening(topic())
            elif piece == NOTES:
                yield from _joined(notes, " " if self.language == "en" else "\n")
            elif piece:
                yield piece


def _joined(sentences: Iterable[str], separator: str) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        yield separator + sentence if number else sentence


def filled(
    template: EmailTemplate,
    facts: Sequence[GivenFact],
    request: EmailRequest,
    language: Language,
    *,
    with_notes: bool,
) -> FilledMail:
    """Return the mail of *template* in *language*, tone and length of *request*.

    Args:
        template: The kind of mail.
        facts: Its facts, understood.
        request: What the user gives.
        language: Language of the mail.
        with_notes: Whether there are sentences to put where the notes go.

    Raises:
        InputError: The template has no words in this language, or cannot be filled.
    """
    skeleton = template.skeletons.get(language)
    if skeleton is None:
        raise InputError("template-not-in-language", template=template.titles[language])
    values: dict[str, object] = dict.fromkeys(SHARED_FACTS, "")
    values |= {fact.variable: "" for fact in template.facts}
    values |= {given.fact.variable: given.shown for given in facts}
    values |= {
        "tone": request.tone.value,
        "length": request.length.value,
        "reply": request.reply_to is not None,
        "language": language,
        "notes": NOTES if with_notes else "",
    }
    try:
        parts = {name: frame_part(name, language, values) for name in ("greeting", "closing", "signature")}
        opening = frame_part("opening", language, {**values, "topic": ""})
        values |= parts | {"opening": OPENING if opening else ""}
        subject = rendered(skeleton.subject, language, values)
        body = rendered(skeleton.body, language, values)
    except SKELETON_ERRORS as error:
        raise InputError("broken-template", file=template.id, line=1, detail=str(error)) from error
    return FilledMail(" ".join(subject.split()), language, body, values)
