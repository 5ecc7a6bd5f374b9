"""Keeps the program ready beside its window: the tray, the key, other starts, the start at login."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.desktop.login_start import LoginStart
from app.desktop.single_instance import SingleInstance, Wish
from app.desktop.this_desktop import Desktop
from app.errors import DeskhandError
from app.ui.assembly import DeskWindow
from app.ui.assist_keeper import AssistKeeper
from app.ui.held_key import HeldKey
from app.ui.job_bridge import EventBridge, JobBridge, Reports
from app.ui.quick_access import QuickAccess
from app.ui.standby_notices import StandbyNotices
from app.ui.tray import Tray

if TYPE_CHECKING:  # the window is on screen before the jobs are loaded
    from app.settings.options import Options
    from app.tasks.assist.actions import OpenPanel

_TRAY_MS = 10_000
"""At login the desktop's panel may come later than the program."""


class Standby(QObject):
    """Joins the window with what goes on when it is closed.

    Attributes:
        tray: The icon in the tray.
        access: Opens the quick assist.
    """

    def __init__(
        self,
        desk_window: DeskWindow,
        desktop: Desktop,
        instance: SingleInstance,
        login: LoginStart,
        leave: Callable[[], None] = QCoreApplication.exit,
    ) -> None:
        """Stand by for *desk_window* on *desktop*; *instance* tells what other starts want, *leave* ends the event loop."""
        super().__init__(desk_window)
        self._desk_window = desk_window
        self._window = desk_window.window
        self._login = login
        self._leave_loop = leave
        self._ending = False
        self._login_looked_at = False
        self._options: Options | None = None
        self.tray = Tray(self._window.windowIcon(), self)
        self.access = QuickAccess(desktop, self)
        self._key = HeldKey(desktop.key, self)
        self._notices = StandbyNotices(desk_window, self.tray, self._open_settings)
        self._assist = AssistKeeper(desk_window.tools, self.access, self)
        self._login_work = JobBridge(self)
        self._connect(instance)
        self.tray.show()

    def start_in_background(self) -> None:
        """Begin without the window; where no tray turns up, it is minimised."""
        QTimer.singleShot(_TRAY_MS, self, self._minimise_without_tray)

    def end(self) -> None:
        """End the program, whatever is done when the window is closed."""
        self._ending = True
        self._window.close()

    def close(self) -> None:
        """Let go of the key and the clipboard, once the window is closed. Takes up to some seconds."""
        self.tray.hide()
        self._assist.close()
        self._login_work.wait(2)
        self._key.wait(2)
        self.access.close()

    def expect_end(self) -> None:
        """Let closing the window end the program, as when the system quits it; no other window is in the way."""
        self._ending = True
        self._assist.hide()

    def _connect(self, instance: SingleInstance) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        app.setQuitOnLastWindowClosed(False)
        self._window.closing.connect(self._leave, Qt.ConnectionType.QueuedConnection)
        self._window.stays_when_closed = self._stays
        self._window.hidden_away.connect(self._notices.say_stays)
        EventBridge(instance.wished, self).happened.connect(self._take_wish)
        self.tray.assist_wanted.connect(self._open_assist)
        self.tray.window_wanted.connect(self._open_window)
        self.tray.settings_wanted.connect(self._open_settings)
        self.tray.quit_wanted.connect(self.end)
        self._assist.not_yet.connect(self._open_window)
        self._assist.panel_requested.connect(self._open_panel)
        self._key.failed.connect(self._notices.tell_key)
        self._key.held.connect(self._show_held)
        self.access.failed.connect(self._notices.tell_failure)
        self.access.told.connect(self._notices.tell_finding)
        self._login_work.finished.connect(self._note_login)
        self._login_work.failed.connect(self._notices.tell_failure)
        self._desk_window.ready.connect(self._begin)

    def _begin(self) -> None:
        """Go by the user's choices, now that they are read."""
        settings = self._desk_window.desk.settings
        EventBridge(settings.changed, self).happened.connect(self._take_choices)
        self._options = settings.options
        self._key.hold(self._options.quick_key)
        self._assist.begin(self._desk_window.desk)
        self._login_work.start(lambda _: self._login.is_set())
        if self._options.keep_running and not self.tray.available:
            QTimer.singleShot(_TRAY_MS, self._notices, self._notices.say_no_tray)

    def _take_choices(self, options: "Options") -> None:
        before, self._options = self._options, options
        if before is None or before.quick_key != options.quick_key:
            self._key.hold(options.quick_key)
        if before is not None and before.start_at_login != options.start_at_login:
            self._login_looked_at = True  # what the user chooses now counts, whatever is found
            self._change_login()

    def _change_login(self) -> None:
        """Have the program start at login or not, as chosen, beside the window."""
        if self._options is not None:
            wanted = self._options.start_at_login

            def change(_reports: Reports) -> bool:
                if self._login.is_set() != wanted:
                    self._login.change(wanted=wanted)
                return wanted

            self._login_work.start(change)

    def _note_login(self, found: bool) -> None:  # noqa: FBT001 - a signal hands it over
        """Take over what the user has chosen in the system's own settings, or go on to what was chosen here since."""
        if self._options is None or found == self._options.start_at_login:
            return
        if self._login_looked_at:
            self._change_login()
            return
        self._login_looked_at = True
        try:
            self._desk_window.desk.settings.change(start_at_login=found)
        except DeskhandError as error:
            self._notices.tell_failure(error)

    def _stays(self) -> bool:
        """Return whether closing the window leaves the program in the tray."""
        app = QGuiApplication.instance()
        saving = isinstance(app, QGuiApplication) and app.isSavingSession()
        wanted = self._options is not None and self._options.keep_running
        return wanted and self.tray.available and not self._ending and not saving

    def _minimise_without_tray(self) -> None:
        if not self.tray.available and not self._window.isVisible():
            self._window.showMinimized()

    def _take_wish(self, wish: Wish) -> None:
        if wish.what == "popup":
            self.access.open(wish.activation)
        else:
            self.access.bring_to_front(self._window, wish.activation)

    def _open_panel(self, panel: "OpenPanel") -> None:
        self._open_window()
        self._desk_window.open_panel(panel)

    def _open_assist(self) -> None:
        self.access.open()

    def _open_window(self) -> None:
        self.access.bring_to_front(self._window)

    def _open_settings(self) -> None:
        self._open_window()
        self._window.go_to_page("settings")

    def _show_held(self, keys: str) -> None:
        if self._options is not None:
            self.tray.show_keys(self._options.quick_key)
        if keys:
            self._notices.say_chosen_keys(keys)

    def _leave(self) -> None:
        """End the event loop once the window is closed; other windows do not keep the program alive."""
        self._leave_loop()
