"""Keeps every run and finds it again."""

import contextlib
import json
import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any, cast

from app.errors import DeskhandError, InputError
from app.events import Event
from app.history.database import Database
from app.history.decisions import DecisionStore
from app.history.mails import MailStore
from app.history.recipients import RecipientStore
from app.history.values import moment_of, storable, to_json
from app.history.words import conditions, words_of
from app.records import Evidence, Finding, Job, Run

_log = logging.getLogger(__name__)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: no letter looks like a digit, and the order of the signs is that of their values."""

_TIME_SIGNS = 9
_CHANCE_SIGNS = 2

_HEAD = "id, job, started, title, method, model, seconds"
_WHOLE = f"{_HEAD}, input, output, evidence"


class RunStore:
    """The records of earlier runs in one file; any thread may call.

    Attributes:
        changed: Tells that runs were kept or erased.
        trouble: Tells why a run could not be kept, or that damaged records were set aside.
        decisions: What was decided about the rows of the runs; erased with them.
        recipients: What was given last for each recipient of mails; erased with the runs it came from.
        mails: The versions of each mail; erased with the runs they come from.
    """

    def __init__(self, path: Path, enabled: Callable[[], bool] = lambda: True) -> None:
        """Keep runs in *path* while *enabled* says so; the file is made when it is first needed."""
        self.changed: Event[None] = Event()
        self.trouble: Event[Finding] = Event()
        self._database = Database(path)
        self._enabled = enabled
        self.decisions = DecisionStore(self._database, enabled, self._tell)
        self.recipients = RecipientStore(self._database, enabled, self._tell)
        self.mails = MailStore(self._database, enabled, self._tell)
        self._id_turn = threading.Lock()
        self._last_id_time = 0

    def new_id(self) -> str:
        """Return an id that sorts after all earlier ones: eleven lower-case letters and digits."""
        with self._id_turn:
            milliseconds = max(time.time_ns() // 1_000_000, self._last_id_time + 1)
            self._last_id_time = milliseconds
        chance = secrets.randbelow(len(_ALPHABET) ** _CHANCE_SIGNS)
        return _spelled(milliseconds, _TIME_SIGNS) + _spelled(chance, _CHANCE_SIGNS)

    def keep(self, run: Run) -> None:
        """Keep *run*, in the place of an earlier one with its id; does nothing when records are not wanted.

        Trouble with the storage is told by the `trouble` event only: the result is in the caller's
        hands and must not be lost because of it.
        """
        if not self._enabled():
            return
        row = _row(run)
        try:
            try:
                self._write(row)
            except DeskhandError as error:
                if error.code != "records-damaged":
                    raise
                self._tell(error)
                self._write(row)
        except DeskhandError as error:
            self._tell(error)
        else:
            self.changed.emit(None)

    def recent(self, limit: int = 200, *, whole: bool = True) -> list[Run]:
        """Return the latest runs, the latest first.

        Args:
            limit: How many at most.
            whole: False leaves input, output and evidence empty, which a list of runs does not need.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        return self._select("", [], limit, whole=whole)

    def search(self, words: str, limit: int = 200, *, whole: bool = True) -> list[Run]:
        """Return the latest runs that hold all of the *words*, the latest first.

        A word is found inside longer ones too, in any case and width; without words, nothing is.
        For *limit* and *whole* see `recent`.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        wanted = conditions(words)
        clauses = ["words LIKE ? ESCAPE '\\'"] * len(wanted.patterns)
        values: list[object] = list(wanted.patterns)
        if wanted.indexed:
            clauses.append("number IN (SELECT rowid FROM runs_words WHERE runs_words MATCH ?)")
            values.append(wanted.indexed)
        if not clauses:
            return []
        return self._select("WHERE " + " AND ".join(clauses), values, limit, whole=whole)

    def get(self, run_id: str) -> Run:
        """Return the run with the id *run_id*, whole.

        Raises:
            InputError: `unknown-run`: there is none.
            DeskhandError: One of the `records-` codes.
        """
        found = self._select("WHERE id = ?", [storable(run_id)], 1, whole=True)
        if not found:
            raise InputError("unknown-run", run=run_id)
        return found[0]

    def count(self) -> int:
        """Return how many runs are kept.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM runs").fetchone()[0])

    def erase(self, run_ids: Collection[str]) -> int:
        """Erase the runs with these ids for good, and return how many there were.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was erased.
        """
        values = [(storable(run_id),) for run_id in dict.fromkeys(run_ids)]
        return self._erase(
            lambda connection: connection.executemany("DELETE FROM runs WHERE id = ?", values).rowcount
        )

    def erase_before(self, day: date) -> int:
        """Erase for good the runs that started before *day* began here, and return how many there were.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was erased.
        """
        moment = moment_of(_beginning(day))

        def delete(connection: sqlite3.Connection) -> int:
            connection.execute("DELETE FROM unfinished WHERE moment < ?", (moment,))
            connection.execute("DELETE FROM remembered WHERE moment < ?", (moment,))
            return connection.execute("DELETE FROM runs WHERE moment < ?", (moment,)).rowcount

        return self._erase(delete)

    def erase_all(self) -> int:
        """Erase all runs for good, give their space back, and return how many there were.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was erased.
        """

        def delete(connection: sqlite3.Connection) -> int:
            connection.execute("DELETE FROM unfinished")
            connection.execute("DELETE FROM recipients")
            return connection.execute("DELETE FROM runs").rowcount

        return self._erase(delete, shrink=True)

    def close(self) -> None:
        """Close the file; a result that comes later still finds its way into it."""
        self.decisions.flush()
        self._database.close()

    def _write(self, row: dict[str, object]) -> None:
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        renewed = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
        query = (
            f"INSERT INTO runs ({names}) VALUES ({places}) "  # noqa: S608 - the names are ours, values are bound
            f"ON CONFLICT (id) DO UPDATE SET {renewed}"
        )
        with self._database.writing() as connection:
            connection.execute(query, row)

    def _select(self, condition: str, values: list[object], limit: int, *, whole: bool) -> list[Run]:
        columns = _WHOLE if whole else _HEAD
        query = (
            f"SELECT {columns} FROM runs {condition} "  # noqa: S608 - the conditions are ours, values are bound
            "ORDER BY moment DESC, id DESC LIMIT ?"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, [*values, max(limit, 0)]).fetchall()
        return [_run(row) for row in rows]

    def _erase(self, delete: Callable[[sqlite3.Connection], int], *, shrink: bool = False) -> int:
        with self._database.writing() as connection:
            before = connection.total_changes
            count = max(delete(connection), 0)
            anything = connection.total_changes > before  # also what an unfinished run left behind
            if count:
                # The index only marks what was deleted until its parts are merged.
                connection.execute("INSERT INTO runs_words (runs_words) VALUES ('optimize')")
        if anything:
            self._database.scrub(shrink=shrink)
        if count:
            self.changed.emit(None)
        return count

    def _tell(self, error: DeskhandError) -> None:
        _log.warning("a run could not be kept: %s", error)
        self.trouble.emit(Finding(error.code, dict(error.parameters)))


def _row(run: Run) -> dict[str, object]:
    evidence = [[one.source, one.quote, one.start, one.end] for one in run.evidence]
    return {
        "id": run.id,
        "moment": moment_of(run.started),
        "started": run.started.isoformat(),
        "job": run.job,
        "method": run.method,
        "model": run.model and storable(run.model),
        "seconds": run.seconds,
        "title": storable(run.title),
        "input": to_json(dict(run.input)),
        "output": to_json(dict(run.output)),
        "evidence": to_json(evidence),
        "words": storable(words_of(run)),
    }


def _run(row: tuple[Any, ...]) -> Run:
    run_id, job, started, title, method, model, seconds, *rest = row
    given, output, evidence = (json.loads(text) for text in rest or ("{}", "{}", "[]"))
    return Run(
        id=run_id,
        job=cast("Job", job),
        started=datetime.fromisoformat(started),
        title=title,
        input=given,
        output=output,
        evidence=tuple(Evidence(*one) for one in evidence),
        method=method,
        model=model,
        seconds=seconds,
    )


def _beginning(day: date) -> datetime:
    """Return the moment when *day* begins here."""
    midnight = datetime.combine(day, time_of_day.min)
    with contextlib.suppress(
        OverflowError, ValueError, OSError
    ):  # days that the system's clock does not know
        return midnight.astimezone()
    return midnight.replace(tzinfo=UTC)


def _spelled(number: int, signs: int) -> str:
    text = ""
    for _ in range(signs):
        number, digit = divmod(number, len(_ALPHABET))
        text = _ALPHABET[digit] + text
    return text
