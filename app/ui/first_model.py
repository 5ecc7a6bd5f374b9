"""The second screen of the first start: the recommended model, with the others behind a button."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.engine.model_fit import Verdict
from app.errors import DeskhandError
from app.model_library.catalogue import ModelEntry
from app.ui.appearance import set_look
from app.ui.job_bridge import JobBridge
from app.ui.model_card import LINKS
from app.ui.model_services import ModelServices
from app.ui.model_shelf import ShelfItem, shelf_items
from app.ui.page import quiet, sheet
from app.ui.page_tools import PageTools
from app.ui.sentences import expectation_words, size_words
from app.ui.stylesheet import NEAR, STEP

_ORDINARY_LINE = 50_000_000 / 8
"""Bytes a second of an ordinary office's line, to give an idea of the time."""
_BESIDE_BUTTON = 28
_BESIDE_BOX = 30
"""Where the words of a radio button and of a check box begin, in pixels."""


@dataclass(frozen=True, slots=True)
class ModelWish:
    """What the user has chosen."""

    names: tuple[str, ...]
    """Models to fetch, in this order."""
    kit: Path | None = None
    """The kit to take in place of that."""
    licence_to_accept: ModelEntry | None = None
    """The entry whose licence was accepted with it."""


class FirstModel(QWidget):
    """Lets the user choose.

    Signals:
        changed: Something else is chosen.

    Attributes:
        acceptance_place: Where the terms of the chosen model are accepted; empty when there is nothing to accept.
    """

    changed = Signal()

    def __init__(self, tools: PageTools, services: ModelServices) -> None:
        """Offer the models of *services*."""
        super().__init__()
        self._tools = tools
        self._behind = services
        self._kit: Path | None = None
        self._items: list[ShelfItem] = []
        self._rows: dict[str, QFrame] = {}
        self._group = QButtonGroup(self)
        self._more_button = QPushButton(self.tr("More models"))
        self.acceptance_place = QWidget()
        self._acceptance = QWidget()
        self._touched = False
        self._all_shown = False
        self._accepted = QCheckBox()
        self._terms = QLabel()
        self._starter_words = quiet(
            self.tr(
                "The starter, a small model to try Deskhand out, comes first, so that you can begin soon."
            )
        )
        self._finder = JobBridge(self)
        self._column = QVBoxLayout(self)
        self._list = QVBoxLayout()
        self._lay_out()
        self._more_button.clicked.connect(self._show_all)
        self._group.buttonToggled.connect(self._take_choice)
        self._group.buttonClicked.connect(self._touch)
        self._accepted.toggled.connect(self.changed)
        self._finder.finished.connect(self._take_kit)

    def look(self) -> None:
        """Show what there is now, and look for a kit beside the window."""
        self._show_items()
        self._finder.start(lambda _reports: self._behind.find_kit())

    def wish(self) -> ModelWish:
        """Return what is chosen; the starter comes first, so that there is something to work with soon."""
        name = self.chosen()
        if not name:
            return ModelWish((), self._kit)
        language = self._tools.sentences.language
        starters = (
            entry.name
            for entry in self._behind.library.entries()
            if entry.tier == "starter" and language in entry.languages
        )
        names = dict.fromkeys((*starters, name))
        entry = self._entry(name)
        accepts = entry is not None and self._behind.licences.needed(entry)
        return ModelWish(tuple(names), None, entry if accepts else None)

    def chosen(self) -> str:
        """Return the name of the chosen model, empty for the kit."""
        button = self._group.checkedButton()
        return button.objectName() if button else ""

    def chosen_button(self) -> QRadioButton | None:
        """Return the button of what is chosen."""
        button = self._group.checkedButton()
        return button if isinstance(button, QRadioButton) else None

    def stops(self) -> list[QWidget]:
        """Return what the Tab key stops at, in its order."""
        return [*self._group.buttons(), self._more_button, self._accepted, self._terms]

    def choose(self, name: str) -> None:
        """Choose the model *name*, empty for the kit."""
        for button in self._group.buttons():
            if button.objectName() == name:
                button.setChecked(True)

    def action_words(self) -> str:
        """Return what the main button does."""
        names = self.wish().names
        if not names:
            return self.tr("Copy the models from the kit")
        size = sum(entry.bytes for entry in self._behind.library.entries() if entry.name in names)
        return self.tr("Fetch it ({size})").format(size=size_words(size))

    def reason_against(self) -> str:
        """Return why the main button cannot be used now, empty when it can."""
        name = self.chosen()
        if not name:
            return "" if self._kit else self.tr("Choose a model first")
        if self._behind.offline:
            return self.tr("Deskhand was started without a network")
        entry = self._entry(name)
        if entry is not None and self._behind.licences.needed(entry) and not self._accepted.isChecked():
            return self.tr("Accept the terms first")
        return ""

    def _entry(self, name: str) -> ModelEntry | None:
        return next((entry for entry in self._behind.library.entries() if entry.name == name), None)

    def _show_items(self) -> None:
        try:
            items = shelf_items(
                self._behind.library.entries(),
                (),
                None,
                self._tools.sentences.language,
                self._behind.advise(),
            )
        except DeskhandError:
            return
        if self._rows and items == self._items:
            return
        self._items = items
        before = self.chosen()
        able = [item for item in items if _can_run(item)]
        best = next((item.name for item in items if item.recommended), able[0].name if able else "")
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.deleteLater()
        for button in self._group.buttons():
            if button.objectName():
                self._group.removeButton(button)
        self._rows = {item.name: self._row(item) for item in items}
        for name, row in self._rows.items():
            self._list.addWidget(row)
            row.setVisible(self._all_shown or name == best)
        self._more_button.setVisible(len(items) > 1 and not self._all_shown)
        if before in self._rows:
            self._rows[before].show()
            self.choose(before)
        elif self._group.checkedButton() is None:
            self.choose(best)
        self._take_choice()

    def _show_all(self) -> None:
        self._all_shown = True
        for row in self._rows.values():
            row.setVisible(True)
        self._more_button.hide()

    def _take_kit(self, kit: Path | None) -> None:
        """Offer the kit that was found before everything else: it needs no network."""
        if kit is None or kit == self._kit:
            return
        self._kit = kit
        frame, column = sheet(spacing=STEP)
        button = self._button("", self.tr("The kit in {folder}").format(folder=kit))
        column.addWidget(button)
        column.addWidget(_indented(self.tr("Its models are copied to this computer; no network is needed.")))
        self._list.insertWidget(0, frame)
        if not self._touched:
            button.setChecked(True)

    def _touch(self) -> None:
        self._touched = True

    def _take_choice(self) -> None:
        entry = self._entry(self.chosen())
        asks = entry is not None and self._behind.licences.needed(entry)
        self._acceptance.setHidden(not asks)
        if entry is not None and asks:
            self._accepted.setText(self.tr("I accept the {licence}").format(licence=entry.licence))
            accent = self._tools.look.theme.color("accent").name()
            self._terms.setText(
                f'<a href="{entry.licence_url}" style="color: {accent}">{entry.licence_url}</a>'
            )
        self._starter_words.setVisible(len(self.wish().names) > 1)
        self.changed.emit()

    def _button(self, name: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        self._group.addButton(button)
        return button

    def _row(self, item: ShelfItem) -> QFrame:
        frame, column = sheet(margin=NEAR + STEP, spacing=STEP)
        words = item.title
        if item.recommended:
            words = self.tr("{title}, recommended for this computer").format(title=item.title)
        button = self._button(item.name, words)
        column.addWidget(button)
        lines = [item.good_for]
        if item.expectation is not None:
            lines.append(expectation_words(self._tools.sentences, item.expectation))
        minutes = max(1, round(item.size / _ORDINARY_LINE / 60))
        size = self.tr("{size} to fetch, about {minutes} min over a line of 50 Mbit/s").format(
            size=size_words(item.size), minutes=minutes
        )
        lines.append(f"{size}  ·  {item.licence}")
        labels = [_indented(line, is_quiet=line != item.good_for) for line in lines]
        for label in labels:
            column.addWidget(label)
        if not _can_run(item):
            button.setEnabled(False)
            set_look(labels[1], "look", "doubtful")
        button.setAccessibleDescription(". ".join(lines))
        return frame

    def _lay_out(self) -> None:
        self._terms.setOpenExternalLinks(True)
        self._terms.setTextInteractionFlags(LINKS)
        self._terms.setAccessibleName(self.tr("The terms"))
        self._list.setSpacing(NEAR)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        self._column.addLayout(self._list)
        self._column.addWidget(self._more_button, 0, Qt.AlignmentFlag.AlignLeft)
        holder = QVBoxLayout(self.acceptance_place)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._acceptance)
        accepting = QVBoxLayout(self._acceptance)
        accepting.setContentsMargins(0, 0, 0, 0)
        accepting.setSpacing(STEP)
        accepting.addWidget(self._accepted)
        accepting.addWidget(self._terms)
        self._terms.setContentsMargins(_BESIDE_BOX, 0, 0, 0)
        self._column.addWidget(self._starter_words)
        self._column.addWidget(quiet(self.tr("Everything can be changed later on the Models page.")))
        self._column.addStretch(1)


def _can_run(item: ShelfItem) -> bool:
    return item.expectation is None or item.expectation.fit.verdict is not Verdict.NOT


def _indented(words: str, *, is_quiet: bool = False) -> QLabel:
    """Return a line under a radio button, in line with its words."""
    label = quiet(words) if is_quiet else QLabel(words)
    label.setWordWrap(True)
    label.setContentsMargins(_BESIDE_BUTTON, 0, 0, 0)
    return label
