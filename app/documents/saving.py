"""Touching the user's files: errors in words, and writing that is whole or not at all."""

import errno
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.documents.unfinished import unfinished_beside
from app.errors import DocumentError

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EROFS: "no-permission",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EISDIR: "is-a-folder",
    errno.EBUSY: "file-in-use",
}
_WINDOWS_SHARING = {32, 33}
"""Windows' numbers for a file or a part of it that another program holds."""


def shown_name(path: Path) -> str:
    """Return the name of *path* as it can be shown, also when its bytes are in no known encoding."""
    return (path.name or str(path)).encode("utf-8", "replace").decode("utf-8")


def _described(path: Path, error: OSError) -> DocumentError:
    code = _CODES.get(error.errno or 0, "file-not-usable")
    if getattr(error, "winerror", None) in _WINDOWS_SHARING:
        code = "file-in-use"
    elif isinstance(error, FileNotFoundError):
        code = "file-not-found"
    elif isinstance(error, PermissionError):
        code = "no-permission"
    elif isinstance(error, FileExistsError):
        code = "not-a-folder"
    elif isinstance(error, NotADirectoryError):
        code = "not-a-folder" if os.path.lexists(path) else "file-not-found"
    return DocumentError(code, file=shown_name(path))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn the system's errors about *path* into words.

    Raises:
        DocumentError: The file or folder is not there, may not be used, or the disk is full.
    """
    try:
        yield
    except OSError as error:
        raise _described(path, error) from error


@contextmanager
def writing(path: Path, sources: Collection[Path] = ()) -> Iterator[Path]:
    """Give a temporary file beside *path* that takes its name when the block ends well.

    Args:
        path: The file to make; one that is there already is replaced at the end, in one step.
        sources: Files that were read and must never be overwritten, under whatever name.

    Raises:
        DocumentError: *path* is one of the sources, or the system refuses; nothing is left behind.
    """
    refuse_source(path, sources)
    # A link stays a link: what it leads to is replaced.
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    with reading(path):
        _look_at(target)
    with unfinished_beside(target) as temporary:
        try:
            with reading(path):
                # With the rights that new files have.
                os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
                yield temporary
                _settle(temporary, target)
                temporary.replace(target)
        finally:
            # Windows keeps a file that a failed library call left open; the first error matters more.
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def refuse_source(path: Path, sources: Collection[Path]) -> None:
    """Look that *path* is none of the *sources*, under whatever name.

    Raises:
        DocumentError: It is one (`would-overwrite-source`).
    """
    if any(_same_file(path, source) for source in sources):
        raise DocumentError("would-overwrite-source", file=shown_name(path))


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def _look_at(target: Path) -> None:
    """Look that *target* can be written at all."""
    if not target.parent.is_dir():
        raise DocumentError("folder-not-found", folder=shown_name(target.parent))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    if target.exists():
        # Before anything is worked out for it: it may be protected, or on Windows open in another program.
        target.open("rb+").close()


def _settle(temporary: Path, target: Path) -> None:
    """Bring the bytes onto the disk and keep the rights of the file that is replaced."""
    with temporary.open("rb+") as stream:
        os.fsync(stream.fileno())
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
