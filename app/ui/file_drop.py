"""What may be dropped on a place for files, and how it shows that."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.appearance import set_look


class FileDrop(QFrame):
    """A frame that takes files which are dropped on it.

    Signals:
        dropped: Files arrived.   arg: tuple of their paths
    """

    dropped = Signal(object)

    def __init__(
        self,
        endings: Collection[str],
        *,
        takes_folders: Callable[[Path], Collection[Path]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Take files with one of *endings*, all when empty.

        Args:
            endings: Lower case, with the dot.
            takes_folders: Says which files a folder stands for; None refuses folders.
            parent: The widget around it.
        """
        super().__init__(parent)
        self._endings = frozenset(endings)
        self._takes_folders = takes_folders
        self.setAcceptDrops(True)
        set_look(self, "look", "drop")

    def fitting(self, paths: Collection[Path]) -> list[Path]:
        """Return those of *paths* that can be taken, with what stands for folders."""
        taken: list[Path] = []
        for path in paths:
            if path.is_dir():
                taken.extend(self._takes_folders(path) if self._takes_folders else ())
            elif not self._endings or path.suffix.lower() in self._endings:
                taken.append(path)
        return taken

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that what is dragged can be dropped here."""
        if self.fitting(_paths(event.mimeData())):
            event.acceptProposedAction()
            set_look(self, "hovered", value=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        super().dragLeaveEvent(event)
        set_look(self, "hovered", value=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        set_look(self, "hovered", value=False)
        taken = self.fitting(_paths(event.mimeData()))
        if taken:
            event.acceptProposedAction()
            self.dropped.emit(tuple(taken))


def files_below(folder: Path, endings: Collection[str]) -> list[Path]:
    """Return the files in *folder* itself that have one of *endings*, by name."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in endings)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
