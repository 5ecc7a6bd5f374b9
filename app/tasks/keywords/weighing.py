"""Which candidates matter: plain statistics over a report and the others given with it.

Frequency is damped, early mention and names count more, and what all the reports share counts
less (inverse document frequency, Spärck Jones 1972).
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache

from app.records import Language
from app.resource_files import read_text
from app.tasks.keywords.candidates import Candidate

_KIND_WEIGHTS: Mapping[str | None, float] = {
    "person": 1.1,
    "organisation": 1.4,
    "place": 1.1,
    "product": 1.1,
    "date": 0.35,
    "amount": 0.6,
    "problem": 1.5,
    "task": 1.1,
    None: 1.0,
}
_HEAD_SHARE = 0.25
"""The first part of a report, where it says what it is about."""


def weigh(
    candidates: Sequence[Candidate], length: int, others: Sequence[frozenset[str]], language: Language
) -> list[tuple[float, Candidate]]:
    """Return the candidates with their weights, the best first with weight 1.

    Args:
        candidates: What a report names.
        length: Length of the report in characters.
        others: The keys of the candidates of each other report.
        language: Language of the report.
    """
    weights = [(_weight(candidate, length, others, language), candidate) for candidate in candidates]
    weights.sort(key=lambda pair: (-pair[0], pair[1].spans[0]))
    kept = list(_without_parts(weights))
    best = max((weight for weight, _ in kept), default=1.0) or 1.0
    return [(weight / best, candidate) for weight, candidate in kept]


def _weight(candidate: Candidate, length: int, others: Sequence[frozenset[str]], language: Language) -> float:
    frequency = 1.0 + math.log(len(candidate.spans))
    early = 1.0 + 0.4 * max(0.0, 1.0 - candidate.spans[0][0] / max(1.0, _HEAD_SHARE * length))
    size = _size_weight(candidate, language)
    name = 1.2 if candidate.capitalised else 1.0
    sharing = sum(candidate.key in keys for keys in others)
    rarity = math.log((len(others) + 2) / (sharing + 1)) / math.log(len(others) + 2)
    general = 0.35 if candidate.key in _general_words() else 1.0
    return frequency * early * size * name * rarity * general * _KIND_WEIGHTS.get(candidate.kind, 1.0)


def _size_weight(candidate: Candidate, language: Language) -> float:
    """A name of two or three words says more than a single one; a very long one is a chance."""
    if language == "ja":
        return min(1.6, 0.55 + 0.25 * len(candidate.text))
    return {1: 0.8, 2: 1.4, 3: 1.5}.get(candidate.words, 1.2)


def _without_parts(weights: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Leave out candidates that stand only within better ones."""
    kept: list[tuple[float, Candidate]] = []
    covered: list[tuple[int, int]] = []
    for weight, candidate in weights:
        if all(any(s <= start and end <= e for s, e in covered) for start, end in candidate.spans):
            continue
        kept.append((weight, candidate))
        covered += candidate.spans
    return kept


@cache
def _general_words() -> frozenset[str]:
    lines = read_text("words/general_nouns.txt").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())
