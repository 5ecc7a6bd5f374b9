"""Learns from categories and examples, and remembers what was learnt last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.events import Cancellation
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.knowledge import Knowledge, none_share_of
from app.tasks.inquiries.learning import Statistics, read_lessons
from app.tasks.inquiries.lessons import Lore
from app.tasks.inquiries.text_states import RecentStates, TextStates
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
        self._last: tuple[str, Statistics] | None = None

    def learn(
        self,
        lore: Lore,
        sample: Sequence[Inquiry],
        cancellation: Cancellation,
        on_read: OnRead = lambda _done, _total: None,
    ) -> Learnt:
        """Learn all there is to learn, and from *sample*, some of the rows, how many fit nothing.

        Raises:
            Cancelled: The user asked to stop.
        """
        states = self._states(lore, cancellation)
        last = self._last
        if last and last[0] == lore.key:
            statistics = last[1]
        else:
            statistics = self._statistics(lore, states, cancellation, on_read)
            self._last = (lore.key, statistics)
        return Learnt(Knowledge(statistics, none_share_of(statistics, sample, cancellation)), states)

    def learn_more(self, lore: Lore, cancellation: Cancellation) -> Learnt:
        """Learn *lore* at once, which has hardly more in it than what was learnt last.

        How much words and states count, and how sure they make, is taken over from there.

        Raises:
            Cancelled: The user asked to stop.
        """
        last = self._last
        if last is None or last[0] == lore.key:
            return self.learn(lore, (), cancellation)
        states = self._states(lore, cancellation)
        statistics = self._statistics(lore, states, cancellation, lambda _done, _total: None, last[1])
        return Learnt(Knowledge(statistics, none_share_of(statistics, (), cancellation)), states)

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
