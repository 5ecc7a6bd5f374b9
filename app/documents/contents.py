"""Whether a file is of the kind that its name says."""

import zipfile
from pathlib import Path

from app.documents.saving import reading
from app.errors import DocumentError

LARGEST_BYTES = 200_000_000
"""A larger file is refused before it is read."""

_LARGEST_UNPACKED = 500_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = {
    ".doc": "Word (.docx)",
    ".xls": "Excel (.xlsx)",
    ".ppt": "PowerPoint (.pptx)",
    ".dot": "Word (.docx)",
}
_OFFICE = {".docx", ".docm", ".dotx", ".xlsx", ".xlsm"}
_TEXT = {".txt", ".text", ".md", ".log", ".csv", ".tsv", ".htm", ".html", ".eml"}
_BINARY_BEGINNINGS = (
    _ZIP, _OLE, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GGUF",
    b"\x7fELF", b"MZ\x90",
)  # fmt: skip


def look_like(path: Path, ending: str) -> None:
    """Compare the first bytes of *path* with its *ending*, which is in lower case.

    Raises:
        DocumentError: It is an old or encrypted Office file, or something else than its name says.
    """
    with reading(path), path.open("rb") as stream:
        begin = stream.read(1024)
    if ending in _OLD_OFFICE:
        raise DocumentError("old-office-file", file=path.name, newer=_OLD_OFFICE[ending])
    if ending in _OFFICE and begin.startswith(_OLE):
        raise DocumentError("office-encrypted", file=path.name)
    wrong = (
        (ending in _OFFICE and not begin.startswith(b"PK"))
        or (ending == ".msg" and not begin.startswith(_OLE))
        or (ending == ".pdf" and b"%PDF-" not in begin)
        or (ending in _TEXT and begin.startswith(_BINARY_BEGINNINGS))
    )
    if wrong:
        raise DocumentError("not-what-its-name-says", file=path.name)


def check_unpacked_size(path: Path) -> None:
    """Look how large the parts of an Office file would be when they are unpacked.

    Raises:
        DocumentError: They would fill the memory.
        zipfile.BadZipFile: The file is damaged.
    """
    with reading(path), zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
            raise DocumentError("file-too-large", file=path.name, limit=_LARGEST_UNPACKED // 1_000_000)
