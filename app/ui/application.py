"""Starts the window: one a data folder, in the user's language and theme, with a word for every failure."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.paths import Places
from app.resource_files import file_path
from app.settings.first_choices import read_first_choices
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.file_dialogs import SystemFileDialogs
from app.ui.first_picture import FirstPicture
from app.ui.sentences import Sentences, window_language
from app.ui.single_instance import SingleInstance
from app.ui.translations import install_translations

if TYPE_CHECKING:  # the window is on screen before the jobs are loaded
    from app.wiring import Desk

_log = logging.getLogger(__name__)


class UnexpectedFailures(QObject):
    """Hands failures that nobody foresaw, from any thread, to the window.

    Signals:
        happened: Something failed; the log has the details.
    """

    happened = Signal()

    def install(self) -> None:
        """Hear of every such failure from now on."""
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("unexpected failure in the window", exc_info=(kind, error, trace))
        self.happened.emit()

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def open_window(data_dir: Path | None, *, model: str | None = None, offline: bool = False) -> int:
    """Open the window over *data_dir*, or bring the one that is open to the front; return the exit code."""
    # What libraries remark on a file is no word for the user: without a handler it would be printed.
    logging.getLogger().addHandler(logging.NullHandler())
    app = _application()
    places = Places(data_dir.absolute()) if data_dir else Places.of_this_user()
    instance = SingleInstance(places.data)
    if instance.call_other():
        return 0
    choices = read_first_choices(places.settings_file)
    language = window_language(choices.language)
    install_translations(app, language)
    look = Appearance(choices.theme)
    look.dress_application(app)
    desk_window = DeskWindow(
        look, Sentences(language), SystemFileDialogs(), StateStore(places.state_file), app.windowIcon()
    )
    _tell_unexpected(desk_window)
    instance.listen()
    instance.front_requested.connect(desk_window.window.come_to_front)
    desk_window.ready.connect(desk_window.begin)

    def build() -> "Desk":
        from app.wiring import build as build_desk  # noqa: PLC0415 - loads the jobs, beside the window

        return build_desk(data_dir, model=model, offline=offline)

    FirstPicture(desk_window.window).taken.connect(lambda: desk_window.start(build))
    desk_window.window.show()
    try:
        return app.exec()
    finally:
        instance.close()
        desk_window.close()


def _application() -> QApplication:
    """Return the one application of this process."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one
    app.setApplicationName("Deskhand")
    app.setDesktopFileName("deskhand")
    app.setWindowIcon(QIcon(str(file_path("icons/deskhand.svg"))))
    return app


def _tell_unexpected(desk_window: DeskWindow) -> None:
    """Let the window say that something failed which nobody foresaw."""
    failures = UnexpectedFailures(desk_window)
    failures.happened.connect(desk_window.tell_unexpected)
    failures.install()
