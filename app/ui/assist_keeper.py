"""Makes the window of the quick assist once the main window is at rest, and keeps it until the end."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import PageTools
from app.ui.quick_access import QuickAccess

if TYPE_CHECKING:  # loaded beside the window
    from app.ui.assist_window import AssistWindow
    from app.wiring import Desk

_REST_MS = 1_000
"""After which nobody notices that one more window is made: the first page stands there."""
_BETWEEN_MS = 1
_MODULES = ("app.ui.assist_window", "app.ui.assist_calls")


class AssistKeeper(QObject):
    """Makes one window, in the main window's pauses.

    Signals:
        not_yet: It is wanted before there can be one.
        panel_requested: A page of the main window is wanted.   arg: the OpenPanel
    """

    not_yet = Signal()
    panel_requested = Signal(object)

    def __init__(self, tools: PageTools, access: QuickAccess, parent: QObject) -> None:
        """Make a window that *access* opens."""
        super().__init__(parent)
        self._tools = tools
        self._access = access
        self._wanted = False
        access.window_wanted.connect(self._want)
        self._desk: Desk | None = None
        self._window: AssistWindow | None = None
        self._loading = JobBridge(self)
        self._loading.finished.connect(self._go_on)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._load)

    def begin(self, desk: "Desk") -> None:
        """Make the window over *desk* a little later."""
        self._desk = desk
        self._rest.start()

    def hide(self) -> None:
        """Take the window out of sight: when a program ends, the system asks each one in sight to close."""
        if self._window is not None:
            self._window.hide()

    def close(self) -> None:
        """Hide the window and end what it does beside. Takes up to some seconds."""
        self._rest.stop()
        self._desk = None
        self._loading.wait(2)
        if self._window is not None:
            self.hide()
            self._window.work.stop()
            self._window.work.wait(2)

    def _want(self) -> None:
        """Make the window as soon as possible, and open it then."""
        self._wanted = self._desk is not None
        if not self._wanted:
            self.not_yet.emit()
        elif self._rest.isActive():
            self._rest.stop()
            self._load()

    def _load(self) -> None:
        """Load what the window is made of, beside the main one."""

        def load(_reports: Reports) -> None:
            for module in _MODULES:
                import_module(module)

        self._loading.start(load)

    def _go_on(self) -> None:
        QTimer.singleShot(_BETWEEN_MS, self, self._make)

    def _make(self) -> None:
        if self._desk is None:  # the program ends
            return
        from app.ui.assist_calls import AssistCalls  # noqa: PLC0415 - loaded beside the window
        from app.ui.assist_window import AssistWindow  # noqa: PLC0415 - likewise

        desk = self._desk
        calls = AssistCalls(desk.tool_calling, desk.tools, self._tools.sentences)
        self._window = AssistWindow(self._tools, desk.assist, calls, desk.assist.own)
        self._window.panel_requested.connect(self.panel_requested)
        self._access.set_popup(self._window)
        if self._wanted:
            self._access.open()
