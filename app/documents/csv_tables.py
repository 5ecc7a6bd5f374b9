"""Tables as text: any encoding and separator, written back record by record as they stood."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from statistics import median

from app.documents.cells import Cell, harmless
from app.documents.csv_records import (
    NO_SEPARATOR,
    SAMPLE_SIGNS,
    Record,
    Shape,
    find_separator,
    join_cells,
    records_of,
    split_records,
)
from app.documents.decoding import Encoding
from app.documents.kept_rows import Behind, converted, keep
from app.documents.saving import shown_name
from app.documents.text_files import text_file, write_text
from app.errors import DocumentError

_SEPARATOR_LINE = re.compile(r"sep=([,;\t|:^])\r?\n", re.IGNORECASE)
"""A first line by which Excel is told the separator."""
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How the file is written."""

    encoding: Encoding
    """With its byte-order mark."""
    separator: str
    """`NO_SEPARATOR` for a single column."""
    before: str
    """What stands above the names of the columns, and after the last row, as it is."""
    after: str
    records: Sequence[Record]
    """The names of the columns, then one record for each row."""
    width: int
    """Number of columns."""
    quotes_all: bool
    """Whether every cell stands in quotes."""


Found = tuple[tuple[str, ...], Sequence[tuple[str, ...]], CsvLayout]


def read(path: Path) -> Found:
    """Return columns, rows and layout of the CSV file *path*; many rows stay on the disk.

    Raises:
        DocumentError: It cannot be read as a table, or is empty.
    """
    with _as_table(path) as (records, separator, before, encoding):
        return laid_out(records, separator, before, encoding)


def passing_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the names of the columns of the CSV file *path*, then its rows, once and without keeping any.

    Rows are as long as they stand in the file; those without a sign in them are empty or left as they are.

    Raises:
        DocumentError: It cannot be read as a table, or is empty.
    """
    with _as_table(path) as (records, _, _, _):
        _, names, rest = _from_head(records)
        yield tuple(name.strip() for name in names.cells)
        for record in rest:
            yield record.cells


@contextmanager
def _as_table(path: Path) -> Iterator[tuple[Iterator[Record], str, str, Encoding]]:
    """Give the records in *path*, their separator, what stands before them, and the encoding."""
    text = text_file(path)
    begin = text.begin(SAMPLE_SIGNS + 1)
    if not begin:
        raise DocumentError("empty-file", file=shown_name(path))
    told = _SEPARATOR_LINE.match(begin)
    before = told.group() if told else ""
    separator = told[1] if told else _separator(begin, path)
    try:
        spaced = _has_spaces(begin[len(before) :], separator)
        lines = islice(text.lines(), 1 if told else 0, None)
        yield records_of(lines, separator, skips_spaces=spaced), separator, before, text.encoding
    except csv.Error as error:
        raise DocumentError("table-unreadable", file=shown_name(path)) from error


def laid_out(records: Iterator[Record], separator: str, before: str, encoding: Encoding) -> Found:
    """Return columns, rows and layout of the table that *records* make.

    Args:
        records: Read once, one after the other.
        separator: What parts their cells.
        before: What stands above them.
        encoding: How they are written.

    Raises:
        csv.Error: A cell is beyond measure.
        DocumentError: The disk has no room for them.
    """
    titles, names, rest = _from_head(records)
    shape = Shape(names)
    end = _Blank()
    kept = keep(end.without(map(shape.take, chain((names,), rest))), _packed, _unpacked)
    table = converted(kept, lambda _, record: shape.mended(record, separator)) if shape.overflows else kept
    quotes_all = all(
        join_cells(record.cells, separator, quotes_all=True) == record.text
        for record in table[:_LOOKED_AT]
        if record.text
    )
    width, after = shape.width, _as_it_stood(end.held)
    layout = CsvLayout(encoding, separator, before + _as_it_stood(titles), after, table, width, quotes_all)
    columns = tuple(name.strip() for name in names.cells) + ("",) * (width - len(names.cells))
    return columns, _rows(table, width), layout


def _rows(table: Sequence[Record], width: int) -> Sequence[tuple[str, ...]]:
    def cells(_: int, record: Record) -> tuple[str, ...]:
        return record.cells + ("",) * (width - len(record.cells))

    return converted(table[1:] if isinstance(table, tuple) else Behind(table, 1), cells)


def _packed(record: Record) -> Sequence[str]:
    return record.text, record.line_end, *record.cells


def _unpacked(texts: Sequence[str]) -> Record:
    return Record(texts[0], texts[1], tuple(texts[2:]))


def _separator(begin: str, path: Path) -> str:
    return "\t" if path.suffix.lower() == ".tsv" else find_separator(begin.lstrip("\r\n"))


def _has_spaces(begin: str, separator: str) -> bool:
    """Return whether names of columns have a space before them, which then belongs to the separator."""
    names = split_records(begin.lstrip("\r\n").partition("\n")[0], separator)
    return bool(names) and any(name.startswith(" ") for name in names[0].cells[1:])


def write_back(
    layout: CsvLayout, columns: Sequence[str], cells: Iterable[Sequence[Cell]], path: Path
) -> None:
    """Write the records as they stood, each with its new cells behind it.

    Raises:
        ValueError: There are more or fewer *cells* than rows.
    """
    encoding = layout.encoding
    if encoding == Encoding("utf-8") and all(record.text.isascii() for record in layout.records):
        # Without the mark, Excel would not see that new signs beyond ASCII are UTF-8.
        encoding = Encoding("ascii")
    write_text(_written_back(layout, columns, cells), encoding, path)


def _written_back(
    layout: CsvLayout, columns: Sequence[str], cells: Iterable[Sequence[Cell]]
) -> Iterator[str]:
    separator = "," if layout.separator == NO_SEPARATOR else layout.separator
    yield layout.before
    for record, added in zip(layout.records, chain((columns,), cells), strict=True):
        own = _one_cell(record, separator) if layout.separator == NO_SEPARATOR else record.text
        if own or any(cell != "" for cell in added):
            missing = separator * (layout.width - max(len(record.cells), 1))
            new = join_cells([_safe(cell) for cell in added], separator, quotes_all=layout.quotes_all)
            own += missing + separator + new
        yield own + record.line_end
    yield layout.after


def write_new(columns: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write a new table in UTF-8, with the mark that Excel needs to see what is not ASCII."""
    separator = "\t" if path.suffix.lower() == ".tsv" else ","
    lines = (join_cells([_safe(cell) for cell in row], separator) + "\n" for row in chain((columns,), rows))
    # Where ASCII has all signs no mark is needed.
    write_text(lines, Encoding("ascii"), path)


def _from_head(records: Iterator[Record]) -> tuple[list[Record], Record, Iterator[Record]]:
    """Return the records above the one that names the columns, that one, and those below it.

    Titles above a table fill fewer cells than its rows do, and leave others empty.
    """
    first = list(islice(records, _LOOKED_AT))
    filled = [sum(bool(cell.strip()) for cell in record.cells) for record in first]
    if not any(filled):
        for record in records:
            first.append(record)
            filled.append(sum(bool(cell.strip()) for cell in record.cells))
            if filled[-1]:
                break
    usual = median(filter(None, filled)) if any(filled) else 1
    wide = [
        len(record.cells) > 1 and len(record.cells) == count
        for record, count in zip(first, filled, strict=True)
    ]
    head = next(
        (place for place, count in enumerate(filled) if count and (wide[place] or count * 2 > usual)), 0
    )
    return first[:head], first[head], chain(first[head + 1 :], records)


class _Blank:
    """Holds the empty records at the end of a table back; those within it are let through."""

    def __init__(self) -> None:
        self.held: list[Record] = []

    def without(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield *records* up to the last one with a sign in it, the first one in any case."""
        is_first = True
        for record in records:
            if record.text.strip() or is_first:
                yield from self.held
                self.held.clear()
                yield record
                is_first = False
            else:
                self.held.append(record)


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
        return harmless(cell.replace("\0", ""))
    return f"{cell:.15g}"
