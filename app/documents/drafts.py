"""A draft as a file that the mail program opens for sending."""

import html
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

from app.documents.mail import Mail
from app.documents.saving import shown_name, writing
from app.errors import DocumentError

_LONGEST_TITLE = 255
_DOTTED = re.compile(r"(?=[^@]*(?:\.\.|\.@))[\w.+/?-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
"""Older addresses of Japanese phones, whose dots stand where the rules want none; mail programs take them."""
_GAP = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a mail; their lines are parted by line ends."""
    return [paragraph for paragraph in _GAP.split(body.strip("\n")) if paragraph.strip()]


def rich_text(body: str) -> str:
    """Return the text of a mail as HTML, for mail programs and word processors."""
    lines = (html.escape(paragraph).replace("\n", "<br>\n") for paragraph in paragraphs(body))
    return "\n".join(f"<p>{each}</p>" for each in lines)


def save_draft(path: Path, subject: str, body: str, reply_to: Mail | None = None, address: str = "") -> None:
    """Write a draft: .eml opens as an unsent mail, .docx and .txt hold the subject and the body.

    Args:
        path: File to make; its ending decides the kind.
        subject: Subject of the mail.
        body: Text of the mail.
        reply_to: Mail that is answered; without an *address* the answer goes where its sender wishes.
        address: E-mail address that it goes to, as the user has chosen; one that is none is left out.

    Raises:
        DocumentError: The ending is neither, *path* is the answered mail, or it cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".eml":
        data = _unsent_mail(_sound(subject), _sound(body), reply_to, address)
    elif ending == ".docx":
        data = _word_document(_sound(subject), _sound(body))
    elif ending == ".txt":
        data = f"{_sound(subject)}\n\n{_sound(body)}\n".encode()
    else:
        raise DocumentError("draft-kind-unknown", file=shown_name(path))
    sources = [reply_to.source.path] if reply_to and reply_to.source.path else []
    with writing(path, sources) as temporary:
        temporary.write_bytes(data)


def _sound(text: str) -> str:
    """Return *text* without halves of signs, which no encoding has a place for."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _word_document(subject: str, body: str) -> bytes:
    """Return a document with the subject in bold, then the paragraphs of the body."""
    from docx import Document  # noqa: PLC0415 - takes a moment to load

    document = Document()
    document.core_properties.title = _printable(subject)[:_LONGEST_TITLE]
    document.core_properties.author = ""
    document.add_paragraph().add_run(_printable(subject)).bold = True
    for paragraph in paragraphs(body):
        # A line end within a paragraph becomes a line break.
        document.add_paragraph(_printable(paragraph))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _printable(text: str) -> str:
    """Return *text* without signs that a Word document must not hold; those that end a line or a page end a line."""
    text = text.replace("\v", "\n").replace("\f", "\n")
    return "".join(
        sign if sign in "\t\n" or sign.isprintable() or (sign.isspace() and sign > "\x1f") else " "
        for sign in text
    )


def _unsent_mail(subject: str, body: str, reply_to: Mail | None, address: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    # Outlook, Apple Mail and others open a mail with this header for writing.
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(subject.split())
    if reply_to and address and not _is_from(reply_to, address):
        reply_to = None  # the user writes to somebody else, who may not know that mail
    recipient = (_recipient(reply_to) if reply_to else None) or _addressee("", address)
    if recipient:
        message["To"] = recipient
    if reply_to and reply_to.message_id.isascii() and " " not in reply_to.message_id and reply_to.message_id:
        message["In-Reply-To"] = reply_to.message_id
        message["References"] = reply_to.message_id
    message.set_content(body + "\n", charset="utf-8")
    return message.as_bytes()


def _is_from(mail: Mail, address: str) -> bool:
    """Return whether *address* is one of those of the sender."""
    return address.casefold() in {mail.reply_address.casefold(), mail.sender_address.casefold()}


def _recipient(mail: Mail) -> Address | None:
    """Return whom the answer goes to, or None when the mail has no usable address."""
    address = mail.reply_address or mail.sender_address
    return _addressee(mail.sender if address == mail.sender_address != mail.sender else "", address)


def _addressee(name: str, address: str) -> Address | None:
    local, _, domain = address.rpartition("@")
    shown = " ".join(_sound(name).split())
    try:
        plain = domain.encode("idna").decode() if domain and not domain.isascii() else domain
        if _DOTTED.fullmatch(address):
            return Address(shown, local, plain)
        return Address(shown, addr_spec=f"{local}@{plain}")
    except (ValueError, IndexError, MessageError):
        return None
