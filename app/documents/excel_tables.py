"""Tables in Excel workbooks, written back with formats and other sheets kept."""

import copy
import datetime as dt
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.contents import check_unpacked_size
from app.documents.saving import shown_name
from app.errors import DocumentError

Cell = str | float | bool

_MOST_COLUMNS = 2_000
_WIDEST_GAP = 1_000
"""Empty rows; what stands below more of them is no part of the table."""
_LONGEST_TEXT = 32_767
"""Excel's own limit of a cell."""
_WIDEST_COLUMN = 60
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class ExcelLayout:
    """Where the table stands in the workbook."""

    sheet: str
    head_row: int
    """Counted from 1."""


Found = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], ExcelLayout]


def read(path: Path) -> Found:
    """Return columns, rows and layout of the first sheet with data in the workbook *path*.

    Raises:
        DocumentError: The workbook is damaged, of another kind, or holds no table.
    """
    with _opened(path, for_reading=True) as workbook:
        sheets = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        found = next(filter(None, map(_table_in, sheets)), None)
    if found is None:
        raise DocumentError("no-table", file=shown_name(path))
    return found


def workbook_text(path: Path) -> str:
    """Return the cells of all visible sheets of the workbook *path*, a line a row, parted by tabs.

    Raises:
        DocumentError: The workbook is damaged or of another kind.
    """
    with _opened(path, for_reading=True) as workbook:
        sheets = [
            (sheet.title, ["\t".join(cells.values()) for cells in _texts(sheet).values()])
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible"
        ]
    filled = [(title, lines) for title, lines in sheets if lines]
    with_titles = len(filled) > 1
    return "\n\n".join("\n".join([title] * with_titles + lines) for title, lines in filled)


def write_back(
    source: Path, layout: ExcelLayout, columns: Sequence[str], cells: Sequence[Sequence[Cell]], path: Path
) -> None:
    """Write the workbook *source* with *columns* to the right of its table.

    Raises:
        DocumentError: The workbook has changed since it was read, and not for the better.
    """
    with _opened(source, for_reading=False) as workbook:
        sheet = workbook[layout.sheet]
        left = _free_column(sheet, layout.head_row)
        for row, values in enumerate([columns, *cells], start=layout.head_row):
            neighbour = sheet.cell(row, left - 1)
            for column, value in enumerate(values, start=left):
                cell = sheet.cell(row, column)
                if neighbour.has_style:
                    # The public way copies six objects for each cell, which takes minutes.
                    cell._style = copy.copy(neighbour._style)  # noqa: SLF001
                    cell.number_format = "General"
                _set(cell, value)
        _fit(sheet, left, columns, cells)
        _filter_too(sheet, left, len(columns))
        _save(workbook, path)


def write_new(columns: Sequence[str], rows: Sequence[Sequence[Cell]], path: Path) -> None:
    """Write a new workbook with one table."""
    import openpyxl  # noqa: PLC0415 - takes a moment to load
    from openpyxl.styles import Font  # noqa: PLC0415 - likewise

    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    for row, values in enumerate([columns, *rows], start=1):
        for column, value in enumerate(values, start=1):
            _set(sheet.cell(row, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    _fit(sheet, 1, columns, rows)
    _save(workbook, path)
    workbook.close()


@contextmanager
def _opened(path: Path, *, for_reading: bool) -> Iterator[Any]:
    """Open a workbook; every failure of the library is one of the file."""
    import openpyxl  # noqa: PLC0415 - takes a moment to load

    with warnings.catch_warnings():
        # It tells which rare features it does not know; nobody would see it.
        warnings.simplefilter("ignore")
        try:
            check_unpacked_size(path)
            # For reading, sheets come row by row with the results of their formulas.
            workbook = openpyxl.load_workbook(path, read_only=for_reading, data_only=for_reading)
            try:
                yield workbook
            finally:
                workbook.close()
        except (DocumentError, OSError):
            raise
        except Exception as error:  # the library lets errors of XML, zip and its own parts through
            raise DocumentError("workbook-unreadable", file=shown_name(path)) from error


def _table_in(sheet: Any) -> Found | None:
    """Return the table of *sheet*: its head is the first row that fills most of the width."""
    rows = _texts(sheet)
    if not rows:
        return None
    filled = {row: len(cells) for row, cells in rows.items()}
    most = max(filled.values())
    head = next(row for row, count in filled.items() if count * 2 > most)
    last = head
    for row in rows:
        if last < row <= last + _WIDEST_GAP:
            last = row
    used = {column for row, cells in rows.items() if head <= row <= last for column in cells}
    left, right = min(used), max(used) + 1
    lines = [
        tuple(rows.get(row, {}).get(column, "") for column in range(left, right))
        for row in range(head, last + 1)
    ]
    columns = tuple(" ".join(cell.split()) for cell in lines[0])
    return columns, tuple(lines[1:]), ExcelLayout(sheet.title, head)


def _texts(sheet: Any) -> dict[int, dict[int, str]]:
    """Return the texts of the cells that hold one, by row and column, in order."""
    # Some programs write down a wrong size of the sheet.
    sheet.reset_dimensions()
    rows: dict[int, dict[int, str]] = {}
    for row, values in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), start=1):
        cells = {
            column: text
            for column, value in enumerate(values, start=1)
            if value is not None and (text := _text(value))
        }
        if cells:
            rows[row] = cells
    return rows


def _free_column(sheet: Any, head_row: int) -> int:
    """Return the first column to the right of everything that stands beside the head or below it."""
    used = [area.max_col for area in sheet.merged_cells.ranges if area.max_row >= head_row]
    # A sheet that is formatted to its end has a billion cells; only those that exist are looked at.
    cells = sheet._cells.items()  # noqa: SLF001
    used += [column for (row, column), cell in cells if row >= head_row and cell.value is not None]
    return max(used, default=0) + 1


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)


def _set(cell: Any, value: Cell) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - takes a moment to load

    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
    # As text, whatever it begins with: a spreadsheet program would run a formula, also after an edit.
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(_FORMULA_SIGNS)


def _fit(sheet: Any, first: int, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Make the columns from number *first* on wide enough for what most of their cells hold."""
    for place, name in enumerate(columns):
        longest = max([len(str(row[place])) for row in rows[:200]], default=0)
        letter = sheet.cell(1, first + place).column_letter
        sheet.column_dimensions[letter].width = min(_WIDEST_COLUMN, max(len(name), longest) + 2)


def _filter_too(sheet: Any, left: int, added: int) -> None:
    """Let the filter arrows of a table that ends at column *left* cover the added columns."""
    from openpyxl.utils import get_column_letter, range_boundaries  # noqa: PLC0415 - takes a moment to load

    if not sheet.auto_filter.ref:
        return
    _, _, last_column, last_row = range_boundaries(sheet.auto_filter.ref)
    if last_column == left - 1:
        begin = sheet.auto_filter.ref.partition(":")[0]
        sheet.auto_filter.ref = f"{begin}:{get_column_letter(left + added - 1)}{last_row}"


def _save(workbook: Any, path: Path) -> None:
    """Write *workbook*; in one piece, as an archive on a full disk complains once more when it is given up."""
    copy_in_memory = io.BytesIO()
    workbook.save(copy_in_memory)
    path.write_bytes(copy_in_memory.getbuffer())
