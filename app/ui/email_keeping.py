"""Keeps the mail on its page over a restart: all its versions, what of the answered mail is left out, which doubts are accepted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject

from app.history.mails import KeptMail, KeptVersion
from app.records import EmailRequest, EmailResult, Run
from app.tasks.email.versions import Origin, Version
from app.ui.doubt_panel import DoubtPanel
from app.ui.email_versions import EmailVersions, MadeVersion
from app.ui.job_bridge import JobBridge, Reports
from app.ui.job_page import JobPage
from app.ui.run_values import from_values


class KeepsMails(Protocol):
    """The records behind the page."""

    def keep(self, mail: KeptMail) -> None:
        """Keep *mail* in the place of what was kept of its runs."""
        ...

    def of_run(self, run: str) -> KeptMail | None:
        """Return the mail that *run* belongs to."""
        ...


class EmailKeeping(QObject):
    """Keeps the newest state of a mail beside the window, and finds it again."""

    def __init__(
        self,
        page: JobPage,
        records: KeepsMails | None,
        versions: EmailVersions,
        with_left_out: Callable[[Version], Version],
        doubts: DoubtPanel,
    ) -> None:
        """Keep *versions* in *records*; without these, a draft comes back as it was drafted.

        *with_left_out* returns a version with what is left out now; *doubts* knows which are accepted.
        """
        super().__init__(page)
        self._page = page
        self._records = records
        self._versions = versions
        self._with_left_out = with_left_out
        self._doubts = doubts
        self._bridge = JobBridge(self)
        self._next: KeptMail | None = None
        doubts.doubts_changed.connect(self.keep)
        self._bridge.finished.connect(self._go_on)
        self._bridge.failed.connect(self._go_on)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.keep_now)

    def keep(self) -> None:
        """Keep the mail as it stands."""
        self._next = self._standing()
        self._go_on()

    def keep_now(self) -> None:
        """Keep the mail as it stands before this returns."""
        self._next = None
        mail = self._standing()
        if self._records is not None and mail is not None:
            self._bridge.wait(2)  # what is older must not be written after it
            self._records.keep(mail)

    def bring_back(self, run: Run) -> EmailRequest:
        """Take the mail of *run* with all its versions, and return what was given for the one in view.

        Raises:
            ValueError: A record was written by another version of the program.
            DeskhandError: One of the `records-` codes.
        """
        self.keep_now()
        kept = self._records.of_run(run.id) if self._records is not None else None
        if kept is None:
            request, result = _draft(run)
            version = Version(request, result, result.subject, result.body, result.body, Origin.DRAFT)
            self._versions.bring_back([MadeVersion(version, None)], 0)
            self._doubts.set_accepted(())
            return request
        runs = {one.run for one in kept.versions} - {run.id}
        drafts = {run.id: _draft(run)} | {other: _draft(self._page.tools.find_run(other)) for other in runs}
        made = [MadeVersion(_version(one, *drafts[one.run]), one.parent) for one in kept.versions]
        shown = _wanted(kept, run.id)
        self._versions.bring_back(made, shown)
        self._doubts.set_accepted(kept.accepted)
        return replace(made[shown].version.request, left_out=kept.left_out)

    def _standing(self) -> KeptMail | None:
        made, shown = self._versions.as_they_stand()
        current = self._versions.current
        if current is None:
            return None
        left_out = self._with_left_out(current).request.left_out
        self._page.last.keep([current.result.run])
        return KeptMail(tuple(map(_kept, made)), shown, left_out, self._doubts.accepted())

    def _go_on(self) -> None:
        mail, records = self._next, self._records
        if mail is None or records is None or self._bridge.running:
            return
        self._next = None

        def keep(_reports: Reports) -> None:
            records.keep(mail)

        self._bridge.start(keep)


def _draft(run: Run) -> tuple[EmailRequest, EmailResult]:
    return from_values(EmailRequest, run.input), from_values(EmailResult, run.output)


def _kept(made: MadeVersion) -> KeptVersion:
    one = made.version
    return KeptVersion(
        one.result.run, one.origin.value, one.made, one.subject, one.body, one.drafted, made.parent
    )


def _version(kept: KeptVersion, request: EmailRequest, result: EmailResult) -> Version:
    made = kept.made.astimezone().replace(tzinfo=None)
    return Version(request, result, kept.subject, kept.body, kept.drafted, Origin(kept.origin), made)


def _wanted(mail: KeptMail, run: str) -> int:
    """Return which version of *mail* to show for *run*: the one in view, or the newest that comes from the run."""
    if mail.versions[mail.shown].run == run:
        return mail.shown
    return max(place for place, one in enumerate(mail.versions) if one.run == run)
