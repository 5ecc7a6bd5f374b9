"""The only reader of `resources/` and `models.yaml`, in a checkout and when installed."""

from functools import cache
from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent
_CATALOGUE = "models.yaml"


@cache
def _root() -> Path:
    """Return the folder that holds `resources` and `models.yaml`.

    The build copies both into the package; in a checkout they stand beside it.
    """
    return _PACKAGE if (_PACKAGE / _CATALOGUE).exists() else _PACKAGE.parent


def file_path(name: str) -> Path:
    """Return the path of the resource *name*, such as `icons/deskhand.svg`.

    Raises:
        ValueError: *name* is absolute or climbs out of the folder.
    """
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts:
        message = f"not a resource: {name}"
        raise ValueError(message)
    return _root() / "resources" / relative


def read_text(name: str) -> str:
    """Return the text of the resource *name*."""
    return file_path(name).read_text(encoding="utf-8")


def names_in(folder: str, ending: str) -> list[str]:
    """Return the sorted names of all files below the resource *folder* that end with *ending*."""
    base = file_path(folder)
    root = _root() / "resources"
    found = (path for path in base.rglob(f"*{ending}") if path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in found)


def catalogue_path() -> Path:
    """Return the path of the catalogue of models, `models.yaml`."""
    return _root() / _CATALOGUE
