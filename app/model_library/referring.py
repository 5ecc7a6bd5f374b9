"""Makes a model that another program keeps usable where it is, without a copy."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from app.errors import DocumentError, LibraryError
from app.model_library.manifest import Reference
from app.model_library.model_folder import today
from app.model_library.storage import is_model_file

_DIGEST_NAME = re.compile(r"(?:sha256[-:])?([0-9a-f]{64})")
"""How Ollama and the cache of the Hugging Face library name a file: by its checksum."""


def reference_to(
    path: Path, name: str, program: str, sha256: str | None, taken: Mapping[str, str | None]
) -> Reference:
    """Return the line of the manifest for the file *path*.

    Args:
        path: The file.
        name: What to call it; empty for the file's name.
        program: The program that keeps it.
        sha256: Its checksum where that is known; a file that is named by its checksum tells it.
        taken: Names, in small letters, that other models have, with the checksum of the file that may share one.

    Raises:
        DocumentError: `file-not-found`, `is-a-folder`, `no-permission`.
        LibraryError: `not-a-model-file`.
    """
    try:
        name = name or path.stem  # before links are followed: a cache's blob is named by its checksum
        path = path.expanduser().resolve()
        str(path).encode()  # JSON cannot hold a name that is no text
        if path.is_dir():
            raise DocumentError("is-a-folder", file=path.name)
        if not is_model_file(path):
            raise LibraryError("not-a-model-file", file=path.name)
        size = path.stat().st_size
    except PermissionError as error:
        raise DocumentError("no-permission", file=path.name) from error
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle, a home of nobody
        raise DocumentError("file-not-found", file=path.name) from error
    digest = _DIGEST_NAME.fullmatch(path.name)
    checksum = sha256 or (digest[1] if digest else None)
    others = {each for each, theirs in taken.items() if theirs is None or theirs != checksum}
    return Reference(
        name=_free_name(name, others),
        path=path,
        bytes=size,
        program=program,
        sha256=checksum,
        added=today(),
    )


def _free_name(name: str, taken: Collection[str]) -> str:
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    return free
