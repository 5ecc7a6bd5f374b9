"""The text of a Word document: headings, paragraphs, tables, boxes, headers and footers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.documents.contents import check_unpacked_size
from app.errors import DocumentError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_text(path: Path) -> str:
    """Return the text of the Word document *path*, table cells parted by tabs.

    Raises:
        DocumentError: The file is damaged or no Word document.
    """
    import docx  # noqa: PLC0415 - takes a moment to load

    try:
        check_unpacked_size(path)
        document = docx.Document(str(path))
        lines = [*_margins(document, "header"), *_lines(document.element.body), *_margins(document, "footer")]
    except DocumentError:
        raise
    except Exception as error:  # the library lets errors of XML, zip and its own parts through
        raise DocumentError("word-unreadable", file=path.name) from error
    return "\n".join(lines)


def _margins(document: Any, part: str) -> Iterator[str]:
    """Yield the headers or footers, each once."""
    seen: set[str] = set()
    for section in document.sections:
        for line in _lines(getattr(section, part)._element):  # noqa: SLF001 - the only way to its XML
            if line.strip() and line not in seen:
                seen.add(line)
                yield line


def _lines(body: Any) -> Iterator[str]:
    """Yield paragraphs and table rows in the order of the document."""
    for block in body:
        if block.tag == _WORD + "p":
            yield _run_text(block)
        elif block.tag == _WORD + "tbl":
            for row in block.iter(_WORD + "tr"):
                yield "\t".join(" ".join(_lines_of_cell(cell)) for cell in row.iterchildren(_WORD + "tc"))
        elif block.tag == _WORD + "sdt":
            for content in block.iterchildren(_WORD + "sdtContent"):
                yield from _lines(content)


def _lines_of_cell(cell: Any) -> Iterator[str]:
    return (text for paragraph in cell.iter(_WORD + "p") if (text := _run_text(paragraph).strip()))


def _run_text(paragraph: Any) -> str:
    pieces: list[str] = []
    for node in paragraph.iter():
        if node.tag == _WORD + "t":
            pieces.append(node.text or "")
        elif node.tag == _WORD + "tab":
            pieces.append("\t")
        elif node.tag in {_WORD + "br", _WORD + "cr"}:
            pieces.append("\n")
    return "".join(pieces)
