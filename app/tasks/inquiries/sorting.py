"""Sorts inquiries into categories: one row after the other, each as soon as it is known."""

import heapq
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app.engine.engine import Engine, Message
from app.errors import Cancelled, InputError
from app.events import Cancellation, Pause
from app.history.runs import RunStore
from app.records import Expectation, Progress, Run, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.course import Course, Reporter
from app.tasks.inquiries.identical_texts import Window, digest_of, windows_once
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.journal import Journal, journal_key
from app.tasks.inquiries.lessons import Lore
from app.tasks.inquiries.run_summary import RunSummary
from app.tasks.inquiries.sample import sample_of
from app.tasks.reading_ahead import read_ahead

if TYPE_CHECKING:  # it brings numpy
    from app.tasks.inquiries.learner import Learner

_MOST_RECONSIDERED = 500


@dataclass(frozen=True, slots=True)
class _Order:
    """What one run was asked for."""

    inquiries: Inquiries
    categories: CategorySet
    examples: list[tuple[str, int]]
    sure: float
    engine: Engine | None

    @property
    def lore(self) -> Lore:
        """What there is to learn from."""
        return Lore(self.categories, self.examples, self.engine)

    @property
    def settings(self) -> dict[str, object]:
        """Everything that the result depends on but the rows, the sureness, and the categories' own examples."""
        without = {"none_examples": True, "categories": {"__all__": {"examples": True}}}
        return {
            "categories": self.categories.model_dump(mode="json", exclude=cast("Any", without)),
            "examples": self.examples,
            "model": self.engine.model_name if self.engine else None,
        }

    @property
    def taught(self) -> set[tuple[bytes, int]]:
        """The categories' own examples: the digest of each text, and the index of its category."""
        every = [*(one.examples for one in self.categories.categories), self.categories.none_examples]
        return {(digest_of(text), index) for index, texts in enumerate(every) for text in texts}


class InquirySorting:
    """Sorts inquiries by rules, statistics and, where these are unsure, the model."""

    def __init__(
        self,
        find_engine: Callable[[], Engine | None],
        runs: RunStore,
        sure_enough: Callable[[], float],
        cache: Path,
    ) -> None:
        """Take what sorting needs.

        Args:
            find_engine: Gives the model in use, or None.
            runs: Keeps what was done.
            sure_enough: Gives the confidence below which a person decides, 0 to 1.
            cache: Folder for what may be deleted at any time.
        """
        self._find_engine = find_engine
        self._runs = runs
        self._sure_enough = sure_enough
        self._cache = cache
        self._making = threading.Lock()
        self._learns: Learner | None = None

    def outlook(
        self,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> tuple[Expectation, ...]:
        """Return what is to be expected at each degree of sureness, the least sure first; nothing without examples.

        What is learnt for it is not learnt again when the rows are sorted.

        Args:
            categories: Where to sort.
            examples: More sorted inquiries, as in `sort`.
            on_progress: Hears how far learning has come.
            cancellation: The user's wish to stop.

        Raises:
            InputError: An example names an unknown category (`example-of-unknown-category`).
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop.
        """
        from app.tasks.inquiries.expectations import expectations  # noqa: PLC0415 - slow to load

        lore = Lore(categories, _labelled(categories, examples), self._find_engine())
        learning = Reporter(on_progress, 0).learning
        learnt = self._learner().learn(lore, None, cancellation or Cancellation(), learning)
        return expectations(learnt.knowledge)

    def reconsider(
        self,
        rows: Iterable[SortedRow],
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        source: str = "",
        sure: float | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[SortedRow]:
        """Yield as they would be now those of *rows* whose category, or need of a person, would change.

        For after a person has corrected some, which are examples now. At most the 500 least sure are looked at.

        Args:
            rows: Rows that the program has decided.
            categories: Where to sort, with the new examples.
            examples: More sorted inquiries, as in `sort`.
            source: Name of the file that rows without a basis stand in.
            sure: As in `sort`.
            cancellation: The user's wish to stop.

        Raises:
            InputError: An example names an unknown category (`example-of-unknown-category`).
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop.
        """
        from app.tasks.inquiries.row_sorting import RowSorter  # noqa: PLC0415 - slow to load

        wish = cancellation or Cancellation()
        before = heapq.nsmallest(_MOST_RECONSIDERED, _decided(rows), key=lambda row: row.confidence)
        if not before:
            return
        lore = Lore(categories, _labelled(categories, examples), self._find_engine())
        sorter = RowSorter(
            before[0].run,
            categories,
            self._learner().learn_more(lore, wish),
            sure=self._sure_enough() if sure is None else sure,
            engine=lore.engine,
            cancellation=wish,
        )
        known = {row.row: row for row in before}
        asked = (
            Inquiry(row.row, row.text, row.evidence[0].source if row.evidence else source) for row in before
        )
        for window in sorter.windows(asked, {}):
            for entry in window:
                old = known[entry.row.row]
                if (old.category, old.needs_person) != (entry.row.category, entry.row.needs_person):
                    yield entry.row

    def sort(  # noqa: PLR0913 - each setting is independent and has a default
        self,
        inquiries: Inquiries,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        resume: bool = False,
        sure: float | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        pause: Pause | None = None,
    ) -> Iterator[SortedRow]:
        """Yield the rows in their order, each as soon as it is known; one that fails carries its error.

        Of identical texts only the first is looked at. What is decided is kept in the records row by row,
        and for good once all rows are done or the user asked to stop.

        Args:
            inquiries: What to sort.
            categories: Where to.
            examples: More sorted inquiries: each a text and the name of its category, or what none
                of them is called.
            resume: Whether to take over the finished rows of an interrupted run over the same input.
            sure: Confidence below which a person decides, 0 to 1; None takes that of the settings.
            on_progress: Hears how many rows are done, and how long the rest will take.
            cancellation: The user's wish to stop.
            pause: The user's wish to hold for a while, which is heard between two rows or some few.

        Raises:
            InputError: An example names an unknown category (`example-of-unknown-category`).
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop; `resume` goes on from there.
        """
        limit = self._sure_enough() if sure is None else sure
        order = _Order(inquiries, categories, _labelled(categories, examples), limit, self._find_engine())
        course = Course(
            Reporter(on_progress, len(inquiries.items)), cancellation or Cancellation(), pause or Pause()
        )
        return self._rows(order, course, resume=resume)

    def prepare(self, categories: CategorySet, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model will be asked about *categories*, so that the first row comes sooner.

        That is the examples in them where there are enough, else their names and descriptions. To be called when
        the categories are known and after each change. Nothing happens without a model or when it fails. No
        inquiry is kept on the disk, and of examples only what the model makes of them.

        Raises:
            Cancelled: The user asked to stop.
        """
        from app.tasks.inquiries.judging import ModelJudge  # noqa: PLC0415 - numpy is slow to load
        from app.tasks.inquiries.learning import enough_examples  # noqa: PLC0415 - likewise

        def choices(engine: Engine) -> Sequence[Sequence[Message]]:
            lore = Lore(categories, (), engine)
            if enough_examples(lore.lessons()):
                self._learner().read_ahead(lore, cancellation or Cancellation())
                return []
            judge = ModelJudge(engine, categories.categories, cancellation)
            return [judge.blank] if judge.can_ask else []

        read_ahead(self._find_engine, choices, cancellation)

    def _rows(self, order: _Order, course: Course, *, resume: bool) -> Iterator[SortedRow]:
        started, run = datetime.now(UTC), self._runs.new_id()
        course.reporter.learning()
        key = journal_key(order.settings, course.stoppable(order.inquiries.items))
        summary, decisions = RunSummary(), self._runs.decisions
        decisions.begin(run, key)
        try:
            with Journal(self._cache, key, resume=resume, sure=order.sure, taught=order.taught) as journal:
                for window in self._windows(order, run, journal, course):
                    decisions.add(window.rows, window.sources)
                    for row in window.rows:
                        course.cancellation.raise_if_requested()
                        summary.add(row)
                        course.reporter.sorted(summary.total, remembered=window.remembered)
                        yield row
                    if course.pause.held:  # whatever happens meanwhile, nothing is lost
                        journal.save()
                        decisions.flush()
                        course.stand_still()
                journal.finish()
            self._keep(order, run, started, summary)
        except Cancelled:
            if summary.total:
                self._keep(order, run, started, summary, stopped=True)
            raise
        finally:
            decisions.finish(run)

    def _windows(self, order: _Order, run: str, journal: Journal, course: Course) -> Iterator[Window]:
        # It brings numpy and scikit-learn, which the window does without until something is sorted.
        from app.tasks.inquiries.row_sorting import RowSorter  # noqa: PLC0415 - slow to load

        sample = sample_of(order.inquiries.items)
        learnt = self._learner().learn(order.lore, sample, course.cancellation, course.reporter.learning)
        sorter = RowSorter(
            run,
            order.categories,
            learnt,
            sure=order.sure,
            engine=order.engine,
            cancellation=course.cancellation,
        )
        course.reporter.learnt()
        return windows_once(order.inquiries.items, journal, run, sorter.windows)

    def _learner(self) -> "Learner":
        from app.tasks.inquiries.learner import Learner  # noqa: PLC0415 - slow to load

        with self._making:
            self._learns = self._learns or Learner(self._cache)
            return self._learns

    def _keep(
        self, order: _Order, run: str, started: datetime, summary: RunSummary, *, stopped: bool = False
    ) -> None:
        self._runs.keep(
            Run(
                id=run,
                job="inquiries",
                started=started,
                title=order.inquiries.path.name,
                input={
                    "path": str(order.inquiries.path),
                    "text_column": order.inquiries.text_column,
                    "categories": order.categories.model_dump(mode="json"),
                    "examples": len(order.examples),
                    "sure": order.sure,
                },
                output=summary.as_values() | ({"stopped": True} if stopped else {}),
                evidence=tuple(summary.evidence),
                method=summary.method,
                model=order.engine.model_name if order.engine else None,
                seconds=(datetime.now(UTC) - started).total_seconds(),
            )
        )


def _decided(rows: Iterable[SortedRow]) -> Iterator[SortedRow]:
    """Yield the *rows* that another look could change."""
    return (row for row in rows if row.error is None and row.text.strip() and row.method != "rule")


def _labelled(categories: CategorySet, examples: Sequence[tuple[str, str]]) -> list[tuple[str, int]]:
    places = {name.casefold(): index for index, name in enumerate(categories.names)}
    places |= {none.casefold(): len(categories.names) for none in ("", categories.none_name or "")}
    labelled: list[tuple[str, int]] = []
    for text, name in examples:
        place = places.get(name.strip().casefold())
        if place is None:
            raise InputError("example-of-unknown-category", category=name)
        labelled.append((text, place))
    return labelled
