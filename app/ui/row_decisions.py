"""What a person decides on inquiries, step by step, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.records import SortedRow
from app.ui.inquiries_model import InquiriesModel
from app.ui.inquiry_rows import RowState


@dataclass(frozen=True, slots=True)
class RowDecision:
    """What holds for a row now, and what held before; going back one step is told like any other."""

    row: int
    """1 for the first row of data."""
    text: str
    category: str | None
    """What holds now; None is none of them."""
    previous: str | None
    """What held before."""
    by_person: bool
    """Whether a person has decided what holds now; False when a first decision was taken back."""
    previous_by_person: bool
    """Whether a person had decided what held before."""
    undone: bool
    """Whether a decision was taken back."""


_Before = Mapping[int, RowState]
"""How rows stood before a step, by their places."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What can be taken back at once: a decision on one row, or rows that were taken over together."""

    before: _Before
    is_take_over: bool


class RowDecisions(QObject):
    """Decides on rows of a model and takes decisions back, the last one first.

    Signals:
        decided: Something else holds for a row.                          arg: the RowDecision
        taken_over: Rows were changed together, as it was proposed.       arg: list of the SortedRows
        taken_back: Rows that were changed together are as before.        arg: tuple of their places
    """

    decided = Signal(object)
    taken_over = Signal(object)
    taken_back = Signal(object)

    def __init__(self, model: InquiriesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._steps: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._steps)

    def decide(self, place: int, category: str | None) -> None:
        """Let *category* hold for the row at *place*; a row that waits is left alone."""
        before = self._model.rows.state(place)
        if before.result is None or (before.by_person and before.result.category == category):
            return
        self._steps.append(_Step({place: before}, is_take_over=False))
        self._model.decide(place, category)
        self.decided.emit(self._told(place, before, undone=False))

    def take_over(self, proposed: Iterable[SortedRow]) -> None:
        """Let rows be as they are *proposed*, all in one step; those that a person has decided stay."""
        rows = self._model.rows
        before: dict[int, RowState] = {}
        taken: list[SortedRow] = []
        for row in proposed:
            place = rows.texts.place_of(row.row)
            state = None if place is None else rows.state(place)
            if place is not None and state is not None and not state.by_person:
                before[place] = state
                taken.append(row)
        if taken:
            self._steps.append(_Step(before, is_take_over=True))
            self._model.take_over(taken)
            self.taken_over.emit(taken)

    def undo(self) -> Sequence[int]:
        """Take the last step back and return the places of its rows; nothing when there is none."""
        if not self._steps:
            return ()
        step = self._steps.pop()
        if step.is_take_over:
            self._model.put_all_back(step.before)
            self.taken_back.emit(tuple(step.before))
        for place, state in () if step.is_take_over else step.before.items():
            held = self._model.rows.state(place)
            self._model.put_back(place, state)
            self.decided.emit(self._told(place, held, undone=True))
        return tuple(step.before)

    def forget(self) -> None:
        """Let nothing be taken back: other rows are shown."""
        self._steps.clear()

    def _told(self, place: int, before: RowState, *, undone: bool) -> RowDecision:
        rows = self._model.rows
        now = rows.state(place)
        return RowDecision(
            rows.texts.number(place),
            rows.texts[place],
            now.result.category if now.result else None,
            before.result.category if before.result else None,
            now.by_person,
            before.by_person,
            undone,
        )
