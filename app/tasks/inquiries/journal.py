"""Keeps the rows that are finished, so that an interrupted run can go on.

    CACHE/sorting/HASH.jsonl      one line for each finished row; removed when all are

A journal that nobody came back to is removed after a month.
"""

import contextlib
import hashlib
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from pydantic import TypeAdapter, ValidationError

from app.records import SortedRow

_log = logging.getLogger(__name__)
_FOLDER = "sorting"
_KEPT_SECONDS = 30 * 24 * 3600
_FORM = 2
"""Raised when the same input would give other rows than before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished row."""

    row: SortedRow
    shares: dict[int, float]
    """What the model gave each category, by index; empty where it was not asked."""


_ENTRY = TypeAdapter(Entry)


class Journal:
    """The finished rows of one input under one set of categories, examples and settings."""

    def __init__(self, cache: Path, key: Mapping[str, object]) -> None:
        """Take the journal in the folder *cache* that belongs to *key*, which JSON can hold."""
        text = json.dumps({"form": _FORM, **key}, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        self._path = cache / _FOLDER / f"{digest[:32]}.jsonl"
        self._file: IO[str] | None = None
        self._valid_lines: list[str] = []

    def stored(self) -> dict[int, Entry]:
        """Return the finished rows by their number; a torn line ends them."""
        entries: dict[int, Entry] = {}
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return entries
        # Not splitlines: an inquiry may hold other signs that it takes for line ends.
        for line in text.split("\n"):
            try:
                entry = _ENTRY.validate_json(line)
            except ValidationError:
                break
            entries[entry.row.row] = entry
            self._valid_lines.append(line + "\n")
        return entries

    def __enter__(self) -> Self:
        """Start to write, behind the rows that `stored` returned or, without that, anew."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _remove_old(self._path.parent)
            # In one step: whoever is interrupted twice has lost nothing.
            fresh = self._path.with_suffix(".new")
            fresh.write_text("".join(self._valid_lines), encoding="utf-8", newline="\n")
            fresh.replace(self._path)
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        except OSError:
            _log.warning("no journal can be written in %s", self._path.parent, exc_info=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; it stays for the next time unless `finish` removed it."""
        if self._file:
            self._file.close()
            self._file = None

    def add(self, entry: Entry) -> None:
        """Write down a finished row."""
        if self._file is None:
            return
        try:
            line = json.dumps(_ENTRY.dump_python(entry, mode="json"))
            self._file.write(line + "\n")
            self._file.flush()
        except OSError:
            # Sorting goes on without it: only resuming is lost.
            _log.warning("the journal cannot be written any more", exc_info=True)
            self._file = None

    def finish(self) -> None:
        """Remove the journal: all rows are done."""
        if self._file:
            self._file.close()
            self._file = None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def _remove_old(folder: Path) -> None:
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink(missing_ok=True)
