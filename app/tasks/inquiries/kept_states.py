"""States of texts that were read before: the last ones in memory, those of examples on the disk.

    CACHE/states/HASH.npz      the states of the examples behind one question; no text, only digests of texts

What nobody came back to is removed after a month.
"""

import io
import logging
import time
import zipfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.documents.saving import writing
from app.errors import DeskhandError
from app.tasks.inquiries.kept_files import remove_old

_log = logging.getLogger(__name__)
_MOST_KEPT = 8_000
"""States in one file: 50 MB with a model of width 1536."""
_BETWEEN_SAVINGS = 20.0
"""Seconds."""


class RecentStates:
    """The states of the texts that were read last, for when they are asked for again."""

    def __init__(self, most: int = 2000) -> None:
        """Remember *most* of them; those of a model of width 1536 take 12 MB."""
        self._most = most
        self._states: OrderedDict[bytes, NDArray[np.float16]] = OrderedDict()

    def get(self, digest: bytes) -> NDArray[np.float16] | None:
        """Return the state of the text with *digest*, if it is remembered."""
        return self._states.get(digest)

    def clear(self) -> None:
        """Forget all."""
        self._states.clear()

    def add(self, digest: bytes, state: NDArray[np.float16]) -> None:
        """Remember *state*."""
        self._states[digest] = state
        while len(self._states) > self._most:
            self._states.popitem(last=False)


class KeptStates:
    """The states in one file.

    Attributes:
        states: By digest of the text, those asked for last at the end.
    """

    def __init__(self, path: Path) -> None:
        """Read what is in *path*; nothing where it is not there or damaged."""
        self._path = path
        self.states: dict[bytes, NDArray[np.float16]] = {}
        self._saved = time.monotonic()
        self._changed = False
        try:
            with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as data:
                digests, states = data["digests"], data["states"]
            self.states = {bytes(digest): row for digest, row in zip(digests, states, strict=True)}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return

    def add(self, states: Mapping[bytes, NDArray[np.float64]]) -> None:
        """Take *states* in; now and then they are written."""
        self.states |= {digest: row.astype(np.float16) for digest, row in states.items()}
        self._changed = True
        if time.monotonic() - self._saved > _BETWEEN_SAVINGS:
            self.save(())

    def save(self, used: Sequence[bytes]) -> None:
        """Write the states, of too many those not *used* last; the file counts as used in any case."""
        self._saved = time.monotonic()
        try:
            if self._changed:
                self._write(used)
            elif self.states:
                self._path.touch()
        except (OSError, DeskhandError):
            _log.warning("the states of the examples cannot be kept", exc_info=True)

    def _write(self, used: Sequence[bytes]) -> None:
        for digest in used:
            if digest in self.states:
                self.states[digest] = self.states.pop(digest)
        last = dict(list(self.states.items())[-_MOST_KEPT:])
        buffer = io.BytesIO()
        digests = np.frombuffer(b"".join(last), dtype=np.uint8).reshape(-1, 16)
        np.savez(buffer, digests=digests, states=np.array(list(last.values())))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        remove_old(self._path.parent)
        with writing(self._path) as temporary:
            temporary.write_bytes(buffer.getvalue())
        self._changed = False
