"""Keeps the decided texts, so that an interrupted run can go on and identical texts are decided once.

    CACHE/sorting/KEY.sqlite3      one line for each distinct text; removed when all rows are done

A journal that nobody came back to is removed after a month.
"""

import contextlib
import hashlib
import json
import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter, ValidationError

from app.records import SortedRow
from app.tasks.inquiries.holding_back import is_held_back
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.kept_files import remove_old
from app.tasks.inquiries.open_rows import Said

_log = logging.getLogger(__name__)
_FOLDER = "sorting"
_FORM = 7
"""Raised when the same input would give other rows than before."""
_LOST_SECONDS = 0.2
"""Work that may be lost beside what is just being done, when the program is ended by force."""
_BUSY_SECONDS = 0.2
"""How long another program that sorts the same may take; after that, this one does without a journal."""
_REMEMBERED = 512
"""Decisions that are at hand without the disk; enough for the same words of greeting in every tenth row."""
_LONGEST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished row."""

    row: SortedRow
    said: Said = field(default_factory=Said)
    """What the model said."""
    sure: float = 0.0
    """The confidence below which a person decided, when it was finished, 0 to 1."""


_ENTRY = TypeAdapter(Entry)


def journal_key(settings: Mapping[str, object], inquiries: Iterable[Inquiry]) -> str:
    """Return what tells a run from all others: its *settings*, which JSON can hold, and its rows."""
    digest = hashlib.sha256(_bytes({"form": _FORM, **settings}))
    for inquiry in inquiries:
        digest.update(_bytes((inquiry.row, inquiry.text, inquiry.source)))
    return digest.hexdigest()[:32]


class Journal:
    """The decided texts of one input under one set of categories and settings.

    Whatever happens to its file, sorting goes on: then only resuming is lost, and a text that
    comes again much later is decided again.
    """

    def __init__(
        self,
        cache: Path,
        key: str,
        *,
        resume: bool,
        sure: float = 0.0,
        taught: AbstractSet[tuple[bytes, int]] = frozenset(),
    ) -> None:
        """Take the journal in the folder *cache* that belongs to *key*.

        Args:
            cache: Where journals are kept.
            key: What is sorted, and with what.
            resume: Whether to go on with what an interrupted run has left.
            sure: The confidence below which a person decides now, 0 to 1; rows that were finished with another
                one go on as they would be with this one.
            taught: The categories' own examples, each as the digest of its text and the index of its category. A run
                goes on after a person has corrected rows of it, which became examples by that; with other
                examples it begins anew.
        """
        self._sure = sure
        self._taught = taught
        self._path = cache / _FOLDER / f"{key}.sqlite3"
        self._resume = resume
        self._file: sqlite3.Connection | None = None
        self._can_write = False
        self._saved = time.monotonic()
        self._recent: OrderedDict[bytes, Entry] = OrderedDict()

    def __enter__(self) -> Self:
        """Open the file; what cannot be read any more is begun anew."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            remove_old(self._path.parent)
            self._path.touch(mode=0o600)
            try:
                self._file = self._opened()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self._unlink()
                self._file = self._opened()
        except (OSError, sqlite3.Error):
            _log.warning("no journal can be written in %s", self._path.parent, exc_info=True)
        self._can_write = self._file is not None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; it stays for the next time unless `finish` removed it."""
        self.save()
        self._close()

    def find(self, digest: bytes) -> Entry | None:
        """Return what was decided about the text with this *digest*; nothing where it is to be looked at anew."""
        entry = self._found(digest)
        return None if entry is None else _as_now(entry, self._sure)

    def _found(self, digest: bytes) -> Entry | None:
        if digest in self._recent:
            self._recent.move_to_end(digest)
            return self._recent[digest]
        if self._file is None:
            return None
        try:
            found = self._file.execute("SELECT entry FROM decided WHERE digest = ?", (digest,)).fetchone()
            entry = _ENTRY.validate_json(found[0]) if found else None
        except (sqlite3.Error, ValidationError):
            _log.warning("a decision in the journal cannot be read", exc_info=True)
            return None
        if entry:
            self._remember(digest, entry)
        return entry

    def add(self, digest: bytes, entry: Entry) -> None:
        """Write down what was decided about a text; `save` or `save_if_due` make it safe."""
        entry = replace(entry, sure=self._sure)
        self._remember(digest, entry)
        if not self._can_write or self._file is None:
            return
        try:
            if not self._file.in_transaction:
                self._file.execute("BEGIN IMMEDIATE")
            self._file.execute(
                "INSERT OR REPLACE INTO decided (row, digest, entry) VALUES (?, ?, ?)",
                (entry.row.row, digest, _ENTRY.dump_json(entry)),
            )
        except (sqlite3.Error, ValueError):  # the latter: halves of characters, which no file can hold
            self._give_up()

    def save_if_due(self) -> None:
        """Make everything safe that was added, if it took more than a moment's work."""
        if time.monotonic() - self._saved > _LOST_SECONDS:
            self.save()

    def save(self) -> None:
        """Make everything safe that was added."""
        if self._file is not None and self._file.in_transaction:
            try:
                self._file.execute("COMMIT")
            except sqlite3.Error:
                self._give_up()
        self._saved = time.monotonic()

    def finish(self) -> None:
        """Remove the journal: all rows are done."""
        was_ours = self._can_write
        self._close()
        if was_ours:
            self._unlink()

    def _give_up(self) -> None:
        """Write no more: only resuming is lost."""
        _log.warning("the journal cannot be written any more", exc_info=True)
        self._can_write = False
        with contextlib.suppress(sqlite3.Error):
            if self._file is not None and self._file.in_transaction:
                self._file.execute("ROLLBACK")

    def _remember(self, digest: bytes, entry: Entry) -> None:
        if len(entry.row.text) <= _LONGEST_REMEMBERED:
            self._recent[digest] = entry
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)

    def _opened(self) -> sqlite3.Connection:
        file = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            file.execute("PRAGMA journal_mode = WAL").fetchall()
            file.execute("PRAGMA synchronous = NORMAL")
            file.execute("BEGIN IMMEDIATE")
            file.execute(
                "CREATE TABLE IF NOT EXISTS decided"
                " (row INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, entry BLOB NOT NULL)"
            )
            file.execute(
                "CREATE TABLE IF NOT EXISTS taught"
                " (digest BLOB NOT NULL, category INTEGER NOT NULL, PRIMARY KEY (digest, category)) WITHOUT ROWID"
            )
            if not self._resume or not self._only_corrected(file):
                file.execute("DELETE FROM decided")
            file.execute("DELETE FROM taught")
            file.executemany("INSERT INTO taught VALUES (?, ?)", self._taught)
            file.execute("COMMIT")
        except BaseException:
            file.close()
            raise
        return file

    def _only_corrected(self, file: sqlite3.Connection) -> bool:
        """Tell whether examples came or went for no other texts than those that were decided here."""
        before = set(file.execute("SELECT digest, category FROM taught"))
        return all(
            file.execute("SELECT 1 FROM decided WHERE digest = ?", (digest,)).fetchone()
            for digest, _ in before ^ self._taught
        )

    def _close(self) -> None:
        self._can_write = False
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.close()
            self._file = None

    def _unlink(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _as_now(entry: Entry, sure: float) -> Entry | None:
    """Return *entry* as it is where rows below *sure* go to a person; None where its basis was never looked at."""
    row = entry.row
    if sure == entry.sure:
        return entry
    if sure <= row.confidence < entry.sure:
        return None
    needs_person = row.confidence < sure or not row.text or is_held_back(row)
    return replace(entry, row=replace(row, needs_person=needs_person), sure=sure)


def _bytes(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.encode(errors="surrogatepass") + b"\n"
