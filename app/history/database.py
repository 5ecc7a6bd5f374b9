"""Opens the records and keeps them sound: pragmas, transactions, and what to do when they are not.

records.sqlite3                                 the records
records.sqlite3-wal, records.sqlite3-shm        what SQLite keeps beside them while they are open
records.damaged-20260312-140501.sqlite3         records that could not be read, set aside
"""

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.errors import DeskhandError
from app.history.migrations import migrate

_log = logging.getLogger(__name__)

_BUSY_SECONDS = 5.0
"""How long a call waits for another process to finish writing."""

_PRIMARY_CODE = 0xFF
"""Masks the refinement out of SQLite's error codes."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_CODES = {
    sqlite3.SQLITE_FULL: "records-disk-full",
    sqlite3.SQLITE_BUSY: "records-busy",
    sqlite3.SQLITE_LOCKED: "records-busy",
    sqlite3.SQLITE_CANTOPEN: "records-not-writable",
    sqlite3.SQLITE_READONLY: "records-not-writable",
    sqlite3.SQLITE_PERM: "records-not-writable",
    sqlite3.SQLITE_AUTH: "records-not-writable",
}


class Database:
    """One SQLite file, opened at its first use; any thread may call.

    One connection writes and one reads, so that a long write never makes a reader wait.
    """

    def __init__(self, path: Path) -> None:
        """Keep the records in *path*; nothing is touched yet."""
        self._path = path
        self._opening = threading.Lock()
        self._write_turn = threading.Lock()
        self._read_turn = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._times_set_aside = 0
        self._aside = path

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection that reads.

        Raises:
            DeskhandError: One of the `records-` codes.
        """
        with self._told_plainly(), self._read_turn:
            _, reader = self._open()
            yield reader

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection that writes, in a transaction that holds when the block ends well.

        Raises:
            DeskhandError: One of the `records-` codes; nothing was changed.
        """
        with self._told_plainly(), self._write_turn:
            writer, _ = self._open()
            writer.execute("BEGIN IMMEDIATE")
            try:
                yield writer
                writer.execute("COMMIT")
            except BaseException:
                if writer.in_transaction:
                    writer.execute("ROLLBACK")
                raise

    def scrub(self, *, shrink: bool) -> None:
        """Leave no trace of erased rows in the write-ahead log; with *shrink*, give the space back.

        The rows themselves are already overwritten. While another process reads, the log stays
        until the last one closes the file.

        Raises:
            DeskhandError: One of the `records-` codes: the file cannot be opened any more.
        """
        with self._told_plainly(), self._write_turn:
            writer, _ = self._open()
            try:
                if shrink:
                    writer.execute("VACUUM")
                busy, *_ = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                _log.warning("the records could not be tidied up: %s", error)
            else:
                if busy:
                    _log.info("another process reads the records: their log stays until it has finished")

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        with self._write_turn, self._read_turn, self._opening:
            self._close()

    def _close(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
        self._reader = self._writer = None

    def _open(self) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        """Return the connections that write and read, made when there are none."""
        with self._opening:
            if self._writer is not None and self._reader is not None:
                return self._writer, self._reader
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.touch(mode=0o600)  # the records are nobody else's business
            except OSError as error:
                raise self._not_writable(error) from error
            try:
                self._writer = self._connect()
                migrate(self._writer)
                self._reader = self._connect()
                self._reader.execute("PRAGMA query_only = ON")
            except BaseException:
                self._close()
                raise
            return self._writer, self._reader

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON").fetchall()
            connection.execute("PRAGMA temp_store = MEMORY")  # no text in forgotten temporary files
        except BaseException:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn SQLite's errors into ours, and set a damaged file aside."""
        times_set_aside = self._times_set_aside
        try:
            yield
        except sqlite3.Error as error:
            _log.warning("the records could not be used: %s", error)
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
            if code in _DAMAGED:
                kept = self._set_aside(times_set_aside)
                raise DeskhandError("records-damaged", kept=kept) from error
            if code in _CODES:
                raise DeskhandError(_CODES[code], file=str(self._path)) from error
            raise DeskhandError("records-not-usable", file=str(self._path), detail=str(error)) from error

    def _set_aside(self, times_before: int) -> str:
        """Move the damaged file away, unless another thread has; return its new name.

        The next call begins a new file.
        """
        with self._write_turn, self._read_turn, self._opening:
            if self._times_set_aside == times_before:
                self._close()
                self._aside = self._free_name()
                try:
                    self._move_to(self._aside)
                except OSError as error:
                    raise self._not_writable(error) from error
                self._times_set_aside += 1
            return self._aside.name

    def _free_name(self) -> Path:
        """Return a name beside the file that tells when it was set aside and is not taken."""
        stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
        stem, ending = self._path.stem, self._path.suffix
        path, number = self._path.with_name(f"{stem}.damaged-{stamp}{ending}"), 1
        while path.exists():
            number += 1
            path = self._path.with_name(f"{stem}.damaged-{stamp}-{number}{ending}")
        return path

    def _move_to(self, aside: Path) -> None:
        for ending in ("", "-wal", "-shm"):
            source = self._path.with_name(self._path.name + ending)
            if source.exists():
                source.rename(aside.with_name(aside.name + ending))

    def _not_writable(self, error: OSError) -> DeskhandError:
        _log.warning("the records could not be used: %s", error)
        return DeskhandError("records-not-writable", file=str(self._path))
