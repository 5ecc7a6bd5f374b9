"""A draft as a file that the mail program opens for sending."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from app.documents.mail import Mail
from app.documents.saving import writing
from app.errors import DocumentError


def save_draft(path: Path, subject: str, body: str, reply_to: Mail | None = None) -> None:
    """Write a draft: .eml opens as an unsent mail, .txt holds the subject and the body.

    Args:
        path: File to make; its ending decides the kind.
        subject: Subject of the mail.
        body: Text of the mail.
        reply_to: Mail that is answered; its sender becomes the recipient.

    Raises:
        DocumentError: The ending is neither, *path* is the answered mail, or it cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".eml":
        data = _unsent_mail(subject, body, reply_to)
    elif ending == ".txt":
        data = f"{subject}\n\n{body}\n".encode()
    else:
        raise DocumentError("draft-kind-unknown", file=path.name)
    sources = [reply_to.source.path] if reply_to and reply_to.source.path else []
    with writing(path, sources) as temporary:
        temporary.write_bytes(data)


def _unsent_mail(subject: str, body: str, reply_to: Mail | None) -> bytes:
    message = EmailMessage(policy=SMTP.clone(max_line_length=76))
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    if reply_to and "@" in reply_to.sender_address and reply_to.sender_address.isascii():
        message["To"] = reply_to.sender_address
    if reply_to and reply_to.message_id:
        message["In-Reply-To"] = reply_to.message_id
        message["References"] = reply_to.message_id
    message.set_content(body + "\n", charset="utf-8", cte="base64" if not body.isascii() else None)
    return message.as_bytes()
