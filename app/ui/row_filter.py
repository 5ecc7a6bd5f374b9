"""Which rows of a table of inquiries are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.inquiry_rows import InquiryRows, RowStatus


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Lets rows through by how they stand and what they are; without a condition, all."""

    states: tuple[RowStatus, ...] = ()
    """How they stand; nothing lets all through."""
    category: tuple[str | None] | None = None
    """The category, None in it for none of them; None lets all through."""

    @property
    def is_open(self) -> bool:
        """Whether all rows go through."""
        return not self.states and self.category is None

    def shows(self, rows: InquiryRows, place: int) -> bool:
        """Return whether the row at *place* goes through."""
        if self.states and rows.status(place) not in self.states:
            return False
        return self.category is None or rows.is_of(place, self.category[0])

    def places(self, rows: InquiryRows) -> Sequence[int]:
        """Return the places of all rows that go through, in the order of the table."""
        return range(len(rows)) if self.is_open else rows.places(self.states, self.category)
