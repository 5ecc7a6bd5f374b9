"""PDF files are read page by page, with what is filled into their fields."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from app.documents.pdf_text import pdf_text
from app.errors import DocumentError


def _pdf(path: Path, *pages: str, key: str | None = None) -> Path:
    """Write a PDF file that opens with *key*, if there is one."""
    encrypt = StandardEncryption(key, ownerPassword="owner") if key is not None else None
    sheet = canvas.Canvas(str(path), encrypt=encrypt)
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            sheet.drawString(50, 750 - 20 * number, line)
        sheet.showPage()
    sheet.save()
    return path


def test_pages_come_in_order_with_a_form_feed_between(tmp_path: Path) -> None:
    assert pdf_text(_pdf(tmp_path / "a.pdf", "Invoice 5541\nTotal 100 EUR", "Page two")) == (
        "Invoice 5541\nTotal 100 EUR\n\f\nPage two"
    )


def test_a_word_that_is_broken_at_the_line_end_becomes_whole(tmp_path: Path) -> None:
    assert "international matter" in pdf_text(_pdf(tmp_path / "a.pdf", "This is an inter-\nnational matter."))


def test_japanese_is_read(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    sheet.setFont("HeiseiMin-W3", 12)
    sheet.drawString(50, 700, "請求書 株式会社サンプル")
    sheet.save()
    assert "請求書 株式会社サンプル" in pdf_text(tmp_path / "a.pdf")


def test_values_of_fields_are_read(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "form.pdf"))
    sheet.drawString(50, 700, "Name:")
    sheet.acroForm.textfield(name="name", value="Ann Lee", x=100, y=690, width=200, height=20)
    sheet.save()
    text = pdf_text(tmp_path / "form.pdf")
    assert "Name:" in text
    assert "Ann Lee" in text


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        pdf_text(_pdf(tmp_path / "locked.pdf", "secret", key="sesame"))
    assert (caught.value.code, caught.value.parameters["file"]) == ("pdf-encrypted", "locked.pdf")


def test_an_empty_password_is_no_hindrance(tmp_path: Path) -> None:
    assert pdf_text(_pdf(tmp_path / "open.pdf", "readable", key="")) == "readable"


@pytest.mark.parametrize("data", [b"%PDF-1.7\ngarbage", b"%PDF-"])
def test_a_damaged_file_is_said_to_be_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match="pdf-unreadable"):
        pdf_text(path)


def test_scanned_pages_are_told_apart_from_text(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "scan.pdf"))
    sheet.rect(50, 50, 400, 600, fill=1)
    sheet.showPage()
    sheet.save()
    with pytest.raises(DocumentError, match="pdf-without-text"):
        pdf_text(tmp_path / "scan.pdf")


def test_a_damaged_page_does_not_hide_the_others(tmp_path: Path) -> None:
    writer = PdfWriter()
    for page in PdfReader(_pdf(tmp_path / "a.pdf", "one", "two")).pages:
        writer.add_page(page)
    writer.add_blank_page()
    writer.write(tmp_path / "b.pdf")
    assert pdf_text(tmp_path / "b.pdf") == "one\n\f\ntwo"
