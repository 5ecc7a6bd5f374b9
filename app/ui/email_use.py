"""What a finished mail is used for: copied, saved, opened in the mail program."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app.documents.drafts import rich_text, save_draft
from app.documents.mail import Mail
from app.documents.saving import reading
from app.ui.buttons import icon_button, keys_words
from app.ui.email_check import EmailCheck
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.job_page import JobPage
from app.ui.saver import Saver

ENDINGS = (".eml", ".docx", ".txt")
"""Kinds of files that a mail is saved as."""


class EmailUse(QObject):
    """The buttons below a mail.

    Signals:
        used: The mail is handed on: copied, saved, or opened in the mail program.

    Attributes:
        buttons: In their order.
    """

    used = Signal()

    def __init__(
        self,
        page: JobPage,
        check: EmailCheck,
        answered: Callable[[], Mail | None],
        address: Callable[[], str],
    ) -> None:
        """Use the mail in *check*; *answered* is the mail that it answers, *address* where it goes."""
        super().__init__(page)
        self._page = page
        self._check = check
        self._answered = answered
        self._address = address
        self._saver = Saver(page)
        self._opening = JobBridge(self)
        look = page.tools.look
        self._copy_button = icon_button(
            look, self.tr("Copy"), Symbol.COPY, self.tr("Copies the text of the mail")
        )
        self._save_button = icon_button(look, self.tr("Save…"), Symbol.SAVE, keys_words("Ctrl+S"))
        self._open_button = icon_button(look, self.tr("Open in mail program"), Symbol.OPEN_OUTSIDE)
        self.buttons: Sequence[QPushButton] = (self._copy_button, self._save_button, self._open_button)
        self._copy_button.clicked.connect(self.copy)
        self._save_button.clicked.connect(page.save)
        self._open_button.clicked.connect(self.open_outside)
        self._opening.finished.connect(self._open)
        self._opening.failed.connect(page.show_failure)

    def copy(self) -> None:
        """Put the text on the clipboard, plain and with its paragraphs for programs that take them."""
        body = self._check.body()
        data = QMimeData()
        data.setText(body)
        data.setHtml(rich_text(body))
        QGuiApplication.clipboard().setMimeData(data)
        self._page.strip.show_note(self.tr("Copied"))
        self.used.emit()

    def save(self) -> None:
        """Ask for a place and save the mail there."""
        path = self._page.tools.dialogs.save_file(
            self._page, self.tr("Save the mail"), file_name(self._check.subject()), ENDINGS
        )
        if path is not None:
            self._saver.save(path, self._writer())
            self.used.emit()

    def open_outside(self) -> None:
        """Open the mail in the system's mail program, ready to send."""
        name, write = file_name(self._check.subject()) + ".eml", self._writer()

        def write_draft(_reports: Reports) -> Path:
            # Each in a folder of its own: the mail program may hold the one before.
            with reading(Path(name)):
                folder = tempfile.mkdtemp(prefix="deskhand-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            write(Path(folder) / name)
            return Path(folder) / name

        self._opening.start(write_draft)
        self.used.emit()

    def _open(self, path: Path) -> None:
        if not self._page.tools.open_outside(path):
            self._page.banner.show_message(
                self.tr("No program opened the mail"),
                self.tr("Save it and open it from your mail program, or copy the text."),
                "doubtful",
            )

    def _writer(self) -> Callable[[Path], None]:
        """Return what writes the mail as it stands now."""
        subject, body = self._check.subject(), self._check.body()
        mail, address = self._answered(), self._address()

        def write(path: Path) -> None:
            save_draft(path, subject, body, mail, address)

        return write


def file_name(subject: str) -> str:
    """Return *subject* as a name that every system takes for a file."""
    kept = "".join(sign if sign.isalnum() or sign in " -_()." else " " for sign in subject)
    return " ".join(kept.split()).strip(" .")[:80] or "mail"
