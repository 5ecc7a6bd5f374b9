"""Reads inquiries that a person has sorted already."""

from collections.abc import Collection
from pathlib import Path

from app.documents.tables import read_table
from app.errors import InputError
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import find_text_column

_CATEGORY_COLUMN = "category"


def read_examples(
    path: Path, text_column: str | None, known: CategorySet | Collection[str]
) -> list[tuple[str, str]]:
    """Read the texts in the table *path* with the categories in its column `category`.

    Rows without a text or without a category are left out; case does not matter. What none of the
    categories is called may stand there too: its rows are examples of what fits nothing.

    Args:
        path: The table.
        text_column: Column with the texts; None takes the one that looks like it.
        known: The categories, or the names that may stand there.

    Raises:
        DocumentError: The table cannot be read.
        InputError: There is no such column (`unknown-column`), no text (`no-text-column`), or a row
            names an unknown category (`unknown-category`).
    """
    table = read_table(path)
    labels = find_text_column(table, _CATEGORY_COLUMN)
    text_place = table.columns.index(find_text_column(table, text_column, labels))
    label_place = table.columns.index(labels)
    all_names = (*known.names, known.none_name or "") if isinstance(known, CategorySet) else known
    names = {name.strip().casefold(): name for name in all_names if name}
    examples: list[tuple[str, str]] = []
    for number, row in enumerate(table.rows, start=1):
        text, label = (row[place].strip() if place < len(row) else "" for place in (text_place, label_place))
        if not text or not label:
            continue
        if label.casefold() not in names:
            raise InputError("unknown-category", category=label, row=number, file=path.name)
        examples.append((text, names[label.casefold()]))
    return examples
