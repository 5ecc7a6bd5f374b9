"""Keeps Python's search for what nobody needs any more from stopping the window.

A full search goes through all objects while every thread stands still: 0.1 s once the libraries of the
jobs are loaded. Those stay for good, so they are left out; the search among the rest is short.
"""

import gc
import logging
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_log = logging.getLogger(__name__)

_NEVER = 1_000_000
_EVERY_MS = 5_000
_WORTH_IT = 3
"""Searches among younger objects after which one among the older ones is due."""
_MANY_MODULES = 20
_TOO_LONG_S = 0.02
_THOROUGH_AFTER_S = 600.0
_AWAY_MS = 3_000


class CalmCollector(QObject):
    """Searches for garbage in small portions, and thoroughly while the user works in another program."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take over from Python's own full searches; those among young objects stay as they are."""
        super().__init__(parent)
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], _NEVER)
        self._modules = len(sys.modules)
        self._thorough = time.monotonic()
        self._regular = QTimer(self)
        self._regular.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._regular.setInterval(_EVERY_MS)
        self._regular.timeout.connect(self.tidy)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(_AWAY_MS)
        self._away.timeout.connect(self._tidy_all)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there is a window
        app.applicationStateChanged.connect(self._take_state)

    def begin(self) -> None:
        """Leave out the program as it is loaded now, and search among what comes."""
        gc.freeze()
        self._modules = len(sys.modules)
        self._regular.start()

    def end(self) -> None:
        """Leave the search to Python again."""
        self._regular.stop()
        self._away.stop()
        gc.set_threshold(*self._before)
        gc.unfreeze()

    def tidy(self) -> None:
        """Search among what came since the program was loaded, where that is worth it."""
        if gc.get_count()[2] < _WORTH_IT:
            return
        modules = len(sys.modules)
        if modules - self._modules > _MANY_MODULES:
            gc.freeze()  # mostly what was just loaded, and it stays
        else:
            began = time.perf_counter()
            found = gc.collect()
            took = time.perf_counter() - began
            _log.debug("%d objects were given back in %.0f ms", found, took * 1000)
            if took > _TOO_LONG_S:
                gc.freeze()
        self._modules = modules

    def _take_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        elif self._regular.isActive() and time.monotonic() - self._thorough > _THOROUGH_AFTER_S:
            self._away.start()

    def _tidy_all(self) -> None:
        """Search among everything, also for what became garbage after it was left out."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._thorough = time.monotonic()
