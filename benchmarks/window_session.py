"""One process of the window's benchmark: opens the window, works in it, and prints what it measured."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app import __main__ as program
from benchmarks.stall_meter import StallMeter

Figures = dict[str, float]

_AFTERWARDS_MS = 200


class Witness(QObject):
    """Sees when the window and its first page come into view.

    It looks at every event of the application until the window is painted, and no longer: a thousand come while
    a page is made.
    """

    def __init__(self, app: QApplication, began: float) -> None:
        """Watch *app*, whose process was started at *began*, in seconds of the system's clock."""
        super().__init__()
        self.meter = StallMeter()
        self.figures = self.meter.figures
        self._app = app
        self._began = began
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note the first picture of the window, and wait for the page."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            self._app.removeEventFilter(self)
            window: Any = watched  # the program's own
            window.page_shown.connect(self._see_page)
            QTimer.singleShot(0, lambda: self._note("first picture of the window (ms)"))
        return False

    def _see_page(self) -> None:
        QTimer.singleShot(0, lambda: self._note("first picture of a page (ms)"))
        QTimer.singleShot(_AFTERWARDS_MS, self._end)

    def _end(self) -> None:
        self.meter.keep("start until the first page is in view")
        self._app.closeAllWindows()

    def _note(self, metric: str) -> None:
        self.figures[metric] = (time.time() - self._began) * 1000


def start(folder: Path, began: float) -> Figures:
    """Start the program over *folder* as its command does, and time its first pictures."""
    witness = Witness(QApplication(sys.argv[:1]), began)
    sys.argv[1:] = ["--data-dir", str(folder), "--offline"]
    program.main()
    return witness.figures


def main() -> None:
    """Do what the benchmark asks for."""
    task, folder, *rest = sys.argv[1:]
    if task == "start":
        figures = start(Path(folder), float(rest[0]))
    else:
        from benchmarks.window_work import work  # noqa: PLC0415 - the start is timed without it

        catalogue, address, model = rest
        figures = work(Path(folder), Path(catalogue), address, Path(model) if model else None)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
