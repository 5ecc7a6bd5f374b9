"""The text of a Word document in the order in which a person reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.documents.contents import check_unpacked_size
from app.documents.saving import shown_name
from app.errors import DocumentError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = ("footnotes", "endnotes")
_UNSEEN = {
    _WORD + "del",
    _WORD + "moveFrom",
    # The second version of a drawing, for programs that do not know the first one.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {
    _WORD + "tab": "\t",
    _WORD + "br": "\n",
    _WORD + "cr": "\n",
    _WORD + "noBreakHyphen": "-",
}


def word_text(path: Path) -> str:
    """Return the text of the Word document *path*.

    Headers come first, then paragraphs, tables (a line a row, cells parted by tabs) and text boxes in
    their order, then foot- and endnotes and footers. What is hidden or deleted is left out.

    Raises:
        DocumentError: The file is damaged or no Word document.
    """
    from docx.opc.package import OpcPackage  # noqa: PLC0415 - takes a moment to load

    try:
        check_unpacked_size(path)
        # Not docx.Document: it refuses templates and documents with macros.
        main = OpcPackage.open(str(path)).main_document_part
        root = _root(main)
        body = root.find(_WORD + "body")
        lines = [
            *_margins(main, root, "headerReference"),
            *_lines(root if body is None else body),
            *_notes(main),
            *_margins(main, root, "footerReference"),
        ]
    except DocumentError:
        raise
    except Exception as error:  # the library lets errors of XML, zip and its own parts through
        raise DocumentError("word-unreadable", file=shown_name(path)) from error
    return "\n".join(lines)


def _root(part: Any) -> Any:
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - takes a moment to load

    return parse_xml(part.blob)


def _margins(main: Any, root: Any, kind: str) -> Iterator[str]:
    """Yield the headers or footers of all sections, each line once."""
    seen: set[str] = set()
    for reference in root.iter(_WORD + kind):
        relation = main.rels.get(reference.get(_RELATIONS + "id"))
        if relation is None or relation.is_external:
            continue
        for line in _lines(_root(relation.target_part)):
            if line.strip() and line not in seen:
                seen.add(line)
                yield line


def _notes(main: Any) -> Iterator[str]:
    for relation in main.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in _NOTES:
            for note in _root(relation.target_part):
                # The others are the lines above the notes.
                if note.get(_WORD + "type", "normal") == "normal":
                    yield from filter(str.strip, _lines(note))


def _lines(parent: Any) -> Iterator[str]:
    """Yield the paragraphs and rows below *parent*, whatever wraps them, in their order."""
    for element in parent:
        if element.tag == _WORD + "p":
            yield from _paragraph(element)
        elif element.tag == _WORD + "tr":
            yield "\t".join(_cell(cell) for cell in _below(element, _WORD + "tc"))
        elif element.tag not in _UNSEEN:
            yield from _lines(element)


def _cell(cell: Any) -> str:
    return " ".join(line.strip() for line in _lines(cell) if line.strip()).replace("\n", " ")


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the nearest elements *tag* below *parent*, through content controls and marks of changes."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in _UNSEEN and element.tag != _WORD + "tbl":
            yield from _below(element, tag)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """Yield the words of *paragraph*, then those of the text boxes that are fixed to it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    _collect(paragraph, pieces, boxes)
    words = "".join(pieces)
    if words.strip() or not boxes:
        yield words
    for box in boxes:
        yield from filter(str.strip, _lines(box))


def _collect(parent: Any, pieces: list[str], boxes: list[Any]) -> None:
    for element in parent:
        if element.tag == _WORD + "txbxContent":
            boxes.append(element)
        elif element.tag == _WORD + "t":
            pieces.append(element.text or "")
        elif element.tag in _SIGNS:
            pieces.append(_SIGNS[element.tag])
        elif element.tag == _WORD + "pPr" or element.tag in _UNSEEN or _is_hidden(element):
            continue
        else:
            _collect(element, pieces, boxes)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish") if run.tag == _WORD + "r" else None
    return mark is not None and mark.get(_WORD + "val", "true") not in {"0", "false", "off"}
