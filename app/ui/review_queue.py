"""One unsure inquiry after the other, decided by keyboard alone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.records import SortedRow
from app.ui.appearance import set_look
from app.ui.buttons import keys_words
from app.ui.category_choices import Choice, likeliest_first
from app.ui.choice_panel import ChoicePanel
from app.ui.inquiries_model import InquiriesModel
from app.ui.inquiry_rows import InquiryLine, RowStatus
from app.ui.inquiry_text import InquiryText
from app.ui.page import rule
from app.ui.page_tools import PageTools
from app.ui.queue_head import QueueHead
from app.ui.queue_keys import QueueKeys
from app.ui.queue_walk import QueueWalk
from app.ui.row_decisions import RowDecisions
from app.ui.sentences import percent_words
from app.ui.stylesheet import AROUND, NEAR
from app.ui.two_parts import TwoParts

_FIGURES = 9
_READ_OUT = 2_000
"""Characters of an inquiry that a screen reader is given at once; the text itself holds the rest."""


class ReviewQueue(QWidget):
    """Shows an inquiry with its basis beside the categories, and goes on to the next when it is decided.

    Signals:
        left: The person wants to see the table again.
    """

    left = Signal()

    def __init__(self, tools: PageTools, model: InquiriesModel, decisions: RowDecisions) -> None:
        super().__init__()
        self._model = model
        self._decisions = decisions
        self._names: tuple[str, ...] = ()
        self._walk = QueueWalk(model)
        self._head = QueueHead(tools.look)
        self._inquiry = InquiryText(tools, model)
        self._panel = ChoicePanel(tools.look)
        self._keys = QueueKeys(self, self._panel.list, self._panel.letters, self._inquiry.text())
        self._lay_out(tools)
        self._connect()

    def set_categories(self, names: Sequence[str]) -> None:
        """Offer the categories *names*, and none of them."""
        self._names = tuple(names)

    def begin(self, place: int | None = None) -> None:
        """Show the first inquiry that needs a look, or the one at *place*, and take the keys."""
        self._walk.begin(least_sure_first=self._head.least_sure_first(), place=place)
        self._show()

    def renew(self) -> None:
        """Take in what has changed in the table."""
        self._walk.renew()
        self._show()

    def current(self) -> int | None:
        """Return the place of the inquiry that is shown; None at the end."""
        return self._walk.current

    def words(self) -> str:
        """Return what is told about where one is."""
        return self._head.words()

    def _decide(self, choice: Choice | None) -> None:
        place = self._walk.current
        if choice is not None and place is not None:
            self._decisions.decide(place, choice.category)
            self._walk.renew()
            self._walk.go_to_undecided()
            self._show()

    def _undo(self) -> None:
        places = self._decisions.undo()
        if len(places) == 1:
            self._walk.go_to(places[0])
        elif places:
            self._walk.renew()
        if places:
            self._show()

    def _go(self, step: int) -> None:
        self._walk.renew()
        self._walk.go(step)
        self._show()

    def _leave(self) -> None:
        """Close what was opened last: the narrowed list, else the queue."""
        if not self._panel.forget_letters():
            self.left.emit()

    def _set_order(self, least_sure_first: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._walk.set_order(least_sure_first=least_sure_first)
        self._show()

    def _show(self) -> None:
        """Show the inquiry that the walk has come to, and let the keys go on."""
        place = self._walk.current
        line = None if place is None else self._model.rows.line(place)
        self._inquiry.show_line(line, self._end_words())
        if line is None or line.result is None:
            self._panel.offer_nothing()
        else:
            self._offer(line.result, line.status)
        self._head.show_place(self._walk, line.row if line else None, can_undo=self._decisions.can_undo)
        self._tell(line)
        self._panel.list.setFocus()

    def _offer(self, result: SortedRow, status: RowStatus) -> None:
        names = self._names
        if len(names) > _FIGURES:
            names = likeliest_first(result, names, self._model.rows.counts())
        if status == RowStatus.FAILED:
            notes = {}
        elif status == RowStatus.PERSON:
            notes = {result.category: self.tr("decided")}
        else:
            share = percent_words(result.confidence)
            notes = {result.category: self.tr("suggested, {share}").format(share=share)}
        self._panel.offer(names, self._model.category_words(None), result.category, notes)

    def _end_words(self) -> str:
        if not self._walk.count:
            return self.tr("Nothing needs a look.")
        return self.tr(
            "All are decided. Esc leads to the table, {keys} takes the last decision back."
        ).format(keys=keys_words("Ctrl+Z"))

    def _tell(self, line: InquiryLine | None) -> None:
        """Have a screen reader read the inquiry; the focus has not moved."""
        text = line.text[:_READ_OUT] if line else ""
        told = ". ".join(filter(None, (self._head.words(), self._inquiry.words(), text)))
        self._panel.list.setAccessibleDescription(told)
        if QAccessible.isActive() and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._panel.list, told))

    def _connect(self) -> None:
        keys = self._keys
        keys.figure_typed.connect(self._panel.choose_figure)
        keys.letters_typed.connect(self._panel.type_letters)
        keys.letter_erased.connect(self._panel.erase_letter)
        keys.stepped.connect(self._panel.list.step)
        keys.accepted.connect(lambda: self._decide(self._panel.selected()))
        keys.left.connect(self._leave)
        self._panel.chosen.connect(self._decide)
        self._head.closed.connect(self.left)
        self._head.order_chosen.connect(self._set_order)
        for wishes in (keys, self._head):
            wishes.undo_wanted.connect(self._undo)
            wishes.went.connect(self._go)

    def _lay_out(self, tools: PageTools) -> None:
        body = TwoParts(tools, "review-queue", self._inquiry, self._panel, first_share=60, beside_from=520)
        hint = QLabel(
            self.tr(
                "1 to 9 and 0 choose, Enter takes what is selected, left and right lead to other inquiries."
            )
        )
        hint.setWordWrap(True)
        set_look(hint, "look", "quiet")
        hint.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(rule())
        column.addWidget(body, 1)
        column.addWidget(rule())
        column.addWidget(hint)
