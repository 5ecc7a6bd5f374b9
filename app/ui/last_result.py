"""Finds the last result of a page again after a restart, by the ids of its records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import DeskhandError
from app.records import Run
from app.ui.page_tools import Memory


@dataclass(frozen=True, slots=True)
class Kept:
    """A result that was kept."""

    runs: tuple[Run, ...]
    """The records that it consists of."""
    changes: Mapping[str, Any]
    """What the person changed in it since."""


class LastResult:
    """The last result of one job; without records there is none after a restart."""

    def __init__(self, memory: Memory, find_run: Callable[[str], Run], job: str) -> None:
        self._memory = memory
        self._find_run = find_run
        self._key = f"last-{job}"

    def keep(self, runs: Sequence[str], changes: Mapping[str, Any] | None = None) -> None:
        """Remember the ids of *runs*, and what was changed by hand."""
        self._memory.put(self._key, {"runs": list(runs), "changes": dict(changes or {})})

    def load(self) -> Kept | None:
        """Return what was kept, or None when it is gone."""
        remembered = self._memory.get(self._key)
        if not isinstance(remembered, dict):
            return None
        try:
            runs = tuple(self._find_run(str(run)) for run in remembered.get("runs", ()))
        except DeskhandError:  # erased since
            return None
        return Kept(runs, remembered.get("changes") or {}) if runs else None

    def forget(self) -> None:
        """Remember no result."""
        self._memory.put(self._key, None)
