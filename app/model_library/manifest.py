"""The manifest of a folder of models: which files there are ours, and which are used where another program keeps them.

models/deskhand-models.json       beside the files; whatever it does not name is somebody else's and never touched
"""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import filelock
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.model_library.catalogue import ModelEntry
from app.settings.json_file import NotReadableError, read_object, write_object

FILE_NAME = "deskhand-models.json"

Origin = Literal["fetched", "added", "kit"]
"""How a file came into the folder."""

_LOCK_SECONDS = 10.0
"""Nobody holds the manifest for longer than a write takes."""

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2)
"""Seconds between attempts at a file that another program holds open."""

_T = TypeVar("_T")

_log = logging.getLogger(__name__)

_FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\:.\x00][^/\\:\x00]*$")]
"""A name, never a path: nothing outside the folder can be ours."""
_Checksum = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Line(BaseModel):
    """One line; what a newer version wrote beside it stays."""

    model_config = ConfigDict(frozen=True, extra="allow")

    added: dt.date
    used: dt.date | None = None
    """The last day on which it worked."""


class OwnFile(_Line):
    """A file in the folder that Deskhand put there."""

    file: _FileName
    bytes: Annotated[int, Field(ge=0)]
    sha256: _Checksum | None = None
    """None where an earlier version put it there."""
    origin: Origin = "fetched"


class Reference(_Line):
    """A file that stays where it is, in another program's folder."""

    name: Annotated[str, StringConstraints(min_length=1)]
    path: Path
    bytes: Annotated[int, Field(ge=0)]
    program: str = ""
    """Which program keeps it; empty for a file that the user named."""
    sha256: _Checksum | None = None


class Manifest(BaseModel):
    """What a manifest holds."""

    model_config = ConfigDict(frozen=True, extra="allow")

    own: tuple[OwnFile, ...] = ()
    references: tuple[Reference, ...] = ()
    entries: tuple[ModelEntry, ...] = ()
    """Entries of the catalogue that came with a kit."""
    passed_over: Annotated[tuple[tuple[str, Any], ...], Field(exclude=True)] = ()
    """Lines that this version cannot use, by their list; they are written back as they were."""

    def own_file(self, name: str) -> OwnFile | None:
        """Return the line of the file *name*, whatever the case of its letters."""
        return next((line for line in self.own if line.file.casefold() == name.casefold()), None)

    def with_own(self, line: OwnFile) -> "Manifest":
        """Return it with *line* in the place of an older one of that file."""
        others = (each for each in self.own if each.file.casefold() != line.file.casefold())
        return self.model_copy(update={"own": (*others, line)})

    def with_reference(self, line: Reference) -> "Manifest":
        """Return it with *line* in the place of older ones of that name or file."""
        others = (each for each in self.references if each.name != line.name and each.path != line.path)
        return self.model_copy(update={"references": (*others, line)})

    def with_entry(self, entry: ModelEntry) -> "Manifest":
        """Return it with *entry* in the place of an older one of that name."""
        others = (each for each in self.entries if each.name != entry.name)
        return self.model_copy(update={"entries": (*others, entry)})

    def without(self, path: Path) -> "Manifest":
        """Return it without the file *path*, be it ours or not."""
        references = tuple(line for line in self.references if line.path != path)
        if references != self.references:  # one of ours may have the name of a file that is elsewhere
            return self.model_copy(update={"references": references})
        own = tuple(line for line in self.own if line.file.casefold() != path.name.casefold())
        return self.model_copy(update={"own": own})

    def with_use(self, path: Path, day: dt.date) -> "Manifest":
        """Return it with *path* used on *day*; itself when nothing changes."""
        for line in self.references:
            if line.path == path and line.used != day:
                return self.with_reference(line.model_copy(update={"used": day}))
        own = self.own_file(path.name)
        if own and own.used != day and path not in {line.path for line in self.references}:
            return self.with_own(own.model_copy(update={"used": day}))
        return self


def read_manifest(folder: Path, entries: Sequence[ModelEntry]) -> Manifest:
    """Return the manifest of *folder*; where there is none yet, files of the catalogue are taken for ours.

    Raises:
        OSError: It cannot be read.
    """
    path = folder / FILE_NAME
    try:
        if not path.exists():
            return _adopted(folder, entries)
        return _lenient(_patiently(lambda: read_object(path)))
    except NotReadableError as error:
        _log.warning("the manifest of the models could not be read and was set aside as %s", error.kept.name)
        return _adopted(folder, entries)


def lock_path(folder: Path) -> Path:
    """Return the file that is held while the manifest of *folder* changes."""
    return folder / f".{FILE_NAME}.lock"


@contextmanager
def changing(folder: Path) -> Iterator[Callable[[Manifest], None]]:
    """Hold the manifest of *folder* against other programs, and write what is given.

    Raises:
        OSError: It cannot be written; `filelock.Timeout` when another program does not let go of it.
    """
    with filelock.FileLock(lock_path(folder), timeout=_LOCK_SECONDS):
        yield lambda manifest: _patiently(lambda: write_object(folder / FILE_NAME, _as_written(manifest)))


def _patiently(action: Callable[[], _T]) -> _T:
    """Return what *action* returns; on Windows a file that is open elsewhere cannot be replaced for a moment."""
    for pause in _PAUSES:
        try:
            return action()
        except PermissionError:
            time.sleep(pause)
    return action()


def _as_written(manifest: Manifest) -> dict[str, Any]:
    values = manifest.model_dump(mode="json")
    for name, raw in manifest.passed_over:
        values[name].append(raw)
    return values


def _lenient(values: dict[str, Any]) -> Manifest:
    """Return the manifest in *values* without the lines that nobody can use."""
    kept: dict[str, Any] = dict(values)
    passed_over: list[tuple[str, object]] = []
    kinds: tuple[tuple[str, type[BaseModel]], ...] = (
        ("own", OwnFile),
        ("references", Reference),
        ("entries", ModelEntry),
    )
    for name, kind in kinds:
        listed = values.get(name)
        lines = [(_line(kind, raw), raw) for raw in (listed if isinstance(listed, list) else [])]
        kept[name] = tuple(line for line, _ in lines if line)
        passed_over += [(name, raw) for line, raw in lines if line is None]
    return Manifest.model_validate(kept | {"passed_over": tuple(passed_over)})


def _line(kind: type[BaseModel], raw: object) -> BaseModel | None:
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        _log.warning("a line of the manifest was passed over: %s", error.errors()[0]["type"])
        return None


def _adopted(folder: Path, entries: Sequence[ModelEntry]) -> Manifest:
    """Return what an earlier version of Deskhand, which kept no manifest, has put into *folder*."""
    if not folder.is_dir():
        return Manifest()
    sizes = {path.name.casefold(): path.stat().st_size for path in folder.iterdir() if path.is_file()}
    today = dt.datetime.now().astimezone().date()
    lines = (
        OwnFile(file=entry.file, bytes=entry.bytes, sha256=None, added=today)
        for entry in entries
        if sizes.get(entry.file.casefold()) == entry.bytes
    )
    return Manifest(own=tuple(lines))
