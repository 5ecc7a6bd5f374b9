"""Reads inquiries that a person has sorted already."""

from collections.abc import Collection
from pathlib import Path

from app.documents.tables import Table, read_table
from app.errors import InputError
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import find_text_column
from app.tasks.inquiries.label_columns import column_of_names
from app.text.comparing import comparable

_CATEGORY_COLUMN = "category"


def read_examples(
    path: Path, text_column: str | None, known: CategorySet | Collection[str]
) -> list[tuple[str, str]]:
    """Read the texts in the table *path* with the categories in its column `category`.

    Without such a column, one that holds nothing but names of categories is taken. Rows without a text or
    without a category are left out, and those that the categories have as their own examples; case and white space do
    not matter. What none of the categories is called may stand there too: its rows are examples of what
    fits nothing.

    Args:
        path: The table.
        text_column: Column with the texts; where there is none of this name, as with None, the one that
            looks like it is taken: old tables have other columns than new ones.
        known: The categories, or the names that may stand there.

    Raises:
        DocumentError: The table cannot be read.
        InputError: There is no column with categories (`no-category-column`), none with texts
            (`no-text-column`), no row with both (`no-labelled-rows`), or a row names an unknown category
            (`unknown-category`).
    """
    table = read_table(path)
    all_names = (*known.names, known.none_name or "") if isinstance(known, CategorySet) else known
    names = {comparable(name): name for name in all_names if name}
    labels = _label_column(table, names)
    text_place = table.columns.index(find_text_column(table, None, labels, text_column))
    label_place = table.columns.index(labels)
    own = _own_examples(known) if isinstance(known, CategorySet) else frozenset()
    examples: list[tuple[str, str]] = []
    has_any = False
    for number, row in enumerate(table.rows, start=1):
        text, label = (row[place].strip() if place < len(row) else "" for place in (text_place, label_place))
        if not text or not label:
            continue
        if comparable(label) not in names:
            raise InputError("unknown-category", category=label, row=number, file=path.name)
        has_any = True
        if comparable(text) not in own:
            examples.append((text, names[comparable(label)]))
    if not has_any:
        raise InputError("no-labelled-rows", file=path.name)
    return examples


def _label_column(table: Table, names: Collection[str]) -> str:
    try:
        return find_text_column(table, _CATEGORY_COLUMN)
    except InputError as error:
        found = column_of_names(table, names)
        if found is None:
            raise InputError("no-category-column", **error.parameters) from error
        return found


def _own_examples(known: CategorySet) -> frozenset[str]:
    """Return the examples that need not be learnt twice: a text among both learnt and tried would look easy."""
    own = [*known.none_examples, *(text for category in known.categories for text in category.examples)]
    return frozenset(map(comparable, own))
