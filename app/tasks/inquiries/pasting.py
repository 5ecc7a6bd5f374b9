"""Inquiries from the clipboard."""

import csv
from dataclasses import replace
from pathlib import Path

from app.errors import InputError
from app.tasks.inquiries.inquiries import Inquiries, Inquiry, inquiries_in
from app.tasks.inquiries.pasted_cells import pasted_lines, pasted_table


def pasted_inquiries(
    text: str, text_column: str | None = None, name: str = "pasted", likely_column: str | None = None
) -> Inquiries:
    """Return the inquiries in *text*: a line each, or cells with the names of their columns above.

    Args:
        text: What was copied.
        text_column: Column that holds the texts; None takes the one that looks like it.
        name: What stands in place of a file's name.
        likely_column: What the column with the texts is probably called.

    Raises:
        InputError: There is no text (`nothing-pasted`), a cell of more than five million signs
            (`too-much-pasted`), or the columns do not fit, as in `read_inquiries`.
    """
    text = text.replace("\0", "")
    if not text.strip():
        raise InputError("nothing-pasted")
    try:
        table = pasted_table(text, name)
        lines = [] if table else pasted_lines(text)
    except csv.Error as error:
        raise InputError("too-much-pasted") from error
    if table:
        return replace(inquiries_in(table, text_column, likely_column), is_pasted=True)
    items = tuple(Inquiry(row, line, name) for row, line in enumerate(lines, start=1))
    return Inquiries(Path(name), items, None, None, is_pasted=True)
