"""Keeps every decision on a row of a run: who made it, when, and from what."""

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from app.errors import DeskhandError
from app.history.database import Database
from app.history.persons_steps import DECIDED, TAKEN_BACK, TAKEN_OVER, LeftByPersons, PersonsStep, insertions
from app.history.row_details import details_of, error_in, evidence_in, findings_in
from app.history.values import moment_of, storable, time_of, to_json
from app.records import Evidence, Method, SortedRow

_log = logging.getLogger(__name__)

_BATCH_ROWS = 500
_BATCH_SECONDS = 1.0
_PAGE_ROWS = 500
"""Rows that are read at a time, so that a slow reader keeps nobody waiting."""
_LONGEST_UNFINISHED = timedelta(days=2)
"""A run that began earlier and has not ended will not end any more."""

_COLUMNS = "run, row, moment, who, source, text, category, confidence, needs_person, method, reason, details"
_PLACES = ", ".join("?" * len(_COLUMNS.split(", ")))
_LATEST = "number = (SELECT max(number) FROM decisions AS d WHERE d.run = o.run AND d.row = o.row)"
_BY_PROGRAM = "who IS NULL"
_HOLDS_BY_PERSON = f"who IS NOT NULL AND reason <> '{TAKEN_BACK}'"
_CORRECTED = "row IN (SELECT d.row FROM decisions AS d WHERE d.run = o.run AND d.who IS NOT NULL)"

_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one row, at one time."""

    run: str
    """Id of the run."""
    row: int
    """1 for the first row of data."""
    when: datetime
    """With time zone."""
    who: str | None
    """Name of the person, or None for the program."""
    source: str
    """Name of the file that the row stands in."""
    text: str
    """What was decided about."""
    category: str | None
    """Where it belongs; None when nothing fits."""
    confidence: float
    """How sure the program was, 0 to 1; 1 where a person decided."""
    needs_person: bool
    """Whether a person should still look."""
    method: Method | None
    """How the program came to it; None for a person."""
    reason: str
    """Code of the reason; the front ends have its words."""
    parameters: Mapping[str, object]
    """Values for the placeholders of the reason."""
    evidence: tuple[Evidence, ...]
    """The passages that it rests on."""


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """How many rows of a run went where, by the latest decision on each."""

    rows: int
    by_category: Mapping[str | None, int]
    """By the name of the category; None for what fits nothing."""
    needs_person: int
    """Rows that a person should still look at."""
    by_person: int
    """Rows that a person has decided."""


class DecisionStore:
    """The decisions of all runs; any thread may call.

    What the program decides comes in great numbers and is written some at a time. Trouble with that is
    told once and ends the keeping for that run only.
    """

    def __init__(
        self, database: Database, enabled: Callable[[], bool], tell: Callable[[DeskhandError], None]
    ) -> None:
        """Keep decisions in *database* while *enabled* says so; *tell* hears of trouble."""
        self._database = database
        self._enabled = enabled
        self._tell = tell
        self._turn = threading.RLock()
        self._pending: list[_Row] = []
        self._begun: dict[str, bool] = {}
        """Runs that have begun and not ended, and whether all of their decisions could be written."""
        self._written = 0.0

    def begin(self, run: str, work: str) -> None:
        """Take decisions of *run* from now on.

        Args:
            run: Id of the run.
            work: What it works on: what an earlier run over the same has left unfinished is erased.
        """
        if not self._enabled():
            return
        now = datetime.now(UTC)
        oldest = moment_of(now - _LONGEST_UNFINISHED)

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM unfinished WHERE work = ? OR moment < ?", (work, oldest))
            connection.execute("INSERT INTO unfinished VALUES (?, ?, ?)", (run, work, moment_of(now)))

        with self._turn:
            if self._could(write):
                self._begun[run] = True
                self._written = time.monotonic()

    def add(self, rows: Sequence[SortedRow], sources: Sequence[str]) -> None:
        """Take what the program decided about *rows*, each from the file that *sources* names.

        Nothing is kept of a run that was not begun or that was erased meanwhile.
        """
        moment = moment_of(datetime.now(UTC))
        with self._turn:
            self._pending += [
                _values(row, source, moment)
                for row, source in zip(rows, sources, strict=True)
                if self._begun.get(row.run)
            ]
            late = time.monotonic() - self._written > _BATCH_SECONDS
            if len(self._pending) >= _BATCH_ROWS or late:
                self.flush()

    def flush(self) -> None:
        """Write down all that was taken."""
        with self._turn:
            pending, self._pending = self._pending, []
            self._written = time.monotonic()
            if pending and not self._could(lambda connection: _insert(connection, pending)):
                self._begun |= {values[0]: False for values in pending}

    def finish(self, run: str) -> None:
        """Keep the decisions of *run* for good if the run itself was kept; else erase them."""
        with self._turn:
            self.flush()
            complete = self._begun.pop(run, None)
            if complete is None:
                return

            def write(connection: sqlite3.Connection) -> None:
                if not complete:
                    connection.execute("DELETE FROM decisions WHERE run = ?", (run,))
                connection.execute("DELETE FROM unfinished WHERE run = ?", (run,))

            self._could(write)

    def add_step(self, step: PersonsStep) -> int:
        """Add what a person decided in one *step*, all of it or nothing.

        Returns:
            How many rows it was kept of: not those of which nothing was kept before.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was changed.
        """
        if not self._enabled():
            return 0
        self.flush()
        count = 0
        with self._database.writing() as connection:
            for statement, lines in insertions(step, _COLUMNS.split(", ")):
                count += max(connection.executemany(statement, lines).rowcount, 0)
        return count

    def of_row(self, run: str, row: int) -> list[Decision]:
        """Return the decisions on *row* of *run*, the oldest first.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        self.flush()
        query = f"SELECT {_COLUMNS} FROM decisions WHERE run = ? AND row = ? ORDER BY number"  # noqa: S608 - ours
        with self._database.reading() as connection:
            found = connection.execute(query, (storable(run), row)).fetchall()
        return [_decision(values) for values in found]

    def rows(self, run: str) -> Iterator[Decision]:
        """Yield the latest decision on each row of *run*, in the order of the rows.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        return map(_decision, self._pages(run, _LATEST))

    def proposals(self, run: str) -> Iterator[SortedRow]:
        """Yield what the program decided about each row of *run*, whole and in the order of the rows.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        return map(_sorted_row, self._pages(run, _BY_PROGRAM))

    def left_by_persons(self, run: str) -> LeftByPersons:
        """Return how persons left the rows of *run*.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        decided: dict[int, str | None] = {}
        who: dict[int, str] = {}
        taken_over: list[SortedRow] = []
        for values in self._pages(run, f"{_HOLDS_BY_PERSON} AND {_LATEST}"):
            decision = _decision(values)
            if decision.reason == TAKEN_OVER:
                taken_over.append(_sorted_row(values))
            else:
                decided[decision.row] = decision.category
                who[decision.row] = decision.who or ""
        return LeftByPersons(decided, who, tuple(taken_over))

    def of_run(self, run: str, *, corrected: bool = False) -> Iterator[Decision]:
        """Yield all decisions of *run* by their rows, those on a row with the oldest first.

        Args:
            run: Id of the run.
            corrected: Whether to leave out the rows that no person has decided about.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        return map(_decision, self._pages(run, _CORRECTED if corrected else "1"))

    def counts(self, run: str) -> DecisionCounts:
        """Return how many rows of *run* went where.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        self.flush()
        # SQLite takes the other columns from the line that has the largest number.
        latest = (
            "SELECT category, needs_person, reason, max(number) FROM decisions WHERE run = ? GROUP BY row"
        )
        query = (
            f"SELECT category, count(*), sum(needs_person), sum(reason = '{DECIDED}') "  # noqa: S608 - ours
            f"FROM ({latest}) GROUP BY category ORDER BY count(*) DESC, category"
        )
        with self._database.reading() as connection:
            found = connection.execute(query, (storable(run),)).fetchall()
        return DecisionCounts(
            rows=sum(count for _, count, _, _ in found),
            by_category={category: count for category, count, _, _ in found},
            needs_person=sum(waiting for _, _, waiting, _ in found),
            by_person=sum(people for _, _, _, people in found),
        )

    def _pages(self, run: str, condition: str) -> Iterator[_Row]:
        self.flush()
        query = (
            f"SELECT {_COLUMNS}, number FROM decisions AS o "  # noqa: S608 - the conditions are ours
            f"WHERE run = ? AND (row, number) > (?, ?) AND {condition} ORDER BY row, number LIMIT {_PAGE_ROWS}"
        )
        row, number = -1, -1
        while True:
            with self._database.reading() as connection:
                page = connection.execute(query, (storable(run), row, number)).fetchall()
            yield from (values[:-1] for values in page)
            if len(page) < _PAGE_ROWS:
                return
            row, number = page[-1][1], page[-1][-1]

    def _could(self, write: Callable[[sqlite3.Connection], None]) -> bool:
        try:
            with self._database.writing() as connection:
                write(connection)
        except DeskhandError as error:
            self._tell(error)
            return False
        return True


def _insert(connection: sqlite3.Connection, rows: Sequence[_Row]) -> None:
    begun = {run for (run,) in connection.execute("SELECT run FROM unfinished")}
    kept = [values for values in rows if values[0] in begun]
    connection.executemany(f"INSERT INTO decisions ({_COLUMNS}) VALUES ({_PLACES})", kept)  # noqa: S608 - ours


def _values(row: SortedRow, source: str, moment: int) -> _Row:
    category = row.category and storable(row.category)
    return (
        row.run, row.row, moment, None, storable(source), storable(row.text), category, row.confidence,
        int(row.needs_person), row.method, row.reason, to_json(details_of(row)),
    )  # fmt: skip


def _decision(values: _Row) -> Decision:
    run, row, moment, who, source, text, category, confidence, needs_person, method, reason, details = values
    told = json.loads(details)
    return Decision(
        run=run,
        row=row,
        when=time_of(moment),
        who=who,
        source=source,
        text=text,
        category=category,
        confidence=confidence,
        needs_person=bool(needs_person),
        method=None if who is not None else cast("Method", method),
        reason=reason,
        parameters=told["parameters"],
        evidence=evidence_in(told),
    )


def _sorted_row(values: _Row) -> SortedRow:
    decision, told = _decision(values), json.loads(values[-1])
    # Of a row that a person took over, the method in the line itself is the person's.
    said = told.get("proposed") or {"reason": decision.reason, "method": values[9]}
    return SortedRow(
        run=decision.run,
        row=decision.row,
        text=decision.text,
        category=decision.category,
        confidence=decision.confidence,
        needs_person=decision.needs_person,
        evidence=decision.evidence,
        reason=said["reason"],
        method=cast("Method", said["method"]),
        parameters=said.get("parameters", decision.parameters),
        findings=findings_in(told),
        error=error_in(told),
    )
