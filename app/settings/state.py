"""Remembers what the program should find again by itself: places of windows, the last results."""

import copy
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings.json_file import NotReadableError, read_object, write_object

if TYPE_CHECKING:  # loading it takes as long as the window's first picture
    from pydantic import JsonValue

_log = logging.getLogger(__name__)


class StateStore:
    """The program's own memory, by names; any thread may call.

    It is never worth disturbing anyone: what cannot be read is forgotten, and what cannot be
    written is remembered until the program ends.
    """

    def __init__(self, path: Path) -> None:
        """Remember things in *path*."""
        self._path = path
        self._turn = threading.Lock()
        self._values: dict[str, JsonValue] = {}
        try:
            self._values = read_object(path)
        except (NotReadableError, OSError) as error:
            _log.warning("what was remembered could not be read: %s", error)

    def get(self, key: str, default: "JsonValue" = None) -> "JsonValue":
        """Return what was remembered as *key*, or *default*; changing it changes nothing here."""
        with self._turn:
            return copy.deepcopy(self._values.get(key, default))

    def put(self, key: str, value: "JsonValue") -> None:
        """Remember *value* as *key*; None forgets it.

        Raises:
            TypeError: The value is not JSON.
        """
        with self._turn:
            values = dict(self._values)
            if value is None:
                values.pop(key, None)
            else:
                values[key] = copy.deepcopy(value)
            if values == self._values:
                return
            try:
                write_object(self._path, values)
            except OSError as error:
                _log.warning("nothing can be remembered: %s", error)
            self._values = values
