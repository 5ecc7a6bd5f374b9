"""The icon in the tray, with what can be done from there."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.buttons import keys_words


class Tray(QObject):
    """The icon and its menu; on a desktop without a tray it waits for one.

    Signals:
        assist_wanted: The quick assist is to open.
        window_wanted: The window is to come to the front.
        settings_wanted: The page of settings is to come to the front.
        quit_wanted: The program is to end.
    """

    assist_wanted = Signal()
    window_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip("Deskhand")
        self._menu = QMenu()
        self._assist = self._add(self.tr("Quick assist"))
        self._window = self._add(self.tr("Open Deskhand"))
        self._settings = self._add(self.tr("Settings"))
        self._menu.addSeparator()
        self._quit = self._add(self.tr("Quit Deskhand"))
        self._icon.setContextMenu(self._menu)
        self._assist.triggered.connect(self.assist_wanted)
        self._window.triggered.connect(self.window_wanted)
        self._settings.triggered.connect(self.settings_wanted)
        self._quit.triggered.connect(self.quit_wanted)
        self._icon.activated.connect(self._take_click)

    @property
    def available(self) -> bool:
        """Whether the desktop shows the icon at the moment."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon, as soon as the desktop has a place for it."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def show_keys(self, keys: str | None) -> None:
        """Say beside the quick assist which keys open it, by their portable name."""
        words = self.tr("Quick assist")
        self._assist.setText(f"{words}\t{keys_words(keys)}" if keys else words)

    def say(self, title: str, words: str = "") -> None:
        """Say something beside the icon; nothing happens where there is no tray."""
        if self.available:
            self._icon.showMessage(title, words, self._icon.icon())

    def _add(self, words: str) -> QAction:
        action = QAction(words, self)
        self._menu.addAction(action)
        return action

    def _take_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.window_wanted.emit()
