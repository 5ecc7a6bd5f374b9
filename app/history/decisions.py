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
from app.history.values import moment_of, storable, time_of, to_json
from app.records import Evidence, Failure, Finding, Gravity, Method, SortedRow

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
_TAKEN_OVER = "person-took-over"
_DECIDED = "person-decided"
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

    def decide(self, run: str, row: int, category: str | None, who: str) -> bool:
        """Add that the person *who* put *row* into *category*; None says that nothing fits.

        Returns:
            Whether it was kept: False where nothing was kept of the row.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was changed.
        """
        details = to_json({"parameters": {"who": who}})
        changes = {"category": "?", "confidence": "1.0", "needs_person": "0", "method": "'person'"}
        changes |= {"reason": f"'{_DECIDED}'", "details": "?"}
        values = [category and storable(category), details]
        return self._added(run, row, who, changes, values)

    def take_over(self, row: SortedRow, who: str) -> bool:
        """Add that the person *who* let *row* be as the program proposed after corrections; the program decided it.

        Returns:
            Whether it was kept: False where nothing was kept of the row.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was changed.
        """
        details = to_json({"parameters": {"who": who}, "evidence": _evidence(row)})
        changes = {"category": "?", "confidence": "?", "needs_person": "?", "method": "'person'"}
        changes |= {"reason": f"'{_TAKEN_OVER}'", "details": "?"}
        category = row.category and storable(row.category)
        values = [category, row.confidence, int(row.needs_person), details]
        return self._added(row.run, row.row, who, changes, values)

    def take_back(self, run: str, row: int, who: str) -> bool:
        """Add that the person *who* let the program's decision on *row* hold again.

        Returns:
            Whether it was kept: False where nothing was kept of the row.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was changed.
        """
        details = to_json({"parameters": {"who": who}})
        changes = {"method": "'person'", "reason": "'person-took-back'", "details": "?"}
        return self._added(run, row, who, changes, [details])

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
            f"SELECT category, count(*), sum(needs_person), sum(reason = '{_DECIDED}') "  # noqa: S608 - ours
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

    def _added(self, run: str, row: int, who: str, changes: Mapping[str, str], values: list[Any]) -> bool:
        """Add a person's decision: the program's with *changes*, which are SQL with places for *values*."""
        if not self._enabled():
            return False
        self.flush()
        changes = {"moment": "?", "who": "?", **changes}
        wanted = ", ".join(changes.get(name, name) for name in _COLUMNS.split(", "))
        query = (
            f"INSERT INTO decisions ({_COLUMNS}) SELECT {wanted} FROM decisions "  # noqa: S608 - ours
            "WHERE run = ? AND row = ? AND who IS NULL ORDER BY number LIMIT 1"
        )
        bound = [moment_of(datetime.now(UTC)), storable(who), *values, storable(run), row]
        with self._database.writing() as connection:
            return connection.execute(query, bound).rowcount > 0

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
    details: dict[str, object] = {
        "parameters": dict(row.parameters),
        "evidence": _evidence(row),
    }
    if row.findings:
        details["findings"] = [
            [one.code, dict(one.parameters), one.start, one.end, one.gravity.value] for one in row.findings
        ]
    if row.error:
        details["error"] = [row.error.code, dict(row.error.parameters)]
    category = row.category and storable(row.category)
    return (
        row.run, row.row, moment, None, storable(source), storable(row.text), category, row.confidence,
        int(row.needs_person), row.method, row.reason, to_json(details),
    )  # fmt: skip


def _evidence(row: SortedRow) -> list[list[object]]:
    return [[one.source, one.quote, one.start, one.end] for one in row.evidence]


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
        evidence=tuple(Evidence(*one) for one in told.get("evidence", ())),
    )


def _sorted_row(values: _Row) -> SortedRow:
    decision, told = _decision(values), json.loads(values[-1])
    error = told.get("error")
    return SortedRow(
        run=decision.run,
        row=decision.row,
        text=decision.text,
        category=decision.category,
        confidence=decision.confidence,
        needs_person=decision.needs_person,
        evidence=decision.evidence,
        reason=decision.reason,
        method=cast("Method", decision.method),
        parameters=decision.parameters,
        findings=tuple(
            Finding(code, parameters, start, end, Gravity(gravity))
            for code, parameters, start, end, gravity in told.get("findings", ())
        ),
        error=Failure(*error) if error else None,
    )
