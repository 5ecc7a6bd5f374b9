"""The kinds of promises that an office makes, and the words that tell how a clause means them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from app.records import Language
from app.resource_files import read_text

_FILE = "words/promises.yaml"
_LANGUAGES: tuple[Language, ...] = ("en", "ja")
Patterns = Mapping[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class PromiseKind:
    """One meaning of a promise, however it is put."""

    id: str
    words: Patterns
    """What names it."""
    known_by: Patterns
    """Further words that make it known in notes and facts, which are short."""
    against: Patterns
    """What says the contrary by itself."""
    unless: Patterns
    """A clause with such words does not promise it."""
    implied_by: tuple[str, ...]
    """Kinds that promise this one as well."""
    of_things: bool
    """Whether it matters what it is about."""


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """All that is known about promises."""

    kinds: tuple[PromiseKind, ...]
    idioms: Patterns
    """Turns of phrase that look like a promise and are none."""
    things: Mapping[str, Patterns]
    """What a promise may be about."""
    stances: Mapping[Language, Mapping[str, re.Pattern[str]]]
    """Words that tell how a clause means what it names, by their role in the file."""


@cache
def promise_words() -> PromiseWords:
    """Return what `resources/words/promises.yaml` says."""
    file = yaml.load(read_text(_FILE), yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)  # noqa: S506 - both are safe
    return PromiseWords(
        kinds=tuple(_kind(entry) for entry in file["kinds"]),
        idioms=_patterns({language: "|".join(file["idioms"][language]) for language in _LANGUAGES}),
        things={name: _patterns(words) for name, words in file["things"].items()},
        stances={
            language: {role: _compiled(words) for role, words in file["stances"][language].items()}
            for language in _LANGUAGES
        },
    )


def _kind(entry: Mapping[str, Any]) -> PromiseKind:
    return PromiseKind(
        id=entry["id"],
        words=_patterns({language: "|".join(entry[language]) for language in _LANGUAGES}),
        known_by=_patterns(entry.get("known_by", {})),
        against=_patterns(entry.get("against", {})),
        unless=_patterns(entry.get("unless", {})),
        implied_by=tuple(entry.get("implied_by", ())),
        of_things=entry.get("of_things", False),
    )


def _patterns(words: Mapping[Language, str]) -> Patterns:
    return {
        language: _compiled(rf"(?<!\w)(?:{pattern})(?!\w)" if language == "en" else pattern)
        for language, pattern in words.items()
    }


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
