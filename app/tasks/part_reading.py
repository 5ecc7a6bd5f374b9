"""Reads a text that is too long for the model in overlapping parts; a job puts the answers together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.errors import EngineError
from app.records import Finding, SourceText
from app.text.languages import detect_language
from app.text.overlapping_parts import Span, overlapping_halves
from app.text.pages import pages

T = TypeVar("T")
_LONGEST_QUOTE = 60
_TELLING = 1_000
"""Characters that tell the language of a text."""


@dataclass(frozen=True, slots=True)
class PartAnswers(Generic[T]):
    """What was answered about the parts of a text."""

    answers: tuple[tuple[Span, T], ...]
    """Each part's place and what was answered about it, in the order of the text."""
    unread: tuple[Span, ...]
    """Places that the model could not read."""


def read_in_parts(text: str, ask: Callable[[Span], T]) -> PartAnswers[T]:
    """Ask about *text* and, where that is too long for the model, about its halves, again and again.

    Args:
        text: What to ask about.
        ask: Asks about one place of it.

    Raises:
        EngineError: The model died.
        Cancelled: The user asked to stop.
    """
    answers: list[tuple[Span, T]] = []
    unread: list[Span] = []
    waiting: list[Span] = [(0, len(text))]
    while waiting:
        span = waiting.pop()
        try:
            answers.append((span, ask(span)))
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            halves = overlapping_halves(text, *span)
            if halves:
                waiting += reversed(halves)
            else:
                unread.append(span)
    return PartAnswers(tuple(answers), tuple(_joined(unread)))


def unread_findings(
    source: SourceText, unread: Iterable[Span], most_read: int, beyond: str = "read-in-part"
) -> list[Finding]:
    """Return a finding for each place of *source* that was not read, and for what follows its first characters.

    Args:
        source: What was to be read.
        unread: Places that the model could not read.
        most_read: Characters that were to be read at most.
        beyond: Code of the finding for what follows them.
    """
    findings = []
    for start, end in unread:
        quote = " ".join(source.text[start : start + _LONGEST_QUOTE].split())
        parameters: dict[str, object] = {"source": source.name, "quote": quote}
        findings.append(Finding("part-not-read", parameters, start, end))
    length = len(source.text)
    if length > most_read:
        language = detect_language(source.text[: max(most_read, _TELLING)])
        parameters = {
            "source": source.name,
            "limit": pages(most_read, language),
            "pages": pages(length, language),
        }
        findings.append(Finding(beyond, parameters, most_read, length))
    return findings


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return *spans*, in order, with those that overlap as one."""
    result: list[Span] = []
    for start, end in spans:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
