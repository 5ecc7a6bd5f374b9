"""The pages, one above the other: each is made when it is first looked at."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.page import Page

Maker = Callable[[], Page | Iterator[Page | None]]
"""Makes a page, at once or in steps: nothing after each but the last."""


class PageStack(QStackedWidget):
    """Makes pages, and shows one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: Mapping[str, Maker] = {}
        self._making: dict[str, Iterator[Page | None]] = {}
        self._pages: dict[str, Page] = {}

    def set_makers(self, makers: Mapping[str, Maker]) -> None:
        """Make pages with *makers*, by key."""
        self._makers = makers

    def knows(self, key: object) -> bool:
        """Return whether there can be a page *key*."""
        return key in self._makers

    def is_ready(self, key: str) -> bool:
        """Return whether the page *key* was made and can be shown at once."""
        return key in self._pages and self.indexOf(self._pages[key]) >= 0

    def take_step(self, key: str) -> None:
        """Do the next thing that makes the page *key* ready."""
        if key in self._pages:
            self.addWidget(self._pages[key])
            return
        try:
            if key not in self._making:
                made = self._makers[key]()
                self._making[key] = iter((made,)) if isinstance(made, Page) else made
            page = next(self._making[key])
        except Exception:
            self._making.pop(key, None)
            raise
        if page is not None:
            del self._making[key]
            self._pages[key] = page

    def page(self, key: str) -> Page:
        """Return the page *key*, ready to be shown."""
        while not self.is_ready(key):
            self.take_step(key)
        return self._pages[key]

    def made_pages(self) -> list[Page]:
        """Return the pages that were made."""
        return list(self._pages.values())

    def current_page(self) -> Page | None:
        """Return the page in view; None until there is one."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None
