"""Redrafts of a mail that stands on its page: in another style, or one paragraph in other words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, DeskhandError
from app.events import Cancellation
from app.records import EmailRequest, Progress
from app.tasks.email.redrafting import Redrafted, Reworded, Standing
from app.tasks.email.versions import Origin, Version
from app.ui.banner import BannerAction
from app.ui.email_check import EmailCheck
from app.ui.email_versions import EmailVersions
from app.ui.job_bridge import Reports
from app.ui.job_page import JobPage

_DRAWN_MS = 30
"""In which the window has drawn that the work begins."""


class RedraftsMails(Protocol):
    """The job behind the redrafts."""

    def redraft(
        self,
        standing: Standing,
        request: EmailRequest,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Redrafted:
        """Return the mail in the style of *request*."""
        ...

    def reword(self, standing: Standing, place: int, *, cancellation: Cancellation | None = None) -> Reworded:
        """Return the mail with the paragraph at *place* in other words."""
        ...


@dataclass(frozen=True, slots=True)
class _Refused:
    """A redraft that could not be made."""

    error: DeskhandError


class EmailRedraft(QObject):
    """Redrafts one mail at a time; until one is done, what stands there stays.

    Signals:
        done: A new version is there.   arg: the Version
    """

    done = Signal(object)

    def __init__(
        self, page: JobPage, drafting: RedraftsMails, check: EmailCheck, versions: EmailVersions
    ) -> None:
        """Redraft what stands in *check* on *page* with *drafting*."""
        super().__init__(page)
        self._page = page
        self._drafting = drafting
        self._check = check
        self._versions = versions
        self._again: Callable[[], None] | None = None
        check.style_bar.wanted.connect(self.restyle)
        check.reword_requested.connect(self.reword)

    @property
    def under_way(self) -> bool:
        """Whether the work of the page is a redraft."""
        return self._again is not None

    def restyle(self, request: EmailRequest) -> None:
        """Redraft the mail in tone, length and language of *request*."""

        def redraft(standing: Standing, reports: Reports) -> object:
            return self._drafting.redraft(
                standing, request, on_progress=reports.on_progress, cancellation=reports.cancellation
            )

        self._begin(redraft, lambda: self.restyle(request))

    def reword(self, place: int) -> None:
        """Say the paragraph at the character *place* in other words."""

        def reword(standing: Standing, reports: Reports) -> object:
            reports.on_progress(Progress("writing-draft", 0, None))
            return self._drafting.reword(standing, place, cancellation=reports.cancellation)

        self._begin(reword, lambda: self.reword(place))

    def take(self, result: object) -> bool:
        """Take *result* of the page's work where it is a redraft; return whether it is."""
        if not self.under_way:
            return False
        again = self._again
        self.give_back()
        if isinstance(result, Redrafted):
            self._take_redraft(result)
        elif isinstance(result, Reworded):
            self._take_paragraph(result)
        elif isinstance(result, _Refused):
            action = BannerAction(self.tr("Try again"), again) if again else None
            self._page.show_failure(result.error, action)
        return True

    def give_back(self) -> None:
        """Let the mail that stands there be worked with again, as it was."""
        self._again = None
        self._check.set_read_only(read_only=False)
        self._page.frame.set_usable(usable=True)
        current = self._versions.current
        if current is not None:
            self._check.style_bar.show_style(current.request, current.result.language)
        self._versions.refresh()

    def _begin(self, work: Callable[[Standing, Reports], object], again: Callable[[], None]) -> None:
        page = self._page
        self._versions.keep_edits()
        standing = self._versions.standing()
        if standing is None or page.bridge.running:
            return

        def whole(reports: Reports) -> object:
            try:
                return work(standing, reports)
            except Cancelled:
                raise
            except DeskhandError as error:
                return _Refused(error)

        self._again = again
        page.banner.close_banner()
        page.strip.show_waiting()
        page.run_bar.set_running(running=True)
        page.frame.set_usable(usable=False)
        self._check.set_read_only(read_only=True)
        page.bridge.start(whole, after_ms=_DRAWN_MS)
        self._versions.refresh()

    def _take_redraft(self, redrafted: Redrafted) -> None:
        result = redrafted.result
        self._add(
            Version(redrafted.request, result, result.subject, result.body, redrafted.drafted, Origin.STYLE)
        )

    def _take_paragraph(self, reworded: Reworded) -> None:
        if reworded.kept is not None:
            self._page.banner.show_message(
                self.tr("The paragraph has not changed"),
                self._page.tools.sentences.finding(reworded.kept),
                "doubtful",
            )
            return
        current = self._versions.current
        if current is not None:
            facts, findings = reworded.checks
            result = replace(current.result, body=reworded.body, facts=facts, findings=findings)
            subject = self._check.subject()
            self._add(
                Version(current.request, result, subject, reworded.body, reworded.drafted, Origin.PARAGRAPH)
            )

    def _add(self, version: Version) -> None:
        self._versions.add(version)
        self.done.emit(version)
