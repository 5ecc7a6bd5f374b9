"""The keys of the window, whatever page is in view."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class WindowKeys(QObject):
    """Hands keys to the page that they mean."""

    def __init__(self, window: "MainWindow", pages: Sequence[str]) -> None:
        """Listen in *window*; Ctrl and a number lead to one of *pages*."""
        super().__init__(window)
        self._window = window
        wishes: list[tuple[str, list[str], Callable[[], None]]] = [
            (self.tr("Begin or stop the work"), ["Ctrl+Return", "Ctrl+Enter"], self._run),
            (self.tr("Save the result"), ["Ctrl+S"], self._save),
            (self.tr("Close the message, or stop"), ["Esc"], self._escape),
        ]
        for words, keys, act in wishes:
            action = QAction(words, window)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(act)
            window.addAction(action)
        for number, key in enumerate(pages, start=1):
            action = QAction(window)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda *_, key=key: window.go_to_page(key))
            window.addAction(action)

    def _run(self) -> None:
        if page := self._window.page_of_keys():
            page.run_or_stop()

    def _save(self) -> None:
        if page := self._window.page_of_keys():
            page.save()

    def _escape(self) -> None:
        page = self._window.page_of_keys()
        if page is None or not page.escape():
            self._window.notice.close_banner()
