"""The page that sorts inquiries into categories."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from app.records import Run, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.ui.corrections import Corrections
from app.ui.empty_state import EmptyState
from app.ui.icons import Symbol
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiries_form import InquiriesForm
from app.ui.inquiries_use import InquiriesUse, SortedNow, WriteSorted
from app.ui.inquiry_records import InquiryRecords
from app.ui.inquiry_rows import InquiryTexts
from app.ui.inquiry_work import InquiryWork, ReadExamples, SortsInquiries
from app.ui.job_bridge import JobBridge, Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from app.ui.pause_button import PauseButton
from app.ui.run_values import from_values


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
        records: InquiryRecords | None = None,
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
        self._sorted: tuple[Inquiries, CategorySet] | None = None
        self._run = ""
        self._sample_waits = False
        self._form = parts[0] if parts else InquiriesForm(tools)
        self._check = parts[1] if parts else InquiriesCheck(tools)
        self._use = InquiriesUse(self, self._check, write, self._sorted_now)
        self._records = records or InquiryRecords()
        self._work = InquiryWork(self._form, sorting, read_examples)
        self._pause = PauseButton(tools.look)
        self._kept_rows = JobBridge(self)
        self._kept_rows.finished.connect(self._take_kept)
        self._corrections = Corrections(
            self._check, self._form.categories.model, self._records, self._another_look, self
        )
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
        sort = self._work.sorting(self._pause.begin())
        self._sorted = self._work.given
        return sort

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the categories, where there are any without a mistake."""
        return self._work.reading_ahead()

    def _another_look(self) -> Work | None:
        """Return what looks again at the rows that nobody has decided."""
        if self.bridge.running:
            return None
        return self._work.another_look(self._check.model.results(), self._check.model.corrections())

    def show_started(self) -> None:
        """Show all rows, waiting."""
        if self._sorted is not None:
            inquiries, categories = self._sorted
            self._check.set_sureness(self._records.sure_enough())
            self._check.sureness.set_expectations(())
            self._check.start(InquiryTexts(inquiries.items), categories.names, categories.none_name or "")
        self.frame.set_has_result(has_result=True)
        self.frame.set_usable(usable=False)
        self._show_filters()

    def show_items(self, items: Sequence[SortedRow]) -> None:
        """Show rows as soon as they are sorted."""
        self._check.take(items)
        if self._run != items[-1].run:
            self._run = items[-1].run
            self._corrections.begin(self._run)
            self._check.sureness.set_expectations(self._work.expected)

    def show_result(self, _result: int) -> None:
        """Let the result be used, and keep it."""
        self._pause.end()
        self._show_done()
        self._keep()

    def show_stopped(self) -> None:
        """Let what is there be used."""
        self._pause.end()
        self._check.show_counts()
        self.frame.set_has_result(has_result=bool(self._check.model.results()))
        self._show_filters()

    def show_kept(self, kept: Kept) -> None:
        """Show the rows of an earlier run; many of them are read beside the window."""
        run = kept.runs[0]
        rows = from_values(tuple[SortedRow, ...], run.output["rows"])
        decisions = self._records.decisions
        if decisions is None or run.output.get("total", 0) == len(rows):
            self._show_rows(kept, rows)
            return
        self._kept_rows.start(lambda _reports: (kept, tuple(decisions.proposals(run.id)) or rows))

    def _take_kept(self, read: tuple[Kept, Sequence[SortedRow]]) -> None:
        self._show_rows(*read)

    def _show_rows(self, kept: Kept, rows: Sequence[SortedRow]) -> None:
        run = kept.runs[0]
        categories = CategorySet.model_validate(run.input["categories"])
        path = Path(str(run.input["path"]))
        self._sorted = (_inquiries_of(run, rows), categories)
        self._run = run.id
        self._corrections.begin(run.id)
        self._form.categories.set_categories(categories)
        if path.exists():
            self._form.file_field.set_file(path)
        texts = ((row.row, row.text) for row in rows)
        self._check.set_sureness(self._records.sure_enough())
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
        self._check.taken_over.connect(self._keep)
        self._check.sureness_chosen.connect(self._records.keep_sure_enough)
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
        self.strip.add_tool(self._pause)
        self.strip.add_tool(self._check.look_button)
        self.strip.add_tool(self._check.shown)
        self.compose(
            give=self._form,
            check=self._check,
            empty=empty,
            use=self._use.buttons,
            give_share=36,
        )
        self._show_filters()


def _inquiries_of(run: Run, rows: Sequence[SortedRow]) -> Inquiries:
    """Return the inquiries of an earlier run as far as its record tells them."""
    path = Path(str(run.input["path"]))
    items = tuple(Inquiry(row.row, row.text, path.name, row.error) for row in rows)
    return Inquiries(path, items, None, None)
