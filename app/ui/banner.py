"""A word from the program, shown on the page it concerns: what happened, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.appearance import Appearance, scaled_font, set_look
from app.ui.buttons import icon_tool
from app.ui.icons import Symbol
from app.ui.plain_text import show_plainly
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.theme import Role

BannerKind = Literal["missing", "doubtful", "grounded", "accent"]

_SYMBOLS: dict[BannerKind, tuple[Symbol, Role]] = {
    "missing": (Symbol.MISSING, "missing"),
    "doubtful": (Symbol.DOUBTFUL, "doubtful"),
    "grounded": (Symbol.GROUNDED, "grounded"),
    "accent": (Symbol.NOTE, "accent"),
}
_ICON = 20


@dataclass(frozen=True, slots=True)
class BannerAction:
    """A button of a banner."""

    words: str
    """What it says: a verb."""
    act: Callable[[], object]
    """What it does; the banner closes first."""


class Banner(QFrame):
    """One message with its button; hidden while there is nothing to say.

    Signals:
        visible_changed: It came or went.   arg: whether it is shown
    """

    visible_changed = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._kind: BannerKind = "accent"
        self._action: BannerAction | None = None
        self._icon = QLabel()
        self._title = QLabel()
        self._advice = QLabel()
        self._button = QPushButton()
        self._close_button = icon_tool(look, Symbol.REMOVE, self.tr("Close this message"))
        self._lay_out()
        self._button.clicked.connect(self._act)
        self._close_button.clicked.connect(self.close_banner)
        look.changed.connect(self._paint_icon)
        self.hide()

    def show_message(
        self, title: str, advice: str = "", kind: BannerKind = "accent", action: BannerAction | None = None
    ) -> None:
        """Say *title* and *advice*, with the button of *action*."""
        self._kind = kind
        self._action = action
        set_look(self, "kind", kind)
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action.words)
        self._paint_icon()
        self.setAccessibleName(f"{title}. {advice}" if advice else title)
        self.show()
        self.visible_changed.emit(True)

    def words(self) -> str:
        """Return what is said now, empty while hidden."""
        if self.isHidden():
            return ""
        return f"{self._title.text()} | {self._advice.text()}".removesuffix(" | ")

    def close_banner(self) -> None:
        """Put the banner away."""
        if not self.isHidden():
            self.hide()
            self.visible_changed.emit(False)

    def _act(self) -> None:
        action = self._action
        self.close_banner()
        if action is not None:
            action.act()

    def _paint_icon(self) -> None:
        symbol, role = _SYMBOLS[self._kind]
        self._icon.setPixmap(self._look.icon(symbol, role).pixmap(_ICON, _ICON))

    def _lay_out(self) -> None:
        set_look(self, "look", "banner")
        self._title.setFont(scaled_font(self.font(), 1.0, strong=True))
        show_plainly(self._title, self._advice)
        # In a dialog, the Enter that ends a line would press it.
        self._button.setAutoDefault(False)
        for label in (self._title, self._advice):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close_button.setToolTip(self.tr("Close (Esc)"))
        words = QVBoxLayout()
        words.setSpacing(STEP // 2)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(AROUND, NEAR, NEAR, NEAR)
        row.setSpacing(NEAR + STEP)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close_button)
