"""Files of models on the disk: the bytes while they arrive, their checksum, and the room there is."""

import contextlib
import errno
import hashlib
import math
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import filelock

from app.errors import LibraryError
from app.model_library.errand import Errand

_BLOCK = 1 << 20
_MAGIC = b"GGUF"
_HEADROOM = 64 << 20
"""Room that is left to others on the disk, in bytes."""

_LOCK_SECONDS = 0.2
"""How long to wait for another download before looking whether the user wants to stop."""


class PartFile:
    """The bytes of one file while they arrive, and their SHA-256; what came before a break is kept.

    Used as a context; the file stays when the block ends.

    Attributes:
        size: How many bytes are there.
    """

    def __init__(self, path: Path) -> None:
        """Collect the bytes in *path*, after those that are already there."""
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        self._stream = self.path.open("a+b")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stream:
            if error is None:
                self._stream.flush()
                os.fsync(self._stream.fileno())  # it is renamed next: the bytes have to be there before

    def read_back(self, on_bytes: Callable[[int], None]) -> None:
        """Take over what an earlier download left."""
        self._stream.seek(0)
        while block := self._stream.read(_BLOCK):
            self._digest.update(block)
            self.size += len(block)
            on_bytes(len(block))

    def restart(self) -> None:
        """Throw away what is there."""
        self._stream.truncate(0)
        self._digest = hashlib.sha256()
        self.size = 0

    def append(self, block: bytes) -> None:
        """Write *block* at the end."""
        self._stream.write(block)
        self._digest.update(block)
        self.size += len(block)

    def sha256(self) -> str:
        """Return the checksum of what is there, in hexadecimal digits."""
        return self._digest.hexdigest()


def sha256_of(path: Path, on_bytes: Callable[[int], None]) -> str:
    """Return the SHA-256 of the file *path* in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            on_bytes(len(block))
    return digest.hexdigest()


def copy_checked(source: Path, target: Path, on_bytes: Callable[[int], None]) -> str:
    """Copy *source* to *target* and return its SHA-256; a copy that breaks off is removed.

    The copy is on the disk when this returns.
    """
    digest = hashlib.sha256()
    try:
        with source.open("rb") as reader, target.open("wb") as writer:
            while block := reader.read(_BLOCK):
                writer.write(block)
                digest.update(block)
                on_bytes(len(block))
            writer.flush()
            os.fsync(writer.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def expanded(path: Path) -> Path:
    """Return *path* with `~` for the home folder filled in; the home of nobody stays as it is, and is not there."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def remove_if_empty(folder: Path) -> None:
    """Remove *folder* when nothing is in it."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def is_model_file(path: Path) -> bool:
    """Return whether *path* begins as a GGUF file does."""
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def put_in_place(part: Path, target: Path) -> None:
    """Give the complete file *part* its name *target*, in the place of a file that has it.

    Raises:
        LibraryError: `model-in-use`.
    """
    with _told_whether_in_use(target):
        part.replace(target)


def delete(path: Path) -> None:
    """Delete the file *path*.

    Raises:
        LibraryError: `model-in-use`.
    """
    with _told_whether_in_use(path):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _told_whether_in_use(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        if os.access(path.parent, os.W_OK):  # on Windows an open file can be neither replaced nor deleted
            raise LibraryError("model-in-use", file=path.name) from error
        raise


def make_sure_of_room(folder: Path, needed: int) -> None:
    """Make sure that *needed* bytes fit on the disk of *folder*.

    Raises:
        LibraryError: `disk-too-small`.
    """
    free = shutil.disk_usage(folder).free
    if free < needed + _HEADROOM:
        raise LibraryError(
            "disk-too-small",
            folder=str(folder),
            needed=amount(needed + _HEADROOM),
            free=amount(free, at_least=False),
        )


def amount(count: float, *, at_least: bool = True) -> str:
    """Return *count* bytes as a person reads it: rounded up, so that it is never too little, or else down."""
    rounded = math.ceil if at_least else math.floor
    if rounded(count / 1e6) >= 1000:
        return f"{rounded(count / 1e8) / 10:.1f} GB"
    return f"{rounded(count / 1e6)} MB"


@contextlib.contextmanager
def only_writer(target: Path, errand: Errand) -> Iterator[None]:
    """Be the only one, of all programs, that brings *target*; waits for another one to finish.

    Raises:
        Cancelled: The user has asked to stop waiting.
    """
    lock = filelock.FileLock(target.with_name(f".{target.name}.lock"), thread_local=False)
    told = False
    while True:
        try:
            lock.acquire(timeout=_LOCK_SECONDS, poll_interval=_LOCK_SECONDS / 4)
        except filelock.Timeout:
            if not told:
                told = True
                errand.meter("waiting-for-other-fetch", None)
            errand.cancellation.raise_if_requested()
        else:
            break
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn what the system says about *folder* into our errors.

    Raises:
        LibraryError: `models-disk-full`, `models-folder-not-writable`, `models-folder-not-usable`.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise LibraryError("models-disk-full", folder=str(folder)) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise LibraryError("models-folder-not-writable", folder=str(folder)) from error
        raise LibraryError(
            "models-folder-not-usable", folder=str(folder), detail=error.strerror or str(error)
        ) from error
