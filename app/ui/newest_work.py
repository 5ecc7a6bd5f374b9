"""Runs work beside the window, the newest wish only: what was begun before is stopped and not heard of any more."""

from PySide6.QtCore import QObject, Signal

from app.ui.job_bridge import JobBridge, Work


class NewestWork(QObject):
    """One piece of work after the other, of which only the last one is told about.

    Signals:
        text_arrived: More text.                 arg: the text
        items_arrived: More parts of the result. arg: tuple of the parts
        progressed: It came further.             arg: the newest Progress
        finished: It is done.                    arg: what the work returned
        failed: It could not be done.            arg: the DeskhandError
    """

    text_arrived = Signal(str)
    items_arrived = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = JobBridge(self)
        self._next: Work | None = None
        self._wanted = False
        self._bridge.text_arrived.connect(self._tell_text)
        self._bridge.items_arrived.connect(self._tell_items)
        self._bridge.progressed.connect(self._tell_progress)
        self._bridge.finished.connect(self._finish)
        self._bridge.failed.connect(self._fail)
        self._bridge.cancelled.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether work that is still wanted is under way."""
        return self._wanted or self._next is not None

    def start(self, work: Work) -> None:
        """Run *work*, in the place of what is under way."""
        self._next = work
        if self._bridge.running:
            self._wanted = False
            self._bridge.stop()
        else:
            self._go_on()

    def stop(self) -> None:
        """Run nothing any more; nothing more is told."""
        self._next = None
        self._wanted = False
        self._bridge.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the thread at the program's end; return whether it ended in time."""
        return self._bridge.wait(seconds)

    def _go_on(self) -> None:
        work, self._next = self._next, None
        if work is not None:
            self._wanted = True
            self._bridge.start(work)

    def _tell_text(self, text: str) -> None:
        if self._wanted:
            self.text_arrived.emit(text)

    def _tell_items(self, items: object) -> None:
        if self._wanted:
            self.items_arrived.emit(items)

    def _tell_progress(self, progress: object) -> None:
        if self._wanted:
            self.progressed.emit(progress)

    def _finish(self, result: object) -> None:
        if self._wanted:
            self._wanted = False
            self.finished.emit(result)
        self._go_on()

    def _fail(self, error: object) -> None:
        if self._wanted:
            self._wanted = False
            self.failed.emit(error)
        self._go_on()
