"""Links what a mail asks with the sentences of the draft that answer it, on both sides of the page."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.documents.mail import Mail
from app.records import EmailRequest, Finding, Language
from app.tasks.email.answering import answers_in
from app.tasks.email.requests import MailRequest
from app.tasks.email.versions import Version
from app.text.excerpts import shortened
from app.ui.email_check import EmailCheck
from app.ui.entry_list import Entry
from app.ui.job_bridge import JobBridge, Reports
from app.ui.reply_field import ReplyField
from app.verification.answers import LONGEST_QUOTE, AnswerLink

_Asked = tuple[EmailRequest, str, Language]
_Place = tuple[int, int]


class MailLinks(QObject):
    """Shows which sentence answers which request, and lights both when one is looked at.

    Signals:
        left_out_changed: Other requests of the answered mail need no answer; the draft should be checked again.
    """

    left_out_changed = Signal()

    def __init__(self, reply: ReplyField, check: EmailCheck, current: Callable[[], Version | None]) -> None:
        """Link the mail in *reply* with the draft in *check*, which was made of the *current* version."""
        super().__init__(check)
        self._reply = reply
        self._check = check
        self._current = current
        self._bridge = JobBridge(self)
        self._asked: _Asked | None = None
        self._next: _Asked | None = None
        self._found: dict[_Place, tuple[_Place, ...]] = {}
        self._places: dict[MailRequest, tuple[_Place, ...]] = {}
        self._pointing = False
        self._shown: MailRequest | None = None
        self._bridge.finished.connect(self._take)
        self._bridge.failed.connect(self._go_on)
        reply.view.request_selected.connect(self._show_answer)
        reply.left_out_changed.connect(self._tell_left_out)
        reply.changed.connect(self._show)
        check.place_clicked.connect(self._point)
        check.panel.entry_selected.connect(self._follow_doubt)
        check.panel.request_left_out.connect(self._leave_out)

    def refresh(self) -> None:
        """Find out what of the mail the draft answers as it stands."""
        version = self._current()
        if version is not None:
            self._next = version.request, self._check.body(), version.result.language
            self._go_on()

    def with_left_out(self, version: Version) -> Version:
        """Return *version* with what is left out now, as long as its mail is the one that is given."""
        if not self._same_mail(version.request):
            return version
        return replace(version, request=replace(version.request, left_out=self._reply.left_out()))

    def answered(self) -> Mail | None:
        """Return the mail that the current version answers, while it is the one that is given."""
        version = self._current()
        return self._reply.mail() if version is not None and self._same_mail(version.request) else None

    def _go_on(self, _error: object = None) -> None:
        asked = self._next
        if asked is None or self._bridge.running:
            return
        self._next = None

        def link(_reports: Reports) -> tuple[_Asked, tuple[AnswerLink, ...]]:
            return asked, answers_in(*asked)

        self._bridge.start(link)

    def _take(self, linked: tuple[_Asked, tuple[AnswerLink, ...]]) -> None:
        if self._next is not None:
            self._go_on()
            return
        self._asked, links = linked
        self._found = {(link.start, link.end): link.sentences for link in links}
        self._show()

    def _show(self) -> None:
        """Show what is known about the mail that is given, unless the draft answers another one."""
        asked = self._asked
        if asked is None or not self._same_mail(asked[0]) or self._reply.source() is None:
            self._places = {}
            self._reply.view.requests.show_answers(None)
            return
        body = asked[1]
        requests = self._reply.view.requests.requests()
        self._places = {one: self._found.get((one.start, one.end), ()) for one in requests}
        answers = {
            one: " ".join(body[start:end] for start, end in places) for one, places in self._places.items()
        }
        self._reply.view.requests.show_answers(answers)
        if self._shown in self._places:
            self._check.light(self._places[self._shown], reveals=False)

    def _same_mail(self, request: EmailRequest) -> bool:
        given, answered = self._reply.source(), request.reply_to
        return (given.text if given else "") == (answered.text if answered else "")

    def _show_answer(self, request: MailRequest) -> None:
        self._shown = None if self._pointing else request
        if not self._pointing:
            self._check.light(self._places.get(request, ()))

    def _point(self, place: int) -> None:
        """Select what the sentence at *place* of the draft answers."""
        for request, places in self._places.items():
            if any(start <= place < end for start, end in places):
                self._pointing = True  # what the person pointed at stays lit
                self._reply.view.requests.select(request)
                self._pointing = False
                return

    def _follow_doubt(self, entry: Entry) -> None:
        """Light up in the mail what the draft does not answer."""
        self._shown = None
        if isinstance(entry.payload, Finding):
            request = self._unanswered(entry.payload)
            if request is not None:
                self._reply.view.requests.select(request)

    def _leave_out(self, finding: Finding) -> None:
        request = self._unanswered(finding)
        if request is not None:
            self._reply.view.requests.leave_out(request)

    def _unanswered(self, finding: Finding) -> MailRequest | None:
        if finding.code != "request-unanswered":
            return None
        value = finding.parameters.get("value")
        return next(
            (
                one
                for one in self._reply.view.requests.requests()
                if shortened(one.quote, LONGEST_QUOTE) == value
            ),
            None,
        )

    def _tell_left_out(self) -> None:
        if self._asked is not None and self._same_mail(self._asked[0]):
            self.left_out_changed.emit()
