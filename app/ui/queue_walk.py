"""The way through the rows that need a look: which comes next, which came before."""

from app.ui.inquiries_model import UNSURE, InquiriesModel
from app.ui.inquiry_rows import InquiryRows, RowStatus


class QueueWalk:
    """Rows that needed a look when the walk came to them; those that were passed stay to go back to."""

    def __init__(self, model: InquiriesModel) -> None:
        self._model = model
        self._places: list[int] = []
        self._at = 0
        self._least_sure_first = True
        self._version = -1

    def begin(self, *, least_sure_first: bool, place: int | None = None) -> None:
        """Begin with the first row, or with the one at *place*."""
        self._least_sure_first, self._version = least_sure_first, self._model.rows.version
        self._places = _unsure(self._model.rows, least_sure_first=least_sure_first)
        self._at = self._places.index(place) if place in self._places else 0

    def set_order(self, *, least_sure_first: bool) -> None:
        """Take the rows that are still to come in this order."""
        self._least_sure_first = least_sure_first
        self._version = -1
        self.renew()

    def renew(self) -> None:
        """Take rows in that need a look by now, and leave those out that no longer do, after the current one."""
        if self._version == self._model.rows.version:
            return
        self._version = self._model.rows.version
        passed = self._places[: self._at + 1]
        known = set(passed)
        ahead = self._places[self._at + 1 :]
        decided = [place for place in ahead if self._model.rows.status(place) == RowStatus.PERSON]
        waiting = _unsure(self._model.rows, least_sure_first=self._least_sure_first)
        self._places = [*passed, *decided, *(place for place in waiting if place not in known)]

    @property
    def current(self) -> int | None:
        """Place of the row that is looked at; None at the end."""
        return self._places[self._at] if self._at < len(self._places) else None

    @property
    def number(self) -> int:
        """How many rows the walk has come to, the current one among them."""
        return min(self._at + 1, len(self._places))

    @property
    def count(self) -> int:
        """How many rows the walk goes through in all."""
        return len(self._places)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a row before the current one."""
        return self._at > 0

    @property
    def can_go_on(self) -> bool:
        """Whether there is a row after the current one."""
        return self._at + 1 < len(self._places)

    def go(self, step: int) -> None:
        """Go *step* rows on, or back when it is negative, as far as there are any."""
        if self._places:
            self._at = min(max(self._at + step, 0), len(self._places) - 1)

    def go_to(self, place: int) -> None:
        """Go to the row at *place*, wherever it stands on the way."""
        if place not in self._places:
            self._places.insert(self._at, place)
        self._at = self._places.index(place)

    def go_to_undecided(self) -> None:
        """Go to the next row that still needs a look, round again; to the end when there is none."""
        count = len(self._places)
        for step in range(1, count + 1):
            at = (self._at + step) % count
            if self._model.rows.status(self._places[at]) in UNSURE:
                self._at = at
                return
        self._at = count


def _unsure(rows: InquiryRows, *, least_sure_first: bool) -> list[int]:
    """Return the places that need a look: the least sure first and those that failed last, or in their order."""

    def sureness(place: int) -> float:
        result = rows.result(place)
        return 2.0 if result is None or result.error is not None else result.confidence

    places = rows.places(UNSURE)
    return sorted(places, key=sureness) if least_sure_first else places
