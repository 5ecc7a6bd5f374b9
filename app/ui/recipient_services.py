"""What the form of a mail can call on beyond the window."""

from dataclasses import dataclass
from typing import Protocol

from app.tasks.email.mail_knowledge import Known, MailBegun, People
from app.tasks.email.own_templates import OwnTemplates


class KnowsMails(Protocol):
    """Whoever knows recipients and the office; called beside the window."""

    def people(self, words: str, most: int = 8) -> People:
        """Return those whom *words* may mean."""
        ...

    def about(self, mail: MailBegun) -> Known:
        """Return all that can be filled in or offered."""
        ...


@dataclass(frozen=True, slots=True)
class MailServices:
    """The knowledge and the files behind the form of a mail."""

    knowledge: KnowsMails | None = None
    """Fills facts in; None where nothing is known."""
    own: OwnTemplates | None = None
    """Keeps the user's own templates; None where none can be made."""
