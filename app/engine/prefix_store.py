"""What the model remembers of prompts' fixed parts, kept on the disk so that they are read once only.

A state is a file of the cache folder: checked by its own SHA-256, thrown away when damaged, and the
ones not used for longest make room for new ones.
"""

import hashlib
import os
import secrets
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_ENDING = ".prefix"
_MAGIC = b"deskhand prefix 1\n"
_DIGEST = 32
_LARGEST_SHARE = 0.5
"""A single state may take this share of the room."""


class PrefixStore:
    """States of one model's memory after prompts' first parts; trouble with the disk costs time only."""

    def __init__(self, folder: Path, identity: str, most_bytes: int) -> None:
        """Keep up to *most_bytes* in *folder*, for all models together.

        Args:
            folder: Where the files are; made when the first one comes.
            identity: What a state depends on beside its tokens: the model file, the library, its settings.
            most_bytes: Room for all states.
        """
        self._folder = folder
        self._identity = identity
        self._most_bytes = most_bytes
        with suppress(OSError):
            for half in folder.glob("*.part"):  # a killed process has left it
                half.unlink()

    def has(self, tokens: Sequence[int]) -> bool:
        """Return whether there is a state for *tokens*."""
        return self._path(tokens).is_file()

    def load(self, tokens: Sequence[int]) -> bytes | None:
        """Return the state after *tokens*, or None; a damaged one is removed."""
        path = self._path(tokens)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST
        state = memoryview(data)[start:]
        if data[: len(_MAGIC)] != _MAGIC or hashlib.sha256(state).digest() != data[len(_MAGIC) : start]:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # used now: others go first
        return bytes(state)

    def keep(self, tokens: Sequence[int], state: bytes) -> None:
        """Keep the *state* after *tokens*."""
        if len(state) > _LARGEST_SHARE * self._most_bytes:
            return
        path = self._path(tokens)
        temporary = path.with_name(f"{path.stem}.{secrets.token_hex(4)}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room(len(state))
            temporary.write_bytes(_MAGIC + hashlib.sha256(state).digest() + state)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def _make_room(self, needed: int) -> None:
        """Remove what was not used for longest."""
        files = [(entry, entry.stat()) for entry in self._folder.glob(f"*{_ENDING}")]
        states = sorted((info.st_mtime_ns, info.st_size, entry) for entry, info in files)
        total = sum(size for _, size, _ in states) + needed
        for _, size, entry in states:
            if total <= self._most_bytes:
                return
            with suppress(OSError):
                entry.unlink()
            total -= size

    def _path(self, tokens: Sequence[int]) -> Path:
        digest = hashlib.sha256(self._identity.encode())
        digest.update(array("i", tokens).tobytes())
        return self._folder / f"{digest.hexdigest()[:40]}{_ENDING}"
