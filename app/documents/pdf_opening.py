"""Opens a PDF form for reading, also one that is encrypted without a password or slightly broken."""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf import PdfReader

from app.documents.contents import look_like
from app.documents.pdfium import PDFIUM
from app.documents.saving import reading
from app.errors import DocumentError

_MAY_CHANGE, _MAY_ANNOTATE, _MAY_FILL = 1 << 3, 1 << 5, 1 << 8


def open_pdf(path: Path) -> tuple[PdfReader, bytes]:
    """Return a reader of the PDF file and the bytes it reads, decrypted where that needs no password.

    Raises:
        DocumentError: The file is not there, is no PDF, needs a password, or may not be filled.
    """
    look_like(path, ".pdf")
    with reading(path):
        data = path.read_bytes()
    reader = _plain_reader(data)
    if reader is None:
        data = _rewritten(data, path)
        reader = _plain_reader(data)
    if reader is None:
        raise DocumentError("pdf-unreadable", file=path.name)
    return reader, data


def _plain_reader(data: bytes) -> PdfReader | None:
    """Return a reader, or None when the file is encrypted or cannot be read as it is."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return None
        if not reader.pages:
            return None
    except Exception:  # noqa: BLE001 - pypdf lets errors of all its parts through
        return None
    return reader


def _rewritten(data: bytes, path: Path) -> bytes:
    """Return the file as PDFium understands and writes it, without its encryption."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as reason:
            needs_password = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
            code = "pdf-encrypted" if needs_password else "pdf-unreadable"
            raise DocumentError(code, file=path.name) from reason
        try:
            if pdfium_c.FPDF_GetSecurityHandlerRevision(document.raw) > 0:
                allowed = int(pdfium_c.FPDF_GetDocPermissions(document.raw))
                if not allowed & (_MAY_CHANGE | _MAY_ANNOTATE | _MAY_FILL):
                    raise DocumentError("form-locked", file=path.name)
            copy = BytesIO()
            document.save(copy, flags=pdfium_c.FPDF_REMOVE_SECURITY)
            return copy.getvalue()
        except pdfium.PdfiumError as reason:
            raise DocumentError("pdf-unreadable", file=path.name) from reason
        finally:
            document.close()
