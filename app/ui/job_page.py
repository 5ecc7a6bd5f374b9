"""What all pages of jobs share: the work, its progress, its result, and what went wrong."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import Job
from app.ui.banner import BannerAction
from app.ui.empty_state import EmptyState
from app.ui.job_bridge import JobBridge, Work
from app.ui.job_frame import FrameParts, JobFrame
from app.ui.job_run import JobRun
from app.ui.last_result import Kept, LastResult
from app.ui.page import Page, heading
from app.ui.page_tools import PageTools
from app.ui.progress_strip import ProgressStrip
from app.ui.run_bar import RunBar

ReadAhead = Callable[[Cancellation], None]
"""Has the model read something; blocks until that is done or stopped."""


class JobPage(Page):
    """A page that does a job; subclasses say what is given, how it is checked, and what it is used for.

    Signals:
        given: Something that the model will be asked about has changed.

    Attributes:
        job: Which job it does.
        bridge: Runs the work.
        run_bar: The main button.
        strip: The head of the result.
        last: Keeps the result over a restart.
        frame: Places the parts; there once `compose` was called.
    """

    given = Signal()

    frame: JobFrame

    def __init__(self, tools: PageTools, job: Job, title: str, sentence: str) -> None:
        super().__init__(tools, title, sentence)
        self.job: Job = job
        self.last = LastResult(tools.memory, tools.find_run, job)
        self.bridge = JobBridge(self)
        self.run_bar = RunBar(tools.look)
        self.strip = ProgressStrip(tools.sentences, heading(self.tr("2  Check")))
        self._job_run = JobRun(self.bridge, self.run_bar, self.strip, self)
        self.bridge.text_arrived.connect(self.show_text)
        self.bridge.items_arrived.connect(self.show_items)
        self._job_run.wanted.connect(self._begin)
        self._job_run.finished.connect(self._take_result)
        self._job_run.failed.connect(self._take_failure)
        self._job_run.cancelled.connect(self._take_cancelled)

    def work(self) -> Work:
        """Return the work to do with what is given now."""
        raise NotImplementedError

    def lacking(self) -> str:
        """Return in one line what must still be given; nothing when the work can begin."""
        return ""

    def reading_ahead(self) -> ReadAhead | None:
        """Return what lets the model read beforehand what `work` will ask it, as far as it is given now."""
        return None

    def main_words(self) -> str:
        """Return what the main button says."""
        raise NotImplementedError

    def show_started(self) -> None:
        """Make room for the new result."""

    def show_text(self, text: str) -> None:
        """Show *text*, which has just been written."""

    def show_items(self, items: Sequence[Any]) -> None:
        """Show *items*, which have just been found."""

    def show_result(self, result: Any) -> None:
        """Show the finished *result*."""

    def show_stopped(self) -> None:
        """Show what there is of a result after the work ended early."""

    def show_kept(self, kept: Kept) -> None:
        """Show the result of an earlier run again.

        Raises:
            ValueError: The record was written by another version and cannot be shown.
        """
        raise NotImplementedError

    def compose(
        self,
        *,
        give: QWidget,
        check: QWidget,
        empty: EmptyState,
        use: Sequence[QWidget],
        give_share: int = 40,
        scrolls: bool = True,
    ) -> None:
        """Place the parts of the page."""
        parts = FrameParts(give, self.run_bar, self.strip, check, empty, use, give_share, scrolls)
        self.frame = JobFrame(parts, self.tools.memory, self.job, self)
        self.body.addWidget(self.frame)
        self.refresh()

    def refresh(self) -> None:
        """Let the main button say what can be done now."""
        self.run_bar.set_words(self.main_words(), self.lacking())

    def restore_result(self) -> None:
        """Show the result that was there when the program ended."""
        kept = self.last.load()
        if kept is None:
            return
        try:
            self.show_kept(kept)
        except (ValueError, TypeError, KeyError):
            self.last.forget()

    def run_or_stop(self) -> None:
        """Begin the work, or stop it."""
        self.run_bar.press()

    def escape(self) -> bool:
        """Close the message, else stop the work; return whether there was anything."""
        return super().escape() or self._job_run.stop()

    def _begin(self) -> None:
        self.banner.close_banner()
        work = self.work()
        self._job_run.show_beginning()
        self.show_started()
        self._job_run.begin(work)

    def _take_result(self, result: object) -> None:
        self.refresh()
        self.show_result(result)

    def _take_failure(self, error: DeskhandError) -> None:
        self.refresh()
        self.show_stopped()
        again = BannerAction(self.tr("Try again"), self.run_bar.press) if self.run_bar.ready else None
        self.show_failure(error, again)

    def _take_cancelled(self) -> None:
        self.refresh()
        self.show_stopped()
