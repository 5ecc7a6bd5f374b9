"""Starts the window: one a data folder, in the user's language and theme, with a word for every failure."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from app.errors import DeskhandError
from app.paths import Places
from app.resource_files import file_path
from app.text import messages
from app.ui.appearance import Appearance
from app.ui.banner import Banner
from app.ui.sentences import Sentences, window_language
from app.ui.single_instance import SingleInstance
from app.ui.translations import install_translations

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate

_FETCH_AFTER_MS = 1500
"""The window is looked at first, then the download begins."""


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


class _FailureNotice(QObject):
    """Shows unexpected failures in the window."""

    def __init__(self, failures: UnexpectedFailures, notice: Banner, sentences: Sentences) -> None:
        super().__init__(notice)
        self._notice = notice
        self._sentences = sentences
        failures.happened.connect(self._show)

    def _show(self) -> None:
        text = self._sentences.error(DeskhandError("unexpected"))
        self._notice.show_message(text.title, text.advice, "missing")


def open_window(data_dir: Path | None, *, model: str | None = None, offline: bool = False) -> int:
    """Open the window over *data_dir*, or bring the one that is open to the front; return the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else makes one
    app.setApplicationName("Deskhand")
    app.setDesktopFileName("deskhand")
    icon = QIcon(str(file_path("icons/deskhand.svg")))
    app.setWindowIcon(icon)
    places = Places(data_dir.absolute()) if data_dir else Places.of_this_user()
    instance = SingleInstance(places.data)
    if instance.call_other():
        return 0
    try:
        return _run(app, icon, instance, data_dir, model=model, offline=offline)
    except DeskhandError as error:
        return _tell_start_failure(error)
    finally:
        instance.close()


def _run(
    app: QApplication,
    icon: QIcon,
    instance: SingleInstance,
    data_dir: Path | None,
    *,
    model: str | None,
    offline: bool,
) -> int:
    from app.ui.assembly import DeskWindow, make_tools  # noqa: PLC0415 - a second start needs none of it
    from app.ui.file_dialogs import SystemFileDialogs  # noqa: PLC0415 - likewise
    from app.wiring import build  # noqa: PLC0415 - likewise

    desk = build(data_dir, model=model, offline=offline)
    try:
        language = window_language(desk.settings.options.language)
        threading.Thread(target=messages.catalogue, args=(language,), daemon=True).start()
        translators = install_translations(app, language)
        look = Appearance(desk.settings.options.theme)
        look.dress_application(app)
        failures = UnexpectedFailures()
        failures.install()
        tools = make_tools(desk, look, SystemFileDialogs())
        desk_window = DeskWindow(desk, tools, icon)
        window = desk_window.window
        _FailureNotice(failures, window.notice, tools.sentences)
        instance.listen()
        instance.front_requested.connect(window.come_to_front)
        window.show_page(str(desk.state.get("page") or "email"))
        window.show()
        if not offline:
            _later(window, desk_window.readiness.fetch_starter)
        code = app.exec()
        del translators
        return code
    finally:
        desk.close()


def _later(parent: QObject, act: Callable[[], object]) -> None:
    """Call *act* when the window has been looked at for a moment."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    timer.start(_FETCH_AFTER_MS)


def _tell_start_failure(error: DeskhandError) -> int:
    """Say why there is no window."""
    text = Sentences(window_language("system")).error(error)
    box = QMessageBox()
    box.setWindowTitle("Deskhand")
    box.setText(text.title)
    box.setInformativeText(text.advice)
    box.exec()
    return 1
