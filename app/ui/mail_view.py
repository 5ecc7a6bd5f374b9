"""Shows a mail to answer: its text, what is folded away, what to know about it, and what it asks."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.documents.mail import Mail
from app.tasks.email.answering import OpenedMail
from app.tasks.email.requests import MailRequest
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.icons import Symbol
from app.ui.mail_folded import FoldedParts
from app.ui.mail_remark_lines import RemarkLines
from app.ui.mail_requests import MailRequests
from app.ui.mail_text import MailText
from app.ui.marked_text import Mark
from app.ui.page_tools import PageTools
from app.ui.plain_text import show_plainly
from app.ui.stylesheet import NEAR


class MailView(QWidget):
    """The parts of a mail, one below the other; a request that is selected is lit in the text.

    Signals:
        request_selected: Another request is looked at.   arg: the MailRequest
        removed: The mail is to be taken away.

    Attributes:
        text: What is new in the mail.
        folded: What is not.
        remarks: What to know about it.
        requests: What it asks.
    """

    request_selected = Signal(object)
    removed = Signal()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._opened: OpenedMail | None = None
        self._is_cut = False
        self._about = QLabel()
        self.remove_button = icon_tool(tools.look, Symbol.REMOVE, self.tr("Take the mail away"))
        self.text = MailText(tools.look)
        self.folded = FoldedParts(tools.look)
        self.remarks = RemarkLines(tools)
        self.requests = MailRequests(tools.look)
        self._lay_out()
        self.text.place_clicked.connect(self._select_at)
        self.requests.selected.connect(self._select)
        self.remove_button.clicked.connect(self.removed)
        self.tell_about(None, reading=False)

    def show_text(self, text: str) -> None:
        """Show *text*; nothing is known about it yet."""
        self._opened = None
        self._is_cut = not self.text.show_text(text)
        self.folded.show_mail(None)
        self.remarks.show_findings(())
        self.requests.show_requests((), (), has_mail=False)

    def show_found(self, opened: OpenedMail, left_out: Collection[str]) -> None:
        """Show what was found in the text, of which *left_out* needs no answer."""
        self._opened = opened
        self.requests.show_requests(opened.requests, left_out, has_mail=True)
        self.remarks.show_findings(opened.findings)
        self._mark(None)

    def tell_about(self, mail: Mail | None, *, reading: bool) -> None:
        """Say what *mail* is called, or that one is being read."""
        told = [part for part in (mail.subject, mail.sender) if part] if mail is not None else []
        lines = ["  ·  ".join(told)] if told else []
        if self._is_cut:
            lines.append(self.tr("This mail is long: its begin is shown here."))
        if reading:
            lines = [self.tr("Reading the mail")]
        self._about.setText("\n".join(lines))
        self._about.setVisible(bool(lines))
        # A long text cannot be changed, so it cannot be erased either.
        self.remove_button.setVisible(self._is_cut and not reading)

    def about(self) -> str:
        """Return what is said about the mail."""
        return self._about.text()

    def _mark(self, request: MailRequest | None) -> None:
        """Light up *request* in the mail, among all that it asks."""
        marks = [Mark(one.start, one.end, "lit", "accent") for one in self.requests.requests()]
        marks += [
            Mark(finding.start, finding.end, "doubt", "doubtful")
            for finding in (self._opened.findings if self._opened is not None else ())
            if finding.start is not None and finding.end is not None
        ]
        if request is not None:
            marks.append(Mark(request.start, request.end, "focus", "accent"))
        self.text.set_marks(marks)

    def _select(self, request: MailRequest) -> None:
        self._mark(request)
        self.request_selected.emit(request)

    def _select_at(self, place: int) -> None:
        for request in self.requests.requests():
            if request.start <= place < request.end:
                self.requests.select(request)

    def _lay_out(self) -> None:
        show_plainly(self._about)
        self._about.setWordWrap(True)
        set_look(self._about, "look", "quiet")
        self.text.setPlaceholderText(self.tr("or paste its text"))
        self.text.setAccessibleName(self.tr("Text of the mail to answer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        about = QHBoxLayout()
        about.addWidget(self._about, 1)
        about.addWidget(self.remove_button)
        column.addLayout(about)
        for part in (self.text, self.folded, self.remarks, self.requests):
            column.addWidget(part)
