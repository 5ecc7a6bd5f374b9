"""The mail to answer: dropped as a file, or pasted."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.documents.mail import Mail, read_mail
from app.documents.reply_parts import split_reply
from app.errors import DeskhandError
from app.records import SourceText
from app.ui.appearance import set_look
from app.ui.file_field import FileField
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import PageTools
from app.ui.stylesheet import STEP

MAIL_ENDINGS = (".eml", ".msg", ".txt")


class ReplyField(QWidget):
    """Takes the mail to answer and shows what was new in it.

    Signals:
        changed: Another mail is given, or none.
        failed: The file could not be read.   arg: the DeskhandError
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = JobBridge(self)
        self._mail: Mail | None = None
        self.file_field = FileField(
            tools, self.tr("Mail to answer"), MAIL_ENDINGS, self.tr("Drop a mail here")
        )
        self._about = QLabel()
        self._text = QPlainTextEdit()
        self._lay_out()
        self.file_field.file_changed.connect(self._read)
        self._text.textChanged.connect(self.changed)
        self._bridge.finished.connect(self._show_mail)
        self._bridge.failed.connect(self._fail)

    def label_buddy(self) -> QWidget:
        """Return the widget that a label for this field leads to."""
        return self._text

    def mail(self) -> Mail | None:
        """Return the mail that was dropped, for the draft's headers."""
        return self._mail

    def source(self) -> SourceText | None:
        """Return the new text of the mail to answer, or None without one."""
        text = self._text.toPlainText()
        if not text.strip():
            return None
        if self._mail is not None:
            return SourceText(self._mail.source.name, text, self._mail.source.path)
        start, end = split_reply(text).new_text
        return SourceText("mail", text[start:end] or text)

    def set_source(self, source: SourceText | None) -> None:
        """Show the mail of an earlier run."""
        self._mail = None
        self._show_about()
        self._text.setPlainText(source.text if source else "")

    def set_file(self, file: Path | None) -> None:
        """Take the mail in *file*."""
        self.file_field.set_file(file)

    def _read(self) -> None:
        file = self.file_field.file()
        if file is None:
            self.set_source(None)
            return

        def read(_reports: Reports) -> Mail:
            return read_mail(file)

        self._bridge.start(read)

    def _show_mail(self, mail: Mail) -> None:
        self._mail = mail
        self._text.setPlainText(mail.new_text)
        self._show_about()
        self.changed.emit()

    def _fail(self, error: DeskhandError) -> None:
        self.file_field.set_file(None)
        self.failed.emit(error)

    def _show_about(self) -> None:
        mail = self._mail
        words = "" if mail is None else "  ·  ".join(part for part in (mail.subject, mail.sender) if part)
        self._about.setText(words)
        self._about.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._about.setWordWrap(True)
        set_look(self._about, "look", "quiet")
        self._about.hide()
        self._text.setPlaceholderText(self.tr("or paste its text"))
        self._text.setAccessibleName(self.tr("Text of the mail to answer"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(88)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.file_field)
        column.addWidget(self._about)
        column.addWidget(self._text)
