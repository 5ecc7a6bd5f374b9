"""Word documents are read in the order in which a person reads them."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from app.documents.word_text import word_text
from app.errors import DocumentError

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


_NESTED_TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>out</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc>"
    "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
)


def _document(
    path: Path, body: str = "", build: Callable[[docx.document.Document], object] | None = None
) -> Path:
    """Write a document; *body* is XML that is put before its end."""
    document = docx.Document()
    if build:
        build(document)
    for element in parse_xml(f"<w:body {_W}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(str(path))
    return path


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    def build(document: docx.document.Document) -> None:
        document.add_heading("Report", 1)
        document.add_paragraph("Before")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["Item", "Price", "Lamp\nred", "10 €"], strict=True):
            cell.text = text
        document.add_paragraph("After")

    text = word_text(_document(tmp_path / "a.docx", build=build))
    assert text == "Report\nBefore\nItem\tPrice\nLamp red\t10 €\nAfter"


def test_headers_come_first_and_footers_last_and_each_once(tmp_path: Path) -> None:
    def build(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "ACME Ltd"
        document.sections[0].footer.paragraphs[0].text = "Page"
        document.add_paragraph("Body")
        second = document.add_section()
        second.header.is_linked_to_previous = False
        second.header.paragraphs[0].text = "ACME Ltd"

    lines = word_text(_document(tmp_path / "a.docx", build=build)).split("\n")
    assert [line for line in lines if line] == ["ACME Ltd", "Body", "Page"]


def test_text_boxes_follow_their_paragraph_and_are_not_read_twice(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><w:t>Beside it</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert word_text(_document(tmp_path / "a.docx", body)) == "Beside it\nIn the box"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            "new",
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>x</w:t></w:r></w:moveTo></w:p>",
            "x",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>",
            "seen",
        ),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>", "seen"),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
            "a",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "in a control",
        ),
        (_NESTED_TABLE, "out in\tcell"),
    ],
)
def test_the_text_is_what_is_on_the_paper(tmp_path: Path, body: str, text: str) -> None:
    assert word_text(_document(tmp_path / "a.docx", body)) == text


def _changed(source: Path, out: Path, change: Callable[[str, str], str]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(name, data.decode()) if name.endswith((".xml", ".rels")) else data)
    return out


def test_footnotes_are_read_without_their_lines(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (
        f"<w:footnotes {_W}><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:t>See page 2</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )

    def link(name: str, text: str) -> str:
        if name == "word/_rels/document.xml.rels":
            return text.replace(
                "</Relationships>",
                f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>',
            )
        return text

    plain = _document(tmp_path / "plain.docx", "<w:p><w:r><w:t>Body</w:t></w:r></w:p>")
    path = _changed(plain, tmp_path / "a.docx", link)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert word_text(path) == "Body\nSee page 2"


@pytest.mark.parametrize("ending", [".docm", ".dotx"])
def test_templates_and_documents_with_macros_are_read_too(tmp_path: Path, ending: str) -> None:
    plain = _document(tmp_path / "plain.docx", "<w:p><w:r><w:t>Body</w:t></w:r></w:p>")
    kinds = {
        ".docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
        ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    }

    def rename(name: str, text: str) -> str:
        old = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return text.replace(old, kinds[ending]) if name == "[Content_Types].xml" else text

    assert word_text(_changed(plain, tmp_path / f"a{ending}", rename)) == "Body"


@pytest.mark.parametrize("damage", ["cut", "no parts", "no document", "torn XML"])
def test_a_damaged_document_is_said_to_be_so(tmp_path: Path, damage: str) -> None:
    plain = _document(tmp_path / "plain.docx", "<w:p><w:r><w:t>Body</w:t></w:r></w:p>")
    path = tmp_path / "bad.docx"
    if damage == "cut":
        path.write_bytes(plain.read_bytes()[:2_000])
    elif damage == "no parts":
        with zipfile.ZipFile(path, "w"):
            pass
    elif damage == "no document":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/other.xml", "<x/>")
    else:
        _changed(plain, path, lambda name, text: text[:-20] if name == "word/document.xml" else text)
    with pytest.raises(DocumentError) as caught:
        word_text(path)
    assert (caught.value.code, caught.value.parameters["file"]) == ("word-unreadable", "bad.docx")
