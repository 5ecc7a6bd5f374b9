"""Writes filled copies of Excel forms, changing nothing in the file but the cells that are filled."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from xml.dom.minidom import Document, Element

from defusedxml import DefusedXmlException
from defusedxml.minidom import parseString
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from app.documents.form_fields import Form, FormField
from app.documents.form_values import check_value
from app.documents.saving import writing
from app.errors import DocumentError

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,11})(\.\d{1,8})?")
_FIRST_DAY = dt.date(1899, 12, 30)
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TICKS = {True: "☑", False: "☐"}


def write_excel_form(form: Form, values: Mapping[str, str | bool], out: Path) -> None:
    """Write a copy of the Excel *form* with *values*; pictures, macros and formats stay as they are.

    Raises:
        DocumentError: *out* is the form or cannot be written, a field is unknown, or a value does
            not fit its field.
    """
    known = {field.name: field for field in form.fields}
    for name, value in values.items():
        if name not in known:
            raise DocumentError("form-field-unknown", field=name, file=form.path.name)
        check_value(known[name], value)
    changed = {name: value for name, value in values.items() if value != _now(known[name])}
    with writing(out, (form.path,)) as temporary:
        try:
            _copy(form.path, temporary, known, changed)
        except (KeyError, LookupError, ValueError, DefusedXmlException, zipfile.BadZipFile) as reason:
            raise DocumentError("form-not-writable", file=form.path.name) from reason


def _now(field: FormField) -> str | bool:
    return field.value if field.value is not None else ""


def _copy(
    source: Path, target: Path, known: Mapping[str, FormField], values: Mapping[str, str | bool]
) -> None:
    # In memory first: an archive on a full disk complains once more when it is given up.
    copy = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        parts = _sheet_parts(old)
        changes: dict[str, dict[str, str | bool]] = {}
        fields: dict[str, dict[str, FormField]] = {}
        for name, value in values.items():
            title, _, cell = name.rpartition("!")
            changes.setdefault(parts[title], {})[cell] = value
            fields.setdefault(parts[title], {})[cell] = known[name]
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename in changes:
                data = _changed_sheet(data, changes[entry.filename], fields[entry.filename])
            elif entry.filename == "xl/workbook.xml" and changes:
                data = _computing_anew(data)
            new.writestr(entry, data)
    target.write_bytes(copy.getbuffer())


def _parsed(data: bytes) -> Any:
    """Return the document; the published types know of texts only, the parser takes bytes too."""
    parse: Callable[..., Any] = parseString
    return parse(data)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the path of the part in the file for each title of a sheet."""
    workbook = _parsed(archive.read("xl/workbook.xml"))
    relations = _parsed(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        relation.getAttribute("Id"): relation.getAttribute("Target")
        for relation in relations.getElementsByTagName("Relationship")
    }
    parts = {}
    for sheet in workbook.getElementsByTagNameNS(_MAIN, "sheet"):
        target = targets[sheet.getAttributeNS(_RELATION, "id")]
        path = PurePosixPath(target) if target.startswith("/") else PurePosixPath("/xl") / target
        parts[sheet.getAttribute("name")] = str(path).lstrip("/")
    return parts


def _changed_sheet(data: bytes, values: Mapping[str, str | bool], fields: Mapping[str, FormField]) -> bytes:
    document = _parsed(data)
    rows = document.getElementsByTagNameNS(_MAIN, "sheetData")[0]
    by_number = {int(row.getAttribute("r")): row for row in _children(rows, "row") if row.hasAttribute("r")}
    for name, value in values.items():
        column, number = coordinate_from_string(name)
        row = by_number.get(number)
        if row is None:
            row = by_number[number] = _inserted(document, rows, "row", str(number))
        cell = next((cell for cell in _children(row, "c") if cell.getAttribute("r") == name), None)
        if cell is None:
            cell = _inserted(document, row, "c", name, column_index_from_string(column))
        _set(document, cell, _shown(value, fields[name]), fields[name])
    return bytes(document.toxml(encoding="UTF-8", standalone=True))


def _shown(value: str | bool, field: FormField) -> str:  # noqa: FBT001 - the value of a check box
    return f"{_TICKS[value]} {field.label}" if isinstance(value, bool) else value


def _children(parent: Element, name: str) -> list[Element]:
    return [node for node in parent.childNodes if isinstance(node, Element) and node.localName == name]


def _inserted(document: Document, parent: Element, name: str, key: str, column: int = 0) -> Element:
    """Make a row or cell element at its place among the others."""
    prefix = f"{parent.prefix}:" if parent.prefix else ""
    element = document.createElementNS(_MAIN, f"{prefix}{name}")
    element.setAttribute("r", key)
    for other in _children(parent, name):
        place = other.getAttribute("r")
        after = (
            column_index_from_string(coordinate_from_string(place)[0]) > column
            if column
            else int(place) > int(key)
        )
        if after:
            return parent.insertBefore(element, other)
    return parent.appendChild(element)


def _set(document: Document, cell: Element, text: str, field: FormField) -> None:
    for child in list(cell.childNodes):
        cell.removeChild(child)
    for attribute in ("t", "cm", "vm"):
        if cell.hasAttribute(attribute):
            cell.removeAttribute(attribute)
    if not text:
        return
    prefix = f"{cell.prefix}:" if cell.prefix else ""
    number = _number(text, field)
    if number is not None:
        value = document.createElementNS(_MAIN, f"{prefix}v")
        value.appendChild(document.createTextNode(number))
        cell.appendChild(value)
        return
    cell.setAttribute("t", "inlineStr")  # a text whatever it begins with: never a formula
    holder = document.createElementNS(_MAIN, f"{prefix}is")
    inner = document.createElementNS(_MAIN, f"{prefix}t")
    inner.setAttribute("xml:space", "preserve")
    inner.appendChild(document.createTextNode(_NOT_XML.sub("", text)[:32_767]))
    holder.appendChild(inner)
    cell.appendChild(holder)


def _number(text: str, field: FormField) -> str | None:
    """Return *text* as Excel keeps a number or a day, when the cell is made for one."""
    if field.format.startswith("date:"):
        try:
            return str((dt.date.fromisoformat(text) - _FIRST_DAY).days)
        except ValueError:
            return None
    plain = text.replace(",", "")
    return plain if field.format == "number" and _NUMBER.fullmatch(plain) else None


def _computing_anew(data: bytes) -> bytes:
    """Ask Excel to compute the formulas when it opens the copy."""
    document = _parsed(data)
    root: Any = document.documentElement
    found = _children(root, "calcPr")
    if found:
        found[0].setAttribute("fullCalcOnLoad", "1")
        return bytes(document.toxml(encoding="UTF-8", standalone=True))
    prefix = f"{root.prefix}:" if root.prefix else ""
    element = document.createElementNS(_MAIN, f"{prefix}calcPr")
    element.setAttribute("fullCalcOnLoad", "1")
    later = {"oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
             "fileRecoveryPr", "webPublishObjects", "extLst"}  # fmt: skip
    following = next((node for node in root.childNodes if getattr(node, "localName", None) in later), None)
    root.insertBefore(element, following)
    return bytes(document.toxml(encoding="UTF-8", standalone=True))
