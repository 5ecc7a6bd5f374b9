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

    def sort(  # noqa: PLR0913 - as the job has them
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
        sure: float | None = None,
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
        sure: The confidence below which a person was to decide, 0 to 1.
        table: What tells those inquiries from all others; empty where that is not known.
    """

    def __init__(self, form: InquiriesForm, sorting: SortsInquiries, read_examples: ReadExamples) -> None:
        """Work with what *form* holds, by *sorting*."""
        self._form = form
        self._sorting = sorting
        self._read_examples = read_examples
        self.given: tuple[Inquiries, CategorySet] | None = None
        self.expected: Sequence[Expectation] = ()
        self.sure = 0.0
        self.table = ""

    def sorting(self, pause: Pause, sure: float) -> Work:
        """Return the sorting of what is given.

        Args:
            pause: The work stands still while this says so.
            sure: The confidence below which a person decides, 0 to 1; it holds for the whole run.
        """
        inquiries, categories = self._form.inquiries(), self._form.categories.model.categories()
        assert inquiries is not None  # noqa: S101 - nothing is lacking
        assert categories is not None  # noqa: S101 - likewise
        self.given = (inquiries, categories)
        self.expected = ()
        self.sure, self.table = sure, self._form.fingerprint
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
                sure=sure,
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

    def take_earlier(self, inquiries: Inquiries, categories: CategorySet, table: str) -> None:
        """Let it be *inquiries* that were sorted last, in an earlier run, into *categories*.

        Args:
            inquiries: What is left of them.
            categories: Where they were sorted.
            table: What tells them from all others.
        """
        self.given, self.table = (inquiries, categories), table

    def sorted_now(self) -> SortedNow | None:
        """Return what was sorted last, with its table where that was read again; None when there is nothing."""
        if self.given is None:
            return None
        inquiries, categories = self.given
        read = self._read_again()
        same = read is not None and self._form.fingerprint == self.table
        examples = self._form.examples.file()
        return SortedNow(
            read if read is not None and same else inquiries,
            categories,
            () if examples is None else (examples,),
        )

    def changed_file(self) -> str:
        """Return the name of the file that was sorted in an earlier run and holds other inquiries now, or nothing."""
        read = self._read_again()
        if self.given is None or read is None or not self.table:
            return ""
        column = self.given[0].text_column
        other_texts = read.table is not None and column in read.table.columns and column != read.text_column
        return read.path.name if self._form.fingerprint != self.table and not other_texts else ""

    def another_look(
        self, rows: Iterable[SortedRow], decided: Mapping[str, object], sure: float
    ) -> Work | None:
        """Return what looks again at those of *rows* that no person has *decided*, by their numbers.

        None while the categories have a mistake, or nothing was sorted. Below the confidence *sure* (0 to 1)
        a row goes to a person.
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
                sure=sure,
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

    def _read_again(self) -> Inquiries | None:
        """Return what the form has read of the file that was sorted, where its table is not at hand any more."""
        read = self._form.inquiries()
        if self.given is None or self.given[0].table is not None or read is None:
            return None
        return read if read.path == self.given[0].path else None

    def _examples_for(
        self, categories: CategorySet, text_column: str | None
    ) -> Callable[[], list[tuple[str, str]]]:
        """Return what reads the sorted examples that are given now."""
        file = self._form.examples.file()
        return lambda: [] if file is None else self._read_examples(file, text_column, categories)
