"""How much two texts are alike."""

from functools import lru_cache

from app.text.comparing import comparable


def likeness(one: str, other: str) -> float:
    """Return how much two texts are alike, from 0 to 1, by the runs of three letters that they share."""
    first, second = letter_runs(one), letter_runs(other)
    return len(first & second) / len(first | second)


@lru_cache(maxsize=2000)
def letter_runs(text: str) -> frozenset[str]:
    """Return the runs of three letters in *text*; of a shorter one, the whole."""
    plain = f" {comparable(text)} "
    return frozenset(plain[start : start + 3] for start in range(max(len(plain) - 2, 1)))
