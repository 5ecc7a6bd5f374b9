"""Folders of files that save work when the same is asked for again; what nobody came back to goes."""

import contextlib
import time
from pathlib import Path

_KEPT_SECONDS = 30 * 24 * 3600


def remove_old(folder: Path) -> None:
    """Remove the files in *folder* that were not written for a month."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink(missing_ok=True)
