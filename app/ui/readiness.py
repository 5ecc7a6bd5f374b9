"""Tells whether the program is ready for work."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.errors import DeskhandError
from app.events import Event
from app.ui.icons import Symbol
from app.ui.job_bridge import EventBridge
from app.ui.model_fetching import ModelFetching
from app.ui.navigation import Navigation
from app.ui.sentences import percent_words


class Shelf(Protocol):
    """The models, as far as readiness goes."""

    changed: Event[None]


class Readiness(QObject):
    """Keeps the state in the navigation true."""

    def __init__(
        self,
        shelf: Shelf,
        fetching: ModelFetching,
        in_use: Callable[[], Path | None],
        navigation: Navigation,
    ) -> None:
        super().__init__(navigation)
        self._fetching = fetching
        self._in_use = in_use
        self._navigation = navigation
        self._changes = EventBridge(shelf.changed, self)
        self._changes.happened.connect(self.show_state)
        fetching.began.connect(self.show_state)
        fetching.progressed.connect(self.show_state)
        fetching.ended.connect(self.show_state)
        fetching.failed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Tell in the navigation how things stand."""
        if self._fetching.name:
            progress = self._fetching.progress
            share = progress.done / progress.total if progress and progress.total else 0.0
            words = self.tr("Fetching, {share}").format(share=percent_words(share))
            self._navigation.set_state(words, Symbol.FETCH)
        elif self._has_model():
            self._navigation.set_state(self.tr("Ready"), Symbol.GROUNDED, self.tr("Ready for work"))
        else:
            self._navigation.set_state(
                self.tr("Works by rules"),
                Symbol.NOTE,
                self.tr("Templates, rules and statistics do the work. The Models page has more."),
            )

    def _has_model(self) -> bool:
        try:
            return self._in_use() is not None
        except DeskhandError:
            return False
