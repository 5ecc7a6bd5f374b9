"""The page that drafts mails."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QGuiApplication

from app.documents.drafts import save_draft
from app.errors import DeskhandError
from app.events import Cancellation
from app.records import EmailRequest, EmailResult, FactCheck, Finding, Language, Progress
from app.tasks.email.templates import TemplateLibrary
from app.ui.buttons import icon_button, keys_words
from app.ui.email_check import EmailCheck
from app.ui.email_form import EmailForm
from app.ui.empty_state import EmptyState
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports, Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from app.ui.reply_hand_over import ReplyHandOver
from app.ui.run_values import from_values
from app.ui.saver import Saver

_SAMPLE_TEMPLATE = "delay-notice"
_SAMPLE_FACTS: dict[Language, dict[str, str]] = {
    "en": {
        "recipient": "Ms Ellen Brandt",
        "item": "two office chairs",
        "order": "A-5541",
        "old-date": "2026-03-12",
        "new-date": "2026-03-19",
        "reason": "the ship was held up in the harbour",
        "sender": "Aiko Mori",
        "company": "Kitahama Office Supplies",
    },
    "ja": {
        "recipient": "山田花子",
        "item": "事務椅子 2脚",
        "order": "A-5541",
        "old-date": "2026-03-12",
        "new-date": "2026-03-19",
        "reason": "船の到着が遅れているため",
        "sender": "森愛子",
        "company": "北浜事務用品株式会社",
    },
}
_SAMPLE_NOTES: dict[Language, str] = {
    "en": "we pay the express delivery",
    "ja": "速達料金は当社負担",
}

Checks = tuple[Sequence[FactCheck], Sequence[Finding]]


class DraftsMails(Protocol):
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
    ) -> None:
        """Draft with *drafting*; *parts* are Give and Check, where they were made beforehand."""
        super().__init__(
            tools,
            "email",
            self.tr("E-mail"),
            self.tr("Drafts a standard mail from what you give, and shows where each fact stands in it."),
        )
        self._drafting = drafting
        self._request: EmailRequest | None = None
        self._result: EmailResult | None = None
        self._drafts = QTemporaryDir()
        self._checker = JobBridge(self)
        self._saver = Saver(self)
        self._check_again = False
        self._form = parts[0] if parts else EmailForm(tools, templates)
        self._hand_over = ReplyHandOver(self, self._form, lambda: self.bridge.running)
        self._check = parts[1] if parts else EmailCheck(tools, self._form.fact_label)
        look = tools.look
        self._copy_button = icon_button(
            look, self.tr("Copy"), Symbol.COPY, self.tr("Copies the text of the mail")
        )
        self._save_button = icon_button(look, self.tr("Save…"), Symbol.SAVE, keys_words("Ctrl+S"))
        self._open_button = icon_button(look, self.tr("Open in mail program"), Symbol.OPEN_OUTSIDE)
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
        missing = self._form.lacking()
        if not missing:
            return ""
        return self.tr("Still to give: {facts}").format(facts=", ".join(missing))

    def work(self) -> Work:
        """Return the drafting of what is given now."""
        request = self._form.request()
        self._request = request

        def draft(reports: Reports) -> EmailResult:
            return self._drafting.draft(
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
        self._check.begin()
        self.frame.set_has_result(has_result=True)
        self.frame.set_usable(usable=False)

    def show_text(self, text: str) -> None:
        """Show the words as they are written."""
        self._check.append(text)

    def show_result(self, result: EmailResult) -> None:
        """Show the finished draft."""
        self._result = result
        self._check.show_draft(result.subject, result.body, result.language)
        self._check.show_checks(result.facts, result.findings)
        self.frame.set_has_result(has_result=True)
        self.strip.show_note(self._note(result))
        self._keep()

    def show_stopped(self) -> None:
        """Bring back the draft that was there before."""
        if self._result is not None:
            self.show_result(self._result)
        else:
            self.frame.set_has_result(has_result=False)

    def show_kept(self, kept: Kept) -> None:
        """Show a draft of an earlier run, with what was given for it."""
        run = kept.runs[0]
        request = from_values(EmailRequest, run.input)
        result = from_values(EmailResult, run.output)
        self._form.set_request(request)
        self._request = request
        self.show_result(result)
        if kept.changes:
            self._check.show_draft(
                str(kept.changes.get("subject", result.subject)),
                str(kept.changes.get("body", result.body)),
                result.language,
            )
            self._check_edited()

    def answer(self, request: EmailRequest) -> None:
        """Take what is to be answered from another page; what is given here already stays until the person agrees."""
        self._hand_over.take(request)

    def save(self) -> None:
        """Ask for a place and save the draft there."""
        if self._result is None:
            return
        path = self.tools.dialogs.save_file(
            self, self.tr("Save the mail"), _file_name(self._check.subject()), (".eml", ".txt")
        )
        if path is not None:
            self._saver.save(path, self._writer())

    def _writer(self) -> Callable[[Path], None]:
        """Return what writes the draft as it stands now."""
        subject, body, mail = self._check.subject(), self._check.body(), self._form.reply.mail()

        def write(path: Path) -> None:
            save_draft(path, subject, body, mail)

        return write

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._check.body())
        self.strip.show_note(self.tr("Copied"))

    def _open_outside(self) -> None:
        path = Path(self._drafts.filePath(_file_name(self._check.subject()) + ".eml"))
        try:
            self._writer()(path)
        except DeskhandError as error:
            self.show_failure(error)
            return
        if not self.tools.open_outside(path):
            self.banner.show_message(
                self.tr("No program opened the mail"),
                self.tr("Save it and open it from your mail program, or copy the text."),
                "doubtful",
            )

    def _check_edited(self) -> None:
        """Check the draft again after the person changed it; one check at a time."""
        request = self._request
        if request is None or self._result is None:
            return
        if self._checker.running:
            self._check_again = True
            return
        self._check_again = False
        subject, body = self._check.subject(), self._check.body()

        def check(_reports: Reports) -> tuple[str, Checks]:
            return body, self._drafting.check(request, subject, body)

        self._checker.start(check)

    def _show_check(self, checked: tuple[str, Checks]) -> None:
        body, (facts, findings) = checked
        if self._check_again or body != self._check.body():
            self._check_edited()
            return
        self._check.show_checks(facts, findings)
        self._keep()

    def _keep(self) -> None:
        """Keep the draft over a restart, as the person has changed it."""
        result = self._result
        if result is None:
            return
        subject, body = self._check.subject(), self._check.body()
        changed = (subject, body) != (result.subject, result.body)
        self.last.keep([result.run], {"subject": subject, "body": body} if changed else {})

    def _try_sample(self) -> None:
        language = self.tools.sentences.language
        self._form.set_request(
            EmailRequest(
                template=_SAMPLE_TEMPLATE,
                facts=_SAMPLE_FACTS[language],
                notes=_SAMPLE_NOTES[language],
                language=language,
            )
        )
        self.run_bar.press()

    def _note(self, result: EmailResult) -> str:
        free = result.method == "model"
        method = self.tr("worded freely") if free else self.tools.sentences.method(result.method)
        return self.tr("{method}, {seconds} s").format(method=method, seconds=f"{result.seconds:.1f}")

    def _connect_parts(self) -> None:
        self._form.changed.connect(self.refresh)
        self._form.changed.connect(self.given)
        self._form.reply.failed.connect(self.show_failure)
        self._check.edited.connect(self._check_edited)
        self._checker.finished.connect(self._show_check)
        self._copy_button.clicked.connect(self._copy)
        self._save_button.clicked.connect(self.save)
        self._open_button.clicked.connect(self._open_outside)

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
            use=(self._copy_button, self._save_button, self._open_button),
        )


def _file_name(subject: str) -> str:
    """Return *subject* as a name that every system takes for a file."""
    kept = "".join(sign if sign.isalnum() or sign in " -_()." else " " for sign in subject)
    return " ".join(kept.split()).strip(" .")[:80] or "mail"
