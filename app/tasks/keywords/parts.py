"""Parts of long names that are names of their own elsewhere: the pump of a "fuel pump bracket"."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.tasks.keywords.candidates import Candidate, find_places, key_of

_FEWEST_ALONE = 2
"""A part is a name when so many reports name it by itself,"""
_FEWEST_NEIGHBOURS = 3
"""or when so many different longer names begin or end with it."""
_SHORTEST = 3


class KnownNames:
    """The names in all English reports that were given together."""

    def __init__(self, reports: Iterable[Sequence[Candidate]]) -> None:
        """Count the names in *reports*."""
        self._alone: Counter[str] = Counter()
        longer: dict[str, set[str]] = {}
        for candidates in reports:
            self._alone.update({candidate.key for candidate in candidates})
            for candidate in candidates:
                parts = candidate.text.split()
                for cut in range(1, len(parts)):
                    for part in (parts[:cut], parts[cut:]):
                        longer.setdefault(key_of(" ".join(part), "en"), set()).add(candidate.key)
        self._longer = {key: len(wholes) for key, wholes in longer.items()}

    def parts_of(self, text: str, whole: Candidate) -> list[Candidate]:
        """Return the longest parts of *whole*, a candidate of *text*, that are names of their own."""
        words = whole.text.split()
        found: list[Candidate] = []
        start = 0
        while start < len(words):
            lengths = range(min(len(words) - start, len(words) - 1), 0, -1)
            length = next((n for n in lengths if self._is_name(words[start : start + n])), 0)
            if length:
                quote = " ".join(words[start : start + length])
                part = Candidate(key_of(quote, "en"), quote, None, words=length)
                part.spans = list(find_places(text, part, "en"))
                found.append(part)
            start += length or 1
        return [part for part in found if part.spans]

    def _is_name(self, words: Sequence[str]) -> bool:
        key = key_of(" ".join(words), "en")
        if len(key) < _SHORTEST:
            return False
        return self._alone[key] >= _FEWEST_ALONE or self._longer.get(key, 0) >= _FEWEST_NEIGHBOURS


def filled_up(
    text: str, chosen: Sequence[tuple[float, Candidate]], known: KnownNames, top: int
) -> list[tuple[float, Candidate]]:
    """Return *chosen* with parts of its names behind it, as many as there is room for.

    Args:
        text: The report, in English.
        chosen: Its keywords with their weights, the best first.
        known: The names in all reports.
        top: Most keywords in all.
    """
    result = list(chosen)
    seen = {candidate.key for _, candidate in chosen}
    least = min((weight for weight, _ in chosen), default=0.0)
    for weight, whole in chosen:
        for part in known.parts_of(text, whole) if whole.kind is None else ():
            if len(result) < top and part.key not in seen:
                seen.add(part.key)
                result.append((least * weight / 2, part))
    result[len(chosen) :] = sorted(result[len(chosen) :], key=lambda pair: -pair[0])
    return result
