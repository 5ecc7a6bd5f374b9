"""Tables from CSV and Excel files, and back with added columns."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Literal

from app.documents import csv_tables, excel_tables
from app.documents.cells import Cell
from app.documents.contents import look_like, readable_file
from app.documents.saving import shown_name, writing
from app.errors import DocumentError

_EXCEL = {".xlsx", ".xlsm"}
_CSV = {".csv", ".tsv", ".txt"}
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,10})(?:\.\d{0,9}[1-9])?")
"""A number that a spreadsheet program shows as it stands here."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: the first line names the columns."""

    path: Path
    columns: tuple[str, ...]
    """Names; an unnamed column has an empty one."""
    rows: Sequence[tuple[str, ...]]
    """Cells as text, each row as long as the columns; empty rows stay, so that numbers agree.

    Many rows stay on the disk: to be gone through again and again, never to be copied as a whole.
    """
    layout: csv_tables.CsvLayout | excel_tables.ExcelLayout
    """What is needed to write it back as it was."""

    def filled_rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the rows that are not empty with their numbers; empty rows count, 1 is the first one."""
        for number, row in enumerate(self.rows, start=1):
            if any(cell.strip() for cell in row):
                yield number, row


def read_table(path: Path) -> Table:
    """Return the table in *path*.

    Raises:
        DocumentError: The file is not there, of another kind than its name says, empty, damaged,
            protected, or has no named columns.
    """
    ending = path.suffix.lower()
    _refuse_mark_of_open_file(path)
    readable_file(path)
    look_like(path, ending if ending not in _CSV else ".csv")
    if ending in _EXCEL:
        columns, rows, layout = excel_tables.read(path)
        return Table(path, columns, rows, layout)
    if ending not in _CSV:
        raise DocumentError("no-table", file=shown_name(path))
    columns, rows, csv_layout = csv_tables.read(path)
    return Table(path, columns, rows, csv_layout)


def _refuse_mark_of_open_file(path: Path) -> None:
    """Refuse the small file that Excel keeps beside each one that it has open."""
    if path.name.startswith("~$") and path.suffix.lower() in _EXCEL:
        raise DocumentError("mark-of-open-file", file=shown_name(path), open_file=shown_name(path)[2:])


def write_with_columns(table: Table, added: Mapping[str, Iterable[Cell]], out: Path) -> None:
    """Write *table* with *added* columns to its right; see `write_with_rows`.

    Args:
        table: What was read.
        added: Cells by column name, one for each row of the table.
        out: File to make; its ending decides between CSV and Excel.

    Raises:
        DocumentError: *out* is the table itself, of another kind, or cannot be written.
    """
    cells = zip(*added.values(), strict=True) if added else repeat((), len(table.rows))
    write_with_rows(table, tuple(added), cells, out)


def write_with_rows(table: Table, names: Sequence[str], cells: Iterable[Sequence[Cell]], out: Path) -> int:
    """Write *table* with more columns to its right; the rest of it stays as it was.

    Args:
        table: What was read.
        names: Of the new columns; a name that is taken already gets a number.
        cells: The new cells of each row of the table, as many as *names*, in the order of the rows; read
            once, one row after the other. Text that begins with a sign of a formula stays text.
        out: File to make; its ending decides between CSV and Excel.

    Returns:
        How many cells are cut, as Excel holds no longer text.

    Raises:
        DocumentError: *out* is the table itself, of another kind, or cannot be written, or the workbook
            has changed since it was read (`workbook-changed`).
        ValueError: There are more or fewer *cells* than rows.
    """
    columns = _free_names(names, table.columns)
    kind = _kind(out)
    with writing(out, [table.path]) as temporary:
        if kind == "csv" and isinstance(table.layout, csv_tables.CsvLayout) and _suits(table.layout, out):
            csv_tables.write_back(table.layout, columns, cells, temporary)
            return 0
        if kind == "excel" and isinstance(table.layout, excel_tables.ExcelLayout):
            return excel_tables.write_back(table.path, table.layout, columns, cells, temporary)
        both = zip(table.rows, cells, strict=True)
        rows = ((*map(_number_or_text, row), *more) for row, more in both)
        return _write(kind, [*table.columns, *columns], rows, temporary)


def _suits(layout: csv_tables.CsvLayout, out: Path) -> bool:
    """Return whether a table as it stands can be called as *out* is: with .tsv only tabs part cells."""
    return layout.separator == "\t" or out.suffix.lower() != ".tsv"


def write_new_table(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], out: Path, sources: Collection[Path] = ()
) -> int:
    """Write a new table, whose *rows* are read once; the ending of *out* decides between CSV and Excel.

    Args:
        columns: Their names.
        rows: The cells below them.
        out: File to make.
        sources: Files that were read and must not be overwritten.

    Returns:
        How many cells are cut, as Excel holds no longer text.

    Raises:
        DocumentError: *out* is one of the *sources*, of another kind, or cannot be written.
    """
    kind = _kind(out)
    with writing(out, sources) as temporary:
        return _write(kind, columns, rows, temporary)


def _kind(out: Path) -> Literal["csv", "excel"]:
    ending = out.suffix.lower()
    if ending == ".xlsx":
        return "excel"
    if ending in {".csv", ".tsv"}:
        return "csv"
    raise DocumentError("table-kind-unknown", file=shown_name(out))


def _write(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> int:
    if kind == "csv":
        csv_tables.write_new(columns, rows, path)
        return 0
    return excel_tables.write_new(columns, rows, path)


def _number_or_text(cell: str) -> Cell:
    """Return a cell of the source for a table of the other kind, where a number should stay one."""
    return float(cell) if _PLAIN_NUMBER.fullmatch(cell) else cell


def _free_names(wanted: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return the *wanted* names, each with a number when it is taken; case makes no difference."""
    seen = {name.strip().casefold() for name in taken}
    names = []
    for name in wanted:
        candidate, number = name, 1
        while candidate.strip().casefold() in seen:
            number += 1
            candidate = f"{name} {number}"
        seen.add(candidate.strip().casefold())
        names.append(candidate)
    return names
