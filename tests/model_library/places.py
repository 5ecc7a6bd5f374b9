"""Folders with models of ours and files of other people, and all that a test wants to know of them."""

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import DeskhandError
from app.model_library.library import ModelLibrary
from app.model_library.manifest import FILE_NAME, Manifest, read_manifest
from app.model_library.storage import sha256_of
from tests.model_library.fake_hub import CONTENT, FILE, library_at

OWN = b"GGUF, but of my own"

OURS = {"Mine.gguf": OWN, FILE: CONTENT}
"""Models that Deskhand put into a library."""

OTHERS: dict[str, bytes] = {
    "Report.docx": b"PK, quarterly figures",
    "Theirs.gguf": b"GGUF of another program",
    "Theirs.gguf.0123456789ab.part": b"half of theirs",
    ".theirs.lock": b"",
    ".Theirs.gguf.lock": b"held by them",
    "deskhand-models.old.json": b"{}",
    "folder/notes.txt": b"in a folder",
    f"folder/{FILE}": b"ours by name only",
    f"folder/{FILE_NAME}": b'{"own": []}',
}
"""Files of other people, some named as ours could be."""


def put(path: Path, content: bytes = OWN) -> Path:
    """Write *content* to *path*, whose folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def put_others(folder: Path) -> dict[str, bytes]:
    """Put files of other people into *folder*, and return them."""
    for name, content in OTHERS.items():
        put(folder / name, content)
    return OTHERS


def everything_in(folder: Path) -> dict[str, bytes | str]:
    """Return each file below *folder* with its bytes, each link with its target, and each folder.

    What programs hold while they bring a model is left out: it is empty, and may stay.
    """
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        if path.match(".*.gguf.lock") and path.stat().st_size == 0:
            continue
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        else:
            found[name] = "folder" if path.is_dir() else path.read_bytes()
    return found


def others_in(folder: Path) -> dict[str, bytes | str]:
    """Return those of the files in *folder* that stand among `OTHERS`."""
    return {name: value for name, value in everything_in(folder).items() if name in OTHERS}


def manifest_in(folder: Path) -> Manifest:
    """Return what the manifest in *folder* says, and nothing beyond."""
    return read_manifest(folder, ())


def own_names(folder: Path) -> list[str]:
    """Return the names of the files in *folder* that its manifest names as ours."""
    return sorted(line.file for line in manifest_in(folder).own)


def checksum(content: bytes) -> str:
    """Return the SHA-256 of *content*."""
    return hashlib.sha256(content).hexdigest()


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of the file *path*."""
    return sha256_of(path, lambda _: None)


@dataclass(frozen=True)
class Shelf:
    """A library with two models of ours, and where they shall go."""

    library: ModelLibrary
    old: Path
    new: Path

    def move(self) -> tuple[Path, ...]:
        """Move the models from the old folder to the new one."""
        return self.library.move_to(self.new, lambda: None)

    def move_to(self, folder: Path) -> None:
        """Move the models to *folder*."""
        self.library.move_to(folder, lambda: None)


def shelf_at(tmp_path: Path) -> Shelf:
    """Return a library in *tmp_path* with `OURS`."""
    tmp_path.mkdir(exist_ok=True)
    library = library_at(tmp_path)
    for name, content in OURS.items():
        library.add(put(tmp_path / "given" / name, content))
    return Shelf(library, tmp_path / "models", tmp_path / "new")


def refused(call: Callable[[], object]) -> str:
    """Return the code of the error that *call* ends with."""
    with pytest.raises(DeskhandError) as caught:
        call()
    return caught.value.code


def no_links(*_: object) -> None:
    """Fail as a link to another disk does."""
    raise OSError(errno.EXDEV, "another disk")


def on_two_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file have a second name."""
    monkeypatch.setattr(os, "link", no_links)
