"""Has the model read what the page in view is going to ask it, while its user still looks, chooses and types."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.ui.job_bridge import JobBridge, Reports
from app.ui.job_page import JobPage

PAUSE_MS = 700
"""Nobody pauses so long in the middle of a word."""
OPENED_MS = 1500
"""A page is looked at before anything is done for it: who only passes through costs nothing."""


class ReadingAhead(QObject):
    """Reads for one page at a time, seen by nobody: when it opens, when its user pauses, when the window comes to the front.

    A newer wish takes the place of an older one, and all end when the page begins its work.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page: JobPage | None = None
        self._wanted = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._begin)
        self._bridge = JobBridge(self)
        # However it ended: nobody waits for it, and what went wrong is told when the answer is asked for.
        for ended in (self._bridge.finished, self._bridge.failed, self._bridge.cancelled):
            ended.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._take_state)

    @property
    def running(self) -> bool:
        """Whether something is read or about to be."""
        return self._wanted or self._bridge.running

    def follow(self, page: JobPage | None) -> None:
        """Read for *page*, which has come into view; None for one that asks nothing."""
        self.stop()
        if self._page is not None:
            self._page.given.disconnect(self._take_pause)
            self._page.bridge.started.disconnect(self.stop)
        self._page = page
        if page is not None:
            page.given.connect(self._take_pause)
            page.bridge.started.connect(self.stop)
            self._want(OPENED_MS)

    def stop(self) -> None:
        """Want nothing any more and stop reading."""
        self._wanted = False
        self._pause.stop()
        self._bridge.stop()

    def wait(self, seconds: float) -> bool:
        """Wait at the program's end; return whether nothing is read any more."""
        return self._bridge.wait(seconds)

    def _take_pause(self) -> None:
        self._want(PAUSE_MS)

    def _take_state(self, state: Qt.ApplicationState) -> None:
        """Read again when the window comes to the front: the memory may have been given back meanwhile."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._want(PAUSE_MS)

    def _want(self, after_ms: int) -> None:
        if self._page is not None and not self._page.bridge.running:
            self._wanted = True
            self._pause.start(after_ms)

    def _begin(self) -> None:
        if self._bridge.running:  # its end goes on with the newer wish
            self._bridge.stop()
            return
        self._wanted = False
        read = self._page.reading_ahead() if self._page is not None else None
        if read is None:
            return

        def work(reports: Reports) -> None:
            read(reports.cancellation)

        self._bridge.start(work)

    def _go_on(self) -> None:
        if self._wanted and not self._pause.isActive():
            self._begin()
