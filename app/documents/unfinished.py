"""What is written beside its place until it is whole, and what a program that was ended left of it.

offers.csv                               what is being made
.deskhand-3f9a01c2b4-5e6f7a8b.csv        as far as it is written: of this name, by this user, on this machine
"""

import getpass
import hashlib
import os
import platform
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCKS = 256
"""Files that locks are held by; they stay in the system's folder for what is temporary."""


@contextmanager
def unfinished_beside(target: Path) -> Iterator[Path]:
    """Give a free name beside *target*, with its ending, for what takes its place when it is whole.

    What an earlier program left of the same target is taken away first, unless somebody may be at it still:
    then the new name is one that nobody ever takes away.
    """
    key = _key_of(target)
    with _alone(key) as is_alone:
        if is_alone:
            _clear(target.parent, f".deskhand-{key}-*")
            yield target.with_name(f".deskhand-{key}-{secrets.token_hex(4)}{target.suffix}")
        else:
            yield target.with_name(f".deskhand-{secrets.token_hex(6)}{target.suffix}")


def _key_of(target: Path) -> str:
    """Return what tells the leftovers of *target* from all others in its folder, which several may share."""
    words = "\0".join((platform.node(), _user(), os.path.normcase(target.name)))
    return hashlib.blake2b(words.encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account that the system has no name for
        return ""


@contextmanager
def _alone(key: str) -> Iterator[bool]:
    """Tell whether no other writer on this machine is at work on what *key* stands for.

    The system lets go of a lock when its program ends, in whatever way.
    """
    import filelock  # noqa: PLC0415 - only needed where something is written

    folder = (
        Path(tempfile.gettempdir())
        / f"deskhand-{hashlib.blake2b(_user().encode(), digest_size=4).hexdigest()}"
    )
    lock = filelock.FileLock(folder / f"{int(key, 16) % _LOCKS}.lock", thread_local=False)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        lock.acquire(timeout=0)
    except (OSError, NotImplementedError):  # taken already, or the disk knows no locks
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _clear(folder: Path, pattern: str) -> None:
    with suppress(OSError):
        for left in folder.glob(pattern):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
