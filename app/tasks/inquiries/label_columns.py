"""Finds the column of a table in which somebody wrote the category of each row."""

from collections.abc import Iterable
from itertools import islice

from app.documents.tables import Table
from app.text.comparing import comparable

_NAMES = (
    "category", "label", "intent", "class", "topic", "tag", "type", "kind", "subject area", "queue", "reason",
    "分類", "カテゴリ", "カテゴリー", "ラベル", "種別", "区分", "用件", "種類", "タグ",
)  # fmt: skip
_LOOKED_AT_ROWS = 500
_LONGEST_LABEL = 60
"""Characters, on average."""
_MOST_DIGITS = 0.3
_FEWEST_REPEATS = 2
"""How often a category stands there on average, at least."""


def likely_label_column(table: Table, besides: str = "") -> str | None:
    """Return the column of *table* that holds categories, by its name, else by what stands in it; None without one.

    Args:
        table: Where to look.
        besides: A column that is left out.
    """
    return named_label_column(table, besides) or _repeating_column(table, besides)


def named_label_column(table: Table, besides: str = "") -> str | None:
    """Return the column of *table* that is called as columns with categories are, or None."""
    keys = {comparable(column): column for column in reversed(table.columns) if column != besides}
    for name in _NAMES:
        if name in keys:
            return keys[name]
    for name in _NAMES:
        for key, column in keys.items():
            if name in key and not key.endswith((" id", "_id")):
                return column
    return None


def column_of_names(table: Table, names: Iterable[str], besides: str = "") -> str | None:
    """Return the column of *table* that holds nothing but *names*, or None."""
    known = {comparable(name) for name in names}
    for place, column in enumerate(table.columns):
        if column == besides:
            continue
        cells = {comparable(row[place]) for row in table.rows if place < len(row)} - {""}
        if cells and cells <= known:
            return column
    return None


def _repeating_column(table: Table, besides: str) -> str | None:
    """Return the column with the most different short texts that come again and again."""
    best: tuple[int, str] | None = None
    for place, column in enumerate(table.columns):
        if column == besides or not column.strip():
            continue
        cells = [row[place] for row in islice(table.rows, _LOOKED_AT_ROWS) if place < len(row)]
        kinds = _kinds([comparable(cell) for cell in cells if cell.strip()])
        if kinds and (best is None or kinds > best[0]):
            best = kinds, column
    return best[1] if best else None


def _kinds(cells: list[str]) -> int:
    """Return how many different categories *cells* may be; 0 when they look like something else."""
    different = len(set(cells))
    letters = sum(map(len, cells))
    digits = sum(sign.isdigit() for cell in cells for sign in cell)
    looks_so = (
        different > 1
        and different * _FEWEST_REPEATS <= len(cells)
        and letters <= _LONGEST_LABEL * len(cells)
        and digits <= _MOST_DIGITS * letters
    )
    return different if looks_so else 0
