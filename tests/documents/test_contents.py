"""Files that are not what their names say are refused before they are read."""

import zipfile
from pathlib import Path

import pytest

from app.documents import contents
from app.documents.contents import check_unpacked_size, look_like, readable_file
from app.errors import DocumentError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _package(folder: Path, name: str, *parts: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"plain text"),
        ("a.xlsx", b"%PDF-1.7"),
        ("a.pdf", b"<html>not found</html>"),
        ("a.msg", b"From: me"),
        ("a.csv", b"PK\x03\x04rest"),
        ("a.txt", b"%PDF-1.4"),
        ("a.txt", b"\x89PNG\r\n"),
        ("a.eml", _OLE),
        ("a.html", b"{\\rtf1"),
    ],
)
def test_contents_and_name_must_agree(tmp_path: Path, name: str, data: bytes) -> None:
    path = _file(tmp_path, name, data)
    with pytest.raises(DocumentError) as caught:
        look_like(path, path.suffix)
    assert (caught.value.code, caught.value.parameters["file"]) == ("not-what-its-name-says", name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"text"),
        ("a.pdf", b"\n\n%PDF-1.4"),
        ("a.docx", b"PK\x03\x04"),
        ("a.msg", _OLE),
        ("a.unknown", b"\x89PNG"),
    ],
)
def test_contents_that_fit_pass(tmp_path: Path, name: str, data: bytes) -> None:
    path = _file(tmp_path, name, data)
    look_like(path, path.suffix)


def test_old_office_files_are_named_with_the_kind_to_save_as(tmp_path: Path) -> None:
    for name, newer in (("a.doc", "Word (.docx)"), ("a.xls", "Excel (.xlsx)")):
        with pytest.raises(DocumentError) as caught:
            look_like(_file(tmp_path, name, _OLE), Path(name).suffix)
        assert (caught.value.code, caught.value.parameters["newer"]) == ("old-office-file", newer)


def test_an_old_file_with_a_new_name_is_told_apart_from_one_with_a_password(tmp_path: Path) -> None:
    old = _file(tmp_path, "old.docx", _OLE + "WordDocument".encode("utf-16-le"))
    locked = _file(tmp_path, "locked.xlsx", _OLE + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(DocumentError, match="old-office-file"):
        look_like(old, ".docx")
    with pytest.raises(DocumentError, match="office-encrypted"):
        look_like(locked, ".xlsx")


def test_a_workbook_named_like_a_document_is_noticed(tmp_path: Path) -> None:
    for name, part in (
        ("a.docx", "xl/workbook.xml"),
        ("a.xlsx", "word/document.xml"),
        ("b.xlsx", "content.xml"),
    ):
        with pytest.raises(DocumentError, match="not-what-its-name-says"):
            check_unpacked_size(_package(tmp_path, name, part))
    check_unpacked_size(_package(tmp_path, "c.docx", "word/document.xml", "word/embeddings/xl/a.xml"))


def test_a_file_that_unpacks_to_more_than_fits_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 3_000_000)
    check_unpacked_size(path)
    monkeypatch.setattr(contents, "_LARGEST_UNPACKED", 2_000_000)
    with pytest.raises(DocumentError, match="file-too-large"):
        check_unpacked_size(path)


def test_a_damaged_package_is_left_to_the_reader(tmp_path: Path) -> None:
    with pytest.raises(zipfile.BadZipFile):
        check_unpacked_size(_file(tmp_path, "a.docx", b"PK\x03\x04 torn"))


def test_only_files_of_a_sensible_size_are_read(tmp_path: Path) -> None:
    small = _file(tmp_path, "small.txt", b"123")
    readable_file(small)
    with pytest.raises(DocumentError) as caught:
        readable_file(small, largest=2)
    assert caught.value.code == "file-too-large"
    with pytest.raises(DocumentError, match="empty-file"):
        readable_file(_file(tmp_path, "empty.txt", b""))
    with pytest.raises(DocumentError, match="is-a-folder"):
        readable_file(tmp_path)
    with pytest.raises(DocumentError, match="file-not-found"):
        readable_file(tmp_path / "none.txt")
