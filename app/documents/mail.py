"""Mails from files: .eml, .msg, folders of them, and mbox."""

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

from app.documents.contents import LARGEST_BYTES, look_like
from app.documents.decoding import decode
from app.documents.html_text import html_text
from app.documents.reply_parts import ReplyParts, split_reply
from app.documents.saving import reading
from app.errors import DocumentError
from app.records import SourceText

_MAIL_ENDINGS = {".eml", ".msg"}
_SEALED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read."""

    source: SourceText
    """The body as plain text."""
    subject: str
    sender: str
    """Name of the sender, or the address without one."""
    sender_address: str
    recipients: tuple[str, ...]
    """Addresses."""
    sent: datetime | None
    message_id: str
    attachments: tuple[str, ...]
    """File names."""
    parts: ReplyParts
    """Places in the body."""

    @property
    def new_text(self) -> str:
        """What the sender wrote now, without quotes and signature."""
        start, end = self.parts.new_text
        return self.source.text[start:end]


@dataclass(frozen=True, slots=True)
class MailFailure:
    """One mail of many that could not be read."""

    path: Path
    error: DocumentError


def read_mail(path: Path) -> Mail:
    """Return the mail in *path*: .eml, .msg, or any text file as a mail without headers.

    Raises:
        DocumentError: The file is not there, no mail, encrypted, or has no text.
    """
    ending = path.suffix.lower()
    with reading(path):
        data = path.read_bytes()
    if not data.strip():
        raise DocumentError("empty-file", file=path.name)
    if len(data) > LARGEST_BYTES:
        raise DocumentError("file-too-large", file=path.name, limit=LARGEST_BYTES // 1_000_000)
    look_like(path, ending if ending in _MAIL_ENDINGS else ".txt")
    if ending == ".msg":
        return _outlook_mail(path)
    if ending == ".eml":
        return _internet_mail(data, path.name, path)
    text = _lines(decode(data).text)
    return Mail(SourceText(path.name, text, path), "", "", "", (), None, "", (), split_reply(text))


def read_mails(path: Path) -> Iterator[Mail | MailFailure]:
    """Yield the mails of a folder (by name) or of an mbox file; one that fails does not stop the others.

    Raises:
        DocumentError: There is no such folder or file, or it holds no mail.
    """
    with reading(path):
        files = sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else None
    if files is None:
        yield from _mbox_mails(path)
        return
    mails = [file for file in files if file.suffix.lower() in _MAIL_ENDINGS]
    if not mails:
        raise DocumentError("folder-without-mails", file=path.name or str(path))
    for file in mails:
        try:
            yield read_mail(file)
        except DocumentError as error:
            yield MailFailure(file, error)


def _mbox_mails(path: Path) -> Iterator[Mail | MailFailure]:
    with reading(path), path.open("rb") as stream:
        if not stream.read(5).startswith(b"From "):
            raise DocumentError("not-a-mailbox", file=path.name)
    with reading(path):
        box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), start=1):
            name = f"{path.name}#{number}"
            try:
                yield _internet_mail(box.get_bytes(key), name, path)
            except DocumentError as error:
                yield MailFailure(Path(name), error)
    finally:
        box.close()


def _internet_mail(data: bytes, name: str, path: Path) -> Mail:
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = _body(message, name)
        names = [part.get_filename() or part.get_content_type() for part in _attached(message)]
        return _mail(
            SourceText(name, body, path),
            subject=_header(message, "subject"),
            sender=_header(message, "from"),
            recipients=f"{_header(message, 'to')},{_header(message, 'cc')}",
            sent=_date(_header(message, "date")),
            message_id=_header(message, "message-id"),
            attachments=tuple(str(each) for each in names),
        )
    except DocumentError:
        raise
    except Exception as error:  # the parser of the standard library trips over torn headers in many ways
        raise DocumentError("mail-unreadable", file=name) from error


def _mail(source: SourceText, *, sender: str, recipients: str, **fields: Any) -> Mail:
    ((sender_name, address),) = getaddresses([sender])[:1] or [("", "")]
    addresses = tuple(address for _, address in getaddresses([recipients]) if address)
    return Mail(
        source=source,
        sender=sender_name or address,
        sender_address=address,
        recipients=addresses,
        parts=split_reply(source.text),
        **fields,
    )


def _header(message: Message, name: str) -> str:
    """Return a header decoded; one that cannot be parsed is taken as it stands."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - torn headers raise whatever the parser met
        raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
        value = str(raw)
    return re.sub(r"\s+", " ", value.encode("utf-8", "replace").decode("utf-8", "replace")).strip()


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(message: EmailMessage, name: str) -> str:
    if message.get_content_type() in _SEALED:
        raise DocumentError("mail-encrypted", file=name)
    plain, html = [], []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/html":
            html.append(html_text(_part_text(part)))
        elif kind.startswith("text/") and kind not in {"text/calendar", "text/rfc822-headers"}:
            plain.append(_part_text(part))
    for texts in (plain, html):
        body = _lines("\n\n".join(text.strip("\r\n") for text in texts))
        if body.strip():
            return body
    if any(part.get_content_type() in _SEALED for part in message.walk()):
        raise DocumentError("mail-encrypted", file=name)
    raise DocumentError("mail-without-text", file=name)


def _part_text(part: Message) -> str:
    """Return a part's text in the charset it names, or in the one that its bytes show."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(data or "")
    charset = (part.get_content_charset() or "").strip("\"' ")
    if charset and charset not in {"us-ascii", "unknown-8bit", "x-unknown", "8bit"}:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data).text


def _attached(message: EmailMessage) -> Iterator[Message]:
    for part in message.walk():
        if not part.is_multipart() and part.get_content_disposition() == "attachment":
            yield part


def _outlook_mail(path: Path) -> Mail:
    import oxmsg  # noqa: PLC0415 - takes a moment to load

    try:
        message = oxmsg.Message.load(str(path))
        body = message.body or html_text(message.html_body or "")
        attachments = tuple(attachment.file_name or "" for attachment in message.attachments)
        recipients = ", ".join(recipient.email_address or "" for recipient in message.recipients)
        headers = {key.lower(): value for key, value in (message.message_headers or {}).items()}
        subject, sender, sent = message.subject or "", message.sender or "", message.sent_date
    except Exception as error:  # the library lets errors of the OLE container and its own parts through
        raise DocumentError("mail-unreadable", file=path.name) from error
    body = _lines(body)
    if not body.strip():
        raise DocumentError("mail-without-text", file=path.name)
    return _mail(
        SourceText(path.name, body, path),
        subject=subject,
        sender=sender,
        recipients=recipients,
        sent=sent,
        message_id=headers.get("message-id", ""),
        attachments=attachments,
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
