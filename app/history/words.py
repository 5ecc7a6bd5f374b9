"""What a run can be found by: the words in it, in one spelling, and the conditions of a search."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.records import Run
from app.text.comparing import folded

_SHORTEST_INDEXED = 3
"""The index holds trigrams: what is shorter has to be looked for in the texts themselves."""

_MOST_WORDS = 50
"""More words than this narrow a search no further, and the index cannot take any number."""

_MOST_CHARACTERS = 1_000_000
"""Characters of a run that are searched; of a larger one, the beginning."""

_TYPED = "\n\x1f\n"
"""Stands before what was typed later; no word in its one spelling holds it."""

_CODES = frozenset(
    {"run", "method", "status", "kind", "reason", "code", "gravity", "language", "tone", "length"}
)
"""Fields that hold stable names of ours: who looks for “rule” means a word in a text."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """A search as SQL takes it; all of it holds for a run that is found."""

    indexed: str | None
    """Query for the index, or None when every word is too short for it."""
    patterns: tuple[str, ...]
    """Patterns for LIKE, with a backslash as the escape character."""


def one_spelling(text: str) -> str:
    """Return *text* as it is indexed: full and half width alike, no case, no control characters."""
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in folded(text))


def words_of(run: Run) -> str:
    """Return what a person may look for in *run*, each passage once, in one spelling; of very much, a part."""
    quoted = ((evidence.source, evidence.quote) for evidence in run.evidence)
    left = _MOST_CHARACTERS
    passages: dict[str, None] = {}
    for passage in chain([run.title], _strings(run.input), _strings(run.output), *quoted):
        spelled = one_spelling(passage[:left])
        if spelled not in passages:
            passages[spelled] = None
            left -= len(passage)
        if left <= 0:
            break
    return "\n".join(passages)


def with_typed_words(words: str, texts: Sequence[str]) -> str:
    """Return *words*, as `words_of` returned them, with *texts* that were typed since, in the place of earlier ones."""
    base = words.partition(_TYPED)[0]
    left = _MOST_CHARACTERS - len(base)
    typed = "\n".join(dict.fromkeys(map(one_spelling, texts)))[: max(left, 0)]
    return base + _TYPED + typed if typed else base


def conditions(query: str) -> Conditions:
    """Return the conditions for the words of *query*, whatever signs they hold."""
    terms = list(dict.fromkeys(one_spelling(query).split()))[:_MOST_WORDS]
    indexed = [f'"{_doubled(term)}"' for term in terms if len(term) >= _SHORTEST_INDEXED]
    patterns = [f"%{_escaped(term)}%" for term in terms if len(term) < _SHORTEST_INDEXED]
    return Conditions(" AND ".join(indexed) or None, tuple(patterns))


def _doubled(term: str) -> str:
    return term.replace('"', '""')


def _escaped(term: str) -> str:
    for sign in "\\%_":
        term = term.replace(sign, "\\" + sign)
    return term


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _CODES:
                yield from _strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _strings(inner)
