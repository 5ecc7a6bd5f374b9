"""What is known before the first row is sorted, and what it says about texts."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.events import Cancellation
from app.tasks.inquiries.deciding import ASKING_BELOW, NEVER_NONE, NONE_FROM, Opinion, opinion_of
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.learning import Statistics, strongest
from app.tasks.inquiries.long_texts import parts_of
from app.tasks.inquiries.word_weights import Floats
from app.verification.confidence import estimated_share

_USUAL_NONE_SHARE = 0.15
"""Share of inquiries that fit nothing, unless these rows speak for fewer.

With examples they never speak for more: inquiries worded unlike these would otherwise all seem to fit nothing.
"""
_TRUST_IN_USUAL_SHARE = 30.0
_NONE_SHARES = (0.02, 0.6)
"""Least and largest share that rows alone are believed, where there are no examples."""
_LAST_ROWS = 2000
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one run knows from the start."""

    statistics: Statistics
    none_share: float
    """Share of the rows that fit nothing."""
    asking_below: float = ASKING_BELOW
    """Below this confidence words leave the decision to the model, where there is one."""

    def opinions(self, texts: Sequence[str], states: Floats | None = None) -> list[Opinion]:
        """Return what words, and the *states* of the texts where they are given, say about *texts*.

        A long text is judged in parts; its state is that of its beginning.
        """
        parts = [(number, start, end) for number, text in enumerate(texts) for start, end in parts_of(text)]
        found: list[list[tuple[Floats, float]]] = [[] for _ in texts]
        firsts = [part for part in parts if not part[1]]
        for chosen, read in ((firsts, states), ([part for part in parts if part[1]], None)):
            if chosen:
                cut = [texts[number][start:end] for number, start, end in chosen]
                judged = self.statistics.judge(cut, read)
                for (number, _, _), shares, odds in zip(chosen, *judged, strict=True):
                    found[number].append((shares, float(odds)))
        none_from = NONE_FROM if self.statistics.by_example else NEVER_NONE
        return [
            opinion_of(
                strongest([one for one, _ in rows]),
                min(odds for _, odds in rows),
                self.none_share,
                none_from,
            )
            for rows in found
        ]


class NoneShare:
    """The share of the rows that fit nothing, learnt while sorting by names and descriptions.

    Nobody has shown the program a row that fits nothing there: only the rows can tell how many do.
    """

    def __init__(self) -> None:
        self._odds: deque[float] = deque(maxlen=_LAST_ROWS)
        self._value = _USUAL_NONE_SHARE

    @property
    def value(self) -> float:
        """The share that the rows so far speak for, above 0 and below 1."""
        return self._value

    def learn(self, strangeness: float) -> None:
        """Take note of the log-odds that one row fits nothing, with both equally frequent."""
        self._odds.append(strangeness)
        share = estimated_share(np.array(self._odds), _USUAL_NONE_SHARE, _TRUST_IN_USUAL_SHARE)
        least, most = _NONE_SHARES
        self._value = min(max(share, least), most)


def none_share_of(statistics: Statistics, sample: Sequence[Inquiry], cancellation: Cancellation) -> float:
    """Return which share of all rows fit nothing, by a look at *sample*, some of them.

    Raises:
        Cancelled: The user asked to stop.
    """
    if not statistics.by_example:
        return _USUAL_NONE_SHARE
    known = Knowledge(statistics, _USUAL_NONE_SHARE)
    texts = [inquiry.text for inquiry in sample if inquiry.text.strip() and not inquiry.error]
    odds: list[float] = []
    for first in range(0, len(texts), _AT_ONCE):
        cancellation.raise_if_requested()
        odds += [opinion.strangeness for opinion in known.opinions(texts[first : first + _AT_ONCE])]
    share = estimated_share(np.array(odds), _USUAL_NONE_SHARE, _TRUST_IN_USUAL_SHARE)
    return min(share, _USUAL_NONE_SHARE)
