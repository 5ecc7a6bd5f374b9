"""The shape of the records, as numbered steps; a step that was released never changes."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from app.errors import DeskhandError
from app.history.words import with_typed_words

Migration = Callable[[sqlite3.Connection], None]


def m001_runs(connection: sqlite3.Connection) -> None:
    """Keep runs, and an index of all their words.

    Small columns stand first: a list of runs is read without touching the long texts. The index
    is of trigrams, since Japanese puts no space between words; it keeps no text of its own.
    """
    connection.execute(
        """
        CREATE TABLE runs (
            number   INTEGER PRIMARY KEY,
            id       TEXT NOT NULL UNIQUE,
            moment   INTEGER NOT NULL,      -- microseconds since 1970, to sort by
            started  TEXT NOT NULL,         -- ISO 8601 with the offset of the day
            job      TEXT NOT NULL,
            method   TEXT NOT NULL,
            model    TEXT,
            seconds  REAL NOT NULL,
            title    TEXT NOT NULL,
            input    TEXT NOT NULL,         -- JSON
            output   TEXT NOT NULL,         -- JSON
            evidence TEXT NOT NULL,         -- JSON
            words    TEXT NOT NULL          -- everything that can be searched for
        )
        """
    )
    connection.execute("CREATE INDEX runs_by_moment ON runs (moment DESC, id DESC)")
    connection.execute(
        "CREATE VIRTUAL TABLE runs_words USING fts5"
        "(words, content='runs', content_rowid='number', tokenize='trigram')"
    )
    forget = "INSERT INTO runs_words (runs_words, rowid, words) VALUES ('delete', old.number, old.words);"
    learn = "INSERT INTO runs_words (rowid, words) VALUES (new.number, new.words);"
    connection.execute(f"CREATE TRIGGER runs_learn AFTER INSERT ON runs BEGIN {learn} END")
    connection.execute(f"CREATE TRIGGER runs_forget AFTER DELETE ON runs BEGIN {forget} END")
    connection.execute(f"CREATE TRIGGER runs_relearn AFTER UPDATE ON runs BEGIN {forget} {learn} END")


def m002_decisions(connection: sqlite3.Connection) -> None:
    """Keep every decision on a row of a run, by the program or a person; erased with the run.

    Runs that have not ended stand in `unfinished`, so that what is left of one can be found.
    """
    connection.execute(
        """
        CREATE TABLE decisions (
            number       INTEGER PRIMARY KEY,   -- later ones are larger
            run          TEXT NOT NULL,
            row          INTEGER NOT NULL,
            moment       INTEGER NOT NULL,      -- microseconds since 1970
            who          TEXT,                  -- name of a person; NULL for the program
            source       TEXT NOT NULL,
            text         TEXT NOT NULL,
            category     TEXT,                  -- NULL for none of them
            confidence   REAL NOT NULL,
            needs_person INTEGER NOT NULL,
            method       TEXT NOT NULL,
            reason       TEXT NOT NULL,
            details      TEXT NOT NULL          -- JSON
        )
        """
    )
    connection.execute("CREATE INDEX decisions_by_row ON decisions (run, row, number)")
    connection.execute("CREATE INDEX decisions_by_person ON decisions (run, row) WHERE who IS NOT NULL")
    connection.execute(
        "CREATE TABLE unfinished (run TEXT PRIMARY KEY, work TEXT NOT NULL, moment INTEGER NOT NULL)"
    )
    connection.execute(
        "CREATE TRIGGER runs_decisions AFTER DELETE ON runs"
        " BEGIN DELETE FROM decisions WHERE run = old.id; END"
    )
    connection.execute(
        "CREATE TRIGGER unfinished_decisions AFTER DELETE ON unfinished"
        " WHEN old.run NOT IN (SELECT id FROM runs)"
        " BEGIN DELETE FROM decisions WHERE run = old.run; END"
    )


def m003_recipients(connection: sqlite3.Connection) -> None:
    """Keep what was given last for each recipient of mails; what came from a run is erased with it."""
    connection.execute(
        """
        CREATE TABLE recipients (
            number  INTEGER PRIMARY KEY,
            name    TEXT NOT NULL,          -- in one spelling, or empty
            address TEXT NOT NULL,          -- e-mail address in one spelling, or empty
            shown   TEXT NOT NULL,          -- as it was written
            UNIQUE (name, address)
        )
        """
    )
    connection.execute("CREATE INDEX recipients_by_address ON recipients (address) WHERE address <> ''")
    connection.execute(
        """
        CREATE TABLE remembered (
            recipient INTEGER NOT NULL,
            template  TEXT NOT NULL,        -- id; empty for what is about the recipient, whatever the mail
            name      TEXT NOT NULL,
            value     TEXT NOT NULL,
            run       TEXT,                 -- where it was given; NULL where that was not kept
            moment    INTEGER NOT NULL,     -- microseconds since 1970
            PRIMARY KEY (recipient, template, name)
        ) WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX remembered_by_run ON remembered (run) WHERE run IS NOT NULL")
    connection.execute(
        "CREATE TRIGGER runs_remembered AFTER DELETE ON runs"
        " BEGIN DELETE FROM remembered WHERE run = old.id; END"
    )
    connection.execute(
        "CREATE TRIGGER remembered_recipients AFTER DELETE ON remembered"
        " WHEN NOT EXISTS (SELECT 1 FROM remembered WHERE recipient = old.recipient)"
        " BEGIN DELETE FROM recipients WHERE number = old.recipient; END"
    )
    connection.execute(
        "CREATE TRIGGER recipients_remembered AFTER DELETE ON recipients"
        " BEGIN DELETE FROM remembered WHERE recipient = old.number; END"
    )


def m004_mails(connection: sqlite3.Connection) -> None:
    """Keep the versions of each mail and what of the answered mail is left out; erased with the runs they come from."""
    connection.execute(
        """
        CREATE TABLE mails (
            number   INTEGER PRIMARY KEY,
            shown    INTEGER NOT NULL,      -- place of the version in view
            left_out TEXT NOT NULL          -- JSON: requests that need no answer, in the words of the mail
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE mail_versions (
            mail    INTEGER NOT NULL,
            place   INTEGER NOT NULL,       -- later ones are larger
            parent  INTEGER,                -- place of the version that it was made from
            run     TEXT NOT NULL,          -- that its draft comes from
            origin  TEXT NOT NULL,
            moment  INTEGER NOT NULL,       -- microseconds since 1970
            subject TEXT NOT NULL,
            body    TEXT NOT NULL,
            drafted TEXT NOT NULL,          -- the body without what the person changed
            PRIMARY KEY (mail, place)
        ) WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX mail_versions_by_run ON mail_versions (run)")
    connection.execute(
        "CREATE TRIGGER runs_mail_versions AFTER DELETE ON runs"
        " BEGIN DELETE FROM mail_versions WHERE run = old.id; END"
    )
    connection.execute(
        "CREATE TRIGGER mail_versions_mails AFTER DELETE ON mail_versions"
        " WHEN NOT EXISTS (SELECT 1 FROM mail_versions WHERE mail = old.mail)"
        " BEGIN DELETE FROM mails WHERE number = old.mail; END"
    )
    connection.execute(
        "CREATE TRIGGER mails_mail_versions AFTER DELETE ON mails"
        " BEGIN DELETE FROM mail_versions WHERE mail = old.number; END"
    )


def m005_accepted_doubts(connection: sqlite3.Connection) -> None:
    """Keep which doubts about a mail the person has accepted."""
    connection.execute("ALTER TABLE mails ADD COLUMN accepted TEXT NOT NULL DEFAULT '[]'")  # JSON


def m006_words_of_versions(connection: sqlite3.Connection) -> None:
    """Find runs by what was typed into the versions of their mails, too."""
    typed: dict[str, list[str]] = {}
    for run, subject, body in connection.execute("SELECT run, subject, body FROM mail_versions"):
        typed.setdefault(run, []).extend((subject, body))
    for run, texts in typed.items():
        found = connection.execute("SELECT words FROM runs WHERE id = ?", (run,)).fetchone()
        if found:
            connection.execute(
                "UPDATE runs SET words = ? WHERE id = ?", (with_typed_words(found[0], texts), run)
            )


MIGRATIONS: tuple[Migration, ...] = (
    m001_runs,
    m002_decisions,
    m003_recipients,
    m004_mails,
    m005_accepted_doubts,
    m006_words_of_versions,
)


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the *steps* that the database has not seen yet, each in a transaction of its own.

    Raises:
        DeskhandError: `records-from-newer-version`: the database has seen steps that are unknown here.
        sqlite3.Error: A step failed; those before it stay applied.
    """
    known = {step.__name__ for step in steps}
    if _applied(connection) - known:
        raise DeskhandError("records-from-newer-version")
    for step in steps:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _apply_once(connection, step)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _apply_once(connection: sqlite3.Connection, step: Migration) -> None:
    """Apply *step* unless another process did so in the meantime."""
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL)")
    if step.__name__ in _applied(connection):
        return
    step(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO migrations (name, applied) VALUES (?, ?)", (step.__name__, now))


def _applied(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the steps that the database has seen."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM migrations")}
