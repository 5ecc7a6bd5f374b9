"""The page of models: what can be fetched, what is here, and which one works."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import psutil
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.events import Cancellation, Event
from app.model_library.catalogue import ModelEntry
from app.model_library.installed import InstalledModel
from app.records import Finding, Progress
from app.ui.appearance import set_look
from app.ui.banner import BannerAction
from app.ui.buttons import icon_button
from app.ui.computer_panel import ComputerPanel
from app.ui.history_page import KeepsChoices
from app.ui.icons import Symbol
from app.ui.job_bridge import EventBridge, JobBridge, Reports
from app.ui.model_card import ModelCard
from app.ui.model_fetching import ModelFetching
from app.ui.model_shelf import ShelfItem, ShelfState, shelf_items
from app.ui.page import Page
from app.ui.page_tools import PageTools
from app.ui.self_testing import SelfTesting
from app.ui.stylesheet import APART, NEAR

MODEL_ENDINGS = (".gguf",)


class HoldsModels(Protocol):
    """The library behind the page."""

    changed: Event[None]

    def entries(self) -> tuple[ModelEntry, ...]:
        """Return what can be fetched."""
        ...

    def installed(self) -> list[InstalledModel]:
        """Return what is here."""
        ...

    def add(
        self,
        path: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> InstalledModel:
        """Take a file in."""
        ...

    def remove(self, name: str) -> None:
        """Remove a model."""
        ...


class ModelsPage(Page):
    """Shows the shelf of models."""

    def __init__(
        self,
        tools: PageTools,
        library: HoldsModels,
        fetching: ModelFetching,
        settings: KeepsChoices,
        in_use: Callable[[], Path | None],
        testing: SelfTesting,
        *,
        offline: bool = False,
    ) -> None:
        """Show *library*; *in_use* tells the file of the model that works now, *testing* how fast it is."""
        super().__init__(
            tools,
            self.tr("Models"),
            self.tr(
                "The language models that write and judge. They are fetched once and run on this computer."
            ),
        )
        self._library = library
        self._fetching = fetching
        self._settings = settings
        self._in_use = in_use
        self._testing = testing
        self._computer = ComputerPanel(tools, testing)
        self._offline = offline
        self._cards: dict[str, ModelCard] = {}
        self._adder = JobBridge(self)
        self._changes = EventBridge(library.changed, self)
        self._add_button = icon_button(
            tools.look,
            self.tr("Add a file…"),
            Symbol.ADD,
            self.tr("Takes in a model file that you have already"),
        )
        self._adding = QLabel()
        self._shelf = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._show_shelf()

    def open_page(self) -> None:
        """Look at the shelf anew."""
        self._show_shelf()

    def items(self) -> list[ShelfItem]:
        """Return what is shown."""
        return [card.item for card in self._cards.values()]

    def _show_shelf(self) -> None:
        try:
            items = shelf_items(
                self._library.entries(),
                self._library.installed(),
                self._path_in_use(),
                self.tools.sentences.language,
            )
        except DeskhandError as error:
            self.show_failure(error)
            return
        self._computer.show_model(next((i.title for i in items if i.state == ShelfState.IN_USE), ""))
        if items == self.items():
            return
        for card in self._cards.values():
            self._shelf.removeWidget(card)
            card.hide()
            card.deleteLater()
        memory = psutil.virtual_memory().total / 1e9
        self._cards = {item.name: self._card(item, memory) for item in items}
        for place, card in enumerate(self._cards.values()):
            self._shelf.insertWidget(place, card)
        self._show_fetching()

    def _path_in_use(self) -> Path | None:
        try:
            return self._in_use()
        except DeskhandError:  # the chosen one is not there; the jobs say so when it matters
            return None

    def _card(self, item: ShelfItem, memory: float) -> ModelCard:
        card = ModelCard(self.tools, item, memory)
        card.fetch_requested.connect(self._fetch)
        card.stop_requested.connect(self._fetching.stop)
        card.use_requested.connect(self._use)
        card.remove_requested.connect(self._ask_remove)
        return card

    def _fetch(self, name: str) -> None:
        self.banner.close_banner()
        self._fetching.start(name)

    def _show_fetching(self) -> None:
        name = self._fetching.name
        reason = self.tr("Deskhand was started without a network") if self._offline else ""
        if name:
            reason = self.tr("Another one is being fetched")
        for card in self._cards.values():
            busy = card.item.name == name
            card.show_progress(self._fetching.progress if busy else None, fetching=busy)
            card.allow_fetching(allowed=not name and not self._offline, reason=reason)

    def _show_word(self, finding: Finding) -> None:
        self.banner.show_message(self.tools.sentences.finding(finding), "", "accent")

    def _fail(self, error: DeskhandError) -> None:
        self._show_fetching()
        self.show_failure(error)

    def _use(self, name: str) -> None:
        try:
            self._settings.change(model=name)
        except DeskhandError as error:
            self.show_failure(error)
        self._show_shelf()
        self._testing.start_by_itself()

    def _ask_remove(self, name: str) -> None:
        title = self._cards[name].item.title
        self.banner.show_message(
            self.tr("Remove {title}?").format(title=title),
            self.tr("It can be fetched or added again later."),
            "doubtful",
            BannerAction(self.tr("Remove"), lambda: self._remove(name)),
        )

    def _remove(self, name: str) -> None:
        try:
            self._library.remove(name)
        except DeskhandError as error:
            self.show_failure(error)
        self._show_shelf()

    def _ask_file(self) -> None:
        files = self.tools.dialogs.open_files(self, self.tr("Model file"), MODEL_ENDINGS)
        if not files:
            return
        file = files[0]

        def add(reports: Reports) -> InstalledModel:
            return self._library.add(file, on_progress=reports.on_progress, cancellation=reports.cancellation)

        self._add_button.setEnabled(False)
        self._adder.start(add)

    def _show_adding(self, progress: Progress) -> None:
        self._adding.setText(self.tools.sentences.progress(progress))

    def _end_adding(self) -> None:
        self._add_button.setEnabled(True)
        self._adding.clear()
        self._show_shelf()

    def _connect(self) -> None:
        self._changes.happened.connect(self._show_shelf)
        self._fetching.began.connect(self._show_fetching)
        self._fetching.progressed.connect(self._show_fetching)
        self._fetching.told.connect(self._show_word)
        self._fetching.ended.connect(self._show_fetching)
        self._fetching.failed.connect(self._fail)
        self._add_button.clicked.connect(self._ask_file)
        self._adder.progressed.connect(self._show_adding)
        self._adder.finished.connect(self._end_adding)
        self._adder.finished.connect(self._testing.start_by_itself)
        self._adder.cancelled.connect(self._end_adding)
        self._adder.failed.connect(self._end_adding)
        self._adder.failed.connect(self.show_failure)
        self._testing.failed.connect(self.show_failure)

    def _lay_out(self) -> None:
        set_look(self._adding, "look", "quiet")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        self._shelf.setSpacing(NEAR)
        column.addLayout(self._shelf)
        foot = QHBoxLayout()
        foot.setSpacing(NEAR)
        foot.addWidget(self._add_button)
        foot.addWidget(self._adding, 1)
        column.addLayout(foot)
        column.addSpacing(APART - NEAR)
        column.addWidget(self._computer)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)
