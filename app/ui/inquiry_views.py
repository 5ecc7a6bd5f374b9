"""The table of inquiries, the queue, and what would change: one of them at a time, and the way back."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.changed_rows import ChangedRows
from app.ui.inquiry_list import InquiryList
from app.ui.review_queue import ReviewQueue


class InquiryViews(QStackedWidget):
    """Three ways to look at sorted inquiries; keys and selection go along from one to the other."""

    def __init__(self, table: InquiryList, queue: ReviewQueue, changes: ChangedRows) -> None:
        """Begin with *table*."""
        super().__init__()
        self._table = table
        self._queue = queue
        self._changes = changes
        self._came_from: QWidget = table
        for view in (table, queue, changes):
            self.addWidget(view)
        queue.left.connect(self.leave_queue)
        changes.line.wanted.connect(self.open_changes)
        changes.left.connect(self.leave_changes)
        changes.closed.connect(self.leave_changes)

    @property
    def as_table(self) -> bool:
        """Whether the table is shown."""
        return self.currentWidget() is self._table

    def selected_place(self) -> int | None:
        """Return the place of the inquiry that is shown in full."""
        in_queue = self.currentWidget() is self._queue
        return self._queue.current() if in_queue else self._table.selected_place()

    def show_table(self) -> None:
        """Show the table; the keys stay where they are."""
        self._turn_to(self._table)

    def open_queue(self, place: int | None = None) -> None:
        """Show the rows that need a look one after the other, from the one at *place* on."""
        self._turn_to(self._queue)
        self._queue.begin(place)

    def leave_queue(self) -> None:
        """Show the table, with the inquiry that the queue had come to."""
        place = self._queue.current()
        self._turn_to(self._table)
        if place is not None:
            self._table.select_place(place)
        self._table.show_selected()
        self._table.table.setFocus()

    def open_changes(self) -> None:
        """Show what would change."""
        self._came_from = self._queue if self.currentWidget() is self._queue else self._table
        self._turn_to(self._changes)
        self._changes.begin()

    def leave_changes(self) -> None:
        """Go back to where what would change was asked for; elsewhere, stay."""
        if self.currentWidget() is not self._changes:
            return
        self._turn_to(self._came_from)
        if self._came_from is self._queue:
            self._queue.renew()
        else:
            self._table.table.setFocus()

    def _turn_to(self, view: QWidget) -> None:
        self.setCurrentWidget(view)
        self._changes.line.setVisible(view is not self._changes and self._changes.count() > 0)
