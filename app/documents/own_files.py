"""A folder of YAML files that are the user's own: mail templates, actions; listed, read, exported, removed."""

from pathlib import Path

from app.documents.safe_names import safe_name
from app.documents.saving import reading, writing

_ENDINGS = frozenset({".yaml", ".yml"})
LARGEST_IMPORT_BYTES = 1_000_000
"""Of a file that is taken over no more is read; its reader refuses far less."""


class OwnFiles:
    """The files of one folder, which is made when the first one is saved."""

    def __init__(self, folder: Path) -> None:
        """Keep them in *folder*."""
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Return the names of the files, sorted.

        Raises:
            DocumentError: The folder cannot be read.
        """
        with reading(self._folder):
            if not self._folder.is_dir():
                return ()
            return tuple(sorted(path.name for path in self._folder.iterdir() if _is_ours(path)))

    def text(self, name: str) -> str:
        """Return what stands in the file *name*.

        Raises:
            DocumentError: It cannot be read.
        """
        path = self._path(name)
        with reading(path):
            return path.read_bytes().decode("utf-8-sig", "replace")

    def export(self, name: str, target: Path) -> Path:
        """Write the file *name* to *target*, which the user has chosen, and return it.

        Raises:
            DocumentError: It cannot be read or written, or *target* is the file itself.
        """
        source = self._path(name)
        with reading(source):
            data = source.read_bytes()
        with writing(target, sources=[source]) as temporary:
            temporary.write_bytes(data)
        return target

    def remove(self, name: str) -> None:
        """Delete the file *name*.

        Raises:
            DocumentError: It is not there or may not be deleted.
        """
        path = self._path(name)
        with reading(path):
            path.unlink()

    def _write(self, name: str, data: bytes) -> Path:
        """Write *data* to the file *name*, in the place of what was there."""
        with reading(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(name)
        with writing(path) as temporary:
            temporary.write_bytes(data)
        return path

    def _free_name(self, wanted: str) -> str:
        """Return a name for a new file that is called *wanted*, if no other one is called so."""
        stem, taken = safe_name(wanted), {one.lower() for one in self.names()}
        numbers = ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
        return next(f"{stem}{end}.yaml" for end in numbers if f"{stem}{end}.yaml".lower() not in taken)

    def _path(self, name: str) -> Path:
        # A name never leads out of the folder.
        return self._folder / Path(name).name


def imported(source: Path) -> bytes:
    """Return what stands in the file *source*, somebody else's.

    Raises:
        DocumentError: It cannot be read.
    """
    with reading(source), source.open("rb") as stream:
        return stream.read(LARGEST_IMPORT_BYTES)


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in _ENDINGS and not path.name.startswith(".")
