"""Remembers which licences the user has accepted, where the publisher asks for that.

accepted_licences.json      the address of each licence, and the day
"""

import logging
import threading
from pathlib import Path
from typing import Any

from app.model_library.catalogue import ModelEntry
from app.model_library.model_folder import today
from app.settings.json_file import NotReadableError, read_object, write_object

_log = logging.getLogger(__name__)


class AcceptedLicences:
    """The licences that were accepted on this computer; any thread may call."""

    def __init__(self, path: Path) -> None:
        """Remember them in the file *path*."""
        self._path = path
        self._turn = threading.Lock()
        self._this_run: dict[str, str] = {}

    def needed(self, entry: ModelEntry) -> bool:
        """Return whether the licence of *entry* has to be accepted before it is fetched."""
        return entry.accept_licence and entry.licence_url not in self._accepted()

    def accept(self, entry: ModelEntry) -> None:
        """Note that the user accepts the licence of *entry*, and the day; without a disk, until the program ends."""
        with self._turn:
            self._this_run[entry.licence_url] = today().isoformat()
            try:
                write_object(self._path, self._accepted())
            except OSError as error:
                _log.warning("an accepted licence could not be kept: %s", error)

    def _accepted(self) -> dict[str, Any]:
        try:
            kept = read_object(self._path)
        except (NotReadableError, OSError) as error:
            _log.warning("the accepted licences could not be read: %s", error)
            kept = {}
        return kept | self._this_run
