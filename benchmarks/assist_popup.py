"""How long the quick assist's window, made before, takes from the wish to see it to its picture."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.desktop.text_exchange import TakenText
from app.history.runs import RunStore
from app.settings.state import StateStore
from app.tasks.keywords.picking import KeywordPicking
from app.ui.appearance import Appearance
from app.ui.assist_window import AssistWindow
from app.ui.file_dialogs import SystemFileDialogs
from app.ui.page_tools import PageTools
from app.ui.samples import Samples
from app.ui.sentences import Sentences
from app.wiring.assist import quick_assist

_TEXT = "Hi Tom,\nwhere is the timesheet? I told everybody Monday noon. Send it now.\nPaul\n" * 8
_AT_MOST_MS = 5_000
_BETWEEN_MS = 150


class _Painted(QObject):
    """Ends a loop when a window was painted."""

    def __init__(self, window: AssistWindow) -> None:
        super().__init__(window)
        self.loop = QEventLoop()
        window.choice.list.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear of the last part of the window that is painted."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.loop.quit)
        return False


def opening_milliseconds(times: int) -> Sequence[float]:
    """Return how long each of so many openings takes."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else was made
    look = Appearance("light")
    look.dress_application(app)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        memory = StateStore(place / "state.json")
        runs = RunStore(place / "records.sqlite3")
        samples = Samples(place)
        tools = PageTools(
            look, Sentences("en"), SystemFileDialogs(), memory, samples, lambda _: False, runs.get
        )
        window = AssistWindow(tools, quick_assist(place, lambda: None, KeywordPicking(lambda: None, runs)))
        painted = _Painted(window)
        _settle(_AT_MOST_MS // 5)
        found = [_opened(window, painted) for _ in range(times + 1)][1:]
        window.work.wait(1)
        runs.close()
    return found


def _opened(window: AssistWindow, painted: _Painted) -> float:
    patience = QTimer(singleShot=True, interval=_AT_MOST_MS)
    patience.timeout.connect(painted.loop.quit)
    patience.start()
    begun = time.perf_counter()
    window.open_with(TakenText(_TEXT, "clipboard"))
    window.show()
    window.activateWindow()
    painted.loop.exec()
    seconds = time.perf_counter() - begun
    patience.stop()
    _settle(_BETWEEN_MS)
    window.leave()
    _settle(_BETWEEN_MS)
    return 1000 * seconds


def _settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
