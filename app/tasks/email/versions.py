"""All versions of one mail: each draft, each redraft, and what the user changed before; none is ever lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.records import EmailRequest, EmailResult


class Origin(StrEnum):
    """How a version came to be."""

    DRAFT = "draft"
    STYLE = "style"
    """Another tone, length or language."""
    PARAGRAPH = "paragraph"
    """One paragraph in other words."""
    EDIT = "edit"
    """Changed by the user."""


@dataclass(frozen=True, slots=True)
class Version:
    """A mail as it stood at one time."""

    request: EmailRequest
    """What was given for it."""
    result: EmailResult
    """The draft that it comes from, with what was found out about it."""
    subject: str
    body: str
    drafted: str
    """The body without what the user changed by hand."""
    origin: Origin
    made: datetime = field(default_factory=datetime.now)
    """When it came to be, in local time."""


class Versions:
    """The versions in the order in which they came, and which of them is shown.

    One step back leads to the version that a version was made from, one step on to the newest that was made from it.

    Attributes:
        is_used: Whether the mail was handed on, copied, saved or opened in the mail program.
    """

    def __init__(self) -> None:
        self._versions: list[Version] = []
        self._parents: list[int | None] = []
        self._shown: int | None = None
        self.is_used = False

    @property
    def all(self) -> Sequence[Version]:
        """All versions, the oldest first."""
        return tuple(self._versions)

    @property
    def shown(self) -> int | None:
        """The place of the version that is shown, in `all`."""
        return self._shown

    @property
    def current(self) -> Version | None:
        """The version that is shown."""
        return None if self._shown is None else self._versions[self._shown]

    def parent(self, place: int) -> int | None:
        """Return the place of the version that the one at *place* was made from."""
        return self._parents[place]

    def add(self, version: Version) -> None:
        """Keep *version*, made from the one that is shown, and show it."""
        self._versions.append(version)
        self._parents.append(self._shown)
        self._shown = len(self._versions) - 1

    def earlier(self) -> int | None:
        """Return the place of the version that one step back leads to."""
        return None if self._shown is None else self._parents[self._shown]

    def later(self) -> int | None:
        """Return the place of the version that one step on leads to."""
        made = [place for place, parent in enumerate(self._parents) if parent == self._shown]
        return made[-1] if made and self._shown is not None else None

    def show(self, place: int) -> Version:
        """Show the version at *place* and return it."""
        self._shown = place
        return self._versions[place]

    def forget(self) -> None:
        """Begin anew, for another mail."""
        self._versions.clear()
        self._parents.clear()
        self._shown = None
        self.is_used = False


def begins_new_mail(standing: Version, draft: Version, *, is_used: bool) -> bool:
    """Return whether *draft* is the first version of a new mail rather than another one of the mail that is *standing*.

    Another template, recipient or mail to answer always makes a new mail. Other facts or notes make one once the
    standing mail is done with: it was used, or was written on an earlier day, as the last month's invoice was. Until
    then they correct it.

    Args:
        standing: The version in view.
        draft: What was drafted now.
        is_used: Whether the standing mail was copied, saved or opened in the mail program.
    """
    one, other = standing.request, draft.request
    if (one.template, one.reply_to) != (other.template, other.reply_to):
        return True
    if one.facts.get("recipient") != other.facts.get("recipient"):
        return True
    if dict(one.facts) == dict(other.facts) and one.notes == other.notes:
        return False
    return is_used or standing.made.date() != draft.made.date()
