"""Mails from files: .eml, .msg, folders of them, and mbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.documents.contents import look_like, readable_file
from app.documents.decoding import decode
from app.documents.internet_mail import parse
from app.documents.mail_content import MailContent, plain_lines
from app.documents.mail_files import MAIL_ENDINGS, from_line_of, mails_in_folder, mails_in_mailbox
from app.documents.mail_remarks import text_remarks
from app.documents.outlook_mail import parse_outlook
from app.documents.reply_parts import ReplyParts, split_reply
from app.documents.saving import reading, shown_name
from app.errors import DocumentError
from app.records import Finding, SourceText


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
    reply_address: str = ""
    """Where an answer goes: as the sender wishes, or to the sender."""
    findings: tuple[Finding, ...] = ()
    """What to know about how it came."""

    @property
    def new_text(self) -> str:
        """What the sender wrote now, without the quotes in between and the signature."""
        return new_text_of(self.source.text, self.parts)


def new_text_of(body: str, parts: ReplyParts) -> str:
    """Return what was written now in *body*, a mail's whose *parts* are known."""
    start, end = parts.new_text
    kept = []
    for quote_start, quote_end in parts.quoted:
        if start <= quote_start < end:
            kept.append(body[start:quote_start].strip())
            start = quote_end
    return "\n\n".join(filter(None, [*kept, body[start:end].strip()]))


@dataclass(frozen=True, slots=True)
class MailFailure:
    """One mail of many that could not be read."""

    path: Path
    """The file; in a mailbox its name with the mail's number."""
    error: DocumentError


def read_mail(path: Path, *, needs_text: bool = True) -> Mail:
    """Return the mail in *path*: .eml, .msg, or any text file as a mail without headers.

    Args:
        path: The file.
        needs_text: Whether it must have a text; False is content with a subject.

    Raises:
        DocumentError: The file is not there, no mail, encrypted, or has no text.
    """
    ending = path.suffix.lower()
    readable_file(path)
    look_like(path, ending if ending in MAIL_ENDINGS else ".txt")
    if ending == ".msg":
        return _mail(parse_outlook(path, needs_text=needs_text), shown_name(path), path)
    with reading(path):
        data = path.read_bytes()
    if not data.strip(b"\0 \t\r\n"):  # zeros are what a crash leaves of a file
        raise DocumentError("empty-file", file=shown_name(path))
    if ending == ".eml":
        return _mail(parse(data, shown_name(path), needs_text=needs_text), shown_name(path), path)
    text = plain_lines(decode(data).text)
    return _mail(MailContent(text, findings=text_remarks(text)), shown_name(path), path)


def read_mails(path: Path, *, needs_text: bool = True) -> Iterator[Mail | MailFailure]:
    """Yield the mails of a folder (by name) or of an mbox file; one that fails does not stop the others.

    Args:
        path: The folder or the file.
        needs_text: Whether a mail without a text is a failure; False is content with a subject.

    Raises:
        DocumentError: There is no such folder or file, or it holds no mail.
    """
    with reading(path):
        is_folder = path.is_dir()
    if not is_folder:
        yield from _mbox_mails(path, needs_text=needs_text)
        return
    mails = mails_in_folder(path)
    if not mails:
        raise DocumentError("folder-without-mails", file=shown_name(path))
    for file in mails:
        try:
            yield read_mail(file, needs_text=needs_text)
        except DocumentError as error:
            yield MailFailure(file, error)


def _mbox_mails(path: Path, *, needs_text: bool) -> Iterator[Mail | MailFailure]:
    with reading(path), path.open("rb") as stream:
        begin = stream.read(5)
    if not begin:
        raise DocumentError("empty-file", file=shown_name(path))
    if begin != b"From ":
        raise DocumentError("not-a-mailbox", file=shown_name(path))
    for number, data in enumerate(mails_in_mailbox(path), start=1):
        name = f"{shown_name(path)}#{number}"
        try:
            content = parse(data[len(from_line_of(data)) :], name, needs_text=needs_text)
        except DocumentError as error:
            yield MailFailure(Path(name), error)
        else:
            yield _mail(content, name, path)


def _mail(content: MailContent, name: str, path: Path) -> Mail:
    return Mail(
        source=SourceText(name, content.body, path),
        subject=content.subject,
        sender=content.sender,
        sender_address=content.sender_address,
        recipients=content.recipients,
        sent=content.sent,
        message_id=content.message_id,
        attachments=content.attachments,
        parts=split_reply(content.body),
        reply_address=content.reply_address,
        findings=content.findings,
    )
