"""Sorts inquiries into categories: one row after the other, each as soon as it is known."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter

from app.engine.engine import Engine, Message
from app.errors import InputError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import Method, Progress, Run, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries
from app.tasks.inquiries.journal import Entry, Journal
from app.tasks.reading_ahead import read_ahead

_MOST_EVIDENCE = 200
"""Passages that the run itself quotes; each row has its own as well."""
_STRENGTH: tuple[Method, ...] = ("model", "examples", "statistics", "rule")
_ROWS = TypeAdapter(tuple[SortedRow, ...])


@dataclass(frozen=True, slots=True)
class _Order:
    """What one run was asked for."""

    inquiries: Inquiries
    categories: CategorySet
    examples: list[tuple[str, int]]
    sure: float
    engine: Engine | None


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

    def sort(
        self,
        inquiries: Inquiries,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        resume: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[SortedRow]:
        """Yield the rows in their order, each as soon as it is known; one that fails carries its error.

        Args:
            inquiries: What to sort.
            categories: Where to.
            examples: More sorted inquiries: each a text and the name of its category, or what none
                of them is called.
            resume: Whether to take over the finished rows of an interrupted run over the same input.
            on_progress: Hears how many rows are done.
            cancellation: The user's wish to stop.

        Raises:
            InputError: An example names an unknown category (`example-of-unknown-category`).
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop; `resume` goes on from there.
        """
        order = _Order(
            inquiries, categories, _labelled(categories, examples), self._sure_enough(), self._find_engine()
        )
        journal = Journal(self._cache, _key(order))
        stored = journal.stored() if resume else {}
        return self._rows(order, journal, stored, _Reporter(on_progress, len(inquiries.items)), cancellation)

    def prepare(self, categories: CategorySet, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model is told about *categories*, so that the first row comes sooner.

        To be called when the categories are known and after each change. Nothing happens without a
        model or when it fails. The categories are kept on the disk, no inquiry is.

        Raises:
            Cancelled: The user asked to stop.
        """
        from app.tasks.inquiries.judging import ModelJudge  # noqa: PLC0415 - numpy is slow to load

        def choices(engine: Engine) -> Sequence[Sequence[Message]]:
            judge = ModelJudge(engine, categories.categories, cancellation)
            return [judge.blank] if judge.can_ask else []

        read_ahead(self._find_engine, choices, cancellation)

    def _rows(
        self,
        order: _Order,
        journal: Journal,
        stored: dict[int, Entry],
        reporter: "_Reporter",
        cancellation: Cancellation | None,
    ) -> Iterator[SortedRow]:
        # They bring numpy and scikit-learn, which the window does without until something is sorted.
        from app.tasks.inquiries.knowledge import learn  # noqa: PLC0415 - slow to load
        from app.tasks.inquiries.row_sorting import RowSorter  # noqa: PLC0415 - likewise

        started, run = datetime.now(UTC), self._runs.new_id()
        cancellation = cancellation or Cancellation()
        rows: list[SortedRow] = []
        with journal:
            reporter.learning()
            knowledge = learn(order.categories, order.examples, order.inquiries, cancellation)
            sorter = RowSorter(
                run,
                order.categories,
                knowledge,
                sure=order.sure,
                engine=order.engine,
                cancellation=cancellation,
            )
            for window in sorter.windows(order.inquiries.items, stored):
                # All are written down before any is shown: nothing is lost to whoever stops at one.
                for entry in window:
                    if entry.row.row not in stored:
                        journal.add(entry)
                for entry in window:
                    cancellation.raise_if_requested()
                    rows.append(entry.row)
                    reporter.sorted(len(rows))
                    yield entry.row
            journal.finish()
        self._keep(order, run, started, rows)

    def _keep(self, order: _Order, run: str, started: datetime, rows: Sequence[SortedRow]) -> None:
        methods = {row.method for row in rows}
        evidence = [one for row in rows for one in row.evidence]
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
                },
                output={"rows": _ROWS.dump_python(tuple(rows), mode="json")},
                evidence=tuple(evidence[:_MOST_EVIDENCE]),
                method=next((method for method in _STRENGTH if method in methods), "statistics"),
                model=order.engine.model_name if order.engine else None,
                seconds=(datetime.now(UTC) - started).total_seconds(),
            )
        )


class _Reporter:
    """Tells how far the work has come."""

    def __init__(self, on_progress: Callable[[Progress], None] | None, total: int) -> None:
        self._on_progress = on_progress
        self._total = total
        self._started = time.monotonic()

    def learning(self) -> None:
        """Tell that the statistics are being learnt."""
        if self._on_progress:
            self._on_progress(Progress("learning-from-examples", 0.0, None))
        self._started = time.monotonic()

    def sorted(self, done: int) -> None:
        """Tell that *done* rows are finished."""
        if self._on_progress:
            seconds = max(time.monotonic() - self._started, 1e-6)
            self._on_progress(Progress("sorting-inquiries", done, self._total, done / seconds))


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


def _key(order: _Order) -> dict[str, object]:
    """Return everything that the rows depend on."""
    return {
        "inquiries": [(inquiry.row, inquiry.text, inquiry.source) for inquiry in order.inquiries.items],
        "categories": order.categories.model_dump(mode="json"),
        "examples": order.examples,
        "sure": order.sure,
        "model": order.engine.model_name if order.engine else None,
    }
