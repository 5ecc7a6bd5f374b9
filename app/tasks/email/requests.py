"""The questions and requests of a mail, sentence by sentence."""

from dataclasses import dataclass

from app.records import Language
from app.tasks.email.request_readings import Kind, reading_of
from app.text.sentences import sentence_spans

MOST_REQUESTS = 100
"""Questions and requests of one mail that are to be answered; a list of more is no mail to answer."""


@dataclass(frozen=True, slots=True)
class MailRequest:
    """One sentence that asks something; `text[start:end] == quote`."""

    start: int
    end: int
    quote: str
    kind: Kind
    """A question wants to know, a request wants something done."""
    needs_answer: bool = True
    """False for politeness ("let me know if you have questions") and what is only proposed or announced."""


def asked_in(text: str, language: Language) -> tuple[MailRequest, ...]:
    """Return every sentence of *text* that asks, in order, with what only politeness asks.

    Args:
        text: What the sender wrote now, without quotes and signature.
        language: The language of *text*.
    """
    found = []
    for start, end in sentence_spans(text):
        reading = reading_of(text[start:end], language)
        if reading:
            found.append(MailRequest(start, end, text[start:end], reading.kind, reading.needs_answer))
    return tuple(found)


def requests_in(text: str, language: Language) -> tuple[MailRequest, ...]:
    """Return the questions and requests of *text* that are to be answered, in order, `MOST_REQUESTS` at most.

    Args:
        text: What the sender wrote now, without quotes and signature.
        language: The language of *text*.
    """
    return tuple(request for request in asked_in(text, language) if request.needs_answer)[:MOST_REQUESTS]
