"""Which rows of a big table are shown, and in what order."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence


class RowOrder:
    """Places of a table's rows as they stand below each other; a place is shown once or not at all."""

    def __init__(self) -> None:
        self._places: Sequence[int] = range(0)
        self._rows: array[int] | None = None
        self._total = 0

    def __len__(self) -> int:
        """Return how many are shown."""
        return len(self._places)

    def set_places(self, places: Sequence[int], total: int) -> None:
        """Show *places* of a table of *total* rows; a range means all of them, in their own order."""
        self._places, self._rows, self._total = places, None, total

    def place(self, row: int) -> int:
        """Return the place that is shown in *row*."""
        return self._places[row]

    def row_of(self, place: int) -> int:
        """Return the row in which *place* is shown, or -1."""
        if isinstance(self._places, range):
            return place
        if self._rows is not None:
            return self._rows[place]
        try:
            return self._places.index(place)
        except ValueError:
            return -1

    def expect_questions(self) -> None:
        """Make `row_of` quick: many questions follow before rows come or go."""
        if self._rows is None and not isinstance(self._places, range):
            self._rows = array("l", [-1]) * self._total
            for row, one in enumerate(self._places):
                self._rows[one] = row

    def row_for(self, place: int, *, in_order: bool) -> int:
        """Return the row where *place* would be put: among the others when these are *in_order*, or last."""
        return bisect_left(self._places, place) if in_order else len(self._places)

    def insert(self, row: int, place: int) -> None:
        """Show *place* in *row* too; the others move down."""
        self._own().insert(row, place)
        self._rows = None

    def append(self, places: Sequence[int]) -> None:
        """Show *places* below the others."""
        own = self._own()
        if self._rows is not None:
            for row, place in enumerate(places, start=len(own)):
                self._rows[place] = row
        own.extend(places)

    def remove(self, row: int) -> None:
        """Show what stands in *row* no longer."""
        del self._own()[row]
        self._rows = None

    def _own(self) -> list[int]:
        """Return the places as a list that may be changed."""
        if not isinstance(self._places, list):
            self._places, self._rows = list(self._places), None
        return self._places
