"""Where mails stand: files of their own, folders of these, and mailboxes."""

import mailbox
import re
from collections.abc import Iterator
from pathlib import Path

from app.documents.saving import reading

MAIL_ENDINGS = frozenset({".eml", ".msg"})
MAILBOX_ENDINGS = frozenset({".mbox", ".mbx", ""})

_FROM_LINE = re.compile(rb"From [^\n]*\r?\n")


def holds_mails(path: Path) -> bool:
    """Return whether *path* is a mail, a folder of mails or a mailbox."""
    return path.is_dir() or path.suffix.lower() in MAIL_ENDINGS | MAILBOX_ENDINGS


def mails_in_folder(folder: Path) -> list[Path]:
    """Return the files of mails in *folder* by their names.

    Raises:
        DocumentError: There is no such folder, or the system does not give it.
    """
    with reading(folder):
        files = sorted(folder.iterdir())
    # Names with a dot belong to the system: macOS leaves a shadow of each file on other disks.
    return [file for file in files if file.suffix.lower() in MAIL_ENDINGS and not file.name.startswith(".")]


def mails_in_mailbox(path: Path) -> Iterator[bytes]:
    """Yield the bytes of each mail in the mailbox *path*, as they stand there, with the line that begins it.

    Raises:
        DocumentError: There is no such file, or the system does not give it.
    """
    with reading(path):
        box = mailbox.mbox(path, create=False)
        try:
            for key in box.keys():  # noqa: SIM118 - a mailbox yields its mails
                # Not `get_bytes`, which changes line ends on Windows.
                yield box.get_file(key, from_=True).read()
        finally:
            box.close()


def from_line_of(data: bytes) -> bytes:
    """Return the line that begins the mail *data* of a mailbox, with its end; empty where there is none."""
    found = _FROM_LINE.match(data)
    return found.group() if found else b""
