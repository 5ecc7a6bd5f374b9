"""A memory that writes beside the window, once things have come to rest."""

import copy
import threading
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.ui.page_tools import Memory

_REST_MS = 500


class CalmMemory(QObject):
    """Remembers at once and writes a moment later: a splitter that is pulled tells its place often."""

    def __init__(self, store: Memory, parent: QObject | None = None) -> None:
        """Write to *store*, from another thread."""
        super().__init__(parent)
        self._store = store
        self._told: dict[str, Any] = {}
        self._unwritten: dict[str, Any] = {}
        self._turn = threading.Lock()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin_writing)

    def get(self, key: str, default: Any = None) -> Any:
        """Return what was remembered as *key*, or *default*."""
        if key in self._told:
            value = copy.deepcopy(self._told[key])
            return default if value is None else value
        return self._store.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember *value* as *key*; None forgets it."""
        self._told[key] = self._unwritten[key] = copy.deepcopy(value)
        self._rest.start()

    def flush(self) -> None:
        """Write now, at the program's end."""
        self._rest.stop()
        self._write(self._take())

    def _begin_writing(self) -> None:
        threading.Thread(target=self._write, args=(self._take(),)).start()

    def _take(self) -> dict[str, Any]:
        taken, self._unwritten = self._unwritten, {}
        return taken

    def _write(self, values: dict[str, Any]) -> None:
        with self._turn:
            for key, value in values.items():
                self._store.put(key, value)
