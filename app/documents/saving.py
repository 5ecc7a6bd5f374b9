"""Touching the user's files: errors in words, and writing that is whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DocumentError

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EROFS: "no-permission",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EISDIR: "is-a-folder",
    errno.ENOTDIR: "not-a-folder",
    errno.EBUSY: "file-in-use",
}


def _described(path: Path, error: OSError) -> DocumentError:
    if isinstance(error, FileNotFoundError):
        return DocumentError("file-not-found", file=path.name or str(path))
    if isinstance(error, PermissionError):
        # Windows refuses a file that another program holds open with the same error as a locked one.
        return DocumentError("no-permission", file=path.name or str(path))
    if isinstance(error, FileExistsError):
        return DocumentError("not-a-folder", file=path.name or str(path))
    code = _CODES.get(error.errno or 0, "file-not-usable")
    return DocumentError(code, file=path.name or str(path))


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
        sources: Files that were read and must never be overwritten.

    Raises:
        DocumentError: *path* is one of the sources, or the system refuses; nothing is left behind.
    """
    if any(_same_file(path, source) for source in sources):
        raise DocumentError("would-overwrite-source", file=path.name)
    if path.is_dir():
        raise DocumentError("is-a-folder", file=path.name or str(path))
    with reading(path.parent):
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no folder", str(path.parent))
        # The ending stays: libraries choose a format by it.
        handle, name = tempfile.mkstemp(suffix=path.suffix, prefix=".deskhand-", dir=path.parent)
        os.close(handle)
    temporary = Path(name)
    try:
        with reading(path):
            yield temporary
            _share_like_others(temporary)
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _share_like_others(file: Path) -> None:
    """Give a temporary file, private at first, the rights that new files have."""
    mask = os.umask(0)
    os.umask(mask)
    file.chmod(0o666 & ~mask)
