"""What a person decides on inquiries, step by step, and back."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

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


class RowDecisions(QObject):
    """Decides on rows of a model and takes decisions back, the last one first.

    Signals:
        decided: Something else holds for a row.   arg: the RowDecision
    """

    decided = Signal(object)

    def __init__(self, model: InquiriesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._steps: list[tuple[int, RowState]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._steps)

    def decide(self, place: int, category: str | None) -> None:
        """Let *category* hold for the row at *place*; a row that waits is left alone."""
        before = self._model.rows.state(place)
        if before.result is None or (before.by_person and before.result.category == category):
            return
        self._steps.append((place, before))
        self._model.decide(place, category)
        self._tell(place, before, undone=False)

    def undo(self) -> int | None:
        """Take the last decision back and return its row's place; None when there is none."""
        if not self._steps:
            return None
        place, state = self._steps.pop()
        before = self._model.rows.state(place)
        self._model.put_back(place, state)
        self._tell(place, before, undone=True)
        return place

    def forget(self) -> None:
        """Let nothing be taken back: other rows are shown."""
        self._steps.clear()

    def _tell(self, place: int, before: RowState, *, undone: bool) -> None:
        rows = self._model.rows
        now = rows.state(place)
        self.decided.emit(
            RowDecision(
                rows.number(place),
                rows.text(place),
                now.result.category if now.result else None,
                before.result.category if before.result else None,
                now.by_person,
                before.by_person,
                undone,
            )
        )
