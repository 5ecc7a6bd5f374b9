"""What every page works with, handed over in one piece."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.records import Run
from app.ui.appearance import Appearance
from app.ui.file_dialogs import FileDialogs
from app.ui.samples import Samples
from app.ui.sentences import Sentences


class Memory(Protocol):
    """Keeps small things between two starts, as JSON."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return what was kept under *key*."""
        ...

    def put(self, key: str, value: Any) -> None:
        """Keep *value* under *key*."""
        ...


@dataclass(frozen=True, slots=True)
class PageTools:
    """The surroundings of a page."""

    look: Appearance
    """Theme and icons."""
    sentences: Sentences
    """The core's sentences in the window's language."""
    dialogs: FileDialogs
    """Asks for files."""
    memory: Memory
    """Remembers places and last results."""
    samples: Samples
    """Files to try the jobs with."""
    open_outside: Callable[[Path], bool]
    """Opens a file in the program that the system has for it."""
    find_run: Callable[[str], Run]
    """Finds the record of an earlier run by its id."""
