"""Tables in Excel workbooks, written back with formats and other sheets kept."""

import copy
import io
import warnings
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

from app.documents.cells import FORMULA_SIGNS, Cell, cell_text
from app.documents.contents import check_unpacked_size
from app.documents.kept_rows import keep
from app.documents.saving import reading, shown_name
from app.errors import DeskhandError, DocumentError

_MOST_COLUMNS = 2_000
_WIDEST_GAP = 1_000
"""Empty rows; what stands below more of them is no part of the table."""
_LONGEST_TEXT = 32_767
"""Excel's own limit of a cell, counted in UTF-16: some signs count twice."""
_WIDEST_COLUMN = 60
_LOOKED_AT = 200
"""Rows below the head."""


@dataclass(frozen=True, slots=True)
class ExcelLayout:
    """Where the table stands in the workbook."""

    sheet: str
    head_row: int
    """Counted from 1."""
    left: int
    """Number of its first column, counted from 1."""
    size: int
    """Bytes of the file when it was read."""
    changed_ns: int
    """When the file was last written before it was read, in nanoseconds."""


Found = tuple[tuple[str, ...], Sequence[tuple[str, ...]], ExcelLayout]


def read(path: Path) -> Found:
    """Return columns, rows and layout of the first sheet with data in the workbook *path*.

    Many rows stay on the disk.

    Raises:
        DocumentError: The workbook is damaged, of another kind, or holds no table.
    """
    state = _state(path)
    with reading(path), _opened(path, for_reading=True) as workbook:
        sheets = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        found = next(filter(None, map(partial(_table_in, state=state), sheets)), None)
    if found is None:
        code = "formulas-without-results" if _has_formulas(path) else "no-table"
        raise DocumentError(code, file=shown_name(path))
    return found


def formula_columns(path: Path, layout: ExcelLayout) -> frozenset[int]:
    """Return the columns of the table, counted from 0, that have formulas in their first cells.

    Where such a cell reads as empty, it has no result: only a spreadsheet program works formulas out.

    Raises:
        DocumentError: The workbook cannot be read any more.
    """
    with reading(path), _opened(path, for_reading=True, formulas=True) as workbook:
        sheet = workbook[layout.sheet]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(
            min_row=layout.head_row + 1, max_row=layout.head_row + _LOOKED_AT, min_col=layout.left
        )
        return frozenset(place for row in rows for place, cell in enumerate(row) if cell.data_type == "f")


def _has_formulas(path: Path) -> bool:
    with reading(path), _opened(path, for_reading=True, formulas=True) as workbook:
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(min_row=1, max_row=_LOOKED_AT)
            if any(cell.data_type == "f" for row in rows for cell in row):
                return True
    return False


def workbook_text(path: Path) -> str:
    """Return the cells of all visible sheets of the workbook *path*, a line a row, parted by tabs.

    Raises:
        DocumentError: The workbook is damaged or of another kind.
    """
    with reading(path), _opened(path, for_reading=True) as workbook:
        sheets = [
            (sheet.title, ["\t".join(filter(None, cells)) for _, cells in _filled_rows(sheet)])
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible"
        ]
    filled = [(title, lines) for title, lines in sheets if lines]
    with_titles = len(filled) > 1
    return "\n\n".join("\n".join([title] * with_titles + lines) for title, lines in filled)


def write_back(
    source: Path, layout: ExcelLayout, columns: Sequence[str], cells: Iterable[Sequence[Cell]], path: Path
) -> int:
    """Write the workbook *source* with *columns* to the right of its table.

    All cells of the workbook are in the memory meanwhile: only so its formats stay.

    Returns:
        How many of the cells are cut, as Excel holds no longer text.

    Raises:
        DocumentError: The workbook has changed since it was read (`workbook-changed`), or is not there any more.
    """
    _refuse_changed(source, layout)
    with _loaded(source, for_reading=False) as workbook:
        # Cells go by their row's number: in another state of the file they would stand beside other rows.
        _refuse_changed(source, layout)
        cut = 0
        sheet = workbook[layout.sheet]
        left = _free_column(sheet, layout.head_row)
        first: list[Sequence[Cell]] = []
        for row, values in enumerate(chain((columns,), cells), start=layout.head_row):
            if len(first) < _LOOKED_AT:
                first.append(values)
            neighbour = sheet.cell(row, left - 1)
            for column, value in enumerate(values, start=left):
                cell = sheet.cell(row, column)
                if neighbour.has_style:
                    # The public way copies six objects for each cell, which takes minutes.
                    cell._style = copy.copy(neighbour._style)  # noqa: SLF001
                    cell.number_format = "General"
                cut += _set(cell, value)
        _fit(sheet, left, first)
        _filter_too(sheet, left, len(columns))
        with _told_of(source):
            _save(workbook, path)
        return cut


def write_new(columns: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> int:
    """Write a new workbook with one table; *rows* are read once.

    Returns:
        How many cells are cut, as Excel holds no longer text.
    """
    import openpyxl  # noqa: PLC0415 - takes a moment to load
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - likewise
    from openpyxl.styles import Font  # noqa: PLC0415 - likewise

    workbook = openpyxl.Workbook(write_only=True)
    sheet: Any = workbook.create_sheet()
    source = iter(rows)
    first = [columns, *islice(source, _LOOKED_AT)]
    # What stands before the cells in the file must be known before the first of them.
    sheet.freeze_panes = "A2"
    _fit(sheet, 1, first)
    cut = 0
    for number, values in enumerate(chain(first, source)):
        cells = [WriteOnlyCell(sheet) for _ in values]
        for cell, value in zip(cells, values, strict=True):
            cut += _set(cell, value)
            if not number:
                cell.font = Font(bold=True)
        sheet.append(cells)
    _save(workbook, path)
    workbook.close()
    return cut


def _state(path: Path) -> tuple[int, int]:
    """Return the size of the file *path* and when it was last written."""
    with reading(path):
        status = path.stat()
    return status.st_size, status.st_mtime_ns


def _refuse_changed(path: Path, layout: ExcelLayout) -> None:
    if _state(path) != (layout.size, layout.changed_ns):
        raise DocumentError("workbook-changed", file=shown_name(path))


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Tell every failure of the library within as one of the workbook *path*."""
    try:
        yield
    except (DeskhandError, OSError):
        raise
    except Exception as error:  # the library lets errors of XML, zip and its own parts through
        raise DocumentError("workbook-unreadable", file=shown_name(path)) from error


@contextmanager
def _opened(path: Path, *, for_reading: bool, formulas: bool = False) -> Iterator[Any]:
    """Open a workbook to look at it: as rows come late, failures are the workbook's up to the end."""
    with _told_of(path), _loaded(path, for_reading=for_reading, formulas=formulas) as workbook:
        yield workbook


@contextmanager
def _loaded(path: Path, *, for_reading: bool, formulas: bool = False) -> Iterator[Any]:
    """Load a workbook and close it at the end.

    Args:
        path: The workbook.
        for_reading: Whether its sheets come row by row.
        formulas: Whether these have formulas instead of their results.
    """
    import openpyxl  # noqa: PLC0415 - takes a moment to load

    with warnings.catch_warnings():
        # It tells which rare features it does not know; nobody would see it.
        warnings.simplefilter("ignore")
        with _told_of(path), reading(path):
            check_unpacked_size(path)
            workbook = openpyxl.load_workbook(
                path,
                read_only=for_reading,
                data_only=for_reading and not formulas,
                rich_text=not for_reading,  # words in bold within a cell stay so
            )
        try:
            yield workbook
        finally:
            workbook.close()


def _table_in(sheet: Any, state: tuple[int, int]) -> Found | None:
    """Return the table of *sheet*: its head is the first row that fills most of the width."""
    numbers, filled = array("Q"), array("Q")

    def noted() -> Iterator[tuple[str, ...]]:
        for number, cells in _filled_rows(sheet):
            numbers.append(number)
            filled.append(len(cells) - cells.count(""))
            yield cells

    kept = keep(noted(), tuple, tuple)
    if not kept:
        return None
    most = max(filled)
    head = next(place for place, count in enumerate(filled) if count * 2 > most)
    last = head
    while last + 1 < len(numbers) and numbers[last + 1] <= numbers[last] + _WIDEST_GAP:
        last += 1
    left, right = _extent(islice(kept, head, last + 1))
    lines = _with_gaps(numbers[head : last + 1], islice(kept, head, last + 1), left, right)
    columns = tuple(" ".join(cell.split()) for cell in next(lines))
    return columns, keep(lines, tuple, tuple), ExcelLayout(sheet.title, numbers[head], left + 1, *state)


def _filled_rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows with a text in them: the number, counted from 1, and the cells up to the last text."""
    # Some programs write down a wrong size of the sheet.
    sheet.reset_dimensions()
    # Without a last column each row ends with its own last cell.
    for number, values in enumerate(sheet.iter_rows(min_row=1, values_only=True), start=1):
        cells = [cell_text(value) for value in values[:_MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, tuple(cells)


def _extent(rows: Iterable[Sequence[str]]) -> tuple[int, int]:
    """Return the places of the first column with a text and of the one behind the last, counted from 0."""
    left, right = _MOST_COLUMNS, 0
    for cells in rows:
        left = min(left, next(place for place, cell in enumerate(cells) if cell))
        right = max(right, len(cells))
    return left, right


def _with_gaps(
    numbers: Sequence[int], rows: Iterable[Sequence[str]], left: int, right: int
) -> Iterator[tuple[str, ...]]:
    """Yield *rows* between columns *left* and *right*, and empty ones where their *numbers* leave some out."""
    empty = ("",) * (right - left)
    before = numbers[0] - 1
    for number, cells in zip(numbers, rows, strict=True):
        yield from repeat(empty, number - before - 1)
        yield tuple(cells[left:right]) + empty[: right - max(len(cells), left)]
        before = number


def _free_column(sheet: Any, head_row: int) -> int:
    """Return the first column to the right of everything that stands beside the head or below it."""
    used = [area.max_col for area in sheet.merged_cells.ranges if area.max_row >= head_row]
    # A sheet that is formatted to its end has a billion cells; only those that exist are looked at.
    cells = sheet._cells.items()  # noqa: SLF001
    used += [column for (row, column), cell in cells if row >= head_row and cell.value is not None]
    return max(used, default=0) + 1


def _set(cell: Any, value: Cell) -> bool:
    """Put *value* into *cell*, and return whether it had to be cut."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - takes a moment to load

    if not isinstance(value, str):
        cell.value = value
        return False
    whole = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = _fitting(whole)
    # As text, whatever it begins with: a spreadsheet program would run a formula, also after an edit.
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    return bool(cell.value != whole)


def _fitting(text: str) -> str:
    """Return as much of *text* as a cell holds; a sign that counts twice is not split."""
    if 2 * len(text) <= _LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _LONGEST_TEXT:
        return text
    fitting = units[: 2 * _LONGEST_TEXT]
    is_split = 0xD8 <= fitting[-1] < 0xDC  # the first half of a sign
    return (fitting[:-2] if is_split else fitting).decode("utf-16-le", "surrogatepass")


def _fit(sheet: Any, left: int, rows: Sequence[Sequence[Cell]]) -> None:
    """Make the columns from number *left* on wide enough for *rows*, whose first names them."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - takes a moment to load

    for place in range(len(rows[0])):
        longest = max(len(str(row[place])) for row in rows)
        sheet.column_dimensions[get_column_letter(left + place)].width = min(_WIDEST_COLUMN, longest + 2)


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
