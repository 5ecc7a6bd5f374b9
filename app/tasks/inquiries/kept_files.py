"""Folders of files that save work when the same is asked for again; what nobody came back to goes."""

import contextlib
import time
from pathlib import Path

_KEPT_SECONDS = 30 * 24 * 3600


def remove_old(folder: Path) -> None:
    """Remove the files in *folder* that were not written for a month, with what SQLite keeps beside them."""
    newest: dict[str, float] = {}
    paths = list(folder.iterdir())
    for path in paths:
        with contextlib.suppress(OSError):
            newest[path.stem] = max(newest.get(path.stem, 0.0), path.stat().st_mtime)
    for path in paths:
        if time.time() - newest.get(path.stem, time.time()) > _KEPT_SECONDS:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
