"""Saves a result beside the window and says on its page that it is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

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

    def save(self, path: Path, write: Callable[[Path], None]) -> None:
        """Let *write* write to *path*; a large table takes a while."""

        def write_file(_reports: Reports) -> Path:
            write(path)
            return path

        self._bridge.start(write_file)

    def _tell(self, path: Path) -> None:
        def open_file() -> None:
            self._page.tools.open_outside(path)

        self._page.say(
            self.tr("Saved as {file}").format(file=path.name),
            action=BannerAction(self.tr("Open"), open_file),
        )
