"""The message catalogue: the sentences for errors, findings, reasons and progress, in both languages.

Each language is a folder, `resources/messages/LANGUAGE`, of YAML files with the sections errors,
findings, reasons, progress and words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from app.errors import DeskhandError
from app.records import Failure, Finding, Language
from app.resource_files import names_in, read_text

Section = Literal["errors", "findings", "reasons", "progress", "words"]


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in the user's words."""

    title: str
    """What happened."""
    advice: str
    """What to do next."""


def describe(error: DeskhandError | Failure, language: Language) -> ErrorText:
    """Return title and advice of *error*."""
    entry = _entry("errors", error.code, language)
    if not isinstance(entry, Mapping):
        return ErrorText(_readable(error.code), "")
    return ErrorText(
        _filled(str(entry["title"]), error.parameters), _filled(str(entry["advice"]), error.parameters)
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


def word(code: str, language: Language) -> str:
    """Return the word for a kind, a status, a method or a heading."""
    return _sentence("words", code, {}, language)


@cache
def catalogue(language: Language) -> dict[Section, dict[str, Any]]:
    """Return all sentences of *language* by section and code."""
    merged: dict[Section, dict[str, Any]] = {
        "errors": {},
        "findings": {},
        "reasons": {},
        "progress": {},
        "words": {},
    }
    for name in names_in(f"messages/{language}", ".yaml"):
        for section, entries in (yaml.safe_load(read_text(name)) or {}).items():
            merged[section].update(entries)
    return merged


def _entry(section: Section, code: str, language: Language) -> Any:
    return catalogue(language)[section].get(code)


def _sentence(section: Section, code: str, parameters: Mapping[str, object], language: Language) -> str:
    entry = _entry(section, code, language)
    return _filled(entry, parameters) if isinstance(entry, str) else _readable(code)


def _readable(code: str) -> str:
    """Return something to read for a code that has no sentence; a test holds that there is none."""
    return code.replace("-", " ").capitalize()


class _Forgiving(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def _filled(sentence: str, parameters: Mapping[str, object]) -> str:
    return sentence.format_map(_Forgiving(parameters)) if parameters else sentence
