"""Tables in Excel workbooks, written back with formats and other sheets kept."""

import copy
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.contents import check_unpacked_size
from app.errors import DocumentError

_MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class ExcelLayout:
    """Where the table stands in the workbook."""

    sheet: str
    head_row: int
    first_column: int
    width: int


def read(path: Path) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], ExcelLayout]:
    """Return columns, rows and layout of the first sheet with data in the workbook *path*.

    Raises:
        DocumentError: The workbook is damaged or holds no table.
    """
    workbook = _opened(path, data_only=True)
    try:
        for sheet in workbook.worksheets:
            found = _table_in(sheet)
            if found:
                return found
    except Exception as error:
        raise DocumentError("workbook-unreadable", file=path.name) from error
    finally:
        workbook.close()
    raise DocumentError("no-table", file=path.name)


def write_back(
    source: Path,
    layout: ExcelLayout,
    columns: Sequence[str],
    cells: Sequence[Sequence[str | float | bool]],
    path: Path,
) -> None:
    """Write the workbook *source* with *columns* to the right of its table."""
    workbook = _opened(source, data_only=False, keep_macros=False)
    sheet = workbook[layout.sheet]
    left = layout.first_column + layout.width
    for row, values in enumerate([columns, *cells], start=layout.head_row):
        neighbour = sheet.cell(row, left - 1)
        for column, value in enumerate(values, start=left):
            cell = sheet.cell(row, column)
            _set(cell, value)
            if neighbour.has_style:
                cell.font, cell.fill = copy.copy(neighbour.font), copy.copy(neighbour.fill)
                cell.border, cell.alignment = copy.copy(neighbour.border), copy.copy(neighbour.alignment)
    workbook.save(path)
    workbook.close()


def write_new(columns: Sequence[str], rows: Sequence[Sequence[str | float | bool]], path: Path) -> None:
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
    for index, name in enumerate(columns, start=1):
        longest = max([len(str(row[index - 1])) for row in rows[:200]], default=0)
        letter = sheet.cell(1, index).column_letter
        sheet.column_dimensions[letter].width = min(60, max(len(name), longest) + 2)
    workbook.save(path)
    workbook.close()


def _opened(path: Path, *, data_only: bool, keep_macros: bool = False) -> Any:
    import openpyxl  # noqa: PLC0415 - takes a moment to load

    try:
        check_unpacked_size(path)
        return openpyxl.load_workbook(path, data_only=data_only, keep_vba=keep_macros)
    except DocumentError:
        raise
    except Exception as error:  # the library lets errors of XML, zip and its own parts through
        raise DocumentError("workbook-unreadable", file=path.name) from error


def _table_in(sheet: Any) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], ExcelLayout] | None:
    """Return the table of *sheet*: its head is the first row that fills most of the width."""
    width = min(sheet.max_column or 0, _MOST_COLUMNS)
    rows = [tuple(_text(value) for value in row) for row in sheet.iter_rows(max_col=width, values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    filled = [sum(bool(cell) for cell in row) for row in rows]
    if not filled or max(filled) == 0:
        return None
    head = next(i for i, count in enumerate(filled) if count * 2 > max(filled) or count == max(filled))
    used = [i for i in range(width) if any(row[i] for row in rows[head:])]
    first, last = used[0], used[-1] + 1
    columns = tuple(cell.strip() for cell in rows[head][first:last])
    body = tuple(row[first:last] for row in rows[head + 1 :])
    return columns, body, ExcelLayout(sheet.title, head + 1, first + 1, last - first)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return str(value)


def _set(cell: Any, value: str | float | bool) -> None:  # noqa: FBT001 - a cell, not a switch
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - takes a moment to load

    if isinstance(value, str):
        # As text, whatever it begins with: a spreadsheet program would run a formula.
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767]
        cell.data_type = "s"
    else:
        cell.value = value
