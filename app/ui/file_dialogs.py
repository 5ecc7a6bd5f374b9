"""Asks the user for files and folders; a seam, so that tests answer instead."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


class FileDialogs(Protocol):
    """Whoever asks for files: the system's dialogs, or a test."""

    def open_files(self, parent: QWidget, title: str, endings: Collection[str]) -> list[Path]:
        """Ask for files that exist; empty when the user thinks better of it."""
        ...

    def open_folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder that exists."""
        ...

    def save_file(self, parent: QWidget, title: str, suggested: str, endings: Sequence[str]) -> Path | None:
        """Ask where to save; the name that comes back has one of *endings*."""
        ...


class SystemFileDialogs:
    """The dialogs of the system; they begin in the folder that was used last."""

    def __init__(self) -> None:
        self._folder = ""

    def open_files(self, parent: QWidget, title: str, endings: Collection[str]) -> list[Path]:
        """Ask for files that exist; empty when the user thinks better of it."""
        patterns = " ".join(f"*{ending}" for ending in sorted(endings))
        filters = [translate("FileDialogs", "Files that can be read") + f" ({patterns})"] if patterns else []
        filters.append(translate("FileDialogs", "All files") + " (*)")
        names, _ = QFileDialog.getOpenFileNames(parent, title, self._folder, ";;".join(filters))
        return [self._remember(Path(name)) for name in names]

    def open_folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder that exists."""
        name = QFileDialog.getExistingDirectory(parent, title, self._folder)
        return self._remember(Path(name)) if name else None

    def save_file(self, parent: QWidget, title: str, suggested: str, endings: Sequence[str]) -> Path | None:
        """Ask where to save; the name that comes back has one of *endings*."""
        filters = ";;".join(f"{_kind(ending)} (*{ending})" for ending in endings)
        wanted = str(Path(self._folder) / suggested) if self._folder else suggested
        while True:
            name, chosen = QFileDialog.getSaveFileName(parent, title, wanted, filters)
            if not name:
                return None
            path = Path(name)
            if path.suffix.lower() in endings:
                return self._remember(path)
            ending = next((ending for ending in endings if f"*{ending})" in chosen), endings[0])
            path = path.with_name(path.name + ending)
            if not path.exists():
                return self._remember(path)
            wanted = str(path)  # the dialog has not asked yet whether this one may be replaced

    def _remember(self, path: Path) -> Path:
        self._folder = str(path.parent)
        return path


def _kind(ending: str) -> str:
    """Return what a file with *ending* is called in an office."""
    kinds = {
        ".eml": translate("FileDialogs", "E-mail"),
        ".txt": translate("FileDialogs", "Text"),
        ".csv": translate("FileDialogs", "Table as text"),
        ".xlsx": translate("FileDialogs", "Excel workbook"),
        ".pdf": translate("FileDialogs", "PDF form"),
        ".yaml": translate("FileDialogs", "Categories"),
        ".mbox": translate("FileDialogs", "Mailbox"),
    }
    return kinds.get(ending, ending)
