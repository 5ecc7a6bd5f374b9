"""The page that sorts inquiries into categories."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import InputError
from app.records import SortedRow
from app.ui.corrections import Corrections
from app.ui.decision_writing import DecisionWriting
from app.ui.earlier_inquiries import EarlierInquiries, EarlierRuns
from app.ui.empty_state import EmptyState
from app.ui.hand_over import HandOver, Inputs
from app.ui.icons import Symbol
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiries_form import InquiriesForm
from app.ui.inquiries_use import InquiriesUse, WriteSorted
from app.ui.inquiry_keeping import InquiryKeeping
from app.ui.inquiry_records import InquiryRecords
from app.ui.inquiry_rows import InquiryTexts
from app.ui.inquiry_sample import InquirySample
from app.ui.inquiry_work import InquiryWork, ReadExamples, SortsInquiries
from app.ui.job_bridge import Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from app.ui.pause_button import PauseButton


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
        self._told_changed = ""
        self._form = parts[0] if parts else InquiriesForm(tools)
        self._check = parts[1] if parts else InquiriesCheck(tools)
        self._records = records or InquiryRecords()
        self._work = InquiryWork(self._form, sorting, read_examples)
        self._use = InquiriesUse(self, self._check, write, self._work.sorted_now)
        self._pause = PauseButton(tools.look)
        self._sample = InquirySample(tools.samples, self._form)
        self._writing = DecisionWriting(self._records, self)
        self._kept_rows = EarlierRuns(self._records.decisions, self._writing.settle, self)
        self._corrections = Corrections(
            self._check, self._form.categories.model, self._writing, self._work, self.bridge
        )
        self._check.model.who = self._records.who
        self._keeping = InquiryKeeping(
            self._check, self._form.categories.model, self._work, self._corrections, tools.memory, self.last
        )
        self._hand_over = HandOver(self, _inputs(self._form))
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
        self._check.sureness.settle()
        return self._work.sorting(self._pause.begin(), self._records.sure_enough())

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the categories, where there are any without a mistake."""
        return self._work.reading_ahead()

    def show_started(self) -> None:
        """Show all rows, waiting."""
        self._kept_rows.forget()
        self._keeping.begin()
        if self._work.given is not None:
            inquiries, categories = self._work.given
            self._check.set_sureness(self._work.sure)
            self._check.sureness.set_expectations(())
            self._check.start(InquiryTexts(inquiries.items), categories.names, categories.none_name or "")
        self.frame.set_has_result(has_result=True)
        self.frame.set_usable(usable=False)
        self._show_filters()

    def show_items(self, items: Sequence[SortedRow]) -> None:
        """Show rows as soon as they are sorted."""
        self._check.take(items)
        self._keeping.take(items)

    def show_result(self, _result: int) -> None:
        """Let the result be used, and keep it."""
        self._pause.end()
        self._show_done()
        self._keeping.end(whole=True)

    def show_stopped(self) -> None:
        """Let what is there be used."""
        self._pause.end()
        self._check.show_counts()
        self.frame.set_has_result(has_result=bool(self._check.model.results()))
        self._show_filters()
        self._keeping.end(whole=False)

    def show_kept(self, kept: Kept) -> None:
        """Show the rows of an earlier run; many of them are read beside the window."""
        last = None if kept.changes else self.last.load()
        is_last = last is not None and last.runs[0].id == kept.runs[0].id
        self._kept_rows.read(last if last is not None and is_last else kept)

    def _show_earlier(self, earlier: EarlierInquiries) -> None:
        inquiries, changes = earlier.inquiries, earlier.changes
        self._work.take_earlier(inquiries, earlier.categories, changes.table)
        self._keeping.show(earlier, self._records.sure_enough())
        self._form.categories.set_categories(changes.categories or earlier.categories)
        if inquiries.path.exists():
            self._form.read(inquiries.path, inquiries.text_column)
        self._show_done()

    def take_text(self, text: str) -> None:
        """Take the lines of *text* as inquiries; those that are given here already stay until the person agrees."""
        self._hand_over.take(lambda: self._form.give(text))

    def save(self) -> None:
        """Ask for a place and save the table with its categories there."""
        self._use.save()

    def _show_done(self) -> None:
        self._check.show_counts()
        self.frame.set_has_result(has_result=True)
        self._show_filters()

    def _show_filters(self) -> None:
        for control in (self._check.look_button, self._check.shown):
            control.setVisible(self.frame.has_result)
        self._use.show_kind()

    def _note(self, words: str) -> None:
        if not self.bridge.running:  # else the strip tells how far the work is
            self.strip.show_note(words)

    def _say_saved(self, path: Path) -> None:
        self.say(self.tr("Saved as {file}").format(file=path.name))

    def _take_change(self) -> None:
        self.refresh()
        self.given.emit()
        self._sample.go_on(ready=self.run_bar.ready)
        changed = self._work.changed_file()
        if changed and changed != self._told_changed:
            self.show_failure(InputError("sorted-table-changed", file=changed))
        self._told_changed = changed
        self._keeping.keep()

    def _connect_parts(self) -> None:
        self._form.changed.connect(self._take_change)
        self._form.failed.connect(self.show_failure)
        self._form.categories_saved.connect(self._say_saved)
        self._sample.sorting_wanted.connect(self.run_bar.press)
        self._kept_rows.came.connect(self._show_earlier)
        self._writing.failed.connect(self.show_failure)
        for changed in (self._check.taken_over, self._check.taken_back, self._check.sureness_chosen):
            changed.connect(self._keeping.keep)
        self._check.decided.connect(self._keeping.keep)
        self._check.sureness_chosen.connect(self._records.keep_sure_enough)
        self._check.noted.connect(self._note)
        self._use.copied.connect(lambda: self._note(self.tr("Copied")))
        self._use.reply_wanted.connect(self.reply_wanted)

    def _place_parts(self) -> None:
        empty = EmptyState(
            self.tools.look,
            Symbol.INQUIRIES,
            self.tr(
                "Each inquiry will stand here with its category, how sure that is, and what it rests on."
            ),
            sample_words=self.tr("Try the sample") if self._sample.available else "",
        )
        empty.sample_requested.connect(self._sample.give)
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


def _inputs(form: InquiriesForm) -> Inputs:
    """Return the inquiries that *form* was given; its categories stay whatever is handed over."""
    return Inputs(lambda: form.source() is not None, lambda: partial(form.give, form.source()))
