"""The offline kit: models with their entries and checksums in one folder, for a computer without a network.

KIT/deskhand-kit.json        which files there are, with size, SHA-256 and entry of the catalogue
KIT/Qwen3-4B-Q4_K_M.gguf     the files themselves
KIT/SHA256SUMS               the checksums once more, as `sha256sum --check` reads them
"""

import contextlib
import datetime as dt
import logging
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import psutil
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.errors import LibraryError
from app.model_library.catalogue import ModelEntry
from app.model_library.checking import expected_checksum
from app.model_library.errand import Errand, Meter
from app.model_library.installed import InstalledModel
from app.model_library.storage import copy_checked, make_sure_of_room, put_in_place, sha256_of
from app.settings.json_file import write_object

KIT_FILE = "deskhand-kit.json"
KIT_FOLDER = "deskhand-kit"
"""Name of a kit's folder beside the installer, or on a stick."""
SUMS_FILE = "SHA256SUMS"
INSTALLED_FROM = "installed-from.txt"
"""Beside the program: the folder that the installer was started from, where it left its name."""

_NETWORK_DRIVES = {"nfs", "nfs4", "cifs", "smbfs", "smb3", "sshfs", "fuse.sshfs", "afpfs", "webdav", "9p"}

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What a stick's file system, or Windows, does not take in a name."""

_log = logging.getLogger(__name__)


class KitModel(BaseModel):
    """One model of a kit."""

    model_config = ConfigDict(frozen=True)

    file: Annotated[str, StringConstraints(pattern=r"^[^/\\:.\x00][^/\\:\x00]*\.[Gg][Gg][Uu][Ff]$")]
    bytes: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    entry: ModelEntry | None = None
    """None for a model of the user's own."""


class Kit(BaseModel):
    """What a kit holds."""

    model_config = ConfigDict(frozen=True)

    kit: int = 1
    """Version of this file's form."""
    made: dt.date
    models: tuple[KitModel, ...]


def read_kit(folder: Path) -> Kit | None:
    """Return the kit in *folder*, or None where it holds none.

    Raises:
        LibraryError: `kit-not-readable`: its list is damaged.
        OSError: The folder cannot be read.
    """
    path = folder / KIT_FILE
    if not path.is_file():
        return None
    try:
        return Kit.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise LibraryError("kit-not-readable", folder=str(folder)) from error


def write_kit(models: Sequence[InstalledModel], folder: Path, errand: Errand) -> Kit:
    """Write *models* as a kit into *folder*, beside what a kit there holds already, and return the whole.

    Raises:
        LibraryError: `disk-too-small`, `kit-not-readable`, `model-name-taken`: another file that is no part of the
            kit has the name, or `model-changed-on-the-way`: a file is not what it was.
        Cancelled: The user has asked to stop; what was complete by then stays.
        OSError: The folder does not take it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = read_kit(folder)
    made = {each.file: each for each in before.models} if before else {}
    missing: dict[str, InstalledModel] = {}
    for name, model in _named(models).items():
        if found := _found(folder / name, model, errand):
            made[name] = found
        elif name not in made and (folder / name).exists():
            raise LibraryError("model-name-taken", file=name)
        else:
            missing[name] = model
    size = sum(model.size for model in missing.values())
    make_sure_of_room(folder, size)
    meter = errand.meter("writing-kit", size)
    for name, model in missing.items():
        made[name] = _put(model, folder / name, meter)
        _write_list(folder, made.values())
    return _write_list(folder, made.values())


def _write_list(folder: Path, models: Collection[KitModel]) -> Kit:
    """Write what the kit *folder* holds now, readable to whoever may read the models."""
    kit = Kit(made=dt.datetime.now().astimezone().date(), models=tuple(models))
    sums = "".join(f"{each.sha256}  {each.file}\n" for each in kit.models)
    (folder / SUMS_FILE).write_text(sums, encoding="utf-8", newline="\n")
    write_object(folder / KIT_FILE, kit.model_dump(mode="json"))
    with contextlib.suppress(OSError):  # a stick may know no rights
        shutil.copymode(folder / SUMS_FILE, folder / KIT_FILE)
    return kit


def _put(model: InstalledModel, target: Path, meter: Meter) -> KitModel:
    """Copy *model* to *target* in a kit."""
    part = target.with_name(f"{target.name}.part")
    checksum = copy_checked(model.path, part, meter.add)
    try:
        if expected_checksum(model) not in {None, checksum}:
            raise LibraryError("model-changed-on-the-way", file=model.path.name)
        size = part.stat().st_size
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return KitModel(file=target.name, bytes=size, sha256=checksum, entry=model.entry)


def checked_file(folder: Path, model: KitModel, errand: Errand) -> Path:
    """Return the file of *model* in the kit *folder*, once it was found to be whole.

    Raises:
        LibraryError: `kit-file-missing` or `kit-file-damaged`.
        Cancelled: The user has asked to stop.
        OSError: It cannot be read.
    """
    path = folder / model.file
    if not path.is_file():
        raise LibraryError("kit-file-missing", file=model.file, folder=str(folder))
    size = path.stat().st_size
    if size != model.bytes or sha256_of(path, errand.meter("checking-model", size).add) != model.sha256:
        raise LibraryError("kit-file-damaged", file=model.file)
    return path


def find_kit(program: Path | None = None, drives: Iterable[Path] | None = None) -> Path | None:
    """Return the kit beside the program or its installer, or on a drive of this computer; None without one.

    Args:
        program: The program's file; None takes this one.
        drives: Where drives begin; None takes those of this computer, without those of a network.
    """
    program = program or Path(sys.executable)
    beside = [program.parent]
    beside += [each.parent for each in program.parents if each.suffix == ".app"]
    note = program.parent / INSTALLED_FROM
    for folder in (*beside, *_noted(note), *(_drives() if drives is None else drives)):
        for place in (folder / KIT_FOLDER, folder):
            try:
                if read_kit(place):
                    return place
            except (OSError, LibraryError) as error:
                _log.info("a place for a kit was passed over: %s", error)
    return None


def _noted(note: Path) -> list[Path]:
    try:
        text = note.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        return []
    return [Path(text)] if text else []


def _drives() -> list[Path]:
    try:
        partitions = psutil.disk_partitions()
    except (OSError, RuntimeError):
        return []
    return [Path(each.mountpoint) for each in partitions if each.fstype.lower() not in _NETWORK_DRIVES]


def _found(path: Path, model: InstalledModel, errand: Errand) -> KitModel | None:
    """Return the file of *model* as it lies in the kit already, whole; None where it does not."""
    if not path.is_file() or path.stat().st_size != model.size:
        return None
    expected = expected_checksum(model)
    meter = errand.meter("checking-model", model.size if expected else 2 * model.size)
    checksum = sha256_of(path, meter.add)
    if checksum != (expected or sha256_of(model.path, meter.add)):
        return None
    return KitModel(file=path.name, bytes=model.size, sha256=checksum, entry=model.entry)


def _named(models: Sequence[InstalledModel]) -> dict[str, InstalledModel]:
    """Return *models* by the names of their files in a kit, each name once; one published file goes there once."""
    named: dict[str, InstalledModel] = {}
    taken: set[str] = set()
    for model in models:
        stem, number = _stem(model), 1
        name = f"{stem}.gguf"
        if model.entry and name in named and named[name].entry == model.entry:
            continue
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number}).gguf"
        taken.add(name.casefold())
        named[name] = model
    return named


def _stem(model: InstalledModel) -> str:
    """Return the file's name in a kit without its ending: the catalogue's where it has one."""
    if model.entry:
        return model.entry.file.removesuffix(".gguf")
    stem = model.path.stem if model.path.suffix.lower() == ".gguf" else model.name
    text = stem.encode("utf-8", "replace").decode()
    return _NOT_IN_NAMES.sub("-", text).lstrip(".") or "model"
