"""What Excel lets somebody enter into a cell: lists to choose from, lengths, kinds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.utils.cell import range_boundaries

Place = tuple[int, int]

_MOST_OPTIONS = 300
_MOST_CELLS = 2000


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule of one cell; without a rule everything may be entered."""

    options: tuple[str, ...] = ()
    format: str = ""
    """As `FormField.format` has it."""
    max_length: int | None = None
    takes_other: bool = False
    """True when Excel only warns about other values."""


def choices_of(workbook: Any, sheet: Any) -> dict[Place, Choice]:
    """Return the rules of the cells of *sheet* that have one."""
    found: dict[Place, Choice] = {}
    for rule in sheet.data_validations.dataValidation:
        choice = _choice(workbook, sheet, rule)
        if choice is None:
            continue
        for place in _places(str(rule.sqref)):
            found.setdefault(place, choice)
            if len(found) >= _MOST_CELLS:
                return found
    return found


def _choice(workbook: Any, sheet: Any, rule: Any) -> Choice | None:
    if rule.type == "list":
        options = _options(workbook, sheet, str(rule.formula1 or ""))
        free = rule.errorStyle in ("warning", "information") or not rule.showErrorMessage
        return Choice(options, takes_other=bool(free)) if options else None
    if rule.type in ("whole", "decimal"):
        return Choice(format="number")
    if rule.type == "date":
        return Choice(format="date:yyyy-mm-dd")
    if rule.type == "time":
        return Choice(format="time")
    if rule.type == "textLength" and rule.operator in ("lessThanOrEqual", None, "between"):
        limit = str(rule.formula2 if rule.operator in (None, "between") else rule.formula1)
        return Choice(max_length=int(limit)) if limit.isdigit() and int(limit) > 0 else None
    return None


def _options(workbook: Any, sheet: Any, formula: str) -> tuple[str, ...]:
    if formula.startswith('"') and formula.endswith('"'):
        texts = [text.strip() for text in formula[1:-1].replace('""', '"').split(",")]
        return tuple(dict.fromkeys(text for text in texts if text))
    formula = formula.removeprefix("=")
    if formula in workbook.defined_names:
        formula = str(workbook.defined_names[formula].attr_text or "")
    match = re.fullmatch(
        r"(?:'((?:[^']|'')+)'!|([^'!]+)!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)", formula
    )
    if not match:
        return ()
    title = (match.group(1) or match.group(2) or sheet.title).replace("''", "'")
    if title not in workbook.sheetnames:
        return ()
    columns: Any = range_boundaries(match.group(3).replace("$", ""))
    if None in columns or (columns[3] - columns[1] + 1) * (columns[2] - columns[0] + 1) > _MOST_OPTIONS:
        return ()
    rows = workbook[title].iter_rows(*_swapped(columns), values_only=True)
    return tuple(dict.fromkeys(_text(value) for row in rows for value in row if value not in (None, "")))


def _swapped(bounds: Any) -> tuple[int, int, int, int]:
    """Return row, row, column, column as `iter_rows` wants them."""
    return bounds[1], bounds[3], bounds[0], bounds[2]


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _places(areas: str) -> Iterator[Place]:
    for area in areas.split():
        bounds: Any = range_boundaries(area)
        first_column, first_row, last_column, last_row = bounds
        if None in (first_column, first_row, last_column, last_row):
            continue
        if (last_row - first_row + 1) * (last_column - first_column + 1) > _MOST_CELLS:
            continue
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                yield row, column
