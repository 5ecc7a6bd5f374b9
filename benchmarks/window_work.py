"""Works through the window as a clerk does, and measures how long it stands still meanwhile."""

import dataclasses
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.engine.client import EngineClient
from app.engine.engine import Message
from app.model_library.errand import Outside
from app.model_library.library import ModelLibrary
from app.paths import Places
from app.resource_files import file_path
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.empty_state import EmptyState
from app.ui.file_dialogs import SystemFileDialogs
from app.ui.job_bridge import JobBridge, Reports
from app.ui.job_page import JobPage
from app.ui.model_card import ModelCard
from app.ui.sentences import Sentences
from app.wiring import build
from benchmarks.stall_meter import StallMeter

_PATIENCE_S = 300
_MEGABYTE = 1e6
_JOBS = {
    "email": "a draft with notes",
    "keywords": "keywords",
    "inquiries": "sorting the sample inquiries",
    "forms": "filling the sample form",
}
_LATER_PAGES = ("keywords", "inquiries", "forms", "history", "models", "settings")


def rest(until: Callable[[], bool] = lambda: True) -> None:
    """Let the window work until *until* holds, and a moment more.

    Raises:
        SystemExit: It did not come to hold.
    """
    end = time.monotonic() + _PATIENCE_S
    while not until():
        _turn(20)
        if time.monotonic() > end:
            raise SystemExit("the work in the window did not come to an end")
    _turn(200)


def _turn(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def work(folder: Path, catalogue: Path, address: str, model: Path | None) -> dict[str, float]:
    """Open the window over *folder* and do everything in it once.

    Args:
        folder: An empty data folder.
        catalogue: A catalogue with one small model.
        address: The server that has it.
        model: The model that does the jobs; None lets rules do them.
    """
    app = QApplication(sys.argv[:1])
    window = _opened(app, folder, model, _library(folder, catalogue, address))
    meter = StallMeter()
    _add_memory(meter.figures, "idle window", psutil.Process().pid)
    if model:
        with meter.watching("load of the model"):
            _load(window)
    _do(meter, window, "email")
    _add_memory(meter.figures, "window after a draft", psutil.Process().pid)
    engine = window.desk.engine_keeper.find()
    if isinstance(engine, EngineClient) and engine.process_id:
        _add_memory(meter.figures, "engine after a draft", engine.process_id)
    for key in _LATER_PAGES:
        with meter.watching(f"opening the page {key}"):
            _go_to(window, key)
        if key in _JOBS:
            _do(meter, window, key)
    _fetch(meter, window)
    window.window.close()
    window.close()
    return meter.figures


def _library(folder: Path, catalogue: Path, address: str) -> ModelLibrary:
    return ModelLibrary(folder / "served", catalogue=catalogue, outside=Outside(address))


def _opened(app: QApplication, folder: Path, model: Path | None, library: ModelLibrary) -> DeskWindow:
    """Open the window as the program does, over *library* in place of its own."""
    places = Places(folder)
    look = Appearance("light")
    look.dress_application(app)
    icon = QIcon(str(file_path("icons/deskhand.svg")))
    window = DeskWindow(look, Sentences("en"), SystemFileDialogs(), StateStore(places.state_file), icon)
    opened: list[bool] = []
    window.ready.connect(lambda: opened.append(True))
    window.window.show()
    window.start(
        lambda: dataclasses.replace(build(folder, model=str(model) if model else None), library=library)
    )
    rest(lambda: bool(opened))
    return window


def _go_to(window: DeskWindow, key: str) -> None:
    """Choose the page *key* in the navigation."""
    shown: list[str] = []
    connection = window.window.page_shown.connect(shown.append)
    window.window.navigation.page_chosen.emit(key)
    rest(lambda: key in shown)
    window.window.page_shown.disconnect(connection)


def _load(window: DeskWindow) -> None:
    """Have the model loaded beside the window."""

    def load(_reports: Reports) -> None:
        engine = window.desk.engine_keeper.find()
        if engine is not None:
            engine.prepare([Message("user", "Good morning")])

    loading = JobBridge()
    loading.start(load)
    rest(lambda: not loading.running)


def _do(meter: StallMeter, window: DeskWindow, key: str) -> None:
    """Try the sample of the page *key*, and begin the work where the sample only fills the page."""
    page = window.window.page(key)
    assert isinstance(page, JobPage)  # noqa: S101 - jobs have such pages
    with meter.watching(_JOBS[key]):
        for empty in page.findChildren(EmptyState):
            if empty.isVisible():
                empty.sample_requested.emit()
        rest(lambda: page.bridge.running or page.run_bar.ready)
        if not page.bridge.running and not page.frame.has_result:
            page.run_or_stop()
        rest(lambda: not page.bridge.running)
    if not page.banner.isHidden():
        raise SystemExit(f"the page {key} says: {page.banner.words()}")


def _fetch(meter: StallMeter, window: DeskWindow) -> None:
    """Fetch the one model of the catalogue with its button on the page Models."""
    _go_to(window, "models")
    page = window.window.page("models")
    arrived: list[bool] = []
    window.desk.library.changed.subscribe(lambda _: arrived.append(True))
    with meter.watching("a download of 60 MB"):
        for card in page.findChildren(ModelCard):
            card.fetch_requested.emit(card.item.name)
        rest(lambda: bool(arrived) or not page.banner.isHidden())
    if not arrived:
        raise SystemExit(f"the download failed: {page.banner.words()}")


def _add_memory(figures: dict[str, float], what: str, process_id: int) -> None:
    memory = psutil.Process(process_id).memory_full_info()
    figures[f"{what}, unique memory (MB)"] = memory.uss / _MEGABYTE
    figures[f"{what}, resident memory (MB)"] = memory.rss / _MEGABYTE
