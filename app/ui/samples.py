"""The sample office: files to try each job with, as far as they are there."""

from collections.abc import Sequence
from pathlib import Path

from app.records import Language


class Samples:
    """The files of the sample office in one folder; absent files are simply not offered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def reports(self) -> list[Path]:
        """Return the daily reports."""
        return self._all("reports", (".txt", ".docx", ".pdf"))

    def mails(self) -> list[Path]:
        """Return the mails that wait for an answer."""
        return self._all("mails", (".eml",))

    def order_mails(self, language: Language) -> list[Path]:
        """Return the mails that hold what the order form asks for, in *language* where there is one."""
        by_language: dict[Language, list[Path]] = {
            "en": [path for path in self.mails() if path.stem.startswith("order")],
            "ja": [path for path in self.mails() if path.stem.startswith("注文")],
        }
        return by_language[language] or by_language["en"]

    def inquiries(self) -> Path | None:
        """Return the table of customer inquiries."""
        return self._one("inquiries.csv")

    def categories(self) -> Path | None:
        """Return the categories for the inquiries."""
        return self._one("categories.yaml")

    def order_form(self) -> Path | None:
        """Return the form to fill."""
        return self._one("order_form.pdf")

    def _one(self, name: str) -> Path | None:
        path = self._folder / name
        return path if path.is_file() else None

    def _all(self, folder: str, endings: Sequence[str]) -> list[Path]:
        place = self._folder / folder
        if not place.is_dir():
            return []
        return sorted(path for path in place.iterdir() if path.suffix.lower() in endings)
