"""Writes sorted inquiries beside their table, or as a new table for mails and lines."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.tables import write_new_table, write_with_columns
from app.records import Language, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.examples import read_examples
from app.tasks.inquiries.inquiries import Inquiries
from app.text.languages import detect_language
from app.text.messages import describe, reason_sentence

__all__ = ["read_examples", "write_sorted"]

_COLUMNS = ("category", "confidence", "needs_person", "basis")


def write_sorted(inquiries: Inquiries, rows: Sequence[SortedRow], categories: CategorySet, out: Path) -> None:
    """Write where each inquiry belongs to *out*; its ending decides between CSV and Excel.

    A table keeps its columns and gets `category`, `confidence`, `needs_person` and `basis`; mails and
    lines become a new table with `row`, `file` and `text` before these. What fits nothing is called
    as the categories say, or left empty; rows that are not in *rows* stay empty.

    Raises:
        DocumentError: *out* cannot be written, or is the table that was read.
    """
    language = detect_language("\n".join(categories.names))
    none_name = categories.none_name or ""
    done = {row.row: _cells(row, none_name, language) for row in rows}
    empty: tuple[str | float | bool, ...] = ("",) * len(_COLUMNS)
    cells = [done.get(inquiry.row, empty) for inquiry in inquiries.items]
    if inquiries.table:
        added = {name: [row[place] for row in cells] for place, name in enumerate(_COLUMNS)}
        write_with_columns(inquiries.table, added, out)
        return
    lines = [
        (inquiry.row, inquiry.source, inquiry.text, *row)
        for inquiry, row in zip(inquiries.items, cells, strict=True)
    ]
    write_new_table(("row", "file", "text", *_COLUMNS), lines, out)


def _cells(row: SortedRow, none_name: str, language: Language) -> tuple[str | float | bool, ...]:
    fits_nothing = none_name if row.text and not row.error else ""
    category = fits_nothing if row.category is None else row.category
    return category, round(row.confidence, 2), row.needs_person, _basis(row, language)


def _basis(row: SortedRow, language: Language) -> str:
    """Return the passages that the row rests on, or in words why there is none."""
    if row.error:
        return describe(row.error, language).title
    passages = dict.fromkeys(" ".join(evidence.quote.split()) for evidence in row.evidence)
    return " | ".join(passages) or reason_sentence(row.reason, row.parameters, language)
