"""What a person decides on rows of a run in one step, and the lines of the records that tell it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.history.row_details import details_of
from app.history.values import moment_of, storable, to_json
from app.records import SortedRow

DECIDED = "person-decided"
TAKEN_OVER = "person-took-over"
TAKEN_BACK = "person-took-back"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PersonsStep:
    """What a person decided on rows of one run, all at once."""

    run: str
    """Id of the run."""
    who: str
    """Name of the person."""
    decided: Mapping[int, str | None] = field(default_factory=dict)
    """Categories by the numbers of the rows; None says that nothing fits."""
    taken_over: Sequence[SortedRow] = ()
    """Rows that are to be as the program proposed after other decisions; the program decided these."""
    taken_back: Sequence[int] = ()
    """Numbers of rows for which the program's first decision holds again."""
    when: datetime = field(default_factory=_now)


@dataclass(frozen=True, slots=True)
class LeftByPersons:
    """How persons left the rows of a run; rows that only the program has decided are not among them."""

    decided: Mapping[int, str | None] = field(default_factory=dict)
    """Categories by the numbers of the rows; None says that nothing fits."""
    who: Mapping[int, str] = field(default_factory=dict)
    """Name of the person who decided, by the numbers of these rows."""
    taken_over: Sequence[SortedRow] = ()
    """Rows as the program proposed them and a person took them over."""


def insertions(step: PersonsStep, columns: Sequence[str]) -> Iterator[tuple[str, Iterator[list[Any]]]]:
    """Yield statements that add *step*, each with the values of its lines.

    A line is the program's own with something else in some of its *columns*; where there is none, nothing is added.
    """
    fixed = {"moment": "?", "who": "?", "method": "'person'"}
    by_hand = {"category": "?", "confidence": "1.0", "needs_person": "0", "reason": f"'{DECIDED}'"}
    proposed = {"category": "?", "confidence": "?", "needs_person": "?", "reason": f"'{TAKEN_OVER}'"}
    told = to_json({"parameters": {"who": step.who}})
    decided = ((row, [_name(category), told]) for row, category in step.decided.items())
    taken_over = ((row.row, _taken_over(row, step.who)) for row in step.taken_over)
    taken_back = ((row, [told]) for row in step.taken_back)
    for changes, lines in (
        (by_hand, decided),
        (proposed, taken_over),
        ({"reason": f"'{TAKEN_BACK}'"}, taken_back),
    ):
        yield _statement(fixed | changes | {"details": "?"}, columns), _bound(step, lines)


def _statement(changes: Mapping[str, str], columns: Sequence[str]) -> str:
    wanted = ", ".join(changes.get(name, name) for name in columns)
    return (
        f"INSERT INTO decisions ({', '.join(columns)}) SELECT {wanted} FROM decisions "  # noqa: S608 - ours
        "WHERE run = ? AND row = ? AND who IS NULL ORDER BY number LIMIT 1"
    )


def _bound(step: PersonsStep, lines: Iterator[tuple[int, list[Any]]]) -> Iterator[list[Any]]:
    moment, who, run = moment_of(step.when), storable(step.who), storable(step.run)
    for row, values in lines:
        yield [moment, who, *values, run, row]


def _taken_over(row: SortedRow, who: str) -> list[Any]:
    details = details_of(row)
    proposed = {"reason": row.reason, "method": row.method, "parameters": details["parameters"]}
    told = to_json(details | {"parameters": {"who": who}, "proposed": proposed})
    return [_name(row.category), row.confidence, int(row.needs_person), told]


def _name(category: str | None) -> str | None:
    return category and storable(category)
