"""The first start: what this is, which model, and a beginning while that is fetched."""

from collections.abc import Sequence
from pathlib import Path

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
from app.ui.appearance import TITLE_SCALE, scaled_font, set_look
from app.ui.banner import Banner, BannerAction
from app.ui.buttons import icon_button
from app.ui.first_model import FirstModel, ModelWish
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge
from app.ui.model_cards import ModelCards
from app.ui.model_services import ModelServices
from app.ui.page import quiet
from app.ui.page_tools import Memory, PageTools
from app.ui.stylesheet import APART, AROUND, NEAR

_KEY = "first-start"
_DONE = "done"
_WIDEST = 720
_ICON = 24
_WELCOME, _MODEL, _READY = range(3)


def is_wanted(memory: Memory, services: ModelServices) -> bool:
    """Return whether the first start is still to be gone through."""
    kept = memory.get(_KEY)
    if kept == _DONE:
        return False
    try:
        nothing_here = not services.library.installed() and services.in_use() is None
    except DeskhandError:
        return False
    return nothing_here or isinstance(kept, int)


class FirstStart(QWidget):
    """Three screens, left and taken up again at any point.

    Signals:
        done: The user begins to work.

    Attributes:
        banner: Where it says what happened.
    """

    done = Signal()

    def __init__(self, tools: PageTools, services: ModelServices) -> None:
        """Go through it with the models of *services*, from where it was left."""
        super().__init__()
        self._tools = tools
        self._behind = services
        self.banner = Banner(tools.look)
        self._title = QLabel()
        self._sentence = QLabel()
        self._screens = QStackedWidget()
        self._model = FirstModel(tools, services)
        self._cards = ModelCards(tools, services, only=())
        self._accepting = QWidget()
        self._reason = quiet("")
        self._kit = JobBridge(self)
        self._kit_words = QLabel()
        self._back_button = icon_button(tools.look, self.tr("Back"), Symbol.BACK)
        self._later_button = QPushButton(self.tr("Not now"))
        self._main_button = QPushButton()
        self._lay_out()
        self._connect()
        kept = tools.memory.get(_KEY)
        self._names: tuple[str, ...] = self._kept_names()
        self.go_to(kept if isinstance(kept, int) and _WELCOME <= kept <= _READY else _WELCOME)

    @property
    def step(self) -> int:
        """Which screen is shown, from 0."""
        return self._screens.currentIndex()

    def go_to(self, step: int) -> None:
        """Show the screen *step*, and remember it."""
        self._tools.memory.put(_KEY, step)
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
        self._title.setText(titles[step])
        self._sentence.setText(sentences[step])
        self.setAccessibleName(titles[step])
        self._screens.setCurrentIndex(step)
        self.banner.close_banner()
        if step == _MODEL:
            self._model.look()
        if step == _READY:
            self._cards.show_only(self._names)
        self._show_buttons()
        self._main_button.setFocus()

    def _go_on(self) -> None:
        if self.step == _WELCOME:
            self.go_to(_MODEL)
        elif self.step == _MODEL:
            self._take(self._model.wish())
        else:
            self._finish()

    def _take(self, wish: ModelWish) -> None:
        """Have what was chosen brought here."""
        if wish.licence_to_accept:
            self._behind.licences.accept(wish.licence_to_accept)
        self._names = wish.names
        self._tools.memory.put(f"{_KEY}-models", list(wish.names))
        if wish.kit:
            self._take_kit(wish.kit)
        else:
            for name in wish.names:
                self._behind.fetching.start(name)
        self.go_to(_READY)

    def _take_kit(self, kit: Path) -> None:
        def add(reports: object) -> Sequence[object]:
            return self._behind.library.add_folder(kit, on_progress=getattr(reports, "on_progress", None))

        self._kit_words.show()
        self._kit_words.setText(self.tr("The models of the kit are being taken in"))
        self._kit.start(add)

    def _end_kit(self) -> None:
        self._kit_words.hide()
        self._cards.refresh()
        self._behind.testing.start_by_itself()

    def _go_back(self) -> None:
        self.go_to(max(self.step - 1, _WELCOME))

    def _finish(self) -> None:
        self._tools.memory.put(_KEY, _DONE)
        self._tools.memory.put(f"{_KEY}-models", None)
        self.done.emit()

    def _show_buttons(self) -> None:
        self._back_button.setVisible(self.step == _MODEL)
        self._later_button.setVisible(self.step != _READY)
        words = {
            _WELCOME: self.tr("Next"),
            _MODEL: self._model.action_words(),
            _READY: self.tr("Begin with an e-mail"),
        }
        self._main_button.setText(words[self.step])
        reason = self._model.reason_against() if self.step == _MODEL else ""
        self._main_button.setEnabled(not reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._accepting.setVisible(self.step == _MODEL)

    def _fail(self, error: DeskhandError) -> None:
        self._kit_words.hide()
        text = self._tools.sentences.error(error)
        again = BannerAction(self.tr("Choose again"), lambda: self.go_to(_MODEL))
        self.banner.show_message(text.title, text.advice, "doubtful", again if self.step == _READY else None)

    def _ask(self, question: str, meaning: str, action: BannerAction) -> None:
        self.banner.show_message(question, meaning, "doubtful", action)

    def _kept_names(self) -> tuple[str, ...]:
        kept = self._tools.memory.get(f"{_KEY}-models")
        return tuple(name for name in kept if isinstance(name, str)) if isinstance(kept, list) else ()

    def _connect(self) -> None:
        self._main_button.clicked.connect(self._go_on)
        self._back_button.clicked.connect(self._go_back)
        self._later_button.clicked.connect(self._finish)
        self._model.changed.connect(self._show_buttons)
        self._cards.asked.connect(self._ask)
        self._cards.failed.connect(self._fail)
        self._behind.fetching.failed.connect(self._fail)
        self._kit.finished.connect(self._end_kit)
        self._kit.failed.connect(self._fail)

    def _lay_out(self) -> None:
        self._title.setFont(scaled_font(self.font(), TITLE_SCALE, strong=True))
        self._title.setWordWrap(True)
        self._sentence.setWordWrap(True)
        set_look(self._sentence, "look", "quiet")
        set_look(self._kit_words, "look", "quiet")
        self._kit_words.hide()
        set_look(self._main_button, "look", "main")
        self._reason.setWordWrap(False)
        holder = QVBoxLayout(self._accepting)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._model.acceptance)
        ready = QWidget()
        under = QVBoxLayout(ready)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self._kit_words)
        under.addWidget(self._cards)
        under.addStretch(1)
        for screen in (_Welcome(self._tools), self._model, ready):
            self._screens.addWidget(_scrolled(screen))
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        buttons.addWidget(self._back_button)
        buttons.addStretch(1)
        buttons.addWidget(self._reason)
        buttons.addWidget(self._later_button)
        buttons.addWidget(self._main_button)
        column = QVBoxLayout()
        column.setSpacing(NEAR)
        for widget in (self._title, self._sentence, self.banner):
            column.addWidget(widget)
        column.addSpacing(AROUND - NEAR)
        column.addWidget(self._screens, 1)
        column.addWidget(self._accepting)
        column.addLayout(buttons)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        middle.setLayout(column)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(APART, 2 * APART, APART, APART)
        outer.addStretch(1)
        outer.addWidget(middle, 1000)
        outer.addStretch(1)


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


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
