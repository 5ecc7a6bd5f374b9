"""Writes sorted inquiries beside their table, as a new table, or as mails in folders or a mailbox."""

import codecs
from collections.abc import Collection, Iterable
from pathlib import Path

from app.documents.cells import Cell
from app.documents.csv_tables import CsvLayout
from app.documents.excel_losses import lost_parts
from app.documents.saving import reading, refuse_source
from app.documents.tables import Table, write_new_table, write_with_rows
from app.records import Finding, Language, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.examples import read_examples
from app.tasks.inquiries.inquiries import Inquiries
from app.tasks.inquiries.mail_export import are_mails, is_for_mails, write_sorted_mails
from app.tasks.inquiries.pairing import decided
from app.text.languages import detect_language
from app.text.messages import describe, reason_sentence

__all__ = ["read_examples", "write_sorted"]

_COLUMNS = ("category", "confidence", "needs_person", "basis")
_EMPTY: tuple[Cell, ...] = ("",) * len(_COLUMNS)


def write_sorted(
    inquiries: Inquiries,
    rows: Iterable[SortedRow],
    categories: CategorySet,
    out: Path,
    sources: Collection[Path] = (),
) -> tuple[Finding, ...]:
    """Write where each inquiry belongs to *out*; its ending decides how.

    A table keeps its columns and gets `category`, `confidence`, `needs_person` and `basis`; mails and
    lines become a new table with `row`, `file` and `text` before these. What fits nothing is called
    as the categories say, or left empty; rows that are not in *rows* stay empty. Mails are copied
    where *out* is a folder or a mailbox, as `write_sorted_mails` says.

    Args:
        inquiries: What was sorted.
        rows: The decisions, in the order of the inquiries; each is taken once.
        categories: What they were sorted into.
        out: File or folder to make.
        sources: Other files that were read and must not be overwritten.

    Returns:
        What could not be kept as it was, such as the file's encoding.

    Raises:
        DocumentError: *out* cannot be written, or is what was read.
    """
    refuse_source(out, sources if inquiries.is_pasted else (*sources, inquiries.path))
    if are_mails(inquiries) and is_for_mails(out):
        return write_sorted_mails(inquiries, rows, categories, out)
    language = detect_language("\n".join(categories.names))
    none_name = categories.none_name or ""
    pairs = decided(inquiries.items, rows)
    if inquiries.table:
        cells = (_EMPTY if row is None else _cells(row, none_name, language) for _, row in pairs)
        cut = write_with_rows(inquiries.table, _COLUMNS, cells, out)
        return _changed(inquiries.table, out) + _about_cut(cut, out)
    lines = (
        (inquiry.row, inquiry.source, inquiry.text)
        + (_EMPTY if row is None else _cells(row, none_name, language))
        for inquiry, row in pairs
    )
    return _about_cut(write_new_table(("row", "file", "text", *_COLUMNS), lines, out), out)


def _about_cut(cells: int, out: Path) -> tuple[Finding, ...]:
    return (Finding("cells-cut", {"file": out.name, "count": cells}),) if cells else ()


def _changed(table: Table, out: Path) -> tuple[Finding, ...]:
    """Return what of *table* is not in *out* as it was."""
    if not isinstance(table.layout, CsvLayout):
        parts = lost_parts(table.path, out) if out.suffix.lower() == ".xlsx" else ()
        return tuple(Finding(code, {"file": out.name}) for code in parts)
    if out.suffix.lower() == ".xlsx" or table.layout.encoding.name == "utf-8":
        return ()
    with reading(out), out.open("rb") as stream:
        widened = stream.read(3) == codecs.BOM_UTF8
    return (Finding("written-as-utf-8", {"file": out.name}),) if widened else ()


def _cells(row: SortedRow, none_name: str, language: Language) -> tuple[Cell, ...]:
    fits_nothing = none_name if row.text and not row.error else ""
    category = fits_nothing if row.category is None else row.category
    return category, round(row.confidence, 2), row.needs_person, _basis(row, language)


def _basis(row: SortedRow, language: Language) -> str:
    """Return the passages that the row rests on, or in words why there is none."""
    if row.error:
        return describe(row.error, language).title
    passages = dict.fromkeys(" ".join(evidence.quote.split()) for evidence in row.evidence)
    return " | ".join(passages) or reason_sentence(row.reason, row.parameters, language)
