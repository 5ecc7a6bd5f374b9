"""The inquiries of a table as the window holds them: a hundred thousand rows, counted as they change."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import compress
from typing import Protocol, TypeVar, overload

from app.records import SortedRow
from app.tasks.inquiries.holding_back import is_held_back
from app.ui.row_texts import RowTexts

Key = TypeVar("Key", float, str)

EVERYTHING = 1.0
"""From this sureness on, everything goes to a person."""
_LOOKED_AT = -1.0
"""Stands for the confidence of a row that goes to a person however sure it is."""


class RowStatus(StrEnum):
    """How a row stands."""

    WAITING = "waiting"
    ALONE = "alone"
    LOOK = "look"
    PERSON = "person"
    FAILED = "failed"


_STATES = tuple(RowStatus)
_WAITING, _ALONE, _LOOK, _PERSON, _FAILED = range(len(_STATES))
_STILL_WAITING = 255
_FIXED = bytes([_STILL_WAITING, 0, 0, _PERSON, _FAILED, *range(5, 256)])
"""Turns states that do not depend on how sure a row is into something true, the others into 0."""
_UNFIXED = bytes([*range(_STILL_WAITING), _WAITING])


class Numbered(Protocol):
    """An inquiry as far as the window needs it."""

    @property
    def row(self) -> int:
        """1 for the first row of data."""
        ...

    @property
    def text(self) -> str:
        """What is classified."""
        ...


class InquiryTexts(Sequence[tuple[int, str]]):
    """Number and text of each of some inquiries, read when they are asked for."""

    def __init__(self, items: Sequence[Numbered]) -> None:
        self._items = items

    @overload
    def __getitem__(self, place: int) -> tuple[int, str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[int, str]]: ...
    def __getitem__(self, place: int | slice) -> tuple[int, str] | Sequence[tuple[int, str]]:
        """Return number and text at *place*."""
        if isinstance(place, slice):
            return InquiryTexts(self._items[place])
        item = self._items[place]
        return item.row, item.text

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Return all, read block by block where they come from a file."""
        return ((item.row, item.text) for item in self._items)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One row as it stands now."""

    row: int
    """1 for the first row of data."""
    text: str
    status: RowStatus
    result: SortedRow | None = None
    """None until it is sorted."""

    @property
    def by_person(self) -> bool:
        """Whether a person has decided."""
        return self.status == RowStatus.PERSON


@dataclass(frozen=True, slots=True)
class RowState:
    """What is known of a row, to be put back later."""

    result: SortedRow | None
    by_person: bool
    stays: bool
    """Whether it goes to a person however sure it is."""
    taken_over: bool = False
    """Whether a person took over what the program proposed after other decisions."""


class RowCounts:
    """How many rows stand how, and how many each category has; rows that failed count for none."""

    def __init__(self, waiting: int = 0) -> None:
        self.states = [waiting, 0, 0, 0, 0]
        self.categories: Counter[str | None] = Counter()

    def add(self, state: int, result: SortedRow | None, step: int) -> None:
        """Count a row in with a *step* of 1, or out with -1."""
        self.states[state] += step
        if result is not None and result.error is None:
            self.categories[result.category] += step


class InquiryRows:
    """Texts, results and states of all rows, in the order of the table; places count from 0.

    Attributes:
        texts: Number and text of each.
        sureness: The confidence below which a row goes to a person now; `set_sureness` changes it.
        version: Grows whenever rows change that nobody has decided.
    """

    def __init__(self) -> None:
        self.texts = RowTexts()
        self._results: list[SortedRow | None] = []
        self._states = bytearray()
        self._sure = array("d")
        self._taken_over: set[int] = set()
        self._counts = RowCounts()
        self._sorted_with = self.sureness = 0.0
        self.version = 0

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.texts)

    def start(self, texts: Iterable[tuple[int, str]], sureness: float) -> None:
        """Hold *texts*, number and text each in the order of their numbers, all waiting.

        Args:
            texts: A sequence is not copied, so that it can read its texts when they are wanted.
            sureness: The confidence below which the job leaves a row to a person, 0 to 1.
        """
        self.texts = RowTexts(texts)
        count = len(self.texts)
        self._results = [None] * count
        self._states = bytearray(count)
        self._sure = array("d", [_LOOKED_AT]) * count
        self._taken_over = set()
        self._counts = RowCounts(count)
        self._sorted_with = self.sureness = sureness

    def take(self, results: Iterable[SortedRow], *, taken_over: bool = False) -> list[int]:
        """Hold *results*, which a person may have *taken over*, and return their places; decided rows stay."""
        # Whatever a proposal was worked out with, only a doubt holds its row back at any sureness.
        limit = EVERYTHING if taken_over else self._sorted_with
        self.version += 1
        places = []
        for result in results:
            place = self.texts.place_of(result.row)
            if place is not None and self._states[place] != _PERSON:
                stays = result.needs_person and (result.confidence >= limit or is_held_back(result))
                without_text = replace(result, text="") if result.text else result
                self.put(place, RowState(without_text, by_person=False, stays=stays, taken_over=taken_over))
                places.append(place)
        return places

    def decide(self, place: int, category: str | None, who: str = "") -> None:
        """Let the person *who* decide on the row at *place*; one that waits is left alone."""
        result = self._results[place]
        if result is not None:
            decided = replace(
                result,
                category=category,
                confidence=1.0,
                needs_person=False,
                evidence=(),
                reason="person-decided",
                parameters={"who": who},
                findings=(),
                error=None,
            )
            self.put(place, RowState(decided, by_person=True, stays=False))

    def state(self, place: int) -> RowState:
        """Return what is known of the row at *place*."""
        by_person = self._states[place] == _PERSON
        stays = self._sure[place] == _LOOKED_AT
        return RowState(self._results[place], by_person, stays, place in self._taken_over)

    def put(self, place: int, state: RowState) -> None:
        """Let the row at *place* be as *state* says."""
        self._counts.add(self._states[place], self._results[place], -1)
        (self._taken_over.add if state.taken_over else self._taken_over.discard)(place)
        result = self._results[place] = state.result
        if result is None:
            self._sure[place], self._states[place] = _LOOKED_AT, _WAITING
        else:
            sure = self._sure[place] = _LOOKED_AT if state.stays else result.confidence
            looked_at = sure < self.sureness or self.sureness >= EVERYTHING
            open_state = _FAILED if result.error is not None else _LOOK if looked_at else _ALONE
            self._states[place] = _PERSON if state.by_person else open_state
        self._counts.add(self._states[place], result, 1)

    def put_all(self, states: Mapping[int, RowState]) -> None:
        """Let many rows be as *states* say, by their places."""
        self.version += 1
        for place, state in states.items():
            self.put(place, state)

    def set_sureness(self, sureness: float) -> None:
        """Leave rows below *sureness* (0 to 1) to a person, and those with another reason as before."""
        self.sureness = sureness
        self.version += 1
        limit = sureness if sureness < EVERYTHING else 2.0
        alone, look = _ALONE, _LOOK
        fixed = self._states.translate(_FIXED)
        self._states = bytearray(
            state or (look if sure < limit else alone) for state, sure in zip(fixed, self._sure, strict=True)
        )
        self._states = self._states.translate(_UNFIXED)
        for code in (_ALONE, _LOOK):
            self._counts.states[code] = self._states.count(code)

    def status(self, place: int) -> RowStatus:
        """Return how the row at *place* stands."""
        return _STATES[self._states[place]]

    def result(self, place: int) -> SortedRow | None:
        """Return where the row at *place* belongs, without its text; None until it is sorted."""
        return self._results[place]

    def line(self, place: int) -> InquiryLine:
        """Return the row at *place* as it stands now."""
        result, status = self._results[place], self.status(place)
        row, text = self.texts.number(place), self.texts[place]
        return InquiryLine(row, text, status, _whole(result, text, status) if result else None)

    def results(self) -> "SortedRows":
        """Return the results as they stand now; they do not change with the rows."""
        return SortedRows(self.texts, list(self._results), bytes(self._states))

    def taken_over(self) -> dict[int, SortedRow]:
        """Return the rows that a person took over and nobody has decided since, without texts, by their numbers."""
        kept = (self._results[place] for place in sorted(self._taken_over))
        return {result.row: result for result in kept if result is not None}

    def counts(self) -> Counter[str | None]:
        """Return how many rows each category has."""
        return +self._counts.categories

    def count_of(self, *states: RowStatus) -> int:
        """Return how many rows stand in one of *states*."""
        return sum(self._counts.states[_STATES.index(state)] for state in states)

    def places(
        self, states: Sequence[RowStatus] = (), category: tuple[str | None] | None = None
    ) -> list[int]:
        """Return the places of the rows that stand in one of *states*, and are of *category*; both may be open."""
        wanted = bytearray(256)
        for state in states or RowStatus:
            wanted[_STATES.index(state)] = 1
        found = list(compress(range(len(self)), self._states.translate(bytes(wanted))))
        if category is None:
            return found
        results, (name,) = self._results, category
        return [
            place
            for place in found
            if (result := results[place]) is not None and result.error is None and result.category == name
        ]

    def by_result(self, read: Callable[[SortedRow | None], Key]) -> list[Key]:
        """Return what *read* makes of each result, by place."""
        return [read(result) for result in self._results]

    def by_status(self, order: Sequence[RowStatus]) -> bytes:
        """Return for each place where its status stands in *order*."""
        ranks = bytes(order.index(status) for status in _STATES)
        return bytes(self._states.translate(ranks + bytes(256 - len(ranks))))

    def is_of(self, place: int, category: str | None) -> bool:
        """Return whether the row at *place* is sorted into *category*; None is none of them."""
        result = self._results[place]
        return result is not None and result.error is None and result.category == category


class SortedRows(Sequence[SortedRow]):
    """The results at one moment, made one by one as they are read: there may be a hundred thousand."""

    def __init__(self, texts: RowTexts, results: Sequence[SortedRow | None], states: bytes) -> None:
        self._texts, self._results, self._states = texts, results, states
        self._places: Sequence[int] = range(len(results))
        if _WAITING in states:
            self._places = list(compress(self._places, states))

    @overload
    def __getitem__(self, number: int) -> SortedRow: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[SortedRow]: ...
    def __getitem__(self, number: int | slice) -> SortedRow | Sequence[SortedRow]:
        """Return the result *number*, from 0."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        place = self._places[number]
        result = self._results[place]
        assert result is not None  # noqa: S101 - others have no place
        return _whole(result, self._texts[place], _STATES[self._states[place]])

    def __iter__(self) -> Iterator[SortedRow]:
        """Return all results; the texts are read block by block where they come from a file."""
        for text, result, state in zip(self._texts, self._results, self._states, strict=True):
            if result is not None:
                yield _whole(result, text, _STATES[state])

    def __len__(self) -> int:
        """Return how many rows are sorted."""
        return len(self._places)


def _whole(result: SortedRow, text: str, status: RowStatus) -> SortedRow:
    """Return *result* with its text, and with what it needs as it stands now."""
    needs_person = status in {RowStatus.LOOK, RowStatus.FAILED}
    return replace(result, text=text, needs_person=needs_person)
