"""A template with its facts in their places: the mail as code writes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.errors import InputError
from app.records import EmailRequest, Language
from app.tasks.email.given_facts import GivenFact
from app.tasks.email.skeletons import NOTES, SHARED_FACTS, SKELETON_ERRORS, frame_part, rendered
from app.tasks.email.template_form import EmailTemplate
from app.text.comparing import squeezed

_FRAME_PARTS = ("greeting", "opening", "closing", "signature")
_OFFICE = "\ue002"
"""Stands in a rendered body where the office's own signature goes, whose lines stay as they are."""
_SIGNED = ("sender", "company", "phone")


@dataclass(frozen=True, slots=True)
class FilledMail:
    """A mail that is correct by itself, with a place for the user's notes."""

    subject: str
    language: Language
    _body: str

    def body(self, notes: Iterable[str] = ()) -> str:
        """Return the whole mail with the sentences *notes*."""
        return "".join(self.pieces(notes))

    def pieces(self, notes: Iterable[str]) -> Iterator[str]:
        """Yield the mail piece by piece; together they are the body.

        Args:
            notes: The sentences of the notes, taken one by one when they are due.
        """
        before, mark, after = self._body.partition(NOTES)
        yield before
        if mark:
            yield from _joined(notes, " " if self.language == "en" else "\n")
            # A template that names the place twice gets the notes once.
            yield after.replace(NOTES, "")


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
    shown = {given.fact.variable: given.shown for given in facts}
    values = skeleton_values(template, shown, request, language)
    values["notes"] = NOTES if with_notes else ""
    try:
        subject = rendered(skeleton.subject, language, values)
        body = rendered(skeleton.body, language, values)
    except SKELETON_ERRORS as error:
        raise InputError("broken-template", file=template.id, line=1, detail=str(error)) from error
    return FilledMail(" ".join(subject.split()), language, body.replace(_OFFICE, request.signature.strip()))


def skeleton_values(
    template: EmailTemplate, facts: Mapping[str, str], request: EmailRequest, language: Language
) -> dict[str, object]:
    """Return what the skeletons of *template* can name, without notes.

    Args:
        template: The kind of mail.
        facts: Values as they stand in the mail, by the names of variables.
        request: Tone, length, relation, and whether a mail is answered.
        language: Language of the mail.
    """
    values: dict[str, object] = dict.fromkeys(SHARED_FACTS, "")
    values |= {fact.variable: "" for fact in template.facts}
    values |= facts
    signed = squeezed(request.signature)
    values |= {
        "tone": request.tone.value,
        "length": request.length.value,
        "reply": request.reply_to is not None,
        "language": language,
        "relation": (request.relation or template.relation).value,
        "letter": template.letter,
        "notes": "",
        "office": _OFFICE if request.signature.strip() else "",
        "unsigned": [
            text for name in _SIGNED if (text := values[name]) and squeezed(str(text)) not in signed
        ],
    }
    return values | {name: frame_part(name, language, values) for name in _FRAME_PARTS}
