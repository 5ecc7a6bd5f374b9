"""Keeps all versions of each mail, and what a person decided about it: requests left out, doubts accepted."""

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.errors import DeskhandError
from app.history.database import Database
from app.history.values import moment_of, storable, time_of, to_json
from app.history.words import with_typed_words

_COLUMNS = "place, parent, run, origin, moment, subject, body, drafted"


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A mail as it stood at one time."""

    run: str
    """Id of the run that its draft comes from."""
    origin: str
    """How it came to be; a stable name."""
    made: datetime
    """With time zone."""
    subject: str
    body: str
    drafted: str
    """The body without what the person changed by hand."""
    parent: int | None
    """Place of the version that it was made from; None for the first one."""


@dataclass(frozen=True, slots=True)
class KeptMail:
    """All versions of one mail."""

    versions: tuple[KeptVersion, ...]
    """The oldest first; a place is one of these."""
    shown: int
    """Place of the version in view."""
    left_out: tuple[str, ...] = ()
    """Requests of the mail to answer that need no answer, in its words."""
    accepted: tuple[str, ...] = ()
    """Doubts about it that the person accepted; each tells itself from others."""


class MailStore:
    """The versions of all mails; any thread may call."""

    def __init__(
        self, database: Database, enabled: Callable[[], bool], tell: Callable[[DeskhandError], None]
    ) -> None:
        """Keep versions in *database* while *enabled* says so; *tell* hears of trouble."""
        self._database = database
        self._enabled = enabled
        self._tell = tell

    def keep(self, mail: KeptMail) -> None:
        """Keep *mail* in the place of all that was kept of its runs; does nothing when records are not wanted.

        A version whose run is not kept, or was erased, is left out. Trouble with the storage is told by the
        event of the records only.
        """
        if not self._enabled():
            return
        runs = to_json(sorted({version.run for version in mail.versions}))
        try:
            with self._database.writing() as connection:
                before = _runs_beside(connection, runs)
                connection.execute(
                    "DELETE FROM mails WHERE number IN (SELECT mail FROM mail_versions"
                    " WHERE run IN (SELECT value FROM json_each(?)))",
                    (runs,),
                )
                kept = connection.execute(
                    "SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?))", (runs,)
                ).fetchall()
                kept_runs = {run for (run,) in kept}
                _insert(connection, mail, kept_runs)
                for run in before | kept_runs:
                    _learn_words(connection, run, mail)
        except DeskhandError as error:
            self._tell(error)

    def of_run(self, run: str) -> KeptMail | None:
        """Return the mail that the run with the id *run* belongs to, or None where none was kept.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        with self._database.reading() as connection:
            mail = connection.execute(
                "SELECT number, shown, left_out, accepted FROM mails JOIN mail_versions ON mail = number"
                " WHERE run = ? LIMIT 1",
                (storable(run),),
            ).fetchone()
            if mail is None:
                return None
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM mail_versions WHERE mail = ? ORDER BY place",  # noqa: S608 - ours
                (mail[0],),
            ).fetchall()
        places = {row[0]: number for number, row in enumerate(rows)}
        versions = tuple(_version(row, places) for row in rows)
        left_out, accepted = (tuple(json.loads(words)) for words in mail[2:])
        return KeptMail(versions, places.get(mail[1], len(versions) - 1), left_out, accepted)


def _insert(connection: sqlite3.Connection, mail: KeptMail, runs: Collection[str]) -> None:
    rows = [
        (place, one.parent, one.run, one.origin, moment_of(one.made), *map(storable, _texts(one)))
        for place, one in enumerate(mail.versions)
        if one.run in runs
    ]
    if not rows:
        return
    (number,) = connection.execute(
        "INSERT INTO mails (shown, left_out, accepted) VALUES (?, ?, ?) RETURNING number",
        (mail.shown, to_json(mail.left_out), to_json(mail.accepted)),
    ).fetchone()
    connection.executemany(
        f"INSERT INTO mail_versions (mail, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
        [(number, *row) for row in rows],
    )


def _runs_beside(connection: sqlite3.Connection, runs: str) -> set[str]:
    """Return the runs of the mails that hold one of *runs*, a list in JSON."""
    found = connection.execute(
        "SELECT DISTINCT run FROM mail_versions WHERE mail IN (SELECT mail FROM mail_versions"
        " WHERE run IN (SELECT value FROM json_each(?)))",
        (runs,),
    )
    return {run for (run,) in found}


def _learn_words(connection: sqlite3.Connection, run: str, mail: KeptMail) -> None:
    """Let *run* be found by the words of its versions in *mail*."""
    texts = [text for one in mail.versions if one.run == run for text in (one.subject, one.body)]
    row = connection.execute("SELECT words FROM runs WHERE id = ?", (run,)).fetchone()
    if row and (words := storable(with_typed_words(row[0], texts))) != row[0]:
        connection.execute("UPDATE runs SET words = ? WHERE id = ?", (words, run))


def _texts(version: KeptVersion) -> Sequence[str]:
    return version.subject, version.body, version.drafted


def _version(row: tuple[Any, ...], places: dict[int, int]) -> KeptVersion:
    """Return the version in *row*; where its parent was erased, it follows the one before it."""
    place, parent, run, origin, moment, subject, body, drafted = row
    number = places[place]
    made_from = places.get(parent, number - 1) if number else None
    return KeptVersion(run, origin, time_of(moment), subject, body, drafted, made_from)
