"""The text of a PDF file, with what is filled into its form fields."""

import logging
import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from app.documents.pdfium import PDFIUM
from app.documents.saving import reading, shown_name
from app.errors import DocumentError

# It tells users of forms of the newer kind to install another build; the older kind beside them is enough.
logging.getLogger("pypdfium2").setLevel(logging.ERROR)

_HYPHEN_AT_LINE_END = re.compile("[\x02\ufffe](?:\r?\n)?")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LOOK_ALIKES = re.compile("[\u2f00-\u2fdf\ufb00-\ufb06]")
"""Radicals that some fonts give for kanji, and joined letters such as ﬁ."""
_LOCKED = {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


def pdf_text(path: Path) -> str:
    """Return the text of all pages, a form feed between two.

    Raises:
        DocumentError: The file needs a password, is damaged, or holds pictures of text only.
    """
    with reading(path):
        data = path.read_bytes()
    with PDFIUM:
        document = _opened(data, path)
        try:
            pages = [_page_text(document, index) for index in range(len(document))]
        except Exception as error:  # a damaged list of pages shows in many ways
            raise DocumentError("pdf-unreadable", file=shown_name(path)) from error
        finally:
            document.close()
    text = "\n\f\n".join(page for page in pages if page.strip())
    # Fonts that do not say which letters their pictures are give signs without a meaning.
    if len(_UNREADABLE.findall(text)) * 2 >= len("".join(text.split())):
        raise DocumentError("pdf-without-text", file=shown_name(path))
    return text


def _opened(data: bytes, path: Path) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "pdf-encrypted" if error.err_code in _LOCKED else "pdf-unreadable"
        raise DocumentError(code, file=shown_name(path)) from error
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
        document.init_forms()
    return document


def _page_text(document: Any, index: int) -> str:
    """Return the text of one page; a damaged page has none, the others still count."""
    try:
        page = document[index]
        if document.formenv:
            # What is typed into fields becomes part of the page, in memory only.
            page.flatten()
            page.close()
            page = document[index]
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    text = _CONTROLS.sub("", _HYPHEN_AT_LINE_END.sub("", text).replace("\r\n", "\n"))
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip("\n")
    return _LOOK_ALIKES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
