"""The list of pages on the left: icon and word, or icons only."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.appearance import Appearance, scaled_font, set_look
from app.ui.icons import Symbol
from app.ui.page import rule
from app.ui.stylesheet import NEAR, STEP

WIDTH = 200
_COLLAPSED = 56
_ICON = QSize(20, 20)
_ICON_APART = QSize(30, 20)
"""With room before the words."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the navigation."""

    key: str
    """Stable name of the page."""
    words: str
    """What it is called."""
    symbol: Symbol
    """Its icon."""
    group: int = 0
    """Pages of one group stand together."""


class Navigation(QFrame):
    """The pages to choose from.

    Signals:
        page_chosen: The user wants a page.           arg: its key
        collapsed_changed: Only icons are shown, or words again.
        state_clicked: The user pointed at the state of the program.
    """

    page_chosen = Signal(str)
    collapsed_changed = Signal()
    state_clicked = Signal()

    def __init__(
        self, look: Appearance, entries: Sequence[PageEntry], emblem: QPixmap, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._entries = {entry.key: entry for entry in entries}
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._emblem = QLabel()
        self._emblem.setPixmap(emblem)
        self._name = QLabel("Deskhand")
        self._state = QToolButton()
        self._collapse = QToolButton()
        self._collapsed = False
        for number, entry in enumerate(entries, start=1):
            self._buttons[entry.key] = self._button(number, entry)
        self._lay_out()
        self._connect()
        self.set_collapsed(collapsed=False)

    @property
    def collapsed(self) -> bool:
        """Whether only icons are shown."""
        return self._collapsed

    def set_page(self, key: str) -> None:
        """Mark the page *key* as the one in view."""
        self._buttons[key].setChecked(True)
        self._paint_buttons()

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Show icons only, or icons and words."""
        self._collapsed = collapsed
        self.setFixedWidth(_COLLAPSED if collapsed else WIDTH)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if collapsed
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in (*self._buttons.values(), self._state, self._collapse):
            button.setToolButtonStyle(style)
            button.setIconSize(_ICON if collapsed else _ICON_APART)
        self._name.setVisible(not collapsed)
        words = self.tr("Show the names") if collapsed else self.tr("Collapse")
        self._collapse.setText(words)
        self._collapse.setToolTip(words)
        self._look.dress(self._collapse, Symbol.EXPAND if collapsed else Symbol.COLLAPSE, "quiet")
        self.collapsed_changed.emit()

    def set_state(self, words: str, symbol: Symbol, tip: str = "") -> None:
        """Tell the state of the program in two or three *words*."""
        self._state.setText(words)
        self._state.setAccessibleName(words)
        self._state.setToolTip(tip or words)
        self._look.dress(self._state, symbol, "grounded" if symbol == Symbol.GROUNDED else "quiet")

    def state_words(self) -> str:
        """Return the state that is told."""
        return self._state.text()

    def _toggle(self) -> None:
        self.set_collapsed(collapsed=not self._collapsed)

    def _choose(self) -> None:
        for key, button in self._buttons.items():
            if button.isChecked():
                self.page_chosen.emit(key)
        self._paint_buttons()

    def _paint_buttons(self) -> None:
        for key, button in self._buttons.items():
            chosen = button.isChecked()
            self._look.dress(button, self._entries[key].symbol, "accent" if chosen else "text")
            button.setFont(scaled_font(self.font(), 1.0, strong=chosen))

    def _button(self, number: int, entry: PageEntry) -> QToolButton:
        button = QToolButton()
        set_look(button, "look", "page")
        button.setText(entry.words)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFixedHeight(36)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shortcut = QKeySequence(f"Ctrl+{number}")
        button.setToolTip(f"{entry.words} ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setAccessibleName(entry.words)
        self._group.addButton(button)
        return button

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._choose)
        self._look.changed.connect(self._paint_buttons)
        self._collapse.clicked.connect(self._toggle)
        self._state.clicked.connect(self.state_clicked)

    def _lay_out(self) -> None:
        set_look(self, "look", "navigation")
        self._name.setFont(scaled_font(self.font(), 1.1, strong=True))
        head = QHBoxLayout()
        head.setContentsMargins(NEAR + STEP // 2, STEP, 0, NEAR + STEP)
        head.setSpacing(NEAR)
        head.addWidget(self._emblem)
        head.addWidget(self._name)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(NEAR, NEAR + STEP, NEAR, NEAR)
        column.setSpacing(STEP)
        column.addLayout(head)
        group = 0
        for key, button in self._buttons.items():
            if self._entries[key].group != group:
                group = self._entries[key].group
                column.addSpacing(NEAR)
                column.addWidget(rule())
                column.addSpacing(NEAR)
            column.addWidget(button)
        column.addStretch(1)
        for button in (self._state, self._collapse):
            set_look(button, "look", "page")
            button.setFixedHeight(36)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(button)
