"""The folder of models: what lies in it, and what its manifest says of that."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import filelock
from pydantic import ValidationError

from app.errors import LibraryError
from app.model_library.catalogue import ModelEntry
from app.model_library.installed import InstalledModel, installed_in, referenced
from app.model_library.manifest import (
    FILE_NAME,
    Manifest,
    Origin,
    OwnFile,
    Reference,
    changing,
    read_manifest,
)

_log = logging.getLogger(__name__)


class ModelFolder:
    """One folder of models; any thread and any program may change it at the same time.

    Attributes:
        path: The folder, which is made when the first model comes.
        chosen: Whether the user chose it: then it is not made anew where it is missing, as a drive that is away is.
    """

    def __init__(self, path: Path, *, chosen: bool = False) -> None:
        self.path = path.absolute()
        self.chosen = chosen
        self._read: tuple[tuple[int, int, int], Manifest] | None = None
        """What was read last, and the state of the file then: the window looks often, the file changes seldom."""

    @property
    def away(self) -> bool:
        """Whether it is missing though it should be there."""
        return self.chosen and not self.path.is_dir()

    def make(self) -> Path:
        """Make the folder where it is missing, and return it.

        Raises:
            LibraryError: `models-folder-away`: it lies on a drive that is not there.
            OSError: It cannot be made.
        """
        if self.away:
            raise LibraryError("models-folder-away", folder=str(self.path))
        self.path.mkdir(parents=True, exist_ok=True)
        return self.path

    def manifest(self, entries: Sequence[ModelEntry]) -> Manifest:
        """Return the manifest; a folder that the user chose holds nothing of ours that no manifest names.

        Raises:
            OSError: It cannot be read.
        """
        known = () if self.chosen else tuple(entries)
        try:
            info = (self.path / FILE_NAME).stat()
        except OSError:
            return read_manifest(self.path, known)
        state = (info.st_mtime_ns, info.st_size, info.st_ino)
        if self._read is None or self._read[0] != state:
            self._read = (state, read_manifest(self.path, known))
        return self._read[1]

    def models(self, entries: Sequence[ModelEntry]) -> list[InstalledModel]:
        """Return the models in the folder, then those that are used elsewhere.

        Raises:
            OSError: The folder cannot be read.
        """
        manifest = self.manifest(entries)
        return [*installed_in(self.path, entries, manifest), *referenced(manifest, entries)]

    def change(self, entries: Sequence[ModelEntry], change: Callable[[Manifest], Manifest]) -> None:
        """Change the manifest.

        Raises:
            LibraryError: `models-folder-away`.
            OSError: It cannot be written.
        """
        self.make()
        with changing(self.path) as write:
            before = self.manifest(entries)
            after = change(before)
            if after != before or not (self.path / FILE_NAME).exists():
                write(after)

    def note_own(self, entries: Sequence[ModelEntry], path: Path, sha256: str | None, origin: Origin) -> None:
        """Note that Deskhand put *path* into the folder; not with a name that is no text, which JSON cannot hold.

        Raises:
            LibraryError: `models-folder-away`.
            OSError: It cannot be written.
        """
        size = path.stat().st_size
        try:
            line = OwnFile(file=path.name, bytes=size, sha256=sha256, origin=origin, added=today())
        except ValidationError as error:
            _log.warning("a model is not noted as ours: %s", error.errors()[0]["type"])
            return
        self.change(entries, lambda manifest: manifest.with_own(line))

    def note_reference(self, entries: Sequence[ModelEntry], line: Reference) -> None:
        """Note a file that is used where it is.

        Raises:
            LibraryError: `models-folder-away`.
            OSError: It cannot be written.
        """
        self.change(entries, lambda manifest: manifest.with_reference(line))

    def note_use(self, entries: Sequence[ModelEntry], path: Path) -> None:
        """Note that *path* works today; not worth a word when that cannot be kept."""
        try:
            manifest = self.manifest(entries)
            if path.parent != self.path and all(line.path != path for line in manifest.references):
                return  # not here: only its name may be one of ours
            if manifest.with_use(path, today()) != manifest:
                self.change(entries, lambda now: now.with_use(path, today()))
        except (LibraryError, OSError, filelock.Timeout) as error:
            _log.info("the last use of a model could not be noted: %s", error)


def today() -> dt.date:
    """Return the day that it is here."""
    return dt.datetime.now().astimezone().date()
