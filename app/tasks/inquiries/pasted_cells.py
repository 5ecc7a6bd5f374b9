"""Lines and cells as they come through the clipboard."""

import codecs
import io
from pathlib import Path

from app.documents.csv_records import Record, find_separator, join_cells, split_records
from app.documents.csv_tables import laid_out
from app.documents.decoding import Encoding
from app.documents.tables import Table
from app.tasks.inquiries.text_columns import names_columns

_TAB = "\t"


def holds_table(text: str) -> bool:
    """Return whether *text*, or the begin of it, is cells parted by tabs below the names of their columns."""
    return _TAB in text and find_separator(text) == _TAB and _has_names(split_records(text, _TAB))


def pasted_table(text: str, name: str) -> Table | None:
    """Return the table that *text* holds, or None for lines; one column with a telling name is a table too.

    Args:
        text: What was copied in a spreadsheet program or a text.
        name: What the table is called in place of a file.

    Raises:
        DocumentError: The disk has no room for it.
    """
    if _TAB in text and find_separator(text) != _TAB:
        return None
    records = split_records(text.strip("\r\n"), _TAB)
    if not _has_names(records):
        return None
    # Written with commas and a mark, as every program reads it.
    plain = (Record(join_cells(record.cells, ","), "\n", record.cells) for record in records)
    columns, rows, layout = laid_out(plain, ",", "", Encoding("utf-8", codecs.BOM_UTF8))
    return Table(Path(name), columns, rows, layout)


def pasted_lines(text: str) -> list[str]:
    """Return the filled lines of *text*; a cell of several lines, in quotes as Excel copies it, stays one."""
    lines = list(io.StringIO(text, newline=""))
    found = []
    place = 0
    for record in split_records(text, _TAB):
        count = len(list(io.StringIO(record.text + record.line_end, newline="")))
        whole = " ".join(record.cells) if count > 1 else lines[place].replace(_TAB, " ")
        place += count
        found.append(whole.strip())
    return list(filter(None, found))


def _has_names(records: list[Record]) -> bool:
    return len(records) > 1 and names_columns(records[0].cells)
