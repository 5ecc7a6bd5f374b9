"""The first start: what this is, which model, and a beginning while that is fetched."""

import itertools
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import DeskhandError
from app.model_library.installed import InstalledModel
from app.ui.appearance import scaled_font, set_look
from app.ui.banner import BannerAction
from app.ui.buttons import icon_button
from app.ui.first_model import FirstModel, ModelWish
from app.ui.icons import Symbol
from app.ui.model_cards import ModelCards
from app.ui.model_services import ModelServices, folder_is_away
from app.ui.page import Page, quiet
from app.ui.page_tools import Memory, PageTools
from app.ui.stylesheet import APART, AROUND, NEAR
from app.ui.work_line import WorkLine

WIDEST = 720
"""How wide the screens are at most, in pixels."""
WELCOME, MODEL, READY = range(3)
"""The screens in their order."""

_KEY = "first-start"
_NAMES_KEY = "first-start-models"
_DONE = "done"
_LATER = "later"
_ICON = 24


def is_wanted(memory: Memory, services: ModelServices) -> bool:
    """Return whether the first start begins, or goes on, by itself."""
    kept = memory.get(_KEY)
    if kept in {_DONE, _LATER}:
        return False
    if has_models(services):
        if isinstance(kept, int):
            return True  # the starter came while it was gone through
        memory.put(_KEY, _DONE)
        return False
    return True


def has_models(services: ModelServices) -> bool:
    """Return whether there are models, or were: on a drive that is away, in a folder that the user chose."""
    if services.settings.options.models_folder or folder_is_away(services.library):
        return True
    try:
        return bool(services.library.installed()) or services.in_use() is not None
    except DeskhandError:
        return True


class FirstStart(Page):
    """Three screens, left and taken up again at any point.

    Signals:
        done: The user begins to work.
    """

    done = Signal()

    def __init__(self, tools: PageTools, services: ModelServices, step: int | None = None) -> None:
        """Go through it with the models of *services*, from where it was left, or from *step*."""
        super().__init__(tools, "", "")
        self._behind = services
        self._screens = QStackedWidget()
        self._model = FirstModel(tools, services)
        self._line = WorkLine(tools, services.work)
        self._cards = ModelCards(tools, services, only=())
        self._reason = quiet("")
        self._back_button = icon_button(tools.look, self.tr("Back"), Symbol.BACK)
        self._later_button = QPushButton(self.tr("Not now"))
        self._main_button = QPushButton()
        self._lay_out()
        self._connect()
        self._names = _names(tools.memory.get(_NAMES_KEY))
        kept = tools.memory.get(_KEY) if step is None else step
        self.go_to(kept if isinstance(kept, int) and WELCOME <= kept <= READY else WELCOME)

    @property
    def step(self) -> int:
        """Which screen is shown, from 0."""
        return self._screens.currentIndex()

    def go_to(self, step: int) -> None:
        """Show the screen *step*, and remember it."""
        if step == READY and not self._names and not self._behind.work.running:
            step = MODEL  # the kit was not taken in to its end
        self.tools.memory.put(_KEY, step)
        titles = (
            self.tr("Paperwork help that stays on this computer"),
            self.tr("The model for this computer"),
            self.tr("Deskhand is ready for the first mail"),
        )
        sentences = (
            self.tr("Deskhand does routine office work with you, and leaves each decision to you."),
            self.tr(
                "A language model reads and writes for you. It is fetched once, and works without a network."
            ),
            self.tr(
                "Templates, rules and statistics work at once. The model joins in as soon as it is here."
            ),
        )
        self.set_head(titles[step], sentences[step])
        self._screens.setCurrentIndex(step)
        self.banner.close_banner()
        if step == MODEL:
            self._model.look()
        if step == READY:
            self._cards.show_only(self._names)
        self._show_buttons()
        self.focus_first()

    def focus_first(self) -> None:
        """Let keys go to what the screen asks for."""
        chosen = self._model.chosen_button() if self.step == MODEL else None
        (chosen or self._main_button).setFocus()

    def run_or_stop(self) -> None:
        """Do what the main button does."""
        self._main_button.click()

    def _go_on(self) -> None:
        if self.step == WELCOME:
            self.go_to(MODEL)
        elif self.step == MODEL:
            self._take(self._model.wish())
        else:
            self._finish(_DONE)

    def _take(self, wish: ModelWish) -> None:
        """Have what was chosen brought here."""
        if wish.licence_to_accept:
            self._behind.licences.accept(wish.licence_to_accept)
        self._keep_names(wish.names)
        if wish.kit:
            self._behind.work.add_folder(wish.kit)
        for name in wish.names:
            self._behind.fetching.start(name)
        self.go_to(READY)

    def _keep_names(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.tools.memory.put(_NAMES_KEY, list(names) or None)

    def _take_added(self, models: list[InstalledModel]) -> None:
        """Show what came with the kit."""
        self._keep_names(tuple(dict.fromkeys((*self._names, *(model.name for model in models)))))
        self._cards.show_only(self._names)
        self._behind.testing.start_by_itself()

    def _go_back(self) -> None:
        self.go_to(max(self.step - 1, WELCOME))

    def _finish_later(self) -> None:
        self._finish(_LATER)

    def _finish(self, how: str) -> None:
        self.tools.memory.put(_KEY, how)
        self.tools.memory.put(_NAMES_KEY, None)
        self.done.emit()

    def _show_buttons(self) -> None:
        self._back_button.setVisible(self.step != WELCOME)
        self._later_button.setVisible(self.step != READY)
        words = {
            WELCOME: self.tr("Next"),
            MODEL: self._model.action_words(),
            READY: self.tr("Begin with an e-mail"),
        }
        self._main_button.setText(words[self.step])
        reason = self._model.reason_against() if self.step == MODEL else ""
        self._main_button.setEnabled(not reason)
        self._main_button.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._model.acceptance_place.setVisible(self.step == MODEL)
        stops = [*self._model.stops(), self._back_button, self._later_button, self._main_button]
        for before, after in itertools.pairwise(stops):
            self.setTabOrder(before, after)

    def _fail(self, error: DeskhandError) -> None:
        text = self.tools.sentences.error(error)
        again = self.tr("It is tried again by itself in a while.") if self._behind.fetching.resting else ""
        action = BannerAction(self.tr("Choose again"), lambda: self.go_to(MODEL))
        self.banner.show_message(
            text.title,
            f"{text.advice} {again}".strip(),
            "doubtful",
            action if self.step == READY else None,
        )

    def _ask(self, question: str, meaning: str, action: BannerAction) -> None:
        self.banner.show_message(question, meaning, "doubtful", action)

    def _connect(self) -> None:
        self._main_button.clicked.connect(self._go_on)
        self._back_button.clicked.connect(self._go_back)
        self._later_button.clicked.connect(self._finish_later)
        self._model.changed.connect(self._show_buttons)
        self._cards.asked.connect(self._ask)
        self._behind.work.added.connect(self._take_added)
        for signal in (self._cards.failed, self._behind.fetching.failed, self._behind.work.failed):
            signal.connect(self._fail)

    def _lay_out(self) -> None:
        set_look(self._main_button, "look", "main")
        self._reason.setWordWrap(False)
        for button in (self._back_button, self._later_button, self._main_button):
            button.setAutoDefault(True)  # Enter does what the button in focus does
        ready = QWidget()
        under = QVBoxLayout(ready)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self._line)
        under.addWidget(self._cards)
        under.addStretch(1)
        for screen in (_Welcome(self.tools), self._model, ready):
            self._screens.addWidget(_scrolled(screen))
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        buttons.addWidget(self._back_button)
        buttons.addStretch(1)
        buttons.addWidget(self._reason)
        buttons.addWidget(self._later_button)
        buttons.addWidget(self._main_button)
        self.body.addWidget(self._screens, 1)
        self.body.addWidget(self._model.acceptance_place)
        self.body.addLayout(buttons)


class _Welcome(QWidget):
    """What this is, in three lines."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        lines = (
            (
                Symbol.FORMS,
                self.tr("Four jobs, through forms"),
                self.tr(
                    "It drafts mails, picks keywords out of reports, sorts inquiries and helps to fill forms."
                ),
            ),
            (
                Symbol.PRIVATE,
                self.tr("Nothing leaves this computer"),
                self.tr(
                    "What you give is read and written here. Once a model is here, no network is needed."
                ),
            ),
            (
                Symbol.GROUNDED,
                self.tr("You see what a result rests on"),
                self.tr("Each value shows where it comes from, and what is doubtful is marked."),
            ),
        )
        self._icons: list[tuple[QLabel, Symbol]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(APART)
        for symbol, title, words in lines:
            column.addLayout(self._line(symbol, title, words))
        column.addStretch(1)
        self._paint_icons()
        tools.look.changed.connect(self._paint_icons)

    def _line(self, symbol: Symbol, title: str, words: str) -> QHBoxLayout:
        icon = QLabel()
        self._icons.append((icon, symbol))
        head = QLabel(title)
        head.setFont(scaled_font(self.font(), 1.0, strong=True))
        told = QLabel(words)
        told.setWordWrap(True)
        text = QVBoxLayout()
        text.setSpacing(NEAR // 2)
        text.addWidget(head)
        text.addWidget(told)
        row = QHBoxLayout()
        row.setSpacing(AROUND)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        return row

    def _paint_icons(self) -> None:
        for label, symbol in self._icons:
            label.setPixmap(self._tools.look.icon(symbol, "accent").pixmap(_ICON, _ICON))


def _names(kept: Any) -> tuple[str, ...]:
    return tuple(name for name in kept if isinstance(name, str)) if isinstance(kept, list) else ()


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
