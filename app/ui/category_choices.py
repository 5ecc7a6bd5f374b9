"""The categories to choose from with a key each, the suggested one marked."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from app.records import SortedRow
from app.ui.appearance import SMALL_SCALE, Appearance, scaled_font
from app.ui.row_table import RowDelegate
from app.ui.stylesheet import NEAR, STEP

Index = QModelIndex | QPersistentModelIndex

CHOICE = Qt.ItemDataRole.UserRole + 20
_FIGURES = 9
_ROW_HEIGHT = 36
_CAP = 22
_BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Choice:
    """One category to choose."""

    category: str | None
    """None is none of them."""
    words: str
    figure: int | None
    """Its key, or None when it has none."""
    note: str = ""
    """What is said beside it."""


def likeliest_first(
    result: SortedRow, names: Sequence[str], counts: Mapping[str | None, int]
) -> tuple[str, ...]:
    """Return *names* with those first that *result* probably belongs to.

    First come the best guess and what its reason names beside it, then what many rows of this table are.

    Args:
        result: The row.
        names: All categories, in their order.
        counts: How many rows of the table each category has.
    """
    parameters = result.parameters
    named = {
        parameters.get("first"),
        parameters.get("second"),
        *str(parameters.get("others", "")).split(", "),
    }

    def rank(name: str) -> tuple[bool, bool, int]:
        return name != result.category, name not in named, -counts.get(name, 0)

    return tuple(sorted(names, key=rank))


def matching(names: Sequence[str], letters: str) -> tuple[str, ...]:
    """Return those of *names* that hold *letters*, first those with a word that begins so."""
    wanted = _comparable(letters)
    found = [(name, _comparable(name)) for name in names]
    found = [pair for pair in found if wanted in pair[1]]
    found.sort(key=lambda pair: f" {wanted}" not in f" {pair[1]}".replace("-", " "))
    return tuple(name for name, _ in found)


def _comparable(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold().strip()


class ChoiceModel(QAbstractListModel):
    """The categories to choose from, in the order of their keys; none of them stands last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def choices(self) -> tuple[Choice, ...]:
        """Return what can be chosen."""
        return self._choices

    def offer(self, names: Sequence[str], none_words: str, notes: Mapping[str | None, str]) -> None:
        """Offer *names*, the first nine with a key, and with the key 0 none of them, called *none_words*."""
        self.beginResetModel()
        listed = [
            Choice(name, name, number if number <= _FIGURES else None, notes.get(name, ""))
            for number, name in enumerate(names, start=1)
        ]
        self._choices = (*listed, Choice(None, none_words, 0, notes.get(None, "")))
        self.endResetModel()

    def clear(self) -> None:
        """Offer nothing."""
        self.beginResetModel()
        self._choices = ()
        self.endResetModel()

    def with_figure(self, figure: int) -> Choice | None:
        """Return what the key *figure* chooses."""
        return next((choice for choice in self._choices if choice.figure == figure), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the choice itself, or its words."""
        if not index.isValid():
            return None
        choice = self._choices[index.row()]
        if role == CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            figure = "" if choice.figure is None else f"{choice.figure} "
            return f"{figure}{choice.words}, {choice.note}" if choice.note else f"{figure}{choice.words}"
        return None


class _ChoiceDelegate(RowDelegate):
    """Draws a key, a name, and a note at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the choice of *index*."""
        choice: Choice = index.data(CHOICE)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_background(painter, option, index)
        room: QRect = option.rect
        cap = QRect(room.left() + NEAR, room.center().y() - _CAP // 2, _CAP, _CAP)
        small = scaled_font(self._view.font(), SMALL_SCALE)
        if choice.figure is not None:
            painter.setPen(theme.color("line"))
            painter.drawRoundedRect(cap, STEP, STEP)
            painter.setPen(theme.color("text"))
            painter.setFont(small)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(choice.figure))
        note = QFontMetrics(small).horizontalAdvance(choice.note)
        words = QRect(cap.right() + NEAR + STEP, room.top(), 0, room.height() - 1)
        words.setRight(room.right() - NEAR - (note + NEAR if note else 0))
        painter.setFont(self._view.font())
        painter.setPen(theme.color("text"))
        elided = painter.fontMetrics().elidedText(choice.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _BESIDE, elided)
        if choice.note:
            painter.setFont(small)
            painter.setPen(theme.color("quiet"))
            painter.drawText(
                QRect(words.right() + NEAR, room.top(), note + 1, room.height() - 1), _BESIDE, choice.note
            )
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the room of a row; it is as wide as the list."""
        return QSize(80, _ROW_HEIGHT)


class ChoiceList(QListView):
    """Shows the categories; one of them is always selected.

    Signals:
        chosen: One was clicked.   arg: the Choice
    """

    chosen = Signal(object)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice_model = ChoiceModel(self)
        self.setModel(self.choice_model)
        self.setItemDelegate(_ChoiceDelegate(look, self))
        self.setAccessibleName(name)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(CHOICE)))
        look.changed.connect(self.viewport().update)

    def selected(self) -> Choice | None:
        """Return the selected category."""
        index = self.currentIndex()
        return index.data(CHOICE) if index.isValid() else None

    def select(self, category: str | None) -> None:
        """Select *category*, or the first one when it is not listed."""
        choices = self.choice_model.choices()
        row = next((row for row, choice in enumerate(choices) if choice.category == category), 0)
        self.setCurrentIndex(self.choice_model.index(row))
        self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """Select the category that stands *by* rows further, as far as there are any."""
        row = min(max(self.currentIndex().row() + by, 0), self.choice_model.rowCount() - 1)
        self.setCurrentIndex(self.choice_model.index(row))
        self.scrollTo(self.currentIndex())
