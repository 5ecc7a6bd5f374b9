"""A list that comes up below a field: what is typed may be one of these."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from app.ui.appearance import Appearance, set_look
from app.ui.entry_list import ENTRY, Entry, EntryList
from app.ui.stylesheet import STEP

_NARROWEST = 440
_TALLEST = 340
_GAP = 2


class SuggestionPopup(QFrame):
    """Entries to choose from, below the field that keeps the keyboard.

    It is a part of the window, not a window of its own, which would take an input method's words away.

    Signals:
        chosen: One of them is meant.   arg: the Entry
    """

    chosen = Signal(object)

    def __init__(self, look: Appearance, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        self._wanted_height = 0
        self._followed: list[QWidget] = []
        self.list = EntryList(look, name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.clicked.connect(self._take)
        set_look(self, "look", "sheet")
        column = QVBoxLayout(self)
        column.setContentsMargins(STEP, STEP, STEP, STEP)
        column.addWidget(self.list)
        self.hide()

    def show_below(self, field: QWidget, entries: Sequence[Entry]) -> None:
        """Show *entries* at *field*, none of them selected; nothing where there are none."""
        self.list.setCurrentIndex(QModelIndex())
        self.list.set_entries(entries)
        self.list.setCurrentIndex(QModelIndex())
        window = field.window()
        if not entries or not field.isVisible():
            self.hide()
            return
        if self.parentWidget() is not window:
            self.setParent(window)
        self.resize(max(field.width(), _NARROWEST), _TALLEST)
        self.place(field, min(self.entries_height(), _TALLEST))
        self.show()
        self.raise_()

    def entries_height(self) -> int:
        """Return how tall it is when all entries are in view, in its present width."""
        self.list.doItemsLayout()
        rows = range(self.list.entry_model.rowCount())
        return sum(self.list.sizeHintForRow(row) for row in rows) + 2 * STEP + 4

    def place(self, field: QWidget, height: int) -> None:
        """Lie below *field*, or above it where there is more room; it is never taller than that room."""
        self._field = field
        self._wanted_height = height
        window = field.window()
        corner = field.mapTo(window, QPoint(0, 0))
        top = corner.y() + field.height() + _GAP
        room_below, room_above = window.height() - top, corner.y() - _GAP
        if height > room_below and room_above > room_below:
            height = min(height, room_above)
            top = corner.y() - _GAP - height
        else:
            height = min(height, max(room_below, 0))
        left = max(min(corner.x(), window.width() - self.width() - _GAP), 0)
        self.setGeometry(left, top, self.width(), height)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the field from now on: a message above the page moves it."""
        super().showEvent(event)
        widget = self._field
        while widget is not None and not widget.isWindow():
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = widget.parentWidget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing any more."""
        super().hideEvent(event)
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed.clear()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Lie where the field is now; go when it is out of view."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize} and self._field is not None:
            if self._field.visibleRegion().isEmpty():
                self.hide()
            else:
                self.place(self._field, self._wanted_height)
        return False

    def move_by(self, rows: int) -> None:
        """Select the entry *rows* further down; headings are skipped."""
        entries = self.list.entry_model.entries()
        places = [place for place, entry in enumerate(entries) if entry.symbol is not None]
        if not places:
            return
        row = self.list.currentIndex().row()
        if row in places:
            number = (places.index(row) + rows) % len(places)
        else:
            number = 0 if rows > 0 else len(places) - 1
        index = self.list.entry_model.index(places[number])
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def choose_selected(self) -> bool:
        """Choose what is selected; return whether something is."""
        entry = self.list.selected()
        if self.isHidden() or entry is None:
            return False
        self.hide()
        self.chosen.emit(entry)
        return True

    def _take(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and entry.symbol is not None:
            self.hide()
            self.chosen.emit(entry)
