"""The page that sorts inquiries into categories."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal

from app.events import Cancellation
from app.records import Progress, Run, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.ui.empty_state import EmptyState
from app.ui.icons import Symbol
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiries_form import InquiriesForm
from app.ui.inquiries_use import InquiriesUse, SortedNow, WriteSorted
from app.ui.inquiry_rows import RowStatus
from app.ui.job_bridge import Reports, Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from app.ui.run_values import from_values


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
    ) -> Iterator[SortedRow]:
        """Yield the rows as they are sorted."""
        ...

    def prepare(self, categories: CategorySet, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model will be asked."""
        ...


ReadExamples = Callable[[Path, str | None, CategorySet], list[tuple[str, str]]]
"""Reads inquiries that are sorted already."""


class InquiriesPage(JobPage):
    """Sorts customer inquiries into categories.

    Signals:
        reply_wanted: An inquiry is to be answered.   arg: the EmailRequest
    """

    reply_wanted = Signal(object)

    def __init__(
        self,
        tools: PageTools,
        sorting: SortsInquiries,
        write: WriteSorted,
        read_examples: ReadExamples,
        parts: tuple[InquiriesForm, InquiriesCheck] | None = None,
    ) -> None:
        """Sort with *sorting*; *parts* are Give and Check, where they were made beforehand."""
        super().__init__(
            tools,
            "inquiries",
            self.tr("Inquiries"),
            self.tr(
                "Sorts customer inquiries into your categories, and says which ones a person should look at."
            ),
        )
        self._sorting = sorting
        self._read_examples = read_examples
        self._sorted: tuple[Inquiries, CategorySet] | None = None
        self._run = ""
        self._sample_waits = False
        self._form = parts[0] if parts else InquiriesForm(tools)
        self._check = parts[1] if parts else InquiriesCheck(tools)
        self._use = InquiriesUse(self, self._check, write, self._sorted_now)
        self._place_parts()
        self._connect_parts()
        self.restore_result()

    def main_words(self) -> str:
        """Return what the main button says."""
        inquiries = self._form.inquiries()
        if inquiries is None:
            return self.tr("Sort")
        return self.tr("Sort %n row(s)", "", len(inquiries.items))

    def lacking(self) -> str:
        """Return what is still to be given."""
        if self._form.reading:
            return self.tr("The inquiries are being read")
        if self._form.inquiries() is None:
            return self.tr("Choose the inquiries")
        return self._form.categories.model.problem()

    def work(self) -> Work:
        """Return the sorting of what is given now."""
        inquiries, categories = self._form.inquiries(), self._form.categories.model.categories()
        assert inquiries is not None  # noqa: S101 - nothing is lacking
        assert categories is not None  # noqa: S101 - likewise
        examples_file = self._form.examples.file()
        self._sorted = (inquiries, categories)

        def sort(reports: Reports) -> int:
            examples: Sequence[tuple[str, str]] = ()
            if examples_file is not None:
                examples = self._read_examples(examples_file, inquiries.text_column, categories)
            count = 0
            for row in self._sorting.sort(
                inquiries,
                categories,
                examples=examples,
                resume=True,
                on_progress=reports.on_progress,
                cancellation=reports.cancellation,
            ):
                reports.on_item(row)
                count += 1
            return count

        return sort

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the categories, where there are any without a mistake."""
        model = self._form.categories.model
        categories = None if model.problem() else model.categories()
        if categories is None:
            return None
        return lambda wish: self._sorting.prepare(categories, cancellation=wish)

    def show_started(self) -> None:
        """Show all rows, waiting."""
        if self._sorted is not None:
            inquiries, categories = self._sorted
            texts = ((inquiry.row, inquiry.text) for inquiry in inquiries.items)
            self._check.start(texts, categories.names, categories.none_name or "")
        self.frame.set_has_result(has_result=True)
        self.frame.set_usable(usable=False)
        self._show_filters()

    def show_items(self, items: Sequence[SortedRow]) -> None:
        """Show rows as soon as they are sorted."""
        self._check.take(items)
        self._run = items[-1].run

    def show_result(self, _result: int) -> None:
        """Let the result be used, and keep it."""
        self._show_done()
        self._keep()

    def show_stopped(self) -> None:
        """Let what is there be used."""
        self._check.show_counts()
        self.frame.set_has_result(has_result=bool(self._check.model.results()))
        self._show_filters()

    def show_kept(self, kept: Kept) -> None:
        """Show the rows of an earlier run."""
        run = kept.runs[0]
        rows = from_values(tuple[SortedRow, ...], run.output["rows"])
        categories = CategorySet.model_validate(run.input["categories"])
        path = Path(str(run.input["path"]))
        self._sorted = (_inquiries_of(run, rows), categories)
        self._run = run.id
        self._form.categories.set_categories(categories)
        if path.exists():
            self._form.file_field.set_file(path)
        texts = ((row.row, row.text) for row in rows)
        self._check.start(texts, categories.names, categories.none_name or "")
        self._check.take(rows)
        self._check.correct_all(kept.changes)
        self._show_done()

    def save(self) -> None:
        """Ask for a place and save the table with its categories there."""
        self._use.save()

    def _sorted_now(self) -> SortedNow | None:
        if self._sorted is None:
            return None
        return SortedNow(self._whole(self._sorted[0]), self._sorted[1])

    def _whole(self, inquiries: Inquiries) -> Inquiries:
        """Return the table as it was read again, when *inquiries* are known from a record only."""
        read = self._form.inquiries()
        same = read is not None and read.path == inquiries.path and len(read.items) == len(inquiries.items)
        return read if inquiries.table is None and read is not None and same else inquiries

    def _show_done(self) -> None:
        self._check.show_counts()
        self.frame.set_has_result(has_result=True)
        self._show_filters()
        alone = self._check.model.count_of(RowStatus.ALONE)
        self.strip.show_note(self.tr("%n done by itself", "", alone))

    def _keep(self) -> None:
        if self._run:
            self.last.keep([self._run], self._check.model.corrections())

    def _show_filters(self) -> None:
        for control in (self._check.look_button, self._check.shown):
            control.setVisible(self.frame.has_result)
        self._use.show_kind()

    def _say_copied(self) -> None:
        self.strip.show_note(self.tr("Copied"))

    def _say_saved(self, path: Path) -> None:
        self.say(self.tr("Saved as {file}").format(file=path.name))

    def _try_sample(self) -> None:
        inquiries, categories = self.tools.samples.inquiries(), self.tools.samples.categories()
        if inquiries is not None and categories is not None:
            self._sample_waits = True
            self._form.categories.load(categories)
            self._form.file_field.set_file(inquiries)

    def _take_change(self) -> None:
        self.refresh()
        self.given.emit()
        if self._sample_waits and self.run_bar.ready:
            self._sample_waits = False
            self.run_bar.press()

    def _connect_parts(self) -> None:
        self._form.changed.connect(self._take_change)
        self._form.failed.connect(self.show_failure)
        self._form.categories_saved.connect(self._say_saved)
        self._check.corrected.connect(self._keep)
        self._use.copied.connect(self._say_copied)
        self._use.reply_wanted.connect(self.reply_wanted)

    def _place_parts(self) -> None:
        samples = self.tools.samples
        has_sample = samples.inquiries() is not None and samples.categories() is not None
        empty = EmptyState(
            self.tools.look,
            Symbol.INQUIRIES,
            self.tr(
                "Each inquiry will stand here with its category, how sure that is, and what it rests on."
            ),
            sample_words=self.tr("Try the sample") if has_sample else "",
        )
        empty.sample_requested.connect(self._try_sample)
        self.strip.add_tool(self._check.look_button)
        self.strip.add_tool(self._check.shown)
        self.compose(
            give=self._form,
            check=self._check,
            empty=empty,
            use=self._use.buttons,
            give_share=33,
        )
        self._show_filters()


def _inquiries_of(run: Run, rows: Sequence[SortedRow]) -> Inquiries:
    """Return the inquiries of an earlier run as far as its record tells them."""
    path = Path(str(run.input["path"]))
    items = tuple(Inquiry(row.row, row.text, path.name, row.error) for row in rows)
    return Inquiries(path, items, None, None)
