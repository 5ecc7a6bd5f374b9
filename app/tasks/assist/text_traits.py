"""What a text looks like, by code and in milliseconds: its language, shape, tone and mistakes."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from app.records import Language
from app.resource_files import read_text
from app.tasks.assist.corrections import mistakes_in
from app.text.languages import detect_language
from app.text.sentences import sentence_spans

_FILE = "words/text_traits.yaml"
_LOOKED_AT = 3_000
"""Characters at the begin of a text that tell what it is."""
_JAPANESE_SIZE = 2.2
"""How many characters of English one of Japanese is worth."""
_LABEL = re.compile(r"\s*[^\s:：][^:：\n。.]{0,24}[:：](?!//)\s*\S")
_BULLET = re.compile(r"\s*(?:[-*•・■●]|\d{1,2}[.)）:：])\s*\S|\s*【")
_GREETING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^\s*(?:dear|hello|hi|good (?:morning|afternoon|evening))\b.{0,60}(?:,|$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    "ja": re.compile(
        r"^.{1,20}(?:様|御中|各位)$|^ご担当者様|お世話になって|^はじめまして|^いつもありがとう|お疲れさま|お疲れ様",
        re.MULTILINE,
    ),
}
_ENDING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^\s*(?:(?:kind|best|warm|many|with kind)? ?(?:regards|wishes|thanks)|best|cheers|thanks|thank you|(?:yours )?sincerely|yours faithfully)\b.{0,20}$",
        re.IGNORECASE | re.MULTILINE,
    ),
    "ja": re.compile(r"(?:。|\n)\s*\n\S{1,20}(?:[ 　]\S{1,12}){0,3}\s*$"),
}
_QUOTED = re.compile(r"^(?:>|from:|sent:|to:|subject:|差出人|件名)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Traits:
    """What was found out about a text."""

    language: Language
    foreign: bool
    """Whether it is in another language than the window."""
    size: float
    """Length in characters of English."""
    lines: int
    sentence: float
    """Mean length of its sentences, in characters of English."""
    labels: float
    """Share of the lines that have a label and a value."""
    bullets: float
    """Share of the lines that are points of a list."""
    cells: int
    """Lines that are rows of one table."""
    wishes: float
    """Share of the lines in which somebody asks or wants something."""
    greets: bool
    """Whether it greets somebody as a mail does."""
    signed: bool
    """Whether it ends, or begins, as a mail of somebody's does."""
    asked: int
    """Questions and requests."""
    blunt: int
    courteous: int
    wordy: int
    report: int
    mistakes: int


def traits_of(text: str, window: Language, asks: Callable[[str], int] | None = None) -> Traits:
    """Return what *text* looks like in a window in the language *window*; *asks* counts what a mail asks."""
    text = text.strip()
    begin = text[:_LOOKED_AT]
    language = detect_language(begin)
    worth = _JAPANESE_SIZE if language == "ja" else 1.0
    lines = [line for line in begin.splitlines() if line.strip()]
    count = max(len(lines), 1)
    spans = sentence_spans(begin)
    patterns = _patterns(language)
    found = {name: _count(begin, ours) for name, ours in patterns.items()}
    return Traits(
        language=language,
        foreign=language != window,
        size=len(text) * worth,
        lines=len(lines),
        sentence=worth * sum(end - start for start, end in spans) / max(len(spans), 1),
        labels=sum(bool(_LABEL.match(line)) for line in lines) / count,
        bullets=sum(bool(_BULLET.match(line)) for line in lines) / count,
        cells=_table_rows(lines),
        wishes=sum(bool(_count(line, patterns["needs_done"])) for line in lines) / count,
        greets=bool(_GREETING[language].search(begin)),
        signed=bool(_ENDING[language].search(text[-200:]) or _QUOTED.search(begin)),
        asked=asks(begin) if asks else begin.count("?") + begin.count("？") + begin.count("でしょうか"),
        blunt=found["blunt"],
        courteous=found["courteous"],
        wordy=found["wordy"],
        report=found["report"],
        mistakes=found["wrong_grammar"] + found["wrong_case"] + mistakes_in(begin, language),
    )


def _table_rows(lines: list[str]) -> int:
    """Return how many lines have as many cells as most of them, tabs, semicolons or commas between."""
    most = 0
    for sign in "\t;,":
        counts = Counter(
            line.count(sign) for line in lines if sign in line and not re.search(f"{sign}$|{sign} ", line)
        )
        most = max(most, max(counts.values(), default=0))
    return most


def _count(text: str, patterns: Sequence[re.Pattern[str]]) -> int:
    return sum(1 for pattern in patterns for _ in pattern.finditer(text))


@cache
def _patterns(language: Language) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of the file by their names."""
    found = yaml.safe_load(read_text(_FILE))[language]
    flags = re.MULTILINE
    return {
        name: tuple(
            re.compile(one, flags if name == "wrong_case" else flags | re.IGNORECASE) for one in patterns
        )
        for name, patterns in found.items()
    }
