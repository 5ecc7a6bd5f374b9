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
from app.model_library.manifest import FILE_NAME, Manifest, changing
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
    target.path.mkdir(parents=True, exist_ok=True)
    plan = _plan(folder, target, manifest, entries, errand)
    arrived: list[Path] = []
    try:
        _bring(plan, target, errand, arrived)
        with changing(target.path) as write:
            write(_united(target.manifest(entries), manifest, {path.name for path in arrived}))
        settle()
    except BaseException:
        for path in arrived:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    return _clear(folder, plan)


def _judge_places(folder: ModelFolder, target: ModelFolder) -> None:
    old, new = folder.path.resolve(), target.path.resolve()
    if old == new:
        raise LibraryError("models-folder-same", folder=str(target.path))
    if new.is_relative_to(old):
        raise LibraryError("models-folder-inside", folder=str(target.path))


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
        if moved.target.exists() and not _same(moved, errand):
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
    missing = [moved for moved in plan if not moved.target.exists()]
    linked = [moved for moved in missing if _link(moved)]
    arrived += [moved.target for moved in linked]
    to_copy = [moved for moved in missing if moved not in linked]
    size = sum(moved.size for moved in to_copy)
    make_sure_of_room(target.path, size)
    meter = errand.meter("moving-models", size)
    for moved in to_copy:
        _copy(moved, meter)
        arrived.append(moved.target)


def _link(moved: _Moved) -> bool:
    """Give the file its second name where both places are on one disk that can do so."""
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


def _clear(folder: ModelFolder, plan: Sequence[_Moved]) -> tuple[Path, ...]:
    """Delete the old files; return those that stay because a program still reads them."""
    left = []
    for moved in plan:
        try:
            moved.source.unlink()
        except OSError as error:
            _log.warning("an old file of a model stays: %s", error)
            left.append(moved.source)
    with contextlib.suppress(OSError):
        (folder.path / FILE_NAME).unlink()
        for lock in folder.path.glob(".*.lock"):
            lock.unlink()
        folder.path.rmdir()  # only when nothing of anybody else's is in it
    return tuple(left)
