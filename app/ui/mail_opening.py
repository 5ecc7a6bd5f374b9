"""Opens mails beside the window; the newest wish counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.tasks.email.answering import OpenedMail
from app.ui.job_bridge import JobBridge

Opening = Callable[[], OpenedMail]

_DRAWN_MS = 30
"""In which the window has drawn that a mail is read, and what was pasted is behind it."""


class MailOpening(QObject):
    """Takes one mail apart after the other and tells only what came of the last one.

    Signals:
        begun: A mail is being opened.
        opened: It was taken apart.        arg: the OpenedMail
        failed: It could not be opened.    arg: the DeskhandError
    """

    begun = Signal()
    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = JobBridge(self)
        self._next: Opening | None = None
        self._wanted = False
        self._bridge.finished.connect(self._take)
        self._bridge.failed.connect(self._fail)

    @property
    def running(self) -> bool:
        """Whether a mail that is still wanted is being opened."""
        return self._wanted

    def open(self, opening: Opening) -> None:
        """Open a mail; what is being opened is not wanted any more."""
        self._wanted = True
        self._next = opening
        self._go_on()
        self.begun.emit()

    def forget(self) -> None:
        """Open nothing more."""
        self._wanted = False
        self._next = None

    def _go_on(self) -> None:
        opening = self._next
        if opening is not None and not self._bridge.running:
            self._next = None
            self._bridge.start(lambda _: opening(), after_ms=_DRAWN_MS)

    def _take(self, mail: OpenedMail) -> None:
        if self._next is not None:
            self._go_on()
        elif self._wanted:
            self._wanted = False
            self.opened.emit(mail)

    def _fail(self, error: DeskhandError) -> None:
        if self._next is not None:
            self._go_on()
        elif self._wanted:
            self._wanted = False
            self.failed.emit(error)
