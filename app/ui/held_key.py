"""Listens for the key of the quick assist, beside the window."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.desktop.keys import KeyCombination
from app.desktop.platform_parts import GlobalKey
from app.errors import DeskhandError
from app.ui.job_bridge import JobBridge, Reports


class HeldKey(QObject):
    """Holds one key at a time; the last wish counts.

    Signals:
        held: The key is listened for.   arg: the keys as the desktop has them, empty where they are as chosen
        failed: It cannot be.            arg: the DeskhandError
    """

    held = Signal(str)
    failed = Signal(object)

    def __init__(self, key: GlobalKey, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._wanted: list[str | None] = []
        self._work = JobBridge(self)
        self._work.finished.connect(self._tell_held)
        self._work.failed.connect(self._tell_failed)

    def hold(self, keys: str | None) -> None:
        """Listen for *keys*, by their portable name, in place of others; `held` or `failed` follows."""
        self._wanted = [keys]
        self._begin()

    def wait(self, seconds: float) -> bool:
        """Wait for what is under way, at the program's end; return whether it ended in time."""
        return self._work.wait(seconds)

    def _begin(self) -> None:
        if self._wanted and self._work.start(partial(self._take, self._wanted[0])):
            self._wanted = []

    def _take(self, keys: str | None, _reports: Reports) -> str:
        if keys is None:
            self._key.release()
            return ""
        return self._key.hold(KeyCombination.parse(keys))

    def _tell_held(self, keys: str) -> None:
        if self._wanted:
            self._begin()  # another one was chosen meanwhile
        else:
            self.held.emit(keys)

    def _tell_failed(self, error: DeskhandError) -> None:
        if self._wanted:
            self._begin()
        else:
            self.failed.emit(error)
