"""The libraries of llama.cpp that may be used: those installed beside Deskhand, and the one that came with it.

A back end is a folder with llama.cpp's shared libraries, built for a kind of graphics processor for instance.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from app.errors import EngineError
from app.records import Finding

LIBRARY_VARIABLE = "LLAMA_CPP_LIB_PATH"
"""Names a folder with llama.cpp's libraries in a process's environment; llama-cpp-python obeys it."""

_log = logging.getLogger(__name__)

T = TypeVar("T")


def installed_back_ends(folder: Path, environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the installed back ends in order of preference.

    What `LLAMA_CPP_LIB_PATH` names comes first (several folders as in `PATH`), then the folders in *folder*
    by their names.
    """
    named = [Path(each) for each in environment.get(LIBRARY_VARIABLE, "").split(os.pathsep) if each]
    try:
        found = sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError:
        found = []
    return tuple(dict.fromkeys([*named, *found]))


class BackEnds:
    """Which of the back ends work; those that failed are passed over until the program ends.

    Attributes:
        in_use: The folder that was loaded last; None for the library that came with Deskhand, or for none yet.
    """

    def __init__(self) -> None:
        self.in_use: Path | None = None
        self._turn = threading.Lock()
        self._failed: dict[Path, str] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was passed over, and why."""
        with self._turn:
            failed = list(self._failed.items())
        return tuple(
            Finding("back-end-passed-over", {"name": folder.name, "detail": why}) for folder, why in failed
        )

    def load(self, folders: Sequence[Path], load: Callable[[Path | None], T]) -> T:
        """Return what *load* gives with the first of *folders* that works; the built-in library is the last.

        *load* takes None for the built-in library.

        Raises:
            EngineError: The built-in library does not do it either.
            Cancelled: The user asked to stop.
        """
        for folder in folders:
            if folder in self._failed:
                continue
            try:
                loaded = load(folder)
            except EngineError as error:
                self.pass_over(folder, error)
            else:
                self.in_use = folder
                return loaded
        loaded = load(None)
        self.in_use = None
        return loaded

    def pass_over(self, folder: Path, error: EngineError) -> None:
        """Take note that the back end in *folder* does not work."""
        _log.warning("the back end in %s is passed over: %s", folder, error)
        with self._turn:
            self._failed[folder] = str(error.parameters.get("status", error.code))

    def try_again(self) -> None:
        """Take those that failed into account again."""
        with self._turn:
            self._failed.clear()
