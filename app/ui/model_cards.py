"""The shelf of models: a card for each, and what its buttons do."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.ui.banner import BannerAction
from app.ui.model_card import ModelCard
from app.ui.model_services import ModelServices
from app.ui.model_shelf import ShelfItem, ShelfState, shelf_items
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR


class ModelCards(QWidget):
    """Shows the catalogue and what is here.

    Signals:
        asked: The user has to decide.      args: the question, what it means, the BannerAction
        begun: Something was asked for, and earlier words are out of date.
        told: Something to know of it.      args: what, and more of it
        failed: It could not be done.       arg: the DeskhandError
        shown: The shelf is as the library is.
    """

    asked = Signal(str, str, object)
    begun = Signal()
    told = Signal(str, str)
    failed = Signal(object)
    shown = Signal()

    def __init__(
        self, tools: PageTools, services: ModelServices, *, only: Collection[str] | None = None
    ) -> None:
        """Show the models of *services*, all of them or *only* some."""
        super().__init__()
        self._tools = tools
        self._behind = services
        self._only = only
        self._cards: dict[str, ModelCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        fetching = services.fetching
        for signal in (fetching.began, fetching.progressed, fetching.queue_changed):
            signal.connect(self._show_fetching)
        for signal in (fetching.ended, fetching.failed, services.testing.ended, services.work.ended):
            signal.connect(self.refresh)

    def items(self) -> list[ShelfItem]:
        """Return what is shown."""
        return [card.item for card in self._cards.values()]

    def card(self, name: str) -> ModelCard:
        """Return the card of the model *name*."""
        return self._cards[name]

    def show_only(self, names: Collection[str]) -> None:
        """Show the models *names*."""
        self._only = names
        self.refresh()

    def refresh(self) -> None:
        """Show the library as it is now."""
        try:
            items = shelf_items(
                self._behind.library.entries(),
                self._behind.library.installed(),
                self._path_in_use(),
                self._tools.sentences.language,
                self._behind.advise(),
            )
        except DeskhandError as error:
            self.failed.emit(error)
            return
        if self._only is not None:
            items = [item for item in items if item.name in self._only]
        if items != self.items():
            self._make_cards(items)
        self._show_fetching()
        self.shown.emit()

    def title_in_use(self) -> str:
        """Return the title of the model that works now, or nothing."""
        return next((item.title for item in self.items() if item.state == ShelfState.IN_USE), "")

    def _path_in_use(self) -> Path | None:
        try:
            return self._behind.in_use()
        except DeskhandError:  # the chosen one is not there; the jobs say so when it matters
            return None

    def _make_cards(self, items: list[ShelfItem]) -> None:
        """Let each card show its item; cards are made and put away only where models came or went."""
        focused = next((name for name, card in self._cards.items() if card.has_focus()), "")
        wanted = {item.name: item for item in items}
        for name in [name for name in self._cards if name not in wanted]:
            card = self._cards.pop(name)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        before, self._cards = self._cards, {}
        for place, (name, item) in enumerate(wanted.items()):
            card = before.get(name) or self._made(item)
            if card.item != item:
                card.show_item(item)
            self._cards[name] = card
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
                card.show()  # now, and not with the next event: else the shelf is empty for a blink
        if focused in self._cards and not self._cards[focused].has_focus():
            self._cards[focused].take_focus()

    def _made(self, item: ShelfItem) -> ModelCard:
        card = ModelCard(self._tools, item)
        card.fetch_requested.connect(self._ask_fetch)
        card.stop_requested.connect(self._behind.fetching.leave_out)
        card.use_requested.connect(self.use)
        card.remove_requested.connect(self._ask_remove)
        return card

    def _ask_fetch(self, name: str) -> None:
        """Fetch the model *name*, after its licence was accepted where it asks for that."""
        self.begun.emit()
        entry = next((one for one in self._behind.library.entries() if one.name == name), None)
        if entry is None or not self._behind.licences.needed(entry):
            self._behind.fetching.start(name)
            return

        def accept() -> None:
            self._behind.licences.accept(entry)
            self._behind.fetching.start(name)

        self.asked.emit(
            self.tr("{title} has terms to accept: {licence}").format(
                title=entry.title, licence=entry.licence
            ),
            self.tr("Read them first: {address}").format(address=entry.licence_url),
            BannerAction(self.tr("Accept and fetch"), accept),
        )

    def _show_fetching(self) -> None:
        fetching, offline = self._behind.fetching, self._behind.offline
        reason = self.tr("Deskhand was started without a network") if offline else ""
        for card in self._cards.values():
            busy = card.item.name == fetching.name
            turn, network = card.item.name in fetching.waiting, card.item.name in fetching.resting
            card.show_progress(
                fetching.progress if busy else None,
                fetching=busy,
                waits="turn" if turn else "network" if network else "",
            )
            card.allow_fetching(allowed=not offline, reason=reason)

    def use(self, name: str) -> None:
        """Use the model *name* from now on."""
        try:
            self._behind.settings.change(model=name)
        except DeskhandError as error:
            self.failed.emit(error)
        self.refresh()
        if self._cards[name].item.state == ShelfState.IN_USE:
            self._behind.testing.start_by_itself()
        else:
            self.told.emit(
                self.tr("{title} is used from the next start on").format(title=self._cards[name].item.title),
                self.tr("This time Deskhand was started with another model."),
            )

    def _ask_remove(self, name: str) -> None:
        item = self._cards[name].item
        kept = item.program is not None
        self.asked.emit(
            self.tr("Remove {title}?").format(title=item.title),
            self.tr("Its file stays where it is.")
            if kept
            else self.tr("It can be fetched or added again later."),
            BannerAction(self.tr("Remove"), lambda: self._remove(name)),
        )

    def _remove(self, name: str) -> None:
        self._behind.fetching.leave_out(name)  # else it would come again by itself
        self._behind.work.remove(name)
