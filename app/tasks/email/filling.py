"""A template with its facts in their places: the mail as code writes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import jinja2

from app.errors import InputError
from app.records import EmailRequest, Language
from app.tasks.email.given_facts import GivenFact
from app.tasks.email.manners import honoured
from app.tasks.email.skeletons import NOTES, frame_part, rendered
from app.tasks.email.templates import EmailTemplate

_FRAME_PARTS = ("greeting", "opening", "closing", "signature")


@dataclass(frozen=True, slots=True)
class FilledMail:
    """A mail that is correct by itself, with a place for the user's notes."""

    subject: str
    _body: str

    def body(self, notes: Sequence[str], language: Language) -> str:
        """Return the text of the mail with the sentences of *notes* as a paragraph of their own."""
        joined = (" " if language == "en" else "\n").join(notes)
        text = self._body.replace(NOTES, joined)
        return re.sub(r"\n{3,}", "\n\n", text).strip()


def filled(
    template: EmailTemplate, facts: Sequence[GivenFact], request: EmailRequest, language: Language
) -> FilledMail:
    """Return the mail of *template* in *language*, tone and length of *request*.

    Raises:
        InputError: The template has no words in this language, or cannot be filled.
    """
    skeleton = template.skeletons.get(language)
    if skeleton is None:
        raise InputError("template-not-in-language", template=template.titles[language])
    values: dict[str, object] = {fact.variable: "" for fact in template.facts}
    values |= {given.fact.variable: given.shown for given in facts}
    for name in ("recipient", "sender", "company", "phone", "topic"):
        values.setdefault(name, "")
    if language == "ja" and values["recipient"]:
        values["recipient"] = honoured(str(values["recipient"]))
    values |= {
        "tone": request.tone.value,
        "length": request.length.value,
        "reply": request.reply_to is not None,
        "language": language,
        "notes": NOTES,
    }
    try:
        parts = {name: frame_part(name, language, values) for name in _FRAME_PARTS}
        subject = rendered(skeleton.subject, language, values | parts)
        body = rendered(skeleton.body, language, values | parts)
    except jinja2.TemplateError as error:
        raise InputError("broken-template", file=template.id, line=1, detail=str(error)) from error
    return FilledMail(" ".join(subject.split()), body if NOTES in body else f"{body}\n\n{NOTES}")
