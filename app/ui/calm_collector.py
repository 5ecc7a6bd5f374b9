"""Keeps Python's search for what nobody needs any more from stopping the window, and in the window's thread.

A full search goes through all objects while every thread stands still: 0.1 s once the libraries of the
jobs are loaded. Those stay for good, so they are left out; the search among the rest is short. Python itself searches in
whichever thread has just made something, and would end parts of the window there, which Qt does not survive.
"""

import gc
import logging
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_log = logging.getLogger(__name__)

_YOUNG_EVERY_MS = 250
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
        """Take over from Python's own searches."""
        super().__init__(parent)
        self._before = gc.isenabled()
        gc.disable()
        self._young = QTimer(self)
        self._young.setInterval(_YOUNG_EVERY_MS)
        self._young.timeout.connect(self.tidy_young)
        self._young.start()
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
        self._young.stop()
        self._regular.stop()
        self._away.stop()
        if self._before:
            gc.enable()
        gc.unfreeze()

    def tidy_young(self) -> None:
        """Search among young objects, where Python would have."""
        young, middle, _ = gc.get_count()
        most_young, most_middle, _ = gc.get_threshold()
        if young > most_young:
            gc.collect(1 if middle > most_middle else 0)

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
