"""Says in the window, and by the tray where the window is not in front, what goes on beside it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.errors import DeskhandError
from app.records import Finding
from app.ui.assembly import DeskWindow
from app.ui.banner import BannerAction
from app.ui.tray import Tray

_TOLD_STAYS = "told-stays-in-tray"
_TOLD_NO_TRAY = "told-no-tray"


class StandbyNotices(QObject):
    """Tells of the tray, the key and texts that could not be put back."""

    def __init__(self, desk_window: DeskWindow, tray: Tray, open_settings: Callable[[], None]) -> None:
        """Tell in *desk_window* and by *tray*; *open_settings* shows where things are changed."""
        super().__init__(desk_window)
        self._tools = desk_window.tools
        self._window = desk_window.window
        self._tray = tray
        self._open_settings = open_settings

    def say_stays(self) -> None:
        """Say once that the program goes on."""
        if not self._tools.memory.get(_TOLD_STAYS):
            self._tools.memory.put(_TOLD_STAYS, value=True)
            self._tray.say(
                self.tr("Deskhand stays ready here"),
                self.tr(
                    "The window is closed. Quit from the menu of this icon, or change it under Settings."
                ),
            )

    def say_no_tray(self) -> None:
        """Say once what closing the window does on a desktop without a tray."""
        if not self._tray.available and not self._tools.memory.get(_TOLD_NO_TRAY):
            self._tools.memory.put(_TOLD_NO_TRAY, value=True)
            self._window.notice.show_message(
                self.tr("This desktop has no tray"),
                self.tr("Closing the window quits Deskhand. Minimise it to keep the quick assist at hand."),
                "accent",
            )

    def say_chosen_keys(self, keys: str) -> None:
        """Say which *keys* the desktop has chosen."""
        self._window.notice.show_message(
            self.tr("The desktop has chosen {keys} for the quick assist").format(keys=keys),
            self.tr("It can be changed in the keyboard settings of the desktop."),
            "accent",
        )

    def tell_key(self, error: DeskhandError) -> None:
        """Tell why the key cannot be held."""
        self._tray.show_keys(None)
        text = self._tools.sentences.error(error)
        action = BannerAction(self.tr("Settings"), self._open_settings)
        self._window.notice.show_message(text.title, text.advice, "doubtful", action)

    def tell_failure(self, error: DeskhandError) -> None:
        """Tell what did not work, and what to do."""
        text = self._tools.sentences.error(error)
        self._tell(text.title, text.advice)

    def tell_finding(self, finding: Finding) -> None:
        """Tell what is to be known."""
        self._tell(self._tools.sentences.finding(finding))

    def _tell(self, title: str, advice: str = "") -> None:
        self._window.notice.show_message(title, advice, "doubtful")
        if not self._window.isActiveWindow():
            self._tray.say(title, advice)
