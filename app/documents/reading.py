"""Any supported document as plain text."""

from collections.abc import Callable
from pathlib import Path

from app.documents.contents import look_like, readable_file
from app.documents.decoding import decode
from app.documents.excel_tables import workbook_text
from app.documents.html_text import html_text_of
from app.documents.mail import read_mail
from app.documents.mail_content import plain_lines
from app.documents.pdf_text import pdf_text
from app.documents.saving import reading, shown_name
from app.documents.word_text import word_text
from app.errors import DocumentError
from app.records import SourceText


def _plain(path: Path) -> str:
    with reading(path):
        data = path.read_bytes()
    return decode(data).text


def _html(path: Path) -> str:
    with reading(path):
        return html_text_of(path.read_bytes())


def _mail(path: Path) -> str:
    return read_mail(path).source.text


_READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _plain,
    ".log": _plain,
    ".csv": _plain,
    ".tsv": _plain,
    ".htm": _html,
    ".html": _html,
    ".docx": word_text,
    ".docm": word_text,
    ".dotx": word_text,
    ".pdf": pdf_text,
    ".xlsx": workbook_text,
    ".xlsm": workbook_text,
    ".eml": _mail,
    ".msg": _mail,
}

READABLE_ENDINGS: frozenset[str] = frozenset(_READERS)
"""Endings of the files that `read_source` takes, in lower case."""


def read_source(path: Path) -> SourceText:
    r"""Return the text of the document *path*, with `\\n` as line end.

    Raises:
        DocumentError: The file is not there, is of another kind than its name says, is empty, is
            damaged or encrypted, holds no text, or is of a kind that cannot be read.
    """
    ending = path.suffix.lower()
    readable_file(path)
    look_like(path, ending)
    reader = _READERS.get(ending)
    if reader is None:
        raise DocumentError("kind-not-readable", file=shown_name(path))
    text = plain_lines(reader(path))
    if not text.strip():
        raise DocumentError("no-text-inside", file=shown_name(path))
    return SourceText(shown_name(path), text, path)
