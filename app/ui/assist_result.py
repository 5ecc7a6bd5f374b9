"""The old and the new text side by side with their differences, each of which can be taken or left."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.records import Finding
from app.tasks.assist.actions import AssistResult
from app.text.comparison import Comparison
from app.text.excerpts import shortened
from app.ui.assist_changes import TakenChanges
from app.ui.assist_work import AssistWork
from app.ui.doubt_panel import GRAVITY_LOOK, doubt_entries
from app.ui.entry_list import Entry, EntryList
from app.ui.icons import Symbol
from app.ui.marked_text import Mark, MarkedText
from app.ui.page import heading, quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP
from app.ui.theme import Role

_LONGEST_QUOTE = 44
_REMARKS_HEIGHT = 148
_TEXT_HEIGHT = 120
_HEAD_LINES = 1.4
_TAKEN: tuple[Symbol, Role] = (Symbol.CHOSEN, "grounded")
_LEFT: tuple[Symbol, Role] = (Symbol.EMPTY, "quiet")
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class AssistResultView(QWidget):
    """What came of an action.

    Signals:
        taken_changed: Other changes are taken, so that the accepted text is another one.
        accept_requested: Enter was pressed.

    Attributes:
        old: The text as it was; hidden where nothing is to be compared.
        new: What came out.
        remarks: Doubts, and the changes with whether each is taken.
    """

    taken_changed = Signal()
    accept_requested = Signal()

    def __init__(self, tools: PageTools, work: AssistWork) -> None:
        """Show what *work* brings."""
        super().__init__()
        self._tools = tools
        self._work = work
        self._result: AssistResult | None = None
        self._changes = TakenChanges(None)
        self._findings: tuple[Finding, ...] = ()
        self.old = _text(tools, self.tr("The text as it was"))
        self.new = _text(tools, self.tr("The new text"))
        self.remarks = EntryList(tools.look, self.tr("Doubts and changes"))
        self._old_side = _side(heading(self.tr("As it was")), self.old)
        self._new_head = heading("")
        self._new_side = _side(self._new_head, self.new)
        self._hint = quiet(self.tr("Space takes the selected change or leaves it; so does a click on it."))
        self._lay_out()
        self.remarks.entry_selected.connect(self._show_place)
        work.text_arrived.connect(self.append)
        work.checked.connect(self._take_findings)
        for watched in (self.old, self.new, self.remarks, self.old.viewport(), self.new.viewport()):
            watched.installEventFilter(self)

    def begin(self, title: str, text: str, *, compares: bool) -> None:
        """Make room for what *title* does with *text*; with *compares*, both stand side by side."""
        self._result, self._changes, self._findings = None, TakenChanges(None), ()
        self._new_head.setText(title)
        self.old.set_text(text)
        self.new.set_text("")
        self._old_side.setVisible(compares)
        self.remarks.set_entries([])
        self.remarks.hide()
        self._hint.hide()

    def append(self, text: str) -> None:
        """Show more of the new text as it is written."""
        self.new.append_text(text)

    def show_result(self, result: AssistResult, comparison: Comparison | None) -> None:
        """Show what came out, with all that changed taken at first."""
        self._result, self._changes = result, TakenChanges(comparison)
        self._findings = result.findings
        self._old_side.setVisible(comparison is not None)
        self.old.set_text(result.old, result.language)
        self.new.set_text(result.new, result.language)
        for text in (self.old, self.new):
            text.verticalScrollBar().setValue(0)
        self._refresh()
        first = next((entry for entry in self._entries() if entry.symbol is not None), None)
        if first is not None:
            self.remarks.select(first)
        (self.remarks if first is not None else self.new).setFocus()

    @property
    def result(self) -> AssistResult | None:
        """What is shown; None while it is written."""
        return self._result

    def accepted_text(self) -> str:
        """Return the text with the changes that are taken."""
        if self._result is None:
            return ""
        return self._result.new if self._changes.comparison is None else self._changes.accepted()

    def count_taken(self) -> tuple[int, int]:
        """Return how many changes are taken, and how many there are."""
        return len(self._changes.taken), len(self._changes.all)

    def toggle(self, place: int) -> None:
        """Take the change at *place*, or leave it."""
        self._changes.toggle(place)
        self._refresh()
        self.taken_changed.emit()
        if self._result is not None:
            self._work.check(self._result, self.accepted_text())

    def words(self) -> str:
        """Return the remarks as text, one a line."""
        return "\n".join(f"{entry.title}: {entry.detail}".removesuffix(": ") for entry in self._entries())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept by Enter, toggle by Space or a click on a changed passage."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() in _ENTERS:
                self.accept_requested.emit()
                return True
            place = self._selected_change()
            if event.key() == Qt.Key.Key_Space and place is not None:
                self.toggle(place)
                return True
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._take_click(watched, event.position().toPoint())
        return False

    def _take_click(self, watched: QObject, point: QPoint) -> None:
        for text, of_old in ((self.old, True), (self.new, False)):
            if watched is text.viewport() and not text.textCursor().hasSelection():
                place = self._changes.at(text.character_at(point), of_old=of_old)
                if place is not None:
                    self.toggle(place)
                    clicked = (one for one in self._entries() if isinstance(one.payload, int))
                    self.remarks.select(next(one for one in clicked if one.payload == place))

    def _selected_change(self) -> int | None:
        selected = self.remarks.selected()
        return selected.payload if selected is not None and isinstance(selected.payload, int) else None

    def _entries(self) -> tuple[Entry, ...]:
        return self.remarks.entry_model.entries()

    def _take_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is doubtful about the text as it would be accepted now."""
        if self._result is not None:
            whole = self.accepted_text() == self._result.new
            self._findings = self._result.findings if whole else tuple(findings)
            self._refresh()

    def _refresh(self) -> None:
        doubts = self._findings
        heads = [Entry(self.tr("%n thing(s) to look at", "", len(doubts)))] if doubts else []
        entries = [*heads, *doubt_entries(doubts, self._tools.sentences), *self._change_entries()]
        self.remarks.set_entries(entries)
        self.remarks.setVisible(bool(entries))
        self._hint.setVisible(bool(self._changes.all))
        self._mark()

    def _change_entries(self) -> list[Entry]:
        changes = self._changes.all
        made = [Entry(self.tr("%n change(s)", "", len(changes)))] if changes else []
        for place, change in enumerate(changes):
            taken = place in self._changes.taken
            words = self.tr("Taken: {change}") if taken else self.tr("Left as it was: {change}")
            symbol, role = _TAKEN if taken else _LEFT
            title = words.format(change=self._change_words(place))
            made.append(Entry(title, "", symbol, role, *change.new, place))
        return made

    def _change_words(self, place: int) -> str:
        old, new = (shortened(words, _LONGEST_QUOTE) for words in self._changes.words(place))
        if old and new:
            return self.tr("“{old}” becomes “{new}”").format(old=old, new=new)
        if new:
            return self.tr("“{new}” is added").format(new=new)
        return self.tr("“{old}” is left out").format(old=old) if old else self.tr("Blanks or lines change")

    def _mark(self) -> None:
        """Strike out what goes, underline what comes, and underline doubts with a wave."""
        selected = self._selected_change()
        new = self._changes.new_marks(selected)
        if self._result is not None and self.accepted_text() == self._result.new:
            new += [
                Mark(finding.start, finding.end, "doubt", GRAVITY_LOOK[finding.gravity][1])
                for finding in self._findings
                if finding.start is not None and finding.end is not None
            ]
        self.old.set_marks(self._changes.old_marks(selected))
        self.new.set_marks(new)

    def _show_place(self, entry: Entry) -> None:
        self._mark()
        if isinstance(entry.payload, int):
            change = self._changes.all[entry.payload]
            self.old.reveal(*change.old)
            self.new.reveal(*change.new)
        elif entry.start is not None and entry.end is not None:
            self.new.reveal(entry.start, entry.end)

    def _lay_out(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(NEAR)
        sides.addWidget(self._old_side)
        sides.addWidget(self._new_side)
        self.remarks.setMaximumHeight(_REMARKS_HEIGHT)
        self.remarks.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        column.addWidget(sides, 1)
        column.addWidget(self.remarks)
        column.addLayout(foot)


def _text(tools: PageTools, name: str) -> MarkedText:
    text = MarkedText(tools.look)
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setMinimumHeight(_TEXT_HEIGHT)
    return text


def _side(head: QLabel, text: MarkedText) -> QWidget:
    side = QWidget()
    # Of one height, also where one of them is in Japanese.
    head.setFixedHeight(round(_HEAD_LINES * head.fontMetrics().height()))
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(STEP)
    column.addWidget(head)
    column.addWidget(text, 1)
    return side
