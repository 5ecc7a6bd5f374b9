"""What mail programs hand over when a mail is dragged out of them: a file, its bytes, or only a name for it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData

from app.documents.saving import reading
from app.errors import DeskhandError, InputError
from app.tasks.email.answering import OpenedMail, opened_file

MAIL_ENDINGS = (".eml", ".msg", ".txt")

_MAIL = "message/rfc822"
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_CONTENTS = _WINDOWS.format("FileContents")
_WIDE_NAMES, _NARROW_NAMES = _WINDOWS.format("FileGroupDescriptorW"), _WINDOWS.format("FileGroupDescriptor")
_NAME_BEGIN, _WIDE_END, _NARROW_END = 76, 596, 336
"""Where the name of the first file stands: behind the count and 72 bytes about the file; 260 signs at most."""
_PROMISES = ("text/x-moz-message", "application/x-moz-file-promise", _WIDE_NAMES, _NARROW_NAMES)
"""Formats that speak of a mail which only the program itself can read."""
_MAIL_SCHEMES = frozenset({"mailbox", "mailbox-message", "imap", "imap-message", "news", "message"})


@dataclass(frozen=True, slots=True)
class MailData:
    """A mail as it would stand in a file."""

    data: bytes
    name: str = "mail.eml"
    """Name of the file; its ending tells the kind."""


Dragged = Path | MailData | DeskhandError


def dragged_mail(data: QMimeData) -> Dragged | None:
    """Return the mail in *data*, or why it cannot be read; None where there is nothing but text, or nothing."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return files[0]
    found = next(_contents(data), None)
    if found is not None:
        return found
    promised = any(data.hasFormat(kind) for kind in _PROMISES)
    if promised or any(url.scheme() in _MAIL_SCHEMES for url in data.urls()):
        return InputError("mail-drag-not-readable")
    return None


def holds_mail(data: QMimeData) -> bool:
    """Return whether something can be said about *data* as a mail, or it is text that may be one."""
    return data.hasText() or data.hasUrls() or any(map(data.hasFormat, (_MAIL, *_PROMISES)))


def opened_data(mail: MailData) -> OpenedMail:
    """Return *mail*, taken apart; no file of it is left.

    Raises:
        DocumentError: It is encrypted, has no text, or is no mail.
    """
    with reading(Path(mail.name)), TemporaryDirectory() as folder:
        path = Path(folder) / mail.name
        path.write_bytes(mail.data)
        opened = opened_file(path)
    if opened.mail is None:
        return opened
    return replace(opened, mail=replace(opened.mail, source=replace(opened.mail.source, path=None)))


def _contents(data: QMimeData) -> Iterator[MailData]:
    """Yield the bytes of mails that *data* holds."""
    mail = bytes(data.data(_MAIL).data()) if data.hasFormat(_MAIL) else b""
    if mail.strip():
        yield MailData(mail)
    contents = bytes(data.data(_CONTENTS).data()) if data.hasFormat(_CONTENTS) else b""
    name = _promised_name(data)
    if contents and Path(name).suffix.lower() in MAIL_ENDINGS:
        yield MailData(contents, name)


def _promised_name(data: QMimeData) -> str:
    """Return the name of the first file that Windows programs promise, or nothing."""
    wide, narrow = (bytes(data.data(kind).data()) for kind in (_WIDE_NAMES, _NARROW_NAMES))
    if len(wide) >= _WIDE_END and struct.unpack_from("<I", wide)[0]:
        name = wide[_NAME_BEGIN:_WIDE_END].decode("utf-16-le", "replace")
    elif len(narrow) >= _NARROW_END and struct.unpack_from("<I", narrow)[0]:
        name = narrow[_NAME_BEGIN:_NARROW_END].decode("latin-1")
    else:
        return ""
    return PureWindowsPath(name.partition("\0")[0]).name
