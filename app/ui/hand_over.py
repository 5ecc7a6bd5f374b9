"""Takes something from elsewhere onto a page, and never what stands there already."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.banner import BannerAction
from app.ui.job_page import JobPage

Fill = Callable[[], tuple[str, str] | None]
"""Fills the page's inputs; returns what is to be said about it, title and advice, if anything."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a page has been given, as far as something handed over would take its place."""

    is_touched: Callable[[], bool]
    """Whether there is anything that would be lost."""
    remember: Callable[[], Callable[[], None]]
    """Returns what brings back all that stands there now."""


class HandOver(QObject):
    """Fills the inputs of a page with what is handed over.

    Where something has been given there already, a message asks first; what made room can be brought back.
    """

    def __init__(self, page: JobPage, inputs: Inputs) -> None:
        """Fill *inputs* on *page*."""
        super().__init__(page)
        self._page = page
        self._inputs = inputs

    def take(self, fill: Fill) -> None:
        """Let *fill* do so, at once or when the person says so."""
        if self._page.bridge.running:
            self._ask(
                fill,
                self.tr("This page is busy"),
                self.tr("What you want to take over waits until the work is done, or until you stop it."),
            )
        elif self._inputs.is_touched():
            self._ask(
                fill,
                self.tr("What you have given here is still here"),
                self.tr("It makes room when you say so, and can be brought back."),
            )
        elif remark := fill():
            self._page.banner.show_message(*remark, "doubtful")

    def kept(self) -> Callable[[], None] | None:
        """Return what brings back what is given now; None where nothing would be lost."""
        return self._inputs.remember() if self._inputs.is_touched() else None

    def offer_back(self, bring_back: Callable[[], None] | None, told: str, advice: str = "") -> None:
        """Say what is *told*, with the way to *bring_back* what made room, if anything did."""
        action = BannerAction(self.tr("Bring back what was here"), bring_back) if bring_back else None
        self._page.say(told, advice, action=action)

    def _ask(self, fill: Fill, title: str, advice: str) -> None:
        action = BannerAction(self.tr("Take it over"), lambda: self._replace(fill))
        self._page.banner.show_message(title, advice, "doubtful", action)

    def _replace(self, fill: Fill) -> None:
        if self._page.bridge.running:
            self.take(fill)
            return
        bring_back = self.kept()
        remark = fill()
        self.offer_back(bring_back, self.tr("It is taken over"), " – ".join(remark or ()))


def pasted_into(field: QPlainTextEdit) -> Inputs:
    """Return the inputs of a page whose *field* takes texts that are pasted; files beside it stay as they are."""
    return Inputs(
        is_touched=lambda: bool(field.toPlainText().strip()),
        remember=lambda: partial(field.setPlainText, field.toPlainText()),
    )
