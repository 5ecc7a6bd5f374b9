"""Where one is in the queue, and the way on and back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui.appearance import Appearance, set_look
from app.ui.buttons import icon_tool, keys_words
from app.ui.choice_box import ChoiceBox
from app.ui.icons import Symbol
from app.ui.page import heading
from app.ui.queue_walk import QueueWalk
from app.ui.stylesheet import NEAR, STEP


class QueueHead(QWidget):
    """The row above an inquiry of the queue; its buttons leave the keys to the queue.

    Signals:
        closed: The table is wanted.
        undo_wanted: The last decision was wrong.
        went: Another inquiry is wanted.          arg: -1 or 1
        order_chosen: Another order is wanted.    arg: whether the least sure come first
    """

    closed = Signal()
    undo_wanted = Signal()
    went = Signal(int)
    order_chosen = Signal(bool)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._back = icon_tool(look, Symbol.TABLE, self.tr("Back to the table (Esc)"))
        self._progress = heading("")
        self._number = QLabel()
        self._order = ChoiceBox()
        keys = keys_words("Ctrl+Z")
        self._undo = icon_tool(
            look, Symbol.UNDO, self.tr("Take the last decision back ({keys})").format(keys=keys)
        )
        self._previous = icon_tool(look, Symbol.BACK, self.tr("Previous inquiry (left arrow)"))
        self._next = icon_tool(look, Symbol.FORWARD, self.tr("Next inquiry (right arrow)"))
        self._lay_out()
        self._back.clicked.connect(self.closed)
        self._undo.clicked.connect(self.undo_wanted)
        self._previous.clicked.connect(lambda: self.went.emit(-1))
        self._next.clicked.connect(lambda: self.went.emit(1))
        self._order.activated.connect(lambda: self.order_chosen.emit(self.least_sure_first()))

    def least_sure_first(self) -> bool:
        """Return whether the least sure inquiries come first."""
        return bool(self._order.currentData())

    def show_place(self, walk: QueueWalk, row: int | None, *, can_undo: bool) -> None:
        """Tell where *walk* has come to, and the number of its *row*."""
        words = self.tr("{number} of {count}").format(number=walk.number, count=walk.count)
        self._progress.setText(words if walk.count else "")
        self._number.setText("" if row is None else self.tr("No. {row}").format(row=row))
        self._undo.setEnabled(can_undo)
        self._previous.setEnabled(walk.can_go_back)
        self._next.setEnabled(walk.can_go_on)

    def words(self) -> str:
        """Return what is told."""
        return self._progress.text()

    def _lay_out(self) -> None:
        self._order.addItem(self.tr("Least sure first"), True)
        self._order.addItem(self.tr("In the order of the table"), False)
        self._order.setAccessibleName(self.tr("Order of the inquiries"))
        set_look(self._number, "look", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR, STEP, NEAR, STEP)
        row.setSpacing(NEAR)
        for shown in (self._back, self._progress, self._number):
            row.addWidget(shown)
        row.addStretch(1)
        for control in (self._order, self._undo, self._previous, self._next):
            row.addWidget(control)
        for button in (self._back, self._undo, self._previous, self._next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
