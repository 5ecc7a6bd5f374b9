"""What is printed on the pages of a PDF file, as short pieces of text with their places."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from app.documents.pdfium import PDFIUM

_COLUMN_GAP = 1.3  # in heights of a letter: a wider gap begins another piece


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line, with its box in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Height in points, never zero."""
        return max(self.top - self.bottom, 1.0)

    @property
    def middle(self) -> float:
        """Height of the line's middle above the page's bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The text of one page."""

    text: str
    pieces: tuple[Piece, ...]


def printed_pages(data: bytes) -> list[PrintedPage]:
    """Return what is printed on each page; a page that cannot be read is empty."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return []
        try:
            return [_printed_page(document, index) for index in range(len(document))]
        finally:
            document.close()


def _printed_page(document: pdfium.PdfDocument, index: int) -> PrintedPage:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return PrintedPage("", ())
    try:
        lines = _lines(text_page.raw)
    finally:
        text_page.close()
        page.close()
    pieces = tuple(_rejoined([piece for line in lines for piece in _split_at_columns(line)]))
    text = "\n".join("".join(letter.text for letter in line).strip() for line in lines)
    return PrintedPage(text, pieces)


def _lines(text_page: pdfium_c.FPDF_TEXTPAGE) -> list[list[Letter]]:
    """Return the letters of the page, one list for each line as PDFium puts them together."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    lines: list[list[Letter]] = [[]]
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if code in (10, 13):
            if lines[-1]:
                lines.append([])
            continue
        if code < 32 or code == ord("_") or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
            continue
        if not pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            continue
        lines[-1].append(Letter(chr(code), left.value, bottom.value, right.value, top.value))
    return [line for line in lines if line]


def _split_at_columns(line: list[Letter]) -> list[Piece]:
    """Cut a line where the gap is too wide for a space or the height changes, as between cells."""
    inked = [letter for letter in line if letter.text.strip() and letter.right > letter.left]
    if not inked:
        return []
    size = max(median(letter.top - letter.bottom for letter in inked), 3.0)
    cuts = {
        id(after)
        for before, after in pairwise(inked)
        if not -size < after.left - before.right < _COLUMN_GAP * size
        or after.bottom > before.top + 0.3 * size
        or after.top < before.bottom - size
    }
    groups: list[list[Letter]] = [[]]
    for letter in line:
        if id(letter) in cuts:
            groups.append([])
        groups[-1].append(letter)
    return [piece for group in groups if (piece := _piece(group)) is not None]


def _rejoined(pieces: list[Piece]) -> list[Piece]:
    """Put together what PDFium took for several lines because of a raised letter."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None:
            size = max(before.height, piece.height)
            shared = min(before.top, piece.top) - max(before.bottom, piece.bottom)
            if -0.3 * size <= piece.left - before.right <= 0.5 * size and shared >= 0.4 * min(
                before.height, piece.height
            ):
                text = (
                    f"{before.text} {piece.text}"
                    if piece.left - before.right > 0.2 * size
                    else before.text + piece.text
                )
                low, high = min(before.bottom, piece.bottom), max(before.top, piece.top)
                joined[-1] = Piece(text, before.left, low, piece.right, high)
                continue
        joined.append(piece)
    return joined


def _piece(letters: list[Letter]) -> Piece | None:
    text = " ".join("".join(letter.text for letter in letters).split())
    inked = [letter for letter in letters if letter.text.strip() and letter.right > letter.left]
    if not text or not inked:
        return None
    return Piece(
        text,
        min(letter.left for letter in inked),
        min(letter.bottom for letter in inked),
        max(letter.right for letter in inked),
        max(letter.top for letter in inked),
    )
