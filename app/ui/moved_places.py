"""Places of a text that has been changed since: a person types on while it is still being checked."""

from collections.abc import Iterable
from itertools import takewhile


class MovedPlaces:
    """Tells where passages of an earlier text stand now."""

    def __init__(self, earlier: str, now: str) -> None:
        """Compare the *earlier* text with the one that stands there *now*; one stretch of it may be another."""
        self._before = len(earlier) if earlier == now else _alike(zip(earlier, now, strict=False))
        most = min(len(earlier), len(now)) - self._before
        behind = min(most, _alike(zip(reversed(earlier), reversed(now), strict=False))) if most else 0
        self._after = len(earlier) - behind
        self._shift = len(now) - len(earlier)

    def place(self, start: int | None, end: int | None) -> tuple[int, int] | None:
        """Return where the passage from *start* to *end* stands, or None where it was changed or is nowhere."""
        if start is None or end is None:
            return None
        if end <= self._before:
            return start, end
        return (start + self._shift, end + self._shift) if start >= self._after else None


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
