"""The message catalogue: the sentences for errors, findings, reasons and progress, in both languages.

Each language is a folder, `resources/messages/LANGUAGE`, of YAML files with the sections errors,
findings, reasons, progress and words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from app.errors import DeskhandError
from app.records import Failure, Finding, Language
from app.resource_files import names_in, read_text

Section = Literal["errors", "findings", "reasons", "progress", "words"]
SECTIONS: tuple[Section, ...] = get_args(Section)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in the user's words."""

    title: str
    """What happened."""
    advice: str
    """What to do next."""


def describe(error: DeskhandError | Failure, language: Language) -> ErrorText:
    """Return title and advice of *error*."""
    entry = catalogue(language)["errors"].get(error.code)
    parts = entry if isinstance(entry, Mapping) else {}
    title, advice = parts.get("title", _readable(error.code)), parts.get("advice", "")
    return ErrorText(
        _filled(str(title), error.parameters, language), _filled(str(advice), error.parameters, language)
    )


def finding_sentence(finding: Finding, language: Language) -> str:
    """Return the sentence that tells what is doubtful."""
    return _sentence("findings", finding.code, finding.parameters, language)


def reason_sentence(code: str, parameters: Mapping[str, object], language: Language) -> str:
    """Return the sentence that tells why a row or a field came out as it did."""
    return _sentence("reasons", code, parameters, language)


def progress_words(label: str, language: Language) -> str:
    """Return the words for what is being done."""
    return _sentence("progress", label, {}, language)


def word(code: str, language: Language, **parameters: object) -> str:
    """Return the word for a kind, a status, a method or a heading."""
    return _sentence("words", code, parameters, language)


@cache
def catalogue(language: Language) -> Mapping[Section, Mapping[str, Any]]:
    """Return all sentences of *language* by section and code."""
    import yaml  # noqa: PLC0415 - the window shows itself before it has anything to say

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where it is built
    merged: dict[Section, dict[str, Any]] = {section: {} for section in SECTIONS}
    for name in names_in(f"messages/{language}", ".yaml"):
        content = yaml.load(read_text(name), loader) or {}  # noqa: S506 - both make no objects
        for section in SECTIONS:
            merged[section].update(content.get(section) or {})
    return merged


def _sentence(section: Section, code: str, parameters: Mapping[str, object], language: Language) -> str:
    entry = catalogue(language)[section].get(code)
    return _filled(entry, parameters, language) if isinstance(entry, str) else _readable(code)


def _readable(code: str) -> str:
    """Return something to read for a code that has no sentence; a test holds that there is none."""
    return code.replace("-", " ").capitalize()


def _filled(sentence: str, parameters: Mapping[str, object], language: Language) -> str:
    """Return *sentence* with its placeholders filled; a value that is missing leaves an ellipsis."""
    return _PLACEHOLDER.sub(lambda match: _shown(parameters.get(match[1], "…"), language), sentence)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else map(str, value)
        return ("、" if language == "ja" else ", ").join(parts)
    return str(value)
