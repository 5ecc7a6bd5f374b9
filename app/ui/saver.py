"""Saves a result beside the window and says on its page that it is done."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from app.records import Finding
from app.ui.banner import BannerAction
from app.ui.job_bridge import JobBridge, Reports, Work
from app.ui.page import Page


class Saver(QObject):
    """Writes files for one page, one after the other."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: deque[Work] = deque()
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self._tell)
        self._bridge.failed.connect(page.show_failure)
        for ended in (self._bridge.finished, self._bridge.failed):
            ended.connect(self._save_next)

    def save(self, path: Path, write: Callable[[Path], Sequence[Finding] | None]) -> None:
        """Let *write* write to *path*, which takes a while for a large table, and tell what it found.

        While another file is being written, this one waits for its turn.
        """

        def write_file(_reports: Reports) -> tuple[Path, Sequence[Finding]]:
            return path, write(path) or ()

        self._waiting.append(write_file)
        self._save_next()

    def _save_next(self) -> None:
        if self._waiting and not self._bridge.running:
            self._bridge.start(self._waiting.popleft())

    def _tell(self, saved: tuple[Path, Sequence[Finding]]) -> None:
        path, findings = saved

        def open_file() -> None:
            self._page.tools.open_outside(path)

        self._page.say(
            self.tr("Saved as {file}").format(file=path.name),
            " ".join(self._page.tools.sentences.finding(finding) for finding in findings),
            action=BannerAction(self.tr("Open"), open_file),
        )
