"""The sorted inquiries as a live table, the queue of those to look at, and what would change after it."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records import SortedRow
from app.ui.buttons import icon_button, keys_words
from app.ui.changed_rows import ChangedRows
from app.ui.changes_model import Change
from app.ui.icons import Symbol
from app.ui.inquiries_model import SURE_ENOUGH, UNSURE, InquiriesModel
from app.ui.inquiry_filters import InquiryFilters
from app.ui.inquiry_list import InquiryList
from app.ui.inquiry_rows import RowStatus
from app.ui.inquiry_views import InquiryViews
from app.ui.page import rule
from app.ui.page_tools import PageTools
from app.ui.review_queue import ReviewQueue
from app.ui.row_decisions import RowDecision, RowDecisions
from app.ui.stylesheet import AROUND, NEAR
from app.ui.sureness_control import SurenessControl


class InquiriesCheck(QWidget):
    """A table of inquiries with filters, and the selected inquiry; or one unsure inquiry after the other.

    Signals:
        decided: A person decided on a row, or took a decision back.   arg: the RowDecision
        taken_over: Rows changed because a person said so.     arg: list of SortedRow
        taken_back: Such rows are as they were before.         arg: tuple of their places
        noted: What has just happened, in some words.          arg: the words
        sureness_chosen: How sure it must be from now on.      arg: 0 to 1

    Attributes:
        model: The inquiries.
        sureness: Asks how sure it must be; takes what is to be expected of that.
        look_button: Shows only what needs a look.
        shown: Shows only one category.
    """

    decided = Signal(object)
    taken_over = Signal(object)
    taken_back = Signal(object)
    noted = Signal(str)
    sureness_chosen = Signal(float)

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self.model = InquiriesModel()
        self._decisions = RowDecisions(self.model, self)
        self.sureness = SurenessControl()
        self._queue_button = icon_button(
            tools.look,
            "",
            Symbol.QUEUE,
            self.tr("Shows one inquiry after the other that needs a look ({keys})").format(
                keys=keys_words("F9")
            ),
        )
        self._list = InquiryList(tools, self.model)
        self._queue = ReviewQueue(tools, self.model, self._decisions)
        self._changes = ChangedRows(tools, self.model)
        self._views = InquiryViews(self._list, self._queue, self._changes)
        self._filters = InquiryFilters(tools.look, self.model, self)
        self.look_button, self.shown = self._filters.look_button, self._filters.shown
        self._lay_out()
        self._connect()
        self.set_sureness(SURE_ENOUGH)
        self.show_counts()

    def start(self, texts: Iterable[tuple[int, str]], names: Sequence[str], none_words: str) -> None:
        """Show the inquiries *texts*, all waiting, to be sorted into *names*.

        Args:
            texts: Number and text of each; a sequence is not copied.
            names: The categories.
            none_words: What none of them is called; nothing takes a word of the window.
        """
        self._names = tuple(names)
        self._decisions.forget()
        self._set_changes(())
        self._views.show_table()
        self._filters.clear()
        self.model.start(texts, none_words, self.model.rows.sureness)
        self._list.set_categories(names)
        self._queue.set_categories(names)
        self.show_counts()

    @property
    def categories(self) -> tuple[str, ...]:
        """Names of the categories that the inquiries are sorted into."""
        return self._names

    def take(self, results: Sequence[SortedRow]) -> None:
        """Show *results* in their rows."""
        self.model.take(results)
        self._list.show_selected()
        self._show_alone()

    def correct_all(
        self, corrections: Mapping[str, str | None], who: Mapping[int, str] | None = None
    ) -> None:
        """Let the decisions of an earlier sitting hold again; the rest is as in `InquiriesModel.correct_all`."""
        self.model.correct_all(corrections, who)
        self.show_counts()

    def set_sureness(self, sureness: float) -> None:
        """Let rows below *sureness* (0 to 1) go to a person; nobody is told."""
        self.sureness.set_sureness(sureness)
        self.model.set_sureness(sureness)
        self._list.show_selected()
        self._show_alone()

    def offer_changes(self, rows: Iterable[SortedRow]) -> None:
        """Offer *rows* as they would be after the person's decisions; those that the person decided are left out.

        Nothing changes before the person says so. None takes back what was offered before. Categories that came
        after these inquiries were sorted are not offered: nothing else would show them.
        """
        known = {*self._names, None}
        changes = []
        for new in rows:
            if new.category not in known:
                continue
            place = self.model.rows.texts.place_of(new.row)
            old = None if place is None else self.model.rows.line(place)
            if old is None or old.result is None or old.by_person:
                continue
            if (new.category, new.needs_person) != (old.result.category, old.result.needs_person):
                changes.append((old.result, new))
        self._set_changes(changes)

    def show_counts(self) -> None:
        """Tell how many rows there are of each category, and how many need a look."""
        self._show_alone()
        self._filters.show_counts(self._names)

    def next_look(self) -> None:
        """Go to the next row that needs a look, and round again."""
        self._list.next_look()

    def selected_place(self) -> int | None:
        """Return the place of the inquiry that is shown in full."""
        return self._views.selected_place()

    def open_queue(self, place: int | None = None) -> None:
        """Show the rows that need a look one after the other, from the one at *place* on."""
        if self.model.rows.count_of(*UNSURE):
            self._views.open_queue(place)

    def _show_taken_over(self, rows: list[SortedRow]) -> None:
        self.show_counts()
        self._list.show_selected()
        self.taken_over.emit(rows)
        self.noted.emit(self.tr("%n row(s) changed", "", len(rows)))

    def _show_taken_back(self, places: tuple[int, ...]) -> None:
        self.show_counts()
        self.taken_back.emit(places)
        self.noted.emit(self.tr("%n row(s) changed back", "", len(places)))

    def _set_changes(self, changes: Sequence[Change]) -> None:
        self._changes.set_changes(changes)
        if not changes:
            self._views.leave_changes()

    def _take_decision(self, decision: RowDecision) -> None:
        self.show_counts()
        self._changes.leave_out(decision.row)
        self.decided.emit(decision)

    def _undo(self) -> None:
        places = self._decisions.undo()
        if places:
            self._list.select_place(places[0])
            self._list.show_selected()

    def _show_alone(self) -> None:
        """Tell how many rows a person should look at, and how many are done without one."""
        looks = self.model.rows.count_of(*UNSURE)
        self._filters.show_looks()
        self._queue_button.setText(self.tr("One by one ({count})").format(count=looks))
        self._queue_button.setEnabled(looks > 0)
        waiting = self.model.rows.count_of(RowStatus.WAITING)
        self.sureness.show_counts(self.model.rows.count_of(RowStatus.ALONE), len(self.model.rows) - waiting)

    def _show_tools(self) -> None:
        """Show what belongs to the table where the table is shown."""
        self._filters.set_visible(visible=self._views.as_table)
        self.sureness.setVisible(self._views.as_table)

    def _connect(self) -> None:
        self._list.category_chosen.connect(self._decisions.decide)
        self._list.opened.connect(self.open_queue)
        self._decisions.decided.connect(self._take_decision)
        self.sureness.moved.connect(self.set_sureness)
        self.sureness.chosen.connect(self.sureness_chosen)
        self._queue_button.clicked.connect(lambda: self.open_queue(None))
        self._views.currentChanged.connect(self._show_tools)
        self._changes.taken_over.connect(self._decisions.take_over)
        self._changes.taken_over.connect(self._views.leave_changes)
        self._decisions.taken_over.connect(self._show_taken_over)
        self._decisions.taken_back.connect(self._show_taken_back)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.next_look)
        QShortcut(QKeySequence("F9"), self).activated.connect(lambda: self.open_queue(None))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self._list)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._undo)

    def _lay_out(self) -> None:
        self.sureness.add_tool(self._queue_button)
        self.sureness.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addWidget(self.sureness)
        column.addWidget(self._views, 1)
        column.addWidget(self._changes.line)
