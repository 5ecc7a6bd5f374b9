"""Tables as text: any encoding and separator, written back record by record as they stood."""

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.documents.csv_records import (
    NO_SEPARATOR,
    Record,
    find_separator,
    join_cells,
    mend_overflow,
    split_records,
)
from app.documents.decoding import Decoded, decode
from app.documents.saving import reading, shown_name
from app.errors import DocumentError

Cell = str | float | bool

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|:^])\r?\n", re.IGNORECASE)
"""A first line by which Excel is told the separator."""
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How the file is written."""

    decoded: Decoded
    """Encoding and byte-order mark."""
    separator: str
    """`NO_SEPARATOR` for a single column."""
    before: str
    """What stands above the names of the columns, and after the last row, as it is."""
    after: str
    records: tuple[Record, ...]
    """The names of the columns, then one record for each row."""
    quotes_all: bool
    """Whether every cell stands in quotes."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return max(len(record.cells) for record in self.records)


def read(path: Path) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], CsvLayout]:
    """Return columns, rows and layout of the CSV file *path*.

    Raises:
        DocumentError: It cannot be read as a table, or is empty.
    """
    with reading(path):
        decoded = decode(path.read_bytes())
    text = decoded.text.replace("\0", "")
    if not text.strip():
        raise DocumentError("empty-file", file=shown_name(path))
    told = _SEPARATOR_LINE.match(text)
    before = told.group() if told else ""
    body = text[len(before) :]
    separator = told[1] if told else "\t" if path.suffix.lower() == ".tsv" else find_separator(body)
    try:
        names = split_records(body.lstrip("\r\n").partition("\n")[0], separator)[0].cells
        spaced = any(name.startswith(" ") for name in names[1:])
        records = split_records(body, separator, skips_spaces=spaced)
    except csv.Error as error:
        raise DocumentError("table-unreadable", file=shown_name(path)) from error
    layout = _laid_out(records, separator, before, Decoded("", decoded.encoding, decoded.mark))
    width = layout.width
    columns, *rows = (record.cells + ("",) * (width - len(record.cells)) for record in layout.records)
    return tuple(name.strip() for name in columns), tuple(rows), layout


def _laid_out(records: Sequence[Record], separator: str, before: str, decoded: Decoded) -> CsvLayout:
    head, end = _extent(records)
    table = mend_overflow(records[head:end], separator)
    return CsvLayout(
        decoded,
        separator,
        before + _as_it_stood(records[:head]),
        _as_it_stood(records[end:]),
        tuple(table),
        all(
            join_cells(record.cells, separator, quotes_all=True) == record.text
            for record in table[:_LOOKED_AT]
            if record.text
        ),
    )


def write_back(
    layout: CsvLayout, columns: Sequence[str], cells: Sequence[Sequence[Cell]], path: Path
) -> None:
    """Write the records as they stood, each with its new cells behind it."""
    separator = "," if layout.separator == NO_SEPARATOR else layout.separator
    width = layout.width
    pieces = [layout.before]
    for record, added in zip(layout.records, [tuple(columns), *cells], strict=True):
        own = _one_cell(record, separator) if layout.separator == NO_SEPARATOR else record.text
        if own or any(cell != "" for cell in added):
            missing = separator * (width - max(len(record.cells), 1))
            new = join_cells([_safe(cell) for cell in added], separator, quotes_all=layout.quotes_all)
            own += missing + separator + new
        pieces.append(own + record.line_end)
    pieces.append(layout.after)
    path.write_bytes(layout.decoded.encoded("".join(pieces)))


def write_new(columns: Sequence[str], rows: Sequence[Sequence[Cell]], path: Path) -> None:
    """Write a new table in UTF-8, with the mark that Excel needs to see what is not ASCII."""
    separator = "\t" if path.suffix.lower() == ".tsv" else ","
    lines = (join_cells([_safe(cell) for cell in row], separator) + "\n" for row in (columns, *rows))
    data = "".join(lines).encode("utf-8", "replace")
    path.write_bytes(data if data.isascii() else codecs.BOM_UTF8 + data)


def _extent(records: Sequence[Record]) -> tuple[int, int]:
    """Return the places of the record that names the columns and of the one after the last row.

    Titles above a table fill fewer cells than its rows do, and leave others empty.
    """
    filled = [sum(bool(cell.strip()) for cell in record.cells) for record in records]
    usual = median(count for count in filled[:_LOOKED_AT] if count) if any(filled[:_LOOKED_AT]) else 1
    wide = [
        len(record.cells) > 1 and count == len(record.cells)
        for record, count in zip(records, filled, strict=True)
    ]
    head = next(
        (place for place, count in enumerate(filled) if count and (wide[place] or count * 2 > usual)), 0
    )
    end = len(records)
    while end > head + 1 and not records[end - 1].text.strip():
        end -= 1
    return head, end


def _as_it_stood(records: Sequence[Record]) -> str:
    return "".join(record.text + record.line_end for record in records)


def _one_cell(record: Record, separator: str) -> str:
    """Return the record of a single column so that it stays one beside others."""
    alone = split_records(record.text, separator)
    is_one = len(alone) == 1 and len(alone[0].cells) == 1
    return record.text if is_one else join_cells(record.cells, separator)


def _safe(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet program takes for a formula."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        cell = cell.replace("\0", "")
        return "'" + cell if cell.startswith(_FORMULA_SIGNS) else cell
    return f"{cell:.15g}"
