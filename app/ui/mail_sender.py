"""Who writes the mails of this desk: the same in each of them, until it is typed over."""

from collections.abc import Iterable, Mapping

from app.tasks.email.mail_knowledge import KnownFact
from app.ui.fact_field import FactField
from app.ui.page_tools import Memory

SENDER_FACTS = frozenset({"sender", "company", "phone"})
"""Names of the facts about the one who writes."""
_KEY = "email-sender"


class MailSender:
    """Remembers what was given about the one who writes, for the next mail."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def remember(self, fields: Iterable[FactField]) -> None:
        """Remember what *fields* hold of it; what the office's own data tell need not be."""
        told = {field.key: field for field in fields if field.key in SENDER_FACTS}
        kept = {key: fact.value for key, fact in self.facts().items() if key not in told}
        kept |= {key: field.value() for key, field in told.items() if field.source != "office"}
        self._memory.put(_KEY, kept)

    def facts(self) -> Mapping[str, KnownFact]:
        """Return what was given the last time."""
        kept = dict(self._memory.get(_KEY) or {})
        return {key: KnownFact(value, "last-time") for key, value in kept.items() if value}
