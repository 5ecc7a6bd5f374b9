"""Tables as text: any encoding and separator, written back line by line as they were."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.documents.decoding import decode
from app.documents.saving import reading
from app.errors import DocumentError

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 50
_LONGEST_CELL = 5_000_000
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How the file is written."""

    encoding: str
    separator: str
    line_end: str
    records: tuple[str, ...]
    """The records as they stand, without line end: the head, then one for each row."""
    ends_with_line_end: bool


def read(path: Path) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], CsvLayout]:
    """Return columns, rows and layout of the CSV file *path*.

    Raises:
        DocumentError: It cannot be read as a table.
    """
    with reading(path):
        decoded = decode(path.read_bytes())
    text = decoded.text.replace("\0", "")
    if not text.strip():
        raise DocumentError("empty-file", file=path.name)
    line_end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    records = _records(text, line_end)
    separator = "\t" if path.suffix.lower() == ".tsv" else _separator(records)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        cells = [_cells(record, separator) for record in records]
    except csv.Error as error:
        raise DocumentError("table-unreadable", file=path.name) from error
    columns = tuple(name.strip() for name in cells[0])
    if not any(columns):
        raise DocumentError("table-without-names", file=path.name)
    width = max(map(len, cells))
    columns += ("",) * (width - len(columns))
    rows = tuple(tuple(row) + ("",) * (width - len(row)) for row in cells[1:])
    layout = CsvLayout(decoded.encoding, separator, line_end, tuple(records), text.endswith(line_end))
    return columns, rows, layout


def write_back(
    layout: CsvLayout, columns: Sequence[str], cells: Sequence[Sequence[str | float | bool]], path: Path
) -> None:
    """Write the records as they stood, each with its new cells behind it."""
    width = max(len(_cells(record, layout.separator)) for record in layout.records)
    lines = []
    for record, added in zip(layout.records, [list(columns), *cells], strict=True):
        missing = width - len(_cells(record, layout.separator)) if record else width - 1
        tail = _line([_safe(cell) for cell in added], layout.separator)
        lines.append(record + layout.separator * missing + layout.separator + tail)
    text = layout.line_end.join(lines) + (layout.line_end if layout.ends_with_line_end else "")
    path.write_bytes(_encoded(text, layout.encoding))


def write_new(columns: Sequence[str], rows: Sequence[Sequence[str | float | bool]], path: Path) -> None:
    """Write a new table in UTF-8 with a mark, which Excel needs to see Japanese."""
    separator = "\t" if path.suffix.lower() == ".tsv" else ","
    lines = [_line([_safe(cell) for cell in row], separator) for row in (columns, *rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8-sig"))


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        # A category may have a sign that the old encoding of the file lacks.
        return text.encode("utf-8-sig")


def _records(text: str, line_end: str) -> list[str]:
    """Split at line ends outside of quotes; a quote that is never closed ends with its line."""
    lines = text.removesuffix(line_end).split(line_end)
    records: list[str] = []
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if sum(part.count('"') for part in waiting) % 2 == 0:
            records.append(line_end.join(waiting))
            waiting = []
    return records + waiting


def _separator(records: Sequence[str]) -> str:
    """Return the sign that parts the sample's records into the most equal number of cells."""
    sample = [record for record in records[:_SAMPLE_RECORDS] if record]
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        try:
            widths = [len(_cells(record, separator)) for record in sample]
        except csv.Error:
            continue
        head = widths[0]
        if head < 2:
            continue
        agreeing = sum(width == head for width in widths) / len(widths)
        score = agreeing * 10 + min(head, 20) / 20
        if score > most:
            best, most = separator, score
    return best


def _cells(record: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])


def _line(cells: Sequence[str], separator: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _safe(cell: str | float | bool) -> str:  # noqa: FBT001 - a cell, not a switch
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        # A spreadsheet program would run it.
        return "'" + cell if cell.startswith(_FORMULA_SIGNS) else cell
    return f"{cell:g}"
