"""Every kind of document becomes plain text, or an error in words."""

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.pdfgen import canvas

from app.documents.reading import READABLE_ENDINGS, read_source
from app.errors import DocumentError


def _word(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Hello order 5541")
    document.save(str(path))


def _excel(path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Title", None, None])
    sheet.append(["Hello order", 5541])
    hidden = workbook.create_sheet("hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("More").append(["second sheet"])
    workbook.save(path)


def _pdf(path: Path) -> None:
    sheet = canvas.Canvas(str(path))
    sheet.drawString(50, 700, "Hello order 5541")
    sheet.save()


_MAKERS: dict[str, Callable[[Path], object]] = {
    ".txt": lambda path: path.write_text("Hello order 5541", encoding="utf-8"),
    ".md": lambda path: path.write_text("# Hello\norder 5541", encoding="utf-8"),
    ".csv": lambda path: path.write_text("Hello;order\n5541;x\n", encoding="utf-8"),
    ".html": lambda path: path.write_text("<p>Hello <b>order</b> 5541", encoding="utf-8"),
    ".eml": lambda path: path.write_text("Subject: x\n\nHello order 5541\n", encoding="utf-8"),
    ".docx": _word,
    ".xlsx": _excel,
    ".pdf": _pdf,
}


@pytest.mark.parametrize("ending", _MAKERS)
def test_each_kind_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"source{ending}"
    _MAKERS[ending](path)
    source = read_source(path)
    assert (source.name, source.path) == (path.name, path)
    assert all(word in source.text for word in ("Hello", "order", "5541"))
    assert ending in READABLE_ENDINGS


def test_endings_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "SCAN.PDF"
    _pdf(path)
    assert "5541" in read_source(path).text


def test_a_workbook_is_read_with_all_its_visible_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _excel(path)
    assert read_source(path).text == "Sheet\nTitle\nHello order\t5541\n\nMore\nsecond sheet"


def test_lines_end_alike_whatever_the_system(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\ntwo\rthree\0\nfour")
    assert read_source(path).text == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty-file"),
        ("blank.txt", b" \r\n\t", "no-text-inside"),
        ("mark.txt", b"\xef\xbb\xbf", "no-text-inside"),
        ("blank.html", b"<html><body><img src=x></body></html>", "no-text-inside"),
        ("picture.png", b"\x89PNG", "kind-not-readable"),
        ("no_ending", b"text", "kind-not-readable"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office-file"),
        ("wrong.docx", b"not a package", "not-what-its-name-says"),
        ("torn.docx", b"PK\x03\x04", "word-unreadable"),
        ("torn.xlsx", b"PK\x03\x04", "workbook-unreadable"),
        ("torn.pdf", b"%PDF-1.4", "pdf-unreadable"),
        ("torn.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mail-unreadable"),
        ("bare.eml", b"Subject: nothing\n\n", "mail-without-text"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_source(path)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, name)


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="file-not-found"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="is-a-folder"):
        read_source(tmp_path)
