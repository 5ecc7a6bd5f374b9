"""Tells whether the program is ready, and fetches the starter when nothing is there at the first start."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.errors import DeskhandError
from app.events import Event
from app.model_library.catalogue import ModelEntry
from app.model_library.installed import InstalledModel
from app.ui.banner import Banner, BannerAction
from app.ui.icons import Symbol
from app.ui.job_bridge import EventBridge
from app.ui.model_fetching import ModelFetching
from app.ui.navigation import Navigation
from app.ui.page_tools import PageTools
from app.ui.sentences import percent_words, size_words

_STOPPED_KEY = "starter-stopped"


class Shelf(Protocol):
    """The models, as far as readiness goes."""

    changed: Event[None]

    def entries(self) -> tuple[ModelEntry, ...]:
        """Return what can be fetched."""
        ...

    def installed(self) -> list[InstalledModel]:
        """Return what is here."""
        ...


class Readiness(QObject):
    """Keeps the state in the navigation true, and has a word for the first start."""

    def __init__(
        self,
        tools: PageTools,
        shelf: Shelf,
        fetching: ModelFetching,
        in_use: Callable[[], Path | None],
        navigation: Navigation,
        notice: Banner,
    ) -> None:
        super().__init__(navigation)
        self._tools = tools
        self._shelf = shelf
        self._fetching = fetching
        self._in_use = in_use
        self._navigation = navigation
        self._notice = notice
        self._by_itself = False
        self._changes = EventBridge(shelf.changed, self)
        self._changes.happened.connect(self.show_state)
        fetching.began.connect(self.show_state)
        fetching.progressed.connect(self.show_state)
        fetching.ended.connect(self._end)
        fetching.failed.connect(self._fail)
        self.show_state()

    def fetch_starter(self) -> bool:
        """Say that the starter is fetched and begin, when there is no model; return whether it began."""
        try:
            nothing_here = not self._shelf.installed()
        except DeskhandError:
            return False
        starter = next((entry for entry in self._shelf.entries() if entry.tier == "starter"), None)
        if not nothing_here or starter is None or self._tools.memory.get(_STOPPED_KEY):
            return False
        self._notice.show_message(
            self.tr("The starter ({size}) is being fetched, this once").format(
                size=size_words(starter.bytes)
            ),
            self.tr("You can begin: everything works meanwhile, by templates and rules."),
            "accent",
            BannerAction(self.tr("Stop"), self._stop),
        )
        self._by_itself = True
        self._fetching.start(starter.name)
        return True

    def _stop(self) -> None:
        """Stop, and do not begin by itself again: the page Models has a button for it."""
        self._tools.memory.put(_STOPPED_KEY, value=True)
        self._fetching.stop()

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
                self.tr("Templates, rules and statistics do the work. The page Models has more."),
            )

    def _has_model(self) -> bool:
        try:
            return self._in_use() is not None
        except DeskhandError:
            return False

    def _end(self) -> None:
        self.show_state()
        if self._by_itself:
            self._by_itself = False
            self._notice.close_banner()

    def _fail(self, error: DeskhandError) -> None:
        self.show_state()
        if self._by_itself:
            self._by_itself = False
            text = self._tools.sentences.error(error)
            again = BannerAction(self.tr("Try again"), self.fetch_starter)
            self._notice.show_message(text.title, text.advice, "doubtful", again)
