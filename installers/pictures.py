"""Renders every page of the window with the sample office, light and dark.

`python -m installers.pictures OUT_DIR` takes all of them without a screen.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.errors import DocumentError
from app.resource_files import file_path
from app.ui.appearance import Appearance, ThemeChoice
from app.ui.assembly import DeskWindow
from app.ui.empty_state import EmptyState
from app.ui.file_dialogs import SystemFileDialogs
from app.ui.first_start import FirstStart
from app.ui.job_bridge import JobBridge
from app.ui.job_page import JobPage
from app.ui.row_table import RowTable
from app.ui.sentences import Sentences
from app.ui.translations import install_translations
from app.wiring import build

SIZES = ((1366, 768), (1100, 700), (860, 720))
JOBS = ("email", "keywords", "inquiries", "forms")
OTHERS = ("history", "models", "settings")
_PATIENCE_S = 120


class Photographer:
    """Works the window and takes its picture."""

    def __init__(self, app: QApplication, out: Path, language: str) -> None:
        self._app = app
        self._out = out
        self._language = language

    def take(self, desk_window: DeskWindow, name: str) -> None:
        """Write the window's picture to a file called *name*."""
        self.settle()
        window = desk_window.window
        path = self._out / f"{name}-{window.width()}-{self._language}.png"
        window.grab().save(str(path))
        print(path.name)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window work until *until* holds and nothing is left to draw."""
        end = time.monotonic() + _PATIENCE_S
        while not until() and time.monotonic() < end:
            loop = QEventLoop()
            QTimer.singleShot(20, loop.quit)
            loop.exec()
        self._app.processEvents()

    def wait_for_work(self, page: object) -> None:
        """Wait until no work of *page* runs any more."""
        if isinstance(page, JobPage):
            bridges = page.findChildren(JobBridge)
            self.settle(lambda: not any(bridge.running for bridge in bridges))


def photograph(app: QApplication, out: Path, language: str, model: Path | None) -> None:
    """Take all pictures in *language*, with *model* or without one."""
    look = Appearance("light")
    look.dress_application(app)
    camera = Photographer(app, out, language)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        desk_window = _opened(app, look, camera, data, language, model)
        desk_window.window.show()
        for size in SIZES:
            desk_window.window.resize(*size)
            for theme in _themes(size):
                look.choose(theme)
                for key in (*JOBS, *OTHERS):
                    desk_window.window.show_page(key)
                    if size == SIZES[0] and theme == "light" and key in JOBS:
                        camera.take(desk_window, f"{key}-empty-light")
                        _fill(camera, desk_window)
                    camera.take(desk_window, f"{key}-{theme}")
        _photograph_states(camera, desk_window, look)
        desk_window.window.close()
        desk_window.close()


def photograph_first_start(app: QApplication, out: Path, language: str) -> None:
    """Take the screens of the first start that ask something; nothing is fetched for them."""
    look = Appearance("light")
    look.dress_application(app)
    camera = Photographer(app, out, language)
    with tempfile.TemporaryDirectory() as folder:
        desk_window = _opened(app, look, camera, Path(folder), language, None)
        desk_window.window.resize(*SIZES[0])
        desk_window.window.show()
        desk_window.begin()
        first = desk_window.window.findChild(FirstStart)
        assert first is not None  # noqa: S101 - nothing is installed
        for theme in _themes(SIZES[0]):
            look.choose(theme)
            for step in range(2):
                first.go_to(step)
                camera.settle()
                camera.take(desk_window, f"first-start-{step + 1}-{theme}")
        desk_window.window.close()
        desk_window.close()


def _opened(
    app: QApplication, look: Appearance, camera: Photographer, data: Path, language: str, model: Path | None
) -> DeskWindow:
    install_translations(app, "ja" if language == "ja" else "en")
    icon = QIcon(str(file_path("icons/deskhand.svg")))
    desk = build(data)  # nothing asks it to fetch anything
    if model:
        desk.library.add(model)
    desk_window = DeskWindow(
        look, Sentences("ja" if language == "ja" else "en"), SystemFileDialogs(), desk.state, icon
    )
    opened: list[bool] = []
    desk_window.ready.connect(lambda: opened.append(True))
    desk_window.start(lambda: desk)
    camera.settle(lambda: bool(opened))
    return desk_window


def _themes(size: tuple[int, int]) -> tuple[ThemeChoice, ...]:
    return ("light",) if size == SIZES[-1] else ("light", "dark")


def _fill(camera: Photographer, desk_window: DeskWindow) -> None:
    """Try the sample of the page in view and select something in its result."""
    page = desk_window.window.current_page()
    if page is None:
        return
    for empty in page.findChildren(EmptyState):
        if empty.isVisible():
            empty.sample_requested.emit()
    camera.wait_for_work(page)
    camera.settle()
    camera.wait_for_work(page)
    for table in page.findChildren(RowTable):
        if table.isVisible() and table.model() is not None and table.model().rowCount() > 3:
            table.selectRow(3)


def _photograph_states(camera: Photographer, desk_window: DeskWindow, look: Appearance) -> None:
    """Take what is seen rarely: a failure, a question, icons only."""
    window = desk_window.window
    window.resize(*SIZES[0])
    look.choose("light")
    window.show_page("keywords")
    page = window.current_page()
    if page is not None:
        page.show_failure(DocumentError("file-not-found", file="report.docx"))
    window.navigation.set_collapsed(collapsed=True)
    camera.take(desk_window, "failure-light")
    look.choose("dark")
    camera.take(desk_window, "failure-dark")


def main() -> int:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--language", choices=("en", "ja"), default="en")
    parser.add_argument("--model", type=Path, help="model file; without one the jobs work by rules")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    photograph_first_start(app, arguments.out, arguments.language)
    photograph(app, arguments.out, arguments.language, arguments.model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
