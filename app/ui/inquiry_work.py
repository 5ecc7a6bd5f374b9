"""The work behind the page of inquiries, with what is given now."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.events import Cancellation, Pause
from app.records import Expectation, Progress, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries
from app.ui.inquiries_form import InquiriesForm
from app.ui.inquiries_use import SortedNow
from app.ui.job_bridge import Reports, Work
from app.ui.job_page import ReadAhead


class SortsInquiries(Protocol):
    """The job behind the page."""

    def sort(
        self,
        inquiries: Inquiries,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        resume: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        pause: Pause | None = None,
    ) -> Iterator[SortedRow]:
        """Yield the rows as they are sorted."""
        ...

    def outlook(
        self,
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Sequence[Expectation]:
        """Return what is to be expected at each degree of sureness."""
        ...

    def reconsider(
        self,
        rows: Iterable[SortedRow],
        categories: CategorySet,
        *,
        examples: Sequence[tuple[str, str]] = (),
        source: str = "",
        cancellation: Cancellation | None = None,
    ) -> Iterator[SortedRow]:
        """Yield those of the rows that would change, as they would be."""
        ...

    def prepare(self, categories: CategorySet, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model will be asked."""
        ...


ReadExamples = Callable[[Path, str | None, CategorySet], list[tuple[str, str]]]
"""Reads inquiries that are sorted already."""


class InquiryWork:
    """Makes pieces of work of what the form holds.

    Attributes:
        given: What was to be sorted last, and where to.
        expected: What is to be expected of that at each degree of sureness; nothing until it is learnt.
    """

    def __init__(self, form: InquiriesForm, sorting: SortsInquiries, read_examples: ReadExamples) -> None:
        """Work with what *form* holds, by *sorting*."""
        self._form = form
        self._sorting = sorting
        self._read_examples = read_examples
        self.given: tuple[Inquiries, CategorySet] | None = None
        self.expected: Sequence[Expectation] = ()

    def sorting(self, pause: Pause) -> Work:
        """Return the sorting of what is given; it stands still while *pause* says so."""
        inquiries, categories = self._form.inquiries(), self._form.categories.model.categories()
        assert inquiries is not None  # noqa: S101 - nothing is lacking
        assert categories is not None  # noqa: S101 - likewise
        self.given = (inquiries, categories)
        self.expected = ()
        read_examples = self._examples_for(categories, inquiries.text_column)

        def sort(reports: Reports) -> int:
            examples = read_examples()
            self.expected = self._sorting.outlook(
                categories,
                examples=examples,
                on_progress=reports.on_progress,
                cancellation=reports.cancellation,
            )
            rows = self._sorting.sort(
                inquiries,
                categories,
                examples=examples,
                resume=True,
                on_progress=reports.on_progress,
                cancellation=reports.cancellation,
                pause=pause,
            )
            count = 0
            for row in rows:
                reports.on_item(row)
                count += 1
            return count

        return sort

    def take_earlier(self, inquiries: Inquiries, categories: CategorySet) -> None:
        """Let it be *inquiries* that were sorted last, in an earlier run, into *categories*."""
        self.given = (inquiries, categories)

    def sorted_now(self) -> SortedNow | None:
        """Return what was sorted last, with its table where that was read again; None when there is nothing."""
        if self.given is None:
            return None
        inquiries, categories = self.given
        read = self._form.inquiries()
        same = read is not None and read.path == inquiries.path and len(read.items) == len(inquiries.items)
        return SortedNow(
            read if inquiries.table is None and read is not None and same else inquiries, categories
        )

    def another_look(self, rows: Iterable[SortedRow], decided: Mapping[str, object]) -> Work | None:
        """Return what looks again at those of *rows* that no person has *decided*, by their numbers.

        None while the categories have a mistake, or nothing was sorted.
        """
        categories = self._form.categories.model.categories()
        if categories is None:
            return None
        inquiries = self._form.inquiries()
        read_examples = self._examples_for(categories, inquiries.text_column if inquiries else None)

        def look(reports: Reports) -> list[SortedRow]:
            open_rows = (row for row in rows if str(row.row) not in decided)
            found = self._sorting.reconsider(
                open_rows,
                categories,
                examples=read_examples(),
                source=inquiries.path.name if inquiries else "",
                cancellation=reports.cancellation,
            )
            return list(found)

        return look

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the categories, where there are any without a mistake."""
        model = self._form.categories.model
        categories = None if model.problem() else model.categories()
        if categories is None:
            return None
        return lambda wish: self._sorting.prepare(categories, cancellation=wish)

    def _examples_for(
        self, categories: CategorySet, text_column: str | None
    ) -> Callable[[], list[tuple[str, str]]]:
        """Return what reads the sorted examples that are given now."""
        file = self._form.examples.file()
        return lambda: [] if file is None else self._read_examples(file, text_column, categories)
