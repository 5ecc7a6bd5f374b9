"""The work of a page while it runs: one button begins and stops it, one strip tells how far it is."""

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.ui.job_bridge import JobBridge, Work
from app.ui.progress_strip import ProgressStrip
from app.ui.run_bar import RunBar

_DRAWN_MS = 30
"""In which the window has drawn that the work begins."""


class JobRun(QObject):
    """Runs one piece of work at a time, and shows that it does.

    Signals:
        wanted: The work is to begin.
        finished: It is done.                           arg: its result
        failed: It could not be done.                   arg: the DeskhandError
        cancelled: It was stopped.
    """

    wanted = Signal()
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, bridge: JobBridge, bar: RunBar, strip: ProgressStrip, parent: QObject) -> None:
        """Run work in *bridge*; *bar* begins and stops it, and *strip* tells of it."""
        super().__init__(parent)
        self._bridge = bridge
        self._bar = bar
        self._strip = strip
        bar.run_requested.connect(self.wanted)
        bar.stop_requested.connect(bridge.stop)
        bridge.progressed.connect(strip.show_progress)
        bridge.finished.connect(self._take_result)
        bridge.failed.connect(self._take_failure)
        bridge.cancelled.connect(self._take_cancelled)

    def show_beginning(self) -> None:
        """Show that work begins."""
        self._strip.show_waiting()
        self._bar.set_running(running=True)

    def begin(self, work: Work) -> None:
        """Do *work*, once the window has drawn that it begins."""
        self._bridge.start(work, after_ms=_DRAWN_MS)

    def stop(self) -> bool:
        """Stop the work, as the button does; return whether there was any."""
        if not self._bridge.running:
            return False
        self._bar.press()
        return True

    def _show_end(self, note: str = "") -> None:
        self._bar.set_running(running=False)
        self._strip.show_note(note)

    def _take_result(self, result: object) -> None:
        self._show_end()
        self.finished.emit(result)

    def _take_failure(self, error: DeskhandError) -> None:
        self._show_end()
        self.failed.emit(error)

    def _take_cancelled(self) -> None:
        self._show_end(self.tr("Stopped"))
        self.cancelled.emit()
