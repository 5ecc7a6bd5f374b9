"""Mails as the bytes they came in, one after the other in the order in which they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import Path

from app.documents.mail import MailFailure, read_mail
from app.documents.mail_files import MAIL_ENDINGS, from_line_of, mails_in_folder, mails_in_mailbox
from app.documents.mail_headers import date_of, header_text
from app.documents.saving import reading, shown_name
from app.errors import DocumentError

_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailCopy:
    """One mail, to be copied."""

    name: str
    """What it was called when it was read: the file's name, or the mailbox's with the mail's number."""
    path: Path
    """The file that it stands in."""
    data: bytes
    """Its bytes as they stand there; in a mailbox with the line that begins it."""
    boxed: bool
    """Whether it stands in a mailbox, where lines that begin like a new mail are escaped."""

    @property
    def is_outlook(self) -> bool:
        """Whether it is of Outlook's own kind."""
        return self.path.suffix.lower() == ".msg"

    @property
    def from_line(self) -> bytes:
        """The line that begins it in a mailbox, with its end; empty where there is none."""
        return from_line_of(self.data)

    def alone(self) -> bytes:
        """Return the mail as it stands in a file of its own."""
        return _ESCAPED.sub(rb"\1", self.data[len(self.from_line) :]) if self.boxed else self.data

    def subject(self) -> str:
        """Return its subject as a person reads it, empty without one."""
        return header_text(self._headers(), "subject")

    def sent(self) -> datetime | None:
        """Return when it was sent, or None when it does not say."""
        if not self.is_outlook:
            return date_of(self._headers())
        try:
            return read_mail(self.path, needs_text=False).sent
        except DocumentError:
            return None

    def _headers(self) -> Message:
        return BytesHeaderParser().parsebytes(self.data[len(self.from_line) :])


def mail_copies(path: Path) -> Iterator[MailCopy | MailFailure]:
    """Yield the mails of a file, a folder or a mailbox in the order of `read_mails`.

    A file of a folder that the system does not give does not stop the others.

    Raises:
        DocumentError: There is no such folder or file, or it cannot be read.
    """
    if not path.is_dir() and path.suffix.lower() not in MAIL_ENDINGS:
        for number, data in enumerate(mails_in_mailbox(path), start=1):
            yield MailCopy(f"{shown_name(path)}#{number}", path, data, boxed=True)
        return
    for file in mails_in_folder(path) if path.is_dir() else [path]:
        try:
            with reading(file):
                data = file.read_bytes()
        except DocumentError as error:
            if file == path:
                raise
            yield MailFailure(file, error)
            continue
        yield MailCopy(shown_name(file), file, data, boxed=False)
