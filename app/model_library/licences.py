"""Remembers which licences the user has accepted, where the publisher asks for that."""

from pydantic import JsonValue

from app.model_library.catalogue import ModelEntry
from app.model_library.model_folder import today
from app.settings.state import StateStore

_KEY = "accepted-licences"


class AcceptedLicences:
    """The licences that were accepted on this computer, each by its address."""

    def __init__(self, memory: StateStore) -> None:
        self._memory = memory

    def needed(self, entry: ModelEntry) -> bool:
        """Return whether the licence of *entry* has to be accepted before it is fetched."""
        return entry.accept_licence and entry.licence_url not in self._accepted()

    def accept(self, entry: ModelEntry) -> None:
        """Note that the user accepts the licence of *entry*, and the day."""
        self._memory.put(_KEY, {**self._accepted(), entry.licence_url: today().isoformat()})

    def _accepted(self) -> dict[str, JsonValue]:
        kept = self._memory.get(_KEY)
        return kept if isinstance(kept, dict) else {}
