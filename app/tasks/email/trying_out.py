"""Fills a template with sample values in each language, tone and length, to see what goes wrong."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from app.records import EmailRequest, Language, Length, Tone
from app.tasks.email.filling import skeleton_values
from app.tasks.email.sample_facts import shown_samples
from app.tasks.email.skeleton_limits import LimitExceeded
from app.tasks.email.skeletons import SKELETON_ERRORS, rendered
from app.tasks.email.template_form import EmailTemplate

_LABEL_ALONE = re.compile(r"^[ \t]*[-*•・■●◆▼][^\n]*[:：][ \t]*$(?!\n[-・])", re.MULTILINE)
_SOURCE = "<template>"
"""What Jinja2 calls a template without a name in tracebacks."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that goes wrong when a template is filled."""

    kind: str
    """label, failed, or the code of a `LimitExceeded`."""
    language: Language
    part: str
    """subject or body."""
    line: int = 0
    """Line of the skeleton, or 0 where it is not known."""
    written: str = ""
    """What comes out."""
    limit: float = 0


def tried_out(template: EmailTemplate) -> Iterator[Trouble]:
    """Yield what goes wrong with *template*, in each subject and body the first only."""
    for language, part in itertools.product(template.skeletons, ("subject", "body")):
        text = getattr(template.skeletons[language], part)
        for optional, tone, length in itertools.product((True, False), Tone, Length):
            request = EmailRequest(template.id, {}, tone=tone, length=length)
            facts = shown_samples(template, language, optional=optional)
            values = skeleton_values(template, facts, request, language)
            if trouble := _trouble(text, part, language, values):
                yield trouble
                break


def _trouble(text: str, part: str, language: Language, values: dict[str, object]) -> Trouble | None:
    try:
        mail = rendered(text, language, values)
    except LimitExceeded as error:
        return Trouble(
            error.code, language, part, error.line or _line(error.__traceback__), limit=error.limit
        )
    except SKELETON_ERRORS as error:
        return Trouble("failed", language, part, _line(error.__traceback__))
    alone = _LABEL_ALONE.search(mail)
    return Trouble("label", language, part, _line_of(alone[0], text), alone[0].strip()) if alone else None


def _line(traceback: TracebackType | None) -> int:
    """Return the line of the skeleton where an error came up, or 0."""
    line = 0
    while traceback:
        if traceback.tb_frame.f_code.co_filename == _SOURCE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _line_of(label: str, text: str) -> int:
    lines = (number for number, line in enumerate(text.split("\n"), 1) if label.strip() in line)
    return next(lines, 0)
