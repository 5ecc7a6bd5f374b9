"""Starts the window: one a data folder, in the user's language and theme, with a word for every failure."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from app.desktop.login_start import login_start
from app.desktop.single_instance import SingleInstance, ask_running
from app.desktop.this_desktop import this_desktop
from app.errors import DeskhandError
from app.paths import Places
from app.resource_files import file_path
from app.settings.first_choices import read_first_choices
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.file_dialogs import SystemFileDialogs
from app.ui.first_picture import FirstPicture
from app.ui.sentences import Sentences, window_language
from app.ui.standby import Standby
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


class DeskApplication(QApplication):
    """The application.

    Signals:
        quit_asked: The system, or its menu, wants the program to end.
    """

    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell when the program is to end, before its windows are asked to close."""
        if event.type() == QEvent.Type.Quit:
            self.quit_asked.emit()
        return super().event(event)


def open_window(
    data_dir: Path | None, *, model: str | None = None, offline: bool = False, background: bool = False
) -> int:
    """Open the window over *data_dir*, or bring the one that is open to the front; return the exit code.

    With *background* it waits in the tray.
    """
    # What libraries remark on a file is no word for the user: without a handler it would be printed.
    logging.getLogger().addHandler(logging.NullHandler())
    app = _application()
    places = Places.over(data_dir)
    choices = read_first_choices(places.settings_file)
    language = window_language(choices.language)
    instance = SingleInstance(places.data)
    if not instance.claim():
        return 0 if background else _call_running(places, Sentences(language))
    install_translations(app, language)
    look = Appearance(choices.theme)
    look.dress_application(app)
    desk_window = DeskWindow(
        look, Sentences(language), SystemFileDialogs(), StateStore(places.state_file), app.windowIcon()
    )
    _tell_unexpected(desk_window)
    standby = Standby(desk_window, this_desktop(), instance, login_start(data_dir))
    app.quit_asked.connect(standby.expect_end)
    desk_window.ready.connect(desk_window.begin)

    def build() -> "Desk":
        from app.wiring import build as build_desk  # noqa: PLC0415 - loads the jobs, beside the window

        return build_desk(data_dir, model=model, offline=offline)

    if background:
        QTimer.singleShot(0, desk_window, lambda: desk_window.start(build))
        standby.start_in_background()
    else:
        FirstPicture(desk_window.window).taken.connect(lambda: desk_window.start(build))
        desk_window.window.show()
    try:
        return app.exec()
    finally:
        standby.close()
        instance.close()
        desk_window.close()


def _call_running(places: Places, sentences: Sentences) -> int:
    """Bring the window of the running program to the front; say so where that does not answer."""
    try:
        ask_running(places.data, "front")
    except DeskhandError as error:
        text = sentences.error(error)
        QMessageBox.warning(None, text.title, f"{text.title}\n\n{text.advice}")
        return 1
    return 0


def _application() -> DeskApplication:
    """Return the one application of this process."""
    app = QApplication.instance() or DeskApplication(sys.argv[:1])
    assert isinstance(app, DeskApplication)  # noqa: S101 - nothing else makes one
    app.setApplicationName("Deskhand")
    app.setDesktopFileName("deskhand")
    app.setWindowIcon(QIcon(str(file_path("icons/deskhand.svg"))))
    return app


def _tell_unexpected(desk_window: DeskWindow) -> None:
    """Let the window say that something failed which nobody foresaw."""
    failures = UnexpectedFailures(desk_window)
    failures.happened.connect(desk_window.tell_unexpected)
    failures.install()
