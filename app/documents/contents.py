"""Whether a file is of the kind that its name says, and of a size that can be read."""

import zipfile
from pathlib import Path

from app.documents.saving import reading, shown_name
from app.errors import DocumentError

LARGEST_BYTES = 200_000_000
"""A larger file is refused before it is read."""

_LARGEST_UNPACKED = 500_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
"""Name of the part that an Office file with a password keeps its contents in."""
_PDF_MARK_WITHIN = 1024
_OLD_OFFICE = {
    ".doc": "Word (.docx)",
    ".dot": "Word (.docx)",
    ".xls": "Excel (.xlsx)",
    ".xlt": "Excel (.xlsx)",
    ".ppt": "PowerPoint (.pptx)",
}
_MAIN_PARTS = {".docx": "word/", ".docm": "word/", ".dotx": "word/", ".xlsx": "xl/", ".xlsm": "xl/"}
_OTHER_PARTS = ("word/", "xl/", "ppt/", "content.xml")
_TEXT = {".txt", ".text", ".md", ".log", ".csv", ".tsv", ".htm", ".html", ".eml"}
_BINARY_BEGINNINGS = (
    _ZIP, _OLE, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GGUF",
    b"\x7fELF", b"MZ\x90", b"{\\rtf", b"SQLite format 3",
)  # fmt: skip


def readable_file(path: Path, largest: int = LARGEST_BYTES) -> None:
    """Look that *path* is a file with something in it, and not too much.

    Raises:
        DocumentError: It is not there, a folder, empty, or larger than *largest* bytes.
    """
    with reading(path):
        if path.is_dir():
            raise DocumentError("is-a-folder", file=shown_name(path))
        size = path.stat().st_size
    if size == 0:
        raise DocumentError("empty-file", file=shown_name(path))
    if size > largest:
        raise DocumentError("file-too-large", file=shown_name(path), limit=largest // 1_000_000)


def look_like(path: Path, ending: str) -> None:
    """Compare the first bytes of *path* with its *ending*, which is in lower case.

    Raises:
        DocumentError: It is an old or encrypted Office file, or something else than its name says.
    """
    with reading(path), path.open("rb") as stream:
        begin = stream.read(_PDF_MARK_WITHIN)
    if ending in _OLD_OFFICE:
        raise DocumentError("old-office-file", file=shown_name(path), newer=_OLD_OFFICE[ending])
    if ending in _MAIN_PARTS and begin.startswith(_OLE):
        _refuse_office_container(path, ending)
    wrong = (
        (ending in _MAIN_PARTS and not begin.startswith(b"PK"))
        or (ending == ".msg" and not begin.startswith(_OLE))
        or (ending == ".pdf" and b"%PDF-" not in begin)
        or (ending in _TEXT and begin.startswith(_BINARY_BEGINNINGS))
    )
    if wrong:
        raise DocumentError("not-what-its-name-says", file=shown_name(path))


def _refuse_office_container(path: Path, ending: str) -> None:
    """Tell a file with a password from one of the old kind; both come in the same container."""
    with reading(path):
        encrypted = _ENCRYPTED_PART in path.read_bytes()
    if encrypted:
        raise DocumentError("office-encrypted", file=shown_name(path))
    newer = "Word (.docx)" if _MAIN_PARTS[ending] == "word/" else "Excel (.xlsx)"
    raise DocumentError("old-office-file", file=shown_name(path), newer=newer)


def check_unpacked_size(path: Path) -> None:
    """Look into an Office file without unpacking it.

    Raises:
        DocumentError: Its parts would fill the memory, or it is an Office file of another kind.
        zipfile.BadZipFile: The file is damaged.
    """
    with reading(path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise DocumentError("file-too-large", file=shown_name(path), limit=_LARGEST_UNPACKED // 1_000_000)
    wanted = _MAIN_PARTS.get(path.suffix.lower())
    begins = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries]
    if wanted and not _any_in(begins, (wanted,)) and _any_in(begins, _OTHER_PARTS):
        raise DocumentError("not-what-its-name-says", file=shown_name(path))


def _any_in(names: list[str], folders: tuple[str, ...]) -> bool:
    return any(name.startswith(folders) for name in names)
