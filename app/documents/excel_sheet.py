"""A sheet as somebody sees it: texts, merged cells, frames, and what may be written."""

from collections.abc import Iterator
from typing import Any

from openpyxl.styles.numbers import is_date_format

from app.documents.cells import cell_text

Place = tuple[int, int]
"""Row and column, counted from 1."""

_MOST_ROWS, _MOST_COLUMNS = 1000, 60
_TITLE_FACTOR = 1.25


class MergedCells:
    """Which cells of a worksheet are one; a cell for itself is a range of one."""

    def __init__(self, sheet: Any) -> None:
        self._heads: dict[Place, Place] = {}
        self._ends: dict[Place, Place] = {}
        for area in sheet.merged_cells.ranges:
            first = (area.min_row, area.min_col)
            self._ends[first] = (area.max_row, area.max_col)
            for row in range(area.min_row, min(area.max_row, _MOST_ROWS) + 1):
                for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1):
                    self._heads[row, column] = first

    def begin_at(self, place: Place) -> bool:
        """Whether a merged range begins at *place*."""
        return place in self._ends

    def head(self, place: Place) -> Place:
        """Return the first cell of the range around *place*."""
        return self._heads.get(place, place)

    def end(self, place: Place) -> Place:
        """Return the last cell of the range that begins at *place*."""
        return self._ends.get(place, place)

    def after(self, place: Place) -> Place:
        """Return the cell to the right of the range that begins at *place*."""
        return (place[0], self.end(place)[1] + 1)

    def under(self, place: Place) -> Place:
        """Return the cell below the range that begins at *place*."""
        return (self.end(place)[0] + 1, place[1])


class Sheet:
    """One worksheet, read-only.

    Attributes:
        merged: Its merged cells.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.merged = MergedCells(sheet)
        cells = [
            cell
            for row in sheet.iter_rows(
                max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)
            )
            for cell in row
            if getattr(cell, "value", None) not in (None, "")
        ]
        self._values: dict[Place, Any] = {(cell.row, cell.column): cell.value for cell in cells}
        self._formulas = {(cell.row, cell.column) for cell in cells if cell.data_type == "f"}
        self._last_columns: dict[int, int] = {}
        for row, column in self._values:
            self._last_columns[row] = max(self._last_columns.get(row, 0), column)
        sizes = sorted(self._size((row, column)) for row, column in self._values)
        self._usual_size = sizes[len(sizes) // 2] if sizes else 11.0

    @property
    def title(self) -> str:
        """Name of the sheet."""
        return str(self._sheet.title)

    @property
    def is_protected(self) -> bool:
        """Whether only unlocked cells may be changed."""
        return bool(self._sheet.protection.sheet)

    def text(self) -> str:
        """Return the texts of the sheet, row by row, cells apart by tabs."""
        rows: dict[int, list[str]] = {}
        for (row, _), value in sorted(self._values.items()):
            rows.setdefault(row, []).append(cell_text(value).strip())
        return "\n".join("\t".join(texts) for texts in rows.values())

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Yield the places of texts, formulas and numbers left out, in visible rows and columns."""
        for place, value in sorted(self._values.items()):
            if isinstance(value, str) and not self.is_formula(place) and self._is_visible(place):
                yield place, value

    def value_at(self, place: Place) -> Any:
        """Return what stands at *place*, or None."""
        return self._values.get(place)

    def text_at(self, place: Place) -> str:
        """Return the text at *place*, or "" for anything else."""
        value = self._values.get(place)
        return value if isinstance(value, str) and not self.is_formula(place) else ""

    def is_empty(self, place: Place) -> bool:
        """Whether nothing stands at *place*."""
        return place not in self._values

    def is_formula(self, place: Place) -> bool:
        """Whether the sheet computes the cell."""
        return place in self._formulas

    def is_inside(self, place: Place) -> bool:
        """Whether *place* is within the part of a sheet that is looked at."""
        return 1 <= place[0] <= _MOST_ROWS and 1 <= place[1] <= _MOST_COLUMNS and self._is_visible(place)

    def is_framed(self, place: Place) -> bool:
        """Whether the cell has a line below it or around it."""
        last_row, last_column = self.merged.end(place)
        border = self._sheet.cell(*place).border
        low = self._sheet.cell(last_row, place[1]).border
        right = self._sheet.cell(place[0], last_column).border
        sides = [border.left, border.top, low.bottom, right.right]
        drawn = [side is not None and side.style is not None for side in sides]
        return drawn[2] or all(drawn[:2])

    def is_unlocked(self, place: Place) -> bool:
        """Whether the cell may be changed in a protected sheet."""
        return not self._sheet.cell(*place).protection.locked

    def is_rest_empty(self, place: Place) -> bool:
        """Whether nothing stands at *place* and to the right of it."""
        return self._last_columns.get(place[0], 0) < place[1]

    def is_title(self, place: Place) -> bool:
        """Whether the text at *place* is larger than others, or spans many columns."""
        wide = self.merged.end(place)[1] - place[1] >= 3
        return wide or self._size(place) >= self._usual_size * _TITLE_FACTOR

    def is_multiline(self, place: Place) -> bool:
        """Whether several lines fit into the cell."""
        rows = self.merged.end(place)[0] - place[0] + 1
        height = self._sheet.row_dimensions[place[0]].height or 0
        return rows > 1 or height >= 35

    def format_at(self, place: Place) -> str:
        """Return what the number format of the cell asks for, as `FormField.format` has it."""
        pattern = str(self._sheet.cell(*place).number_format or "General")
        if pattern in ("General", "@"):
            return ""
        if is_date_format(pattern):
            return "time" if not any(sign in pattern.lower() for sign in "yd") else "date:yyyy-mm-dd"
        return "number" if any(sign in pattern for sign in "0#") else ""

    def _size(self, place: Place) -> float:
        return float(self._sheet.cell(*place).font.sz or 11.0)

    def _is_visible(self, place: Place) -> bool:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only where needed

        rows, columns = self._sheet.row_dimensions, self._sheet.column_dimensions
        letter = get_column_letter(place[1])
        hidden_row = place[0] in rows and rows[place[0]].hidden
        return not (hidden_row or (letter in columns and columns[letter].hidden))
