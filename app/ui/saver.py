"""Saves a result beside the window and says on its page that it is done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from app.records import Finding
from app.ui.banner import BannerAction
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page import Page


class Saver(QObject):
    """Writes files for one page, one at a time."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self._tell)
        self._bridge.failed.connect(page.show_failure)

    def save(self, path: Path, write: Callable[[Path], Sequence[Finding] | None]) -> None:
        """Let *write* write to *path*, which takes a while for a large table, and tell what it found."""

        def write_file(_reports: Reports) -> tuple[Path, Sequence[Finding]]:
            return path, write(path) or ()

        self._bridge.start(write_file)

    def _tell(self, saved: tuple[Path, Sequence[Finding]]) -> None:
        path, findings = saved

        def open_file() -> None:
            self._page.tools.open_outside(path)

        self._page.say(
            self.tr("Saved as {file}").format(file=path.name),
            " ".join(self._page.tools.sentences.finding(finding) for finding in findings),
            action=BannerAction(self.tr("Open"), open_file),
        )
