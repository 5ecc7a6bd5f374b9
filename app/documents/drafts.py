"""A draft as a file that the mail program opens for sending."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from app.documents.mail import Mail
from app.documents.saving import shown_name, writing
from app.errors import DocumentError


def save_draft(path: Path, subject: str, body: str, reply_to: Mail | None = None) -> None:
    """Write a draft: .eml opens as an unsent mail, .txt holds the subject and the body.

    Args:
        path: File to make; its ending decides the kind.
        subject: Subject of the mail.
        body: Text of the mail.
        reply_to: Mail that is answered; the answer goes where its sender wishes.

    Raises:
        DocumentError: The ending is neither, *path* is the answered mail, or it cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".eml":
        data = _unsent_mail(_sound(subject), _sound(body), reply_to)
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


def _unsent_mail(subject: str, body: str, reply_to: Mail | None) -> bytes:
    message = EmailMessage(policy=SMTP)
    # Outlook, Apple Mail and others open a mail with this header for writing.
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(subject.split())
    recipient = _recipient(reply_to) if reply_to else None
    if recipient:
        message["To"] = recipient
    if reply_to and reply_to.message_id.isascii() and " " not in reply_to.message_id and reply_to.message_id:
        message["In-Reply-To"] = reply_to.message_id
        message["References"] = reply_to.message_id
    message.set_content(body + "\n", charset="utf-8")
    return message.as_bytes()


def _recipient(mail: Mail) -> Address | None:
    """Return whom the answer goes to, or None when the mail has no usable address."""
    address = mail.reply_address or mail.sender_address
    name = mail.sender if address == mail.sender_address != mail.sender else ""
    try:
        return Address(" ".join(_sound(name).split()), addr_spec=address)
    except (ValueError, IndexError, MessageError):
        return None
