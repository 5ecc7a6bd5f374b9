"""Takes a model file of the user's own into the library."""

import contextlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import DocumentError, LibraryError
from app.model_library.catalogue import ModelEntry
from app.model_library.errand import Errand
from app.model_library.installed import ENDING
from app.model_library.storage import (
    copy_checked,
    expanded,
    is_model_file,
    make_sure_of_room,
    put_in_place,
    sha256_of,
)

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model file that is to be taken in."""

    path: Path
    size: int
    """Bytes."""
    sha256: str


def candidate_at(path: Path, errand: Errand) -> Candidate:
    """Return the model file *path* with its checksum.

    Raises:
        DocumentError: `file-not-found`, `is-a-folder`, `no-permission`.
        LibraryError: `not-a-model-file`.
        Cancelled: The user has asked to stop.
    """
    path = expanded(path)
    try:
        if path.is_dir():
            raise DocumentError("is-a-folder", file=path.name)
        if not is_model_file(path):
            raise LibraryError("not-a-model-file", file=path.name)
        size = path.stat().st_size
        return Candidate(path.resolve(), size, sha256_of(path, errand.meter("checking-model", size).add))
    except PermissionError as error:
        raise DocumentError("no-permission", file=path.name) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise DocumentError("file-not-found", file=path.name) from error


def entry_of(candidate: Candidate, entries: Sequence[ModelEntry]) -> ModelEntry | None:
    """Return the entry whose published file *candidate* is, whatever its name.

    Raises:
        LibraryError: `model-name-of-catalogue`: it has the name of an entry, but is another file.
    """
    for entry in entries:
        if entry.sha256 == candidate.sha256:
            return entry
    for entry in entries:
        if entry.file.casefold() == file_name(candidate).casefold():
            raise LibraryError("model-name-of-catalogue", file=candidate.path.name, title=entry.title)
    return None


def file_name(candidate: Candidate) -> str:
    """Return the name that *candidate* gets in the folder of models: one that every system takes."""
    text = candidate.path.stem.encode("utf-8", "replace").decode()
    return (_NOT_IN_NAMES.sub("-", text).lstrip(".") or "model") + ENDING


def take_in(candidate: Candidate, target: Path, errand: Errand, *, replace: bool) -> bool:
    """Put *candidate* at *target*: linked where that is possible, else copied; return whether that was needed.

    Args:
        candidate: The file, which stays where it is.
        target: Where it goes; the same file there is left as it is.
        errand: The caller.
        replace: Whether another file at *target* may go.

    Raises:
        LibraryError: `model-name-taken`, `model-in-use`, `disk-too-small`, or `model-changed-on-the-way`.
        Cancelled: The user has asked to stop.
        OSError: The disk does not take it.
    """
    if target.exists():
        if _same(candidate, target, errand):
            return False
        if not replace:
            raise LibraryError("model-name-taken", file=target.name)
    part = target.with_name(f"{target.name}.added.part")
    part.unlink(missing_ok=True)
    linked = False
    with contextlib.suppress(OSError, NotImplementedError):  # another disk, or one without links
        os.link(candidate.path, part)
        linked = True
    if not linked:
        make_sure_of_room(target.parent, candidate.size)
        meter = errand.meter("copying-model", candidate.size)
        if copy_checked(candidate.path, part, meter.add) != candidate.sha256:
            part.unlink(missing_ok=True)
            raise LibraryError("model-changed-on-the-way", file=candidate.path.name)
    put_in_place(part, target)
    return True


def _same(candidate: Candidate, target: Path, errand: Errand) -> bool:
    if candidate.path.samefile(target):
        return True
    if candidate.size != target.stat().st_size:
        return False
    meter = errand.meter("checking-model", candidate.size)
    return candidate.sha256 == sha256_of(target, meter.add)
