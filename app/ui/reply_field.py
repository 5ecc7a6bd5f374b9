"""The mail to answer: dropped as a file, pasted or typed; what it asks is listed below it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents.mail import Mail
from app.errors import DeskhandError
from app.records import SourceText, Tone
from app.tasks.email.answering import OpenedMail, opened_file, opened_text
from app.ui.dragged_mail import Dragged, MailData, opened_data
from app.ui.mail_opening import MailOpening, Opening
from app.ui.mail_place import MailPlace
from app.ui.mail_view import MailView
from app.ui.page_tools import PageTools
from app.ui.stylesheet import STEP

_READ_AFTER_MS = 500
"""Pause in typing after which the questions and requests are looked for again."""


class ReplyField(QWidget):
    """Takes the mail to answer; quotes and signature are folded away.

    Signals:
        changed: Another mail is given, or none, or another part of it needs an answer.
        failed: The file could not be read.   arg: the DeskhandError
        left_out_changed: The person left a request out, or not any more.

    Attributes:
        file_field: Where a file is dropped.
        view: Shows the mail.
    """

    changed = Signal()
    failed = Signal(object)
    left_out_changed = Signal()

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opening = MailOpening(self)
        self._opened: OpenedMail | None = None
        self._mail: Mail | None = None
        self._source: SourceText | None = None
        self._left_out: tuple[str, ...] = ()
        self._replaces = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_READ_AFTER_MS)
        self.file_field = MailPlace(tools, self.tr("Mail to answer"), self.tr("Drop a mail here"))
        self.view = MailView(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.file_field)
        column.addWidget(self.view)
        self._connect()

    @property
    def reading(self) -> bool:
        """Whether a mail was given that has not been read yet."""
        return self._replaces and self._opening.running

    def mail(self) -> Mail | None:
        """Return the mail that was dropped, for the draft's headers; None once its text was erased."""
        return self._mail if self._source is not None else None

    def source(self) -> SourceText | None:
        """Return the new text of the mail to answer, or None without one."""
        return self._source

    def left_out(self) -> tuple[str, ...]:
        """Return which requests of the mail need no answer, in its words."""
        return self._left_out

    def tone(self) -> Tone | None:
        """Return how the mail sounds, or None while that is not known."""
        return self._opened.tone if self._opened else None

    def set_source(self, source: SourceText | None, left_out: tuple[str, ...] = ()) -> None:
        """Show the new text of a mail, of which *left_out* need no answer; one that is shown already stays."""
        if source == self._source and left_out == self._left_out:
            return
        with QSignalBlocker(self.file_field):
            self.file_field.set_file(None)
        self._forget()
        if source is not None and source.text.strip():
            self._source, self._left_out = source, left_out
            self.view.show_text(source.text)
            self._open(partial(_opened_again, source), replaces=False)
        self.changed.emit()

    def set_file(self, file: Path | None) -> None:
        """Take the mail in *file*."""
        self.file_field.set_file(file)

    def _read(self) -> None:
        file = self.file_field.file()
        if file is None:
            self._forget()
            self.changed.emit()
        else:
            self._open(partial(opened_file, file), replaces=True)

    def _take_dropped(self, dropped: Dragged) -> None:
        if isinstance(dropped, Path):
            self.file_field.set_file(dropped)
        elif isinstance(dropped, MailData):
            self._open(partial(opened_data, dropped), replaces=True)
        else:
            self.failed.emit(dropped)

    def _take_pasted(self, text: str, is_all: bool) -> None:  # noqa: FBT001 - a slot
        self._open(partial(_opened_with, None if is_all else self._mail, text), replaces=True)

    def _take_typed(self) -> None:
        text, before = self.view.text.toPlainText(), self._source
        name, path = (before.name, before.path) if before else ("mail", None)
        self._source = SourceText(name, text, path) if text.strip() else None
        if self._source is not None:
            self._pause.start()
        else:
            if not self.file_field.file():
                self._forget()
            self._left_out = ()
            self.view.requests.show_requests((), (), has_mail=False)
        self.changed.emit()

    def _take_whole(self) -> None:
        """Take quotes and signature as what the mail says now."""
        if self._opened is not None:
            self._open(partial(_opened_with, self._mail, self._opened.whole, whole=False), replaces=True)

    def _look_again(self) -> None:
        """Find out what the text asks as it stands now."""
        if self._source is not None and not self.reading:
            self._open(partial(opened_text, self._source.text, whole=False), replaces=False)

    def _open(self, opening: Opening, *, replaces: bool) -> None:
        self._pause.stop()
        self._replaces = replaces
        self._opening.open(opening)
        self.view.tell_about(self._mail, reading=self.reading)
        if replaces:
            self.changed.emit()

    def _take_opened(self, opened: OpenedMail) -> None:
        before = self._source, self._left_out, self.tone()
        if self._replaces:
            self._mail = opened.mail
            file = self._mail.source if self._mail else SourceText("mail", "")
            with QSignalBlocker(self.file_field):
                self.file_field.set_file(file.path)
            self._source = SourceText(file.name, opened.text, file.path)
            self._left_out = ()
            self.view.show_text(opened.text)
            self.view.folded.show_mail(opened)
            self._opened = opened
        elif self._source is None or self._source.text != opened.text:
            return  # typed further: what follows the next pause counts
        else:
            # What was folded away stays so while the new text is changed.
            whole = self._opened.whole if self._opened else opened.whole
            self._opened = replace(opened, whole=whole)
            if opened.mail is not None:
                self._mail = opened.mail
                self.view.folded.show_mail(opened)
                with QSignalBlocker(self.file_field):
                    self.file_field.set_file(opened.mail.source.path)
        self.view.show_found(opened, self._left_out)
        self._left_out = self.view.requests.left_out()
        self.view.tell_about(self._mail, reading=False)
        if self._replaces or before != (self._source, self._left_out, self.tone()):
            self._replaces = False
            self.changed.emit()

    def _fail(self, error: DeskhandError) -> None:
        """Leave what was there before."""
        with QSignalBlocker(self.file_field):
            self.file_field.set_file(self._mail.source.path if self._mail else None)
        self._replaces = False
        self.view.tell_about(self._mail, reading=False)
        self.changed.emit()
        self.failed.emit(error)

    def _forget(self) -> None:
        self._pause.stop()
        self._opening.forget()
        self._opened = self._mail = self._source = None
        self._left_out = ()
        self._replaces = False
        self.view.show_text("")
        self.view.tell_about(None, reading=False)

    def _take_left_out(self) -> None:
        self._left_out = self.view.requests.left_out()
        self.changed.emit()
        self.left_out_changed.emit()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._look_again)
        self.file_field.file_changed.connect(self._read)
        self.view.text.typed.connect(self._take_typed)
        self.view.text.pasted.connect(self._take_pasted)
        self.view.text.mail_dropped.connect(self._take_dropped)
        self.file_field.mail_dropped.connect(self._take_dropped)
        self.file_field.text_dropped.connect(partial(self._take_pasted, is_all=True))
        self.view.folded.whole_wanted.connect(self._take_whole)
        self.view.removed.connect(lambda: self.set_source(None))
        self.view.requests.left_out_changed.connect(self._take_left_out)
        self._opening.opened.connect(self._take_opened)
        self._opening.failed.connect(self._fail)


def _opened_again(source: SourceText) -> OpenedMail:
    """Return a mail that was given before; its file tells the headers as long as it holds the same text."""
    opened = opened_text(source.text, whole=False)
    if source.path is None:
        return opened
    try:
        file = opened_file(source.path)
    except DeskhandError:
        return opened
    if file.text == source.text:
        return file
    return replace(opened, mail=file.mail) if file.whole == source.text else opened


def _opened_with(mail: Mail | None, text: str, *, whole: bool = True) -> OpenedMail:
    """Return *text* as what *mail* says, taken apart."""
    return replace(opened_text(text, whole=whole), mail=mail)
