"""Moves the models to another folder, also on another drive; nothing that is not ours is touched.

Until every file is whole at its new place, the old folder stays as it is: a move that is stopped, or that a power cut
ends, has changed nothing. Then the new folder counts, and only then the old files go.
"""

import contextlib
import logging
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import LibraryError
from app.model_library.catalogue import ModelEntry
from app.model_library.errand import Errand, Meter
from app.model_library.installed import part_path
from app.model_library.manifest import FILE_NAME, Manifest, changing, lock_path
from app.model_library.model_folder import ModelFolder
from app.model_library.storage import copy_checked, make_sure_of_room, sha256_of

_log = logging.getLogger(__name__)

_ARRIVING = ".moved.part"


@dataclass(frozen=True, slots=True)
class _Moved:
    """One file on its way."""

    source: Path
    target: Path
    size: int
    sha256: str | None
    """As it was when the file came, where that is known."""


def move_models(
    folder: ModelFolder,
    target: ModelFolder,
    entries: Sequence[ModelEntry],
    errand: Errand,
    settle: Callable[[], None],
) -> tuple[Path, ...]:
    """Move what is ours from *folder* to *target*, and return the old files that could not be deleted.

    Args:
        folder: Where the models are.
        target: Where they shall be; other files there stay.
        entries: The catalogue; unfinished downloads of its files move along.
        errand: The caller.
        settle: Called when everything is at its new place, before the old files go; when it raises, nothing has
            changed.

    Raises:
        LibraryError: `models-folder-same`, `models-folder-inside`, `model-name-taken`, `disk-too-small`, or
            `model-changed-on-the-way`.
        Cancelled: The user has asked to stop; nothing has changed.
        OSError: A disk does not take part.
    """
    _judge_places(folder, target)
    manifest = folder.manifest(entries)
    undo = _Undo(target.path)
    try:
        target.path.mkdir(parents=True, exist_ok=True)
        plan = _plan(folder, target, manifest, entries, errand)
        _bring(plan, target, errand, undo.arrived)
        errand.cancellation.raise_if_requested()
        with changing(target.path) as write:
            undo.remember_manifest()
            write(_united(target.manifest(()), manifest, {path.name for path in undo.arrived}))
        _keep_names(target.path)
        settle()
    except BaseException:
        undo.all()
        raise
    return _clear(folder, plan, manifest, entries)


class _Undo:
    """Puts the new folder back to what it was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._missing = [place for place in (folder, *folder.parents) if not place.exists()]
        self._lock_was_there = lock_path(folder).exists()
        self._manifest: bytes | None = None
        self._manifest_known = False
        self.arrived: list[Path] = []
        """The files that were brought."""

    def remember_manifest(self) -> None:
        """Remember the manifest, which is held against others."""
        path = self._folder / FILE_NAME
        self._manifest = path.read_bytes() if path.exists() else None
        self._manifest_known = True

    def all(self) -> None:
        """Delete what was brought, as far as the disk lets us."""
        for path in self.arrived:
            with contextlib.suppress(OSError):
                path.unlink()
        with contextlib.suppress(OSError):
            if self._manifest_known:
                self._restore_manifest()
            if not self._lock_was_there:
                lock_path(self._folder).unlink()
        for place in self._missing:
            with contextlib.suppress(OSError):
                place.rmdir()

    def _restore_manifest(self) -> None:
        path = self._folder / FILE_NAME
        if self._manifest is None:
            path.unlink()
        else:
            path.write_bytes(self._manifest)


def _judge_places(folder: ModelFolder, target: ModelFolder) -> None:
    new = target.path.resolve()
    for place in (new, *new.parents):
        if _is_same_folder(place, folder.path):
            code = "models-folder-same" if place == new else "models-folder-inside"
            raise LibraryError(code, folder=str(target.path))


def _is_same_folder(one: Path, other: Path) -> bool:
    """Return whether both are one folder, which can have several names: a drive's letter, other capital letters."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other.resolve()


def _plan(
    folder: ModelFolder,
    target: ModelFolder,
    manifest: Manifest,
    entries: Sequence[ModelEntry],
    errand: Errand,
) -> list[_Moved]:
    """Return what moves; a file that is already there, the same, need not."""
    checksums: dict[str, str | None] = {line.file: line.sha256 for line in manifest.own}
    checksums |= {part_path(folder.path, entry).name: None for entry in entries}
    plan = []
    for name, checksum in checksums.items():
        source = folder.path / name
        if not source.is_file():
            continue
        moved = _Moved(source, target.path / name, source.stat().st_size, checksum)
        if os.path.lexists(moved.target) and not (moved.target.exists() and _same(moved, errand)):
            raise LibraryError("model-name-taken", file=name)
        plan.append(moved)
    return plan


def _same(moved: _Moved, errand: Errand) -> bool:
    if moved.source.samefile(moved.target):
        return True
    if moved.target.stat().st_size != moved.size:
        return False
    meter = errand.meter("checking-model", 2 * moved.size)
    return sha256_of(moved.source, meter.add) == sha256_of(moved.target, meter.add)


def _bring(plan: Sequence[_Moved], target: ModelFolder, errand: Errand, arrived: list[Path]) -> None:
    to_copy = []
    for moved in plan:
        if moved.target.exists():
            continue
        if _link(moved):
            arrived.append(moved.target)
        else:
            to_copy.append(moved)
    size = sum(moved.size for moved in to_copy)
    if to_copy:
        make_sure_of_room(target.path, size)
    meter = errand.meter("moving-models", size)
    for moved in to_copy:
        _copy(moved, meter)
        arrived.append(moved.target)


def _link(moved: _Moved) -> bool:
    """Give the file its second name where both places are on one disk that can do so."""
    if moved.source.is_symlink():  # its second name could lead elsewhere
        return False
    try:
        os.link(moved.source, moved.target)
    except (OSError, NotImplementedError):
        return False
    return True


def _copy(moved: _Moved, meter: Meter) -> None:
    part = moved.target.with_name(f"{moved.target.name}{_ARRIVING}")
    checksum = copy_checked(moved.source, part, meter.add)
    try:
        if moved.sha256 not in {None, checksum}:
            raise LibraryError("model-changed-on-the-way", file=moved.source.name)
        part.replace(moved.target)
    finally:
        part.unlink(missing_ok=True)


def _united(there: Manifest, moved: Manifest, arrived: Collection[str]) -> Manifest:
    """Return the manifest of the new folder; what lay there before belongs to whom it belonged."""
    for line in moved.own:
        if line.file in arrived:
            there = there.with_own(line)
    for reference in moved.references:
        there = there.with_reference(reference)
    for entry in moved.entries:
        there = there.with_entry(entry)
    return there


def _keep_names(folder: Path) -> None:
    """Have the disk keep the names in *folder* now: the old files go next, maybe on another disk."""
    with contextlib.suppress(OSError):  # Windows opens no folder, and needs no such thing
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear(
    folder: ModelFolder, plan: Sequence[_Moved], manifest: Manifest, entries: Sequence[ModelEntry]
) -> tuple[Path, ...]:
    """Delete the old files; return those that stay because a program still reads them."""
    left = []
    for moved in plan:
        try:
            moved.source.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("an old file of a model stays: %s", error)
            left.append(moved.source)
    if folder.path.is_dir():  # else the lock would make it anew
        with contextlib.suppress(OSError):
            _leave(folder, {path.name for path in left}, manifest, entries)
    return tuple(left)


def _leave(
    folder: ModelFolder, left: Collection[str], moved: Manifest, entries: Sequence[ModelEntry]
) -> None:
    """Let the old folder name only what is left there and what came while the others moved; else nothing of ours."""
    known = {line.file for line in moved.own}
    with changing(folder.path) as write:
        now = folder.manifest(entries)
        own = tuple(line for line in now.own if line.file in left or line.file not in known)
        references = tuple(line for line in now.references if line not in moved.references)
        if own or references:
            write(now.model_copy(update={"own": own, "references": references}))
            return
        (folder.path / FILE_NAME).unlink(missing_ok=True)
    for name in {FILE_NAME, *known, *(entry.file for entry in entries)}:
        (folder.path / f".{name}.lock").unlink(missing_ok=True)
    folder.path.rmdir()  # only when nothing of anybody else's is in it
