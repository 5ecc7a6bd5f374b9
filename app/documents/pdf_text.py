"""The text of a PDF file."""

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from app.documents.pdfium import PDFIUM
from app.documents.saving import reading
from app.errors import DocumentError


def pdf_text(path: Path) -> str:
    """Return the text of all pages, a form feed between two.

    Raises:
        DocumentError: The file needs a password, is damaged, or holds pictures of text only.
    """
    with reading(path):
        data = path.read_bytes()
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
            raise DocumentError("pdf-encrypted" if locked else "pdf-unreadable", file=path.name) from error
        try:
            pages = [_page_text(document, index) for index in range(len(document))]
        finally:
            document.close()
    text = "\n\f\n".join(page for page in pages if page.strip())
    if not text:
        raise DocumentError("pdf-without-text", file=path.name)
    return text


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    """Return the text of one page; a damaged page has none, the others still count."""
    try:
        page = document[index]
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    # PDFium marks a hyphen at a line's end so.
    return text.replace("\ufffe", "").replace("\r\n", "\n")
