"""What a mail says, whichever kind of file it came in."""

from dataclasses import dataclass, field
from datetime import datetime

from app.records import Finding


@dataclass(frozen=True, slots=True)
class MailContent:
    """The parts of a mail that matter for reading and answering it."""

    body: str
    """Plain text, with `\\n` as line end."""
    subject: str = ""
    sender: str = ""
    """Name of the sender, or the address without one."""
    sender_address: str = ""
    reply_address: str = ""
    """Where an answer goes: as the sender wishes, or to the sender."""
    recipients: tuple[str, ...] = field(default=())
    """Addresses."""
    sent: datetime | None = None
    message_id: str = ""
    attachments: tuple[str, ...] = field(default=())
    """File names."""
    findings: tuple[Finding, ...] = ()
    """What to know about how it came."""


def plain_lines(text: str) -> str:
    r"""Return *text* with `\\n` as line end and without the sign that ends texts in other languages."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
