"""Skeletons of mails in Jinja2's notation, sandboxed: they can do nothing but place texts."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

import jinja2
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.records import Language
from app.resource_files import read_text
from app.tasks.email.manners import (
    as_sentence,
    bullets,
    ended,
    honoured,
    honoured_colleague,
    with_weekday,
    without_weekday,
)
from app.tasks.email.skeleton_limits import (
    BUDGET,
    Budget,
    LimitExceeded,
    NotAllowed,
    limited,
    limiting_filters,
)

_KEPT_END = "\ue003"
"""Stands for a line end of the signature, whose lines never flow on: “Kawabe Tea Ltd.” ends no sentence."""
NOTES = "\ue001"
"""Stands in a rendered body where the user's notes go."""
OUR_NAMES = frozenset(
    [
        "greeting", "opening", "notes", "closing", "signature",
        "tone", "length", "reply", "language", "relation", "letter",
    ]
)  # fmt: skip
"""What a skeleton may use besides the template's facts."""
SHARED_FACTS = {"recipient": "greeting", "sender": "signature", "company": "signature", "phone": "signature"}
"""Facts that the parts of all mails use, with the part; a body need not name them again."""
SKELETON_ERRORS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a skeleton that parses can still do wrong when it is filled."""

_LINE_OF_TAGS = re.compile(r"[ \t]*(?:(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})[ \t]*)+(?<![-+][%#]\})")
_LIST_LINE = re.compile(r"\s*(?:[-*•・■]|\d+[.)])\s?")


def names_used(text: str) -> set[str]:
    """Return the names that a skeleton takes from outside.

    Raises:
        jinja2.TemplateSyntaxError: It does not parse, does what is not allowed (`NotAllowed`), or uses
            an unknown filter (`UnknownFilter`); `lineno` says where.
    """
    environment = _environment("en")
    return meta.find_undeclared_variables(limited(environment, _with_quiet_tags(text)))


def rendered(text: str, language: Language, values: Mapping[str, object]) -> str:
    """Return the skeleton *text* with *values* in their places, its blank lines in order.

    Raises:
        jinja2.TemplateError: It cannot be done, or not within the limits of `skeleton_limits`.
    """
    budget = Budget()
    pieces: list[str] = []
    skeleton = _compiled(text, language)
    stream = skeleton.generate({**values, BUDGET: budget})
    for piece in stream:
        try:
            budget.take_text(piece)
        except LimitExceeded as error:
            error.line = _line_at(stream, skeleton)
            raise
        pieces.append(piece)
    return tidy("".join(pieces), language).replace(_KEPT_END, "\n")


def _line_at(stream: Iterator[str], skeleton: jinja2.Template) -> int:
    """Return the line that *skeleton* has come to, or 0."""
    frame = getattr(getattr(stream, "gi_yieldfrom", None), "gi_frame", None)
    return skeleton.get_corresponding_lineno(frame.f_lineno) if frame else 0


def frame_part(name: str, language: Language, values: Mapping[str, object]) -> str:
    """Return a part that all mails share: greeting, opening, closing or signature."""
    macro: Callable[..., str] = getattr(_frame(language), name)
    wanted = {key: values[key] for key in macro.arguments}  # type: ignore[attr-defined]
    text = str(macro(**wanted))
    if name == "signature":
        return tidy(text, language, flows=False).replace("\n", _KEPT_END)
    return tidy(text, language)


def tidy(text: str, language: Language, *, flows: bool = True) -> str:
    """Return *text* without blanks at line ends and with single empty lines only.

    In English, sentences that follow each other flow on in one line, unless *flows* is off; in Japanese mails each
    has its own.
    """
    flows = flows and language == "en"
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept: list[str] = []
    for line in lines:
        before = kept[-1] if kept else ""
        if not line and not before:
            continue
        if flows and line and before.endswith((".", "?", "!")) and not _is_listed(before, line):
            kept[-1] = f"{before} {line}"
        else:
            kept.append(line)
    return "\n".join(kept)


def _is_listed(before: str, line: str) -> bool:
    return bool(_LIST_LINE.match(before) or _LIST_LINE.match(line)) or line[0] == NOTES


def _with_quiet_tags(text: str) -> str:
    """Let lines that hold tags only leave no empty line; line numbers stay."""
    lines = text.split("\n")
    joined = ""
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        if _LINE_OF_TAGS.fullmatch(line) and not last:
            # The line end moves into the tag, where it means nothing.
            bare = line.strip()
            joined += f"{bare[:-2]}\n{bare[-2:]}"
        else:
            joined += line if last else f"{line}\n"
    return joined


@lru_cache(maxsize=200)
def _compiled(text: str, language: Language) -> jinja2.Template:
    environment = _environment(language)
    try:
        return environment.from_string(limited(environment, _with_quiet_tags(text)))
    except (
        SyntaxError,
        RecursionError,
        MemoryError,
    ) as error:  # what Python makes of it is too deeply nested
        raise NotAllowed("{% ... {% ...", 1) from error


@cache
def _environment(language: Language) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    environment.globals.clear()
    limiting_filters(environment)
    environment.filters |= {
        "ended": lambda text: ended(str(text), language),
        "sentence": lambda text: as_sentence(str(text), language),
        "day": lambda text: without_weekday(str(text)),
        "weekday": lambda text: with_weekday(str(text), language),
        "bullets": lambda text: bullets(str(text), language),
        "honoured": lambda text: honoured(str(text)),
        "honoured_colleague": lambda text: honoured_colleague(str(text)),
    }
    return environment


@cache
def _frame(language: Language) -> jinja2.environment.TemplateModule:
    source = read_text(f"templates/frame/{language}.j2")
    return _environment(language).from_string(_with_quiet_tags(source)).module
