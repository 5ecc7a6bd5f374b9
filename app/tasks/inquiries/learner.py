"""Learns from categories and examples, and remembers what was learnt last."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.events import Cancellation
from app.tasks.inquiries.expectations import sure_by_words
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.kept_states import RecentStates
from app.tasks.inquiries.knowledge import Knowledge, none_share_of
from app.tasks.inquiries.learning import Statistics, read_lessons
from app.tasks.inquiries.lessons import Lore
from app.tasks.inquiries.text_states import TextStates
from app.tasks.inquiries.word_weights import Floats

OnRead = Callable[[int, int], None]
"""Hears how many examples of how many the model has read."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a run knows from the start, and who reads for it."""

    knowledge: Knowledge
    states: TextStates | None
    """Reads texts with the model; None without one."""


class Learner:
    """Learns, and does not learn the same again when it is asked for the next time."""

    def __init__(self, cache: Path) -> None:
        """Keep what the model made of examples in the folder *cache*."""
        self._cache = cache
        self._recent = RecentStates()
        self._turn = threading.Lock()
        self._last: tuple[Lore, Knowledge] | None = None

    def learn(
        self,
        lore: Lore,
        sample: Sequence[Inquiry] | None,
        cancellation: Cancellation,
        on_read: OnRead = lambda _done, _total: None,
    ) -> Learnt:
        """Learn all there is to learn.

        Args:
            lore: What there is to learn from.
            sample: Some of the rows to be sorted, which tell how many fit nothing; None where there are none yet.
            cancellation: The user's wish to stop.
            on_read: Hears how many examples the model has read.

        Raises:
            Cancelled: The user asked to stop.
        """
        states = self._states(lore, cancellation)
        with self._turn:  # whoever comes second finds it learnt
            last = self._last
            if last and last[0].key == lore.key:
                if sample is None:  # what the rows told the last time holds
                    return Learnt(last[1], states)
                statistics = last[1].statistics
            else:
                statistics = self._statistics(lore, states, cancellation, on_read)
            share = none_share_of(statistics, sample or (), cancellation)
            knowledge = Knowledge(statistics, share, sure_by_words(statistics, share))
            # A model that did not read the examples is asked again the next time.
            if lore.engine is None or statistics.reads or not statistics.by_example:
                self._last = (lore, knowledge)
        return Learnt(knowledge, states)

    def learn_more(self, lore: Lore, cancellation: Cancellation) -> Learnt:
        """Learn *lore* at once, which has hardly more in it than what was learnt last.

        How much words and states count, how sure they make, and how many rows fit nothing is taken over from there.

        Raises:
            Cancelled: The user asked to stop.
        """
        last = self._last
        if last is None or last[0].key == lore.key or last[0].categories.names != lore.categories.names:
            return self.learn(lore, None, cancellation)
        states = self._states(lore, cancellation)
        known = last[1]
        statistics = self._statistics(
            lore, states, cancellation, lambda _done, _total: None, known.statistics
        )
        return Learnt(Knowledge(statistics, known.none_share, known.asking_below), states)

    def read_ahead(self, lore: Lore, cancellation: Cancellation) -> None:
        """Have the model read the examples, which is most of the time that learning takes.

        Raises:
            Cancelled: The user asked to stop; what was read is kept.
        """
        states = self._states(lore, cancellation)
        if states is not None:
            lessons = lore.lessons()
            states.read_known([lessons[index].text for index in read_lessons(lessons)], lambda _done: None)

    def _states(self, lore: Lore, cancellation: Cancellation) -> TextStates | None:
        if lore.engine is None:
            return None
        return TextStates(
            lore.engine, lore.categories.categories, self._cache, cancellation, recent=self._recent
        )

    @staticmethod
    def _statistics(
        lore: Lore,
        states: TextStates | None,
        cancellation: Cancellation,
        on_read: OnRead,
        like: Statistics | None = None,
    ) -> Statistics:
        def read(texts: Sequence[str]) -> Floats | None:
            assert states is not None  # noqa: S101 - else it is not called
            return states.read_known(texts, lambda done: on_read(done, len(texts)))

        return Statistics(
            lore.lessons(),
            len(lore.categories.categories),
            cancellation.raise_if_requested,
            read if states else None,
            like=like,
        )
