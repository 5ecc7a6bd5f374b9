"""Tables from CSV and Excel files, and back with added columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.documents import csv_tables, excel_tables
from app.documents.contents import LARGEST_BYTES, look_like
from app.documents.saving import reading, writing
from app.errors import DocumentError

Cell = str | float | bool

_EXCEL = {".xlsx", ".xlsm"}
_CSV = {".csv", ".tsv", ".txt"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: the first line names the columns."""

    path: Path
    columns: tuple[str, ...]
    """Names; an unnamed column has an empty one."""
    rows: tuple[tuple[str, ...], ...]
    """Cells as text, each row as long as the columns; empty rows stay, so that numbers agree."""
    layout: csv_tables.CsvLayout | excel_tables.ExcelLayout
    """What is needed to write it back as it was."""


def read_table(path: Path) -> Table:
    """Return the table in *path*.

    Raises:
        DocumentError: The file is not there, of another kind than its name says, empty, damaged,
            protected, or has no named columns.
    """
    ending = path.suffix.lower()
    with reading(path):
        if path.is_dir():
            raise DocumentError("is-a-folder", file=path.name or str(path))
        size = path.stat().st_size
    if size == 0:
        raise DocumentError("empty-file", file=path.name)
    if size > LARGEST_BYTES:
        raise DocumentError("file-too-large", file=path.name, limit=LARGEST_BYTES // 1_000_000)
    look_like(path, ending if ending not in _CSV else ".csv")
    if ending in _EXCEL:
        columns, rows, layout = excel_tables.read(path)
        return Table(path, columns, rows, layout)
    if ending not in _CSV:
        raise DocumentError("no-table", file=path.name)
    columns, rows, csv_layout = csv_tables.read(path)
    return Table(path, columns, rows, csv_layout)


def write_with_columns(table: Table, added: Mapping[str, Sequence[Cell]], out: Path) -> None:
    """Write *table* with *added* columns to its right; the rest of it stays as it was.

    Args:
        table: What was read.
        added: Cells by column name, one for each row of the table; text that begins with a sign
            of a formula stays text. A name that is taken already gets a number.
        out: File to make; its ending decides between CSV and Excel.

    Raises:
        DocumentError: *out* is the table itself, of another kind, or cannot be written.
    """
    columns = [_free_name(name, table.columns) for name in added]
    cells = list(zip(*added.values(), strict=True)) or [()] * len(table.rows)
    kind = _kind(out)
    with writing(out, [table.path]) as temporary:
        if kind == "csv" and isinstance(table.layout, csv_tables.CsvLayout):
            csv_tables.write_back(table.layout, columns, cells, temporary)
        elif kind == "excel" and isinstance(table.layout, excel_tables.ExcelLayout):
            excel_tables.write_back(table.path, table.layout, columns, cells, temporary)
        else:
            names = [*table.columns, *columns]
            rows = [(*row, *more) for row, more in zip(table.rows, cells, strict=True)]
            _write(kind, names, rows, temporary)


def write_new_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], out: Path) -> None:
    """Write a new table; the ending of *out* decides between CSV and Excel.

    Raises:
        DocumentError: *out* is of another kind or cannot be written.
    """
    kind = _kind(out)
    with writing(out) as temporary:
        _write(kind, columns, rows, temporary)


def _kind(out: Path) -> Literal["csv", "excel"]:
    ending = out.suffix.lower()
    if ending == ".xlsx":
        return "excel"
    if ending in {".csv", ".tsv"}:
        return "csv"
    raise DocumentError("table-kind-unknown", file=out.name)


def _write(kind: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], path: Path) -> None:
    if kind == "csv":
        csv_tables.write_new(columns, rows, path)
    else:
        excel_tables.write_new(columns, rows, path)


def _free_name(name: str, taken: Sequence[str]) -> str:
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name} {number}"
    return candidate
