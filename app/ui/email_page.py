"""The page that drafts mails."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import EmailRequest, EmailResult, Progress
from app.tasks.email.templates import TemplateLibrary
from app.tasks.email.versions import Version
from app.ui.email_check import EmailCheck
from app.ui.email_form import EmailForm
from app.ui.email_keeping import EmailKeeping, KeepsMails
from app.ui.email_recheck import Checks, Recheck
from app.ui.email_redraft import EmailRedraft, RedraftsMails
from app.ui.email_sample import sample_request
from app.ui.email_use import EmailUse
from app.ui.email_versions import EmailVersions
from app.ui.empty_state import EmptyState
from app.ui.hand_over import HandOver, Inputs
from app.ui.icons import Symbol
from app.ui.job_bridge import Reports, Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.last_result import Kept
from app.ui.mail_links import MailLinks
from app.ui.page_tools import PageTools


class DraftsMails(RedraftsMails, Protocol):
    """The job behind the page."""

    def draft(
        self,
        request: EmailRequest,
        *,
        on_text: Callable[[str], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> EmailResult:
        """Return a checked draft."""
        ...

    def prepare(self, request: EmailRequest, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model will be asked."""
        ...

    def check(self, request: EmailRequest, subject: str, body: str) -> Checks:
        """Return the facts and the doubts of a draft."""
        ...


class EmailPage(JobPage):
    """Drafts a mail from a template, facts and notes."""

    def __init__(
        self,
        tools: PageTools,
        drafting: DraftsMails,
        templates: TemplateLibrary,
        parts: tuple[EmailForm, EmailCheck] | None = None,
        records: KeepsMails | None = None,
    ) -> None:
        """Draft with *drafting*.

        Args:
            tools: The surroundings of the page.
            drafting: The job.
            templates: What can be chosen from.
            parts: Give and Check, where they were made beforehand.
            records: Keeps all versions of a mail; None keeps drafts only.
        """
        super().__init__(
            tools,
            "email",
            self.tr("E-mail"),
            self.tr("Drafts a standard mail from what you give, and shows where each fact stands in it."),
        )
        self._drafting = drafting
        self._form = parts[0] if parts else EmailForm(tools, templates)
        self._hand_over = HandOver(self, _inputs(self._form))
        self._check = parts[1] if parts else EmailCheck(tools, self._form.fact_label)
        self._versions = EmailVersions(self, self._check)
        self._redraft = EmailRedraft(self, drafting, self._check, self._versions)
        self._recheck = Recheck(self._check, drafting.check)
        self._links = MailLinks(self._form.reply, self._check, lambda: self._versions.current)
        self._keeping = EmailKeeping(
            self, records, self._versions, self._links.with_left_out, self._check.panel
        )
        self._use = EmailUse(self, self._check, self._links.answered, self._versions.address)
        self._place_parts()
        self._connect_parts()
        self.restore_result()
        for mistake in templates.mistakes()[:1]:
            self.show_failure(mistake)

    def main_words(self) -> str:
        """Return what the main button says."""
        return self.tr("Draft the mail")

    def lacking(self) -> str:
        """Return which facts are still to be given."""
        if self._form.reply.reading:
            return self.tr("The mail to answer is being read")
        missing = self._form.lacking()
        if not missing:
            return ""
        return self.tr("Still to give: {facts}").format(facts=", ".join(missing))

    def work(self) -> Work:
        """Return the drafting of what is given now."""
        request = self._form.request()

        def draft(reports: Reports) -> tuple[EmailRequest, EmailResult]:
            return request, self._drafting.draft(
                request,
                on_text=reports.on_text,
                on_progress=reports.on_progress,
                cancellation=reports.cancellation,
            )

        return draft

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the notes so far, and the mail to answer."""
        request = self._form.request()
        return lambda wish: self._drafting.prepare(request, cancellation=wish)

    def show_started(self) -> None:
        """Make room for the draft."""
        self._form.remember_sender()
        self._versions.keep_edits()
        self._keeping.keep()
        self._check.begin()
        self.frame.set_has_result(has_result=True)
        self.frame.set_usable(usable=False)

    def show_text(self, text: str) -> None:
        """Show the words as they are written."""
        self._check.append(text)

    def show_result(self, result: object) -> None:
        """Show the finished draft or redraft."""
        if not self._redraft.take(result) and isinstance(result, tuple):
            self._show_version(self._versions.add_draft(*result))

    def show_stopped(self) -> None:
        """Leave what a redraft was about, or bring back the draft that was there before."""
        if self._redraft.under_way:
            self._redraft.give_back()
        elif self._versions.current is not None:
            self._show_version(self._versions.current)
        else:
            self.frame.set_has_result(has_result=False)

    def show_kept(self, kept: Kept) -> None:
        """Show a draft of an earlier run, with what was given for it; what was typed since can be brought back."""
        drafted = self._versions.current
        is_drafted = drafted and self._form.request() == self._links.with_left_out(drafted).request
        before = None if is_drafted else self._hand_over.kept()
        try:
            request = self._keeping.bring_back(kept.runs[0])
        except DeskhandError as error:
            self.show_failure(error)
            return
        self._form.set_request(request)
        if self._versions.current is not None:
            self._show_version(self._versions.current)
        if before:
            self._hand_over.offer_back(before, self.tr("An earlier mail is shown"))

    def answer(self, request: EmailRequest) -> None:
        """Begin a mail from elsewhere, mostly an answer; what is given here already stays until the person agrees."""
        self._hand_over.take(partial(self._form.begin, request))

    def save(self) -> None:
        """Ask for a place and save the draft there; one that is still being written is not saved by halves."""
        if self._versions.current is not None and not self.bridge.running:
            self._use.save()

    def _show_version(self, version: Version) -> None:
        """Show *version* and what is known about it."""
        result = version.result
        self._check.show_draft(version.subject, version.body, result.language)
        self._check.style_bar.show_style(version.request, result.language)
        self.frame.set_has_result(has_result=True)
        self.strip.show_note(self._note(result))
        self._versions.refresh()
        as_drafted = (version.subject, version.body) == (result.subject, result.body)
        if as_drafted and self._links.with_left_out(version) == version:
            self._check.show_checks(result.facts, result.findings)
            self._links.refresh()
            self._keeping.keep()
        else:
            self._check.show_checks((), ())
            self._check_edited()

    def _show_redraft(self, version: Version) -> None:
        self._form.set_style(version.request)
        self._show_version(version)

    def _check_edited(self) -> None:
        """Check the draft again after it was changed."""
        drafting = self.bridge.running and not self._redraft.under_way
        if self._versions.current is not None and not drafting:
            self._keeping.keep()
            self._recheck.check(self._links.with_left_out(self._versions.current))

    def _try_sample(self) -> None:
        before = self._hand_over.kept()
        self._form.set_request(sample_request(self.tools.sentences.language))
        self.run_bar.press()
        if before:
            self._hand_over.offer_back(before, self.tr("The sample is filled in"))

    def _note(self, result: EmailResult) -> str:
        free = result.method == "model"
        method = self.tr("worded freely") if free else self.tools.sentences.method(result.method)
        return self.tr("{method}, {seconds} s").format(method=method, seconds=f"{result.seconds:.1f}")

    def _connect_parts(self) -> None:
        self._form.changed.connect(self.refresh)
        self._form.changed.connect(self.given)
        self._form.reply.failed.connect(self.show_failure)
        self._form.failed.connect(self.show_failure)
        self._form.told.connect(self.say)
        self._check.edited.connect(self._check_edited)
        self._check.refused.connect(self.show_failure)
        self._recheck.done.connect(self._links.refresh)
        self._recheck.failed.connect(self.show_failure)
        self._links.left_out_changed.connect(self._check_edited)
        self._versions.shown.connect(self._show_redraft)
        self._use.used.connect(self._versions.note_use)
        self._redraft.done.connect(self._show_redraft)

    def _place_parts(self) -> None:
        empty = EmptyState(
            self.tools.look,
            Symbol.EMAIL,
            self.tr("The draft will stand here, with each fact beside it and each doubt underlined."),
            sample_words=self.tr("Try the sample"),
        )
        empty.sample_requested.connect(self._try_sample)
        self.compose(
            give=self._form,
            check=self._check,
            empty=empty,
            use=self._use.buttons,
        )


def _inputs(form: EmailForm) -> Inputs:
    """Return all that *form* was given."""
    return Inputs(form.is_touched, lambda: partial(form.give_again, form.request()))
