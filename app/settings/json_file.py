"""Reads and writes one JSON object in a file, whole or not at all.

settings.json                                what was written last
settings.damaged-20260312-140501.json        what could not be read, set aside
"""

import contextlib
import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any


class NotReadableError(Exception):
    """The file holds no JSON object; it was set aside if that was possible.

    Attributes:
        kept: Where the file is now.
    """

    def __init__(self, kept: Path) -> None:
        super().__init__(str(kept))
        self.kept = kept


def read_object(path: Path) -> dict[str, Any]:
    """Return the object in *path*, empty when there is no file.

    Raises:
        NotReadableError: It holds something else; it was set aside.
        OSError: It cannot be opened.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    try:
        value = json.loads(content.decode("utf-8-sig"))  # editors on Windows put a mark in front
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise NotReadableError(_set_aside(path))
    return value


def write_object(path: Path, value: dict[str, Any]) -> None:
    """Write *value* to *path* so that at any moment the old or the new whole is there.

    Raises:
        OSError: It cannot be written; the old file is unchanged.
        TypeError: The value is not JSON.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _set_aside(path: Path) -> Path:
    """Move *path* to a name that tells when and is not taken; return where it is."""
    stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    aside, number = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.damaged-{stamp}-{number}{path.suffix}")
    with contextlib.suppress(OSError):  # a folder that is read only: then it stays where it is
        return path.rename(aside)
    return path
