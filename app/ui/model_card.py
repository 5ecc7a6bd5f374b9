"""One model on the shelf: what it is, how well it works here, and what can be done with it."""

from typing import Literal

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from app.engine.model_fit import Verdict
from app.records import Progress
from app.ui.appearance import scaled_font, set_look
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.model_shelf import ShelfItem, ShelfState
from app.ui.page_tools import PageTools
from app.ui.sentences import expectation_words, fetching_words, percent_words, size_words
from app.ui.stylesheet import AROUND, NEAR, STEP
from app.ui.theme import Role

LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
"""How a label lets its links be followed."""

_ICON = 16
_PARTS = 1000
_REMOVABLE = {ShelfState.INSTALLED, ShelfState.IN_USE, ShelfState.DAMAGED, ShelfState.GONE}


class ModelCard(QFrame):
    """Shows a model.

    Signals:
        fetch_requested: It should be fetched, or fetched on.   arg: its name
        stop_requested: It should not be fetched for now.       arg: its name
        use_requested: It should be used.                       arg: its name
        remove_requested: It should be removed.                 arg: its name
    """

    fetch_requested = Signal(str)
    stop_requested = Signal(str)
    use_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, tools: PageTools, item: ShelfItem) -> None:
        """Show *item*."""
        super().__init__()
        self._tools = tools
        self.item = item
        self._icon = QLabel()
        self._state = QLabel()
        self._good_for = QLabel()
        self._expectation = QLabel()
        self._words = QLabel()
        self._facts = QLabel()
        self._bar = QProgressBar()
        self._fetch_button = icon_button(tools.look, self.tr("Fetch"), Symbol.FETCH)
        self._stop_button = icon_button(tools.look, self.tr("Pause"), Symbol.PAUSE)
        self._use_button = QPushButton(self.tr("Use this one"))
        self._remove_button = QPushButton(self.tr("Remove"))
        self._lay_out()
        self._connect()
        self.show_item(item)

    def show_item(self, item: ShelfItem) -> None:
        """Show *item*, the same model as before; what stays is not touched, for styling a label takes time."""
        self.item = item
        praised = item.state == ShelfState.IN_USE or item.recommended
        found = item.expectation
        self._tell(self._state, self.state_words(), "grounded" if praised else "quiet")
        self._tell(self._good_for, item.good_for)
        will_not = found is not None and found.fit.verdict is Verdict.NOT
        self._tell(self._expectation, self.expectation_words(), "doubtful" if will_not else "quiet")
        self._fetch_button.setText(self.tr("Go on") if item.fetched else self.tr("Fetch"))
        for button in (self._fetch_button, self._use_button, self._remove_button):
            button.setAccessibleName(f"{button.text()}: {item.title}")
        self._paint_icon()
        self._write_facts()
        self.show_progress(None)

    def _tell(self, label: QLabel, text: str, look: str = "") -> None:
        label.setText(text)
        label.setHidden(not text)
        if look and label.property("look") != look:
            set_look(label, "look", look)

    def show_progress(
        self, progress: Progress | None, *, fetching: bool = False, waits: Literal["turn", "network", ""] = ""
    ) -> None:
        """Show how far fetching is; *fetching* tells that it has begun, *waits* what it waits for."""
        state = self.item.state
        busy = fetching or bool(waits)
        self._bar.setVisible(fetching)
        self._words.setVisible(busy or bool(self.item.fetched))
        self._stop_button.setVisible(busy)
        self._stop_button.setText(self.tr("Not now") if waits else self.tr("Pause"))
        self._stop_button.setAccessibleName(f"{self._stop_button.text()}: {self.item.title}")
        self._fetch_button.setVisible(not busy and state in {ShelfState.TO_FETCH, ShelfState.DAMAGED})
        self._use_button.setVisible(not busy and state == ShelfState.INSTALLED)
        self._remove_button.setVisible(not busy and (state in _REMOVABLE or bool(self.item.fetched)))
        if fetching:
            self._show_amount(progress)
        elif waits:
            turn = waits == "turn"
            self._words.setText(
                self.tr("Waits for its turn") if turn else self.tr("Tried again by itself in a while")
            )
        else:
            self._words.setText(
                self.tr("{done} of {total} are here").format(
                    done=size_words(self.item.fetched), total=size_words(self.item.size)
                )
            )

    def allow_fetching(self, *, allowed: bool, reason: str = "") -> None:
        """Let the model be fetched or not, with the *reason*."""
        self._fetch_button.setEnabled(allowed)
        self._fetch_button.setToolTip(reason)

    def has_focus(self) -> bool:
        """Return whether one of its buttons would hear a key."""
        focused = self.window().focusWidget()
        return bool(focused) and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Let its first button that can be used hear keys."""
        for button in (self._stop_button, self._fetch_button, self._use_button, self._remove_button):
            if not button.isHidden() and button.isEnabled():
                button.setFocus()
                return

    def state_words(self) -> str:
        """Return how the model stands."""
        words = {
            ShelfState.TO_FETCH: "",
            ShelfState.INSTALLED: self.tr("installed"),
            ShelfState.IN_USE: self.tr("in use"),
            ShelfState.DAMAGED: self.tr("incomplete"),
            ShelfState.GONE: self.tr("its file is gone"),
        }[self.item.state]
        recommended = self.tr("recommended for this computer") if self.item.recommended else ""
        return "  ·  ".join(part for part in (words, recommended) if part)

    def expectation_words(self) -> str:
        """Return how well the model works here, and how that is known."""
        found = self.item.expectation
        if found is None:
            return ""
        return expectation_words(self._tools.sentences, found)

    def _show_amount(self, progress: Progress | None) -> None:
        if progress is None or not progress.total:
            self._bar.setRange(0, 0)
            self._words.setText(
                self._tools.sentences.progress(progress) if progress else self.tr("Beginning")
            )
            return
        self._bar.setRange(0, _PARTS)
        self._bar.setValue(round(_PARTS * progress.done / progress.total))
        self._words.setText(fetching_words(self._tools.sentences, progress))

    def _write_facts(self) -> None:
        item = self.item
        accent = self._tools.look.theme.color("accent").name()
        languages = {"en": self.tr("English"), "ja": self.tr("Japanese")}
        parts = [
            size_words(item.size),
            ", ".join(languages[language] for language in item.languages),
            self.tr("{memory} GB of memory at work").format(memory=f"{item.memory_gb:g}")
            if item.memory_gb
            else "",
            f'<a href="{item.licence_url}" style="color: {accent}">{item.licence}</a>'
            if item.licence_url
            else item.licence,
            self._place(),
            self._last_use(),
        ]
        self._facts.setText("  ·  ".join(part for part in parts if part))
        words = self._tools.sentences
        self._facts.setToolTip(
            "\n".join(
                words.word(
                    "measured-job",
                    job=words.word(f"job-{one.job}"),
                    share=percent_words(one.share_right),
                    data=one.measured_on,
                )
                for one in item.measured
            )
        )
        self._facts.setAccessibleName(
            self.tr("Facts on {title}, with its licence: {licence}").format(
                title=item.title, licence=item.licence or "–"
            )
        )

    def _place(self) -> str:
        if self.item.program is None:
            return ""
        if not self.item.program:
            return self.tr("used where it is")
        program = self._tools.sentences.word(f"program-{self.item.program}")
        return self.tr("used in place, kept by {program}").format(program=program)

    def _last_use(self) -> str:
        if self.item.used is None:
            return ""
        used = self.item.used
        day = QLocale().toString(QDate(used.year, used.month, used.day), QLocale.FormatType.ShortFormat)
        return self.tr("last used {day}").format(day=day)

    def _paint_icon(self) -> None:
        looks: dict[ShelfState, tuple[Symbol, Role]] = {
            ShelfState.IN_USE: (Symbol.GROUNDED, "grounded"),
            ShelfState.DAMAGED: (Symbol.DOUBTFUL, "doubtful"),
            ShelfState.GONE: (Symbol.DOUBTFUL, "doubtful"),
        }
        symbol, role = looks.get(self.item.state, (Symbol.MODELS, "quiet"))
        self._icon.setPixmap(self._tools.look.icon(symbol, role).pixmap(_ICON, _ICON))

    def _tell_fetch(self) -> None:
        self.fetch_requested.emit(self.item.name)

    def _tell_stop(self) -> None:
        self.stop_requested.emit(self.item.name)

    def _tell_use(self) -> None:
        self.use_requested.emit(self.item.name)

    def _tell_remove(self) -> None:
        self.remove_requested.emit(self.item.name)

    def _connect(self) -> None:
        self._fetch_button.clicked.connect(self._tell_fetch)
        self._stop_button.clicked.connect(self._tell_stop)
        self._use_button.clicked.connect(self._tell_use)
        self._remove_button.clicked.connect(self._tell_remove)
        self._tools.look.changed.connect(self._paint_icon)
        self._tools.look.changed.connect(self._write_facts)  # a link keeps the colour it was written in

    def _lay_out(self) -> None:
        set_look(self, "look", "sheet")
        self.setAccessibleName(self.item.title)
        title = QLabel(self.item.title)
        title.setFont(scaled_font(self.font(), 1.0, strong=True))
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        head.addWidget(self._icon)
        head.addWidget(title)
        head.addWidget(self._state)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(STEP)
        words.addLayout(head)
        self._facts.setTextFormat(Qt.TextFormat.RichText)
        self._facts.setOpenExternalLinks(True)
        if self.item.licence_url:
            self._facts.setTextInteractionFlags(LINKS)
        for line in (self._good_for, self._expectation, self._facts):
            line.setWordWrap(True)
            words.addWidget(line)
        set_look(self._facts, "look", "quiet")
        set_look(self._words, "look", "quiet")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of {title}").format(title=self.item.title))
        words.addWidget(self._words)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(AROUND, NEAR + STEP, AROUND, NEAR + STEP)
        row.setSpacing(NEAR)
        row.addLayout(words, 1)
        row.addSpacing(AROUND)
        for button in (self._fetch_button, self._stop_button, self._use_button, self._remove_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
