"""A mail to answer, taken apart: what is new in it, what it asks, how it sounds, what to know about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from app.documents.mail import Mail, new_text_of, read_mail
from app.documents.mail_content import plain_lines
from app.documents.mail_remarks import text_remarks
from app.documents.reply_parts import split_reply
from app.records import EmailRequest, Finding, Language, Tone
from app.resource_files import read_text
from app.tasks.email.requests import MailRequest, requests_in
from app.text.excerpts import shortened
from app.text.languages import detect_language
from app.text.orders import order_spans
from app.verification.answers import LONGEST_QUOTE, AnswerLink, linked_answers

MOST_ASKING = 20_000
"""Characters of a mail's new text whose questions and requests count; a draft is made from as many."""

_FILE = "words/mail_tone.yaml"
_TELLING = 4_000
"""Characters at a mail's begin and end that tell how it sounds."""


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail to answer."""

    text: str
    """What its sender wrote now."""
    quoted: tuple[str, ...] = ()
    """What stood in earlier mails, each passage."""
    signature: str = ""
    whole: str = ""
    """The text with all that, as it was given."""
    requests: tuple[MailRequest, ...] = ()
    """What it asks; places in `text`."""
    language: Language = "en"
    tone: Tone = Tone.PLAIN
    """How it sounds, for an answer that sounds alike."""
    findings: tuple[Finding, ...] = ()
    """What to know before answering it; places, if any, in `text`."""
    mail: Mail | None = None
    """Its headers, when it came as a file."""


def opened_file(path: Path) -> OpenedMail:
    """Return the mail in *path*, taken apart.

    Raises:
        DocumentError: It is encrypted, has no text, or is no mail.
    """
    mail = read_mail(path)
    body, parts = mail.source.text, mail.parts
    quoted = tuple(body[start:end] for start, end in parts.quoted)
    signature = body[slice(*parts.signature)] if parts.signature else ""
    return _opened(mail.new_text, quoted, signature, body, mail)


def opened_text(text: str, *, whole: bool = True) -> OpenedMail:
    """Return a mail whose text was pasted or typed, taken apart.

    Args:
        text: The text.
        whole: Whether it may hold quotes and a signature; False takes all of it as new.
    """
    text = plain_lines(text)
    if not whole:
        return _opened(text, (), "", text, None)
    parts = split_reply(text)
    new_text = new_text_of(text, parts)
    quoted = tuple(text[start:end] for start, end in parts.quoted)
    signature = text[slice(*parts.signature)] if parts.signature else ""
    return _opened(new_text or text, quoted, signature, text, None)


def answers_in(request: EmailRequest, body: str, language: Language) -> tuple[AnswerLink, ...]:
    """Return for each question and request of the mail to answer which sentences of a draft answer it.

    Args:
        request: What the draft was made from.
        body: The draft as it stands now.
        language: Its language.
    """
    if request.reply_to is None:
        return ()
    text = request.reply_to.text
    return linked_answers(requests_of(text), text, body, language)


def requests_of(text: str) -> tuple[MailRequest, ...]:
    """Return what *text* asks of its reader; what reads like an order to the program asks nothing.

    A quote is what is left of a sentence without such an order; its place holds both.
    """
    text = text[:MOST_ASKING]
    orders = order_spans(text)
    kept = _without(text, orders)
    return tuple(
        MailRequest(
            _place(request.start, orders),
            _place(request.end - 1, orders) + 1,
            request.quote,
            request.kind,
            request.needs_answer,
        )
        for request in requests_in(kept, detect_language(kept))
    )


def tone_of(text: str, language: Language) -> Tone:
    """Return how a mail sounds, plain where nothing tells."""
    begin, end = text[:_TELLING], text[-_TELLING:]
    told = begin if len(text) <= _TELLING else f"{begin}\n{end}"
    counts = {tone: len(pattern.findall(told)) for tone, pattern in _tone_patterns()[language].items()}
    if counts[Tone.FORMAL] > counts[Tone.WARM]:
        return Tone.FORMAL
    return Tone.WARM if counts[Tone.WARM] > counts[Tone.FORMAL] else Tone.PLAIN


def _opened(text: str, quoted: tuple[str, ...], signature: str, whole: str, mail: Mail | None) -> OpenedMail:
    language = detect_language(text[:MOST_ASKING])
    return OpenedMail(
        text=text,
        quoted=quoted,
        signature=signature,
        whole=whole,
        requests=requests_of(text),
        language=language,
        tone=tone_of(f"{text}\n{signature}", language),
        findings=(*(mail.findings if mail else text_remarks(text)), *_orders(text)),
        mail=mail,
    )


def _orders(text: str) -> list[Finding]:
    """Return the places that read like orders to the program."""
    spans = order_spans(text[:MOST_ASKING])
    return [
        Finding("mail-gives-orders", {"value": shortened(text[start:end], LONGEST_QUOTE)}, start, end)
        for start, end in spans
    ]


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def _place(kept: int, left_out: Sequence[tuple[int, int]]) -> int:
    """Return where the character *kept* stood before the spans *left_out* were taken away."""
    for start, end in left_out:
        if start > kept:
            break
        kept += end - start
    return kept


@cache
def _tone_patterns() -> dict[Language, dict[Tone, re.Pattern[str]]]:
    words = yaml.safe_load(read_text(_FILE))
    languages: tuple[Language, ...] = ("en", "ja")
    return {
        language: {
            tone: re.compile("|".join(words[language][tone.value]), re.IGNORECASE | re.MULTILINE)
            for tone in (Tone.FORMAL, Tone.WARM)
        }
        for language in languages
    }
