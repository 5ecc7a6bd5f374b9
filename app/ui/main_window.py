"""The window: pages on the left, one of them in view; no work is done here."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.ui.banner import Banner
from app.ui.navigation import Navigation, PageEntry
from app.ui.page import Page
from app.ui.page_stack import Maker, PageStack
from app.ui.page_tools import PageTools
from app.ui.stylesheet import AROUND
from app.ui.window_keys import WindowKeys

_FIRST_SIZE = (1180, 740)
_SMALLEST = (640, 480)
_EMBLEM = 28
_BETWEEN_MS = 1
"""Between two steps: with 0 they would follow each other in one turn of the event loop."""


class MainWindow(QMainWindow):
    """Shows one page at a time; a page is made when it is first looked at.

    Signals:
        page_shown: Another page is in view.   arg: its key
        closing: The window is about to close.
        hidden_away: It was closed, and the program goes on without it.

    Attributes:
        stays_when_closed: Tells whether the program goes on when the window is closed.
        navigation: The list of pages.
        notice: A word that concerns the whole program.
    """

    page_shown = Signal(str)
    closing = Signal()
    hidden_away = Signal()

    def __init__(
        self,
        tools: PageTools,
        entries: Sequence[PageEntry],
        icon: QIcon,
    ) -> None:
        super().__init__()
        self.stays_when_closed: Callable[[], bool] = lambda: False
        self._memory = tools.memory
        self._wanted = ""
        self._alone: Page | None = None
        self._right = QVBoxLayout()
        self._keys = [entry.key for entry in entries]
        self._stack = PageStack()
        self.notice = Banner(tools.look)
        self._notice_place = QWidget()
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        emblem = icon.pixmap(QSize(_EMBLEM, _EMBLEM), ratio)
        self.navigation = Navigation(tools.look, entries, emblem)
        self.setWindowTitle("Deskhand")
        self.setWindowIcon(icon)
        self._lay_out()
        WindowKeys(self, self._keys)
        self.navigation.page_chosen.connect(self.go_to_page)
        self.navigation.collapsed_changed.connect(self._remember)
        self._restore()

    def set_makers(self, makers: Mapping[str, Maker]) -> None:
        """Make pages with *makers*, by key."""
        self._stack.set_makers(makers)

    def page(self, key: str) -> Page:
        """Return the page *key*, made now if it was not looked at before."""
        return self._stack.page(key)

    def made_pages(self) -> list[Page]:
        """Return the pages that were looked at."""
        return self._stack.made_pages()

    def go_to_page(self, key: str) -> None:
        """Bring the page *key* into view; making it takes some turns of the event loop, so that none is long."""
        if self._alone is not None or not self._stack.knows(key):
            return  # nothing stands behind the window yet, or something goes before
        self._wanted = key
        if self._stack.is_ready(key):
            self.show_page(key)
        else:
            QTimer.singleShot(_BETWEEN_MS, self, self._go_on)

    def _go_on(self) -> None:
        """Take the next step to the page that is wanted."""
        if self._wanted:
            if not self._stack.is_ready(self._wanted):
                self._stack.take_step(self._wanted)
                QTimer.singleShot(_BETWEEN_MS, self, self._go_on)
            else:
                self.show_page(self._wanted)

    def show_page(self, key: str) -> None:
        """Bring the page *key* into view at once."""
        self._wanted = ""
        page = self.page(key)
        self._stack.setCurrentWidget(page)
        self.navigation.set_page(key)
        page.open_page()
        focused = QApplication.focusWidget()
        if focused is None or not self.navigation.isAncestorOf(focused):
            page.focus_first()
        self._memory.put("page", key)
        self.page_shown.emit(key)

    def last_page(self) -> str:
        """Return the key of the page that was in view when the program ended, else of the first one."""
        last = self._memory.get("page")
        return last if self._stack.knows(last) else self._keys[0]

    def show_alone(self, page: Page, widest: int) -> None:
        """Show *page*, at most *widest* pixels wide, in the place of the pages and their list, until `show_pages`."""
        page.setMaximumWidth(widest)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(AROUND, 2 * AROUND, AROUND, AROUND)
        row.addStretch(1)
        row.addWidget(page, 1000)
        row.addStretch(1)
        self._alone = page
        self.navigation.hide()
        self._stack.hide()
        self._right.addWidget(whole, 1)
        page.open_page()
        page.focus_first()

    @property
    def shows_alone(self) -> bool:
        """Whether something stands in the place of the pages."""
        return self._alone is not None

    def show_pages(self) -> None:
        """Show the pages and their list again."""
        whole = self._alone.parentWidget() if self._alone else None
        if whole is not None:
            self._right.removeWidget(whole)
            whole.hide()
            whole.deleteLater()
        self._alone = None
        self._stack.show()
        self.navigation.show()

    def current_page(self) -> Page | None:
        """Return the page in view; None until there is one."""
        return self._stack.current_page()

    def come_to_front(self) -> None:
        """Show the window above the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place; hide only, where the program goes on."""
        self._remember()
        if self.stays_when_closed():
            event.ignore()
            self.hide()
            self.hidden_away.emit()
            return
        self.closing.emit()
        super().closeEvent(event)

    def page_of_keys(self) -> Page | None:
        """Return the page that keys mean: what stands alone, else the one on its way into view, else the one in view."""
        if self._alone is not None:
            return self._alone
        if self._wanted:
            self.show_page(self._wanted)
        return self.current_page()

    def _lay_out(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        above = QVBoxLayout(self._notice_place)
        above.setContentsMargins(AROUND, AROUND, AROUND, 0)
        above.addWidget(self.notice)
        self._right.setSpacing(0)
        self._right.addWidget(self._notice_place)
        self._notice_place.hide()
        self.notice.visible_changed.connect(self._notice_place.setVisible)
        self._right.addWidget(self._stack, 1)
        row.addWidget(self.navigation)
        row.addLayout(self._right, 1)
        self.setCentralWidget(middle)
        self.setMinimumSize(*_SMALLEST)

    def _restore(self) -> None:
        self.resize(*_FIRST_SIZE)
        kept = self._memory.get("window")
        if isinstance(kept, str):
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))
        self.navigation.set_collapsed(collapsed=bool(self._memory.get("navigation-collapsed", default=False)))

    def _remember(self) -> None:
        place = self.saveGeometry().toBase64().data()
        self._memory.put("window", bytes(place).decode("ascii"))
        self._memory.put("navigation-collapsed", self.navigation.collapsed)
