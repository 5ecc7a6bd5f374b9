"""Texts of any length and encoding, read piece by piece and written the same way."""

import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app.documents.decoding import Encoding, decode, find_encoding
from app.documents.saving import reading

_UTF_8_MARK = b"\xef\xbb\xbf"
_PIECE = 500_000


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text whose encoding is known."""

    path: Path
    encoding: Encoding

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """Give the text from its begin, its line ends as they are; bytes without a meaning are U+FFFD.

        Raises:
            DocumentError: The file cannot be read any more.
        """
        with reading(self.path), self.path.open("rb") as stream:
            if self.encoding.is_odd:
                yield io.StringIO(decode(stream.read()).text, newline="")
                return
            stream.seek(len(self.encoding.mark))
            with io.TextIOWrapper(stream, self.encoding.name, errors="replace", newline="") as text:
                yield text

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends, without signs of number zero.

        Raises:
            DocumentError: The file cannot be read any more.
        """
        with self.opened() as text:
            for line in text:
                yield line.replace("\0", "")

    def begin(self, signs: int) -> str:
        """Return up to *signs* of the text, from near its first sign that is no white space on.

        Raises:
            DocumentError: The file cannot be read any more.
        """
        with self.opened() as text:
            while piece := text.read(signs):
                found = piece.replace("\0", "")
                if found.strip():
                    return found + text.read(signs - len(piece))
        return ""


def text_file(path: Path) -> TextFile:
    """Return the text in *path* with the encoding that it is in.

    Raises:
        DocumentError: The file cannot be read.
    """
    with reading(path), path.open("rb") as stream:
        return TextFile(path, find_encoding(stream))


def write_text(pieces: Iterable[str], encoding: Encoding, path: Path) -> None:
    """Write *pieces* one after the other to *path*, in UTF-8 with a mark when *encoding* lacks a sign."""
    if encoding.name == "utf-8":
        with path.open("wb") as stream:
            stream.write(encoding.mark)
            stream.writelines(piece.encode("utf-8", "replace") for piece in pieces)
        return
    # Only the last piece tells whether the encoding has all signs.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace", newline="") as kept:
        fits = True
        for piece in pieces:
            fits = fits and _can_write(piece, encoding.name)
            kept.write(piece)
        kept.seek(0)
        name, mark = (encoding.name, encoding.mark) if fits else ("utf-8", _UTF_8_MARK)
        with path.open("wb") as stream:
            stream.write(mark)
            while piece := kept.read(_PIECE):
                stream.write(piece.encode(name, "replace"))


def _can_write(text: str, name: str) -> bool:
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return False
    return True
