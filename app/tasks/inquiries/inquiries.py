"""Reads the inquiries to be sorted: a table, a folder of mails, a mailbox, or a text with a line each."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.documents.contents import look_like, readable_file
from app.documents.csv_records import SAMPLE_SIGNS
from app.documents.excel_tables import ExcelLayout, formula_columns
from app.documents.kept_rows import converted, keep
from app.documents.mail import Mail, MailFailure, new_text_of, read_mail, read_mails
from app.documents.mail_content import plain_lines
from app.documents.mail_files import MAIL_ENDINGS, MAILBOX_ENDINGS
from app.documents.reply_parts import split_reply
from app.documents.saving import reading
from app.documents.tables import Table, read_table
from app.documents.text_files import text_file
from app.errors import DeskhandError, DocumentError, InputError
from app.records import Failure
from app.tasks.inquiries.pasted_cells import holds_table
from app.tasks.inquiries.text_columns import find_subject_column, find_text_column

__all__ = ["Inquiries", "Inquiry", "failure_of", "find_text_column", "inquiries_in", "read_inquiries"]

_LINE_ENDINGS = frozenset({".txt", ".md"})
_LOOKED_AT_ROWS = 200


InputKind = Literal["table", "mails", "lines", "outlook"]
"""What an input is; `outlook` is a table whose rows are mails."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One text to be sorted."""

    row: int
    """1 for the first row of data."""
    text: str
    """What is classified: the cell, the line, or the mail's subject and new text, also of a mail in a table."""
    source: str
    """Name of the file that it stands in."""
    error: Failure | None = None
    """Why it could not be read; its text is then empty."""


@dataclass(frozen=True, slots=True)
class Inquiries:
    """All inquiries of one input."""

    path: Path
    items: Sequence[Inquiry]
    """To be gone through again and again; many stay on the disk and are never copied as a whole."""
    table: Table | None
    """The table that they stand in, or None for mails and lines."""
    text_column: str | None
    """The table's column that holds the texts."""
    subject_column: str | None = None
    """The table's column with the subjects, where its rows are mails: these stand before the texts."""
    kind: InputKind = "lines"
    encoding: str | None = None
    """Python's name of the encoding of a text with lines."""
    is_pasted: bool = False
    """Whether they come from the clipboard; the path is then only a name."""


def read_inquiries(path: Path, text_column: str | None = None, likely_column: str | None = None) -> Inquiries:
    """Read the inquiries in *path*; a mail that cannot be read becomes an item with its error.

    Args:
        path: A table, a folder of mails, a mailbox, one mail, or a text with an inquiry on each line.
        text_column: Column of the table that holds the texts; None takes the one that looks like it.
        likely_column: What that one is probably called.

    Raises:
        DocumentError: *path* cannot be read.
        InputError: The table has no column *text_column* (`unknown-column`) or none with text
            (`no-text-column`), or there is no inquiry at all (`no-inquiries`).
    """
    ending = path.suffix.lower()
    with reading(path):
        holds_mails = path.is_dir() or (ending in MAILBOX_ENDINGS and path.exists())
    if holds_mails:
        return _checked(
            Inquiries(path, keep(_from_mails(path), _packed, _unpacked), None, None, kind="mails")
        )
    if ending in MAIL_ENDINGS:
        return Inquiries(path, (_from_mail(1, read_mail(path, needs_text=False)),), None, None, kind="mails")
    if ending in _LINE_ENDINGS:
        return _from_text(path, text_column, likely_column)
    return inquiries_in(read_table(path), text_column, likely_column)


def inquiries_in(table: Table, text_column: str | None = None, likely_column: str | None = None) -> Inquiries:
    """Return the inquiries in *table*; where its rows are mails, subject and new text together.

    The columns are those of `read_inquiries`.

    Raises:
        DocumentError: The texts are formulas that were never worked out (`formulas-without-results`).
        InputError: As in `read_inquiries`.
    """
    try:
        column = find_text_column(table, text_column, likely=likely_column)
    except InputError as error:
        if error.code == "no-text-column":
            _look_for_results(table, range(len(table.columns)))
        raise
    place = table.columns.index(column)
    if all(not row[place].strip() for row in table.rows[:_LOOKED_AT_ROWS]):
        _look_for_results(table, (place,))
    subject_column = find_subject_column(table, column)
    subject = table.columns.index(subject_column) if subject_column is not None else None
    name = table.path.name

    def inquiry(number: int, row: tuple[str, ...]) -> Inquiry:
        text = row[place].strip() if subject is None else _mail_text(row[subject], row[place])
        return Inquiry(number + 1, text, name)

    kind: InputKind = "table" if subject is None else "outlook"
    items = converted(table.rows, inquiry)
    return _checked(Inquiries(table.path, items, table, column, subject_column, kind))


def _look_for_results(table: Table, empty: Sequence[int]) -> None:
    """Refuse a workbook whose *empty* columns, by their places, hold formulas without results."""
    layout = table.layout
    if isinstance(layout, ExcelLayout) and formula_columns(table.path, layout).intersection(empty):
        raise DocumentError("formulas-without-results", file=table.path.name)


def _from_text(path: Path, text_column: str | None, likely_column: str | None) -> Inquiries:
    """Return the inquiries in a text: a line each, or a table as Excel writes it with tabs."""
    readable_file(path)
    look_like(path, ".txt")
    text = text_file(path)
    if holds_table(text.begin(SAMPLE_SIGNS)):
        return inquiries_in(read_table(path), text_column, likely_column)
    lines = keep(filter(None, map(str.strip, text.lines())), lambda line: (line,), lambda texts: texts[0])
    items = converted(lines, lambda number, line: Inquiry(number + 1, line, path.name))
    return _checked(Inquiries(path, items, None, None, encoding=text.encoding.name))


def _checked(inquiries: Inquiries) -> Inquiries:
    if not inquiries.items:
        raise InputError("no-inquiries", file=inquiries.path.name)
    return inquiries


def _from_mails(path: Path) -> Iterator[Inquiry]:
    for row, mail in enumerate(read_mails(path, needs_text=False), start=1):
        if isinstance(mail, MailFailure):
            yield Inquiry(row, "", mail.path.name, failure_of(mail.error))
        else:
            yield _from_mail(row, mail)


def _from_mail(row: int, mail: Mail) -> Inquiry:
    parts = (mail.subject.strip(), mail.new_text.strip())
    return Inquiry(row, "\n".join(filter(None, parts)), mail.source.name)


def _mail_text(subject: str, body: str) -> str:
    body = plain_lines(body)
    parts = (subject.strip(), new_text_of(body, split_reply(body)))
    return "\n".join(filter(None, parts))


def _packed(inquiry: Inquiry) -> Sequence[str]:
    texts = (str(inquiry.row), inquiry.text, inquiry.source)
    error = inquiry.error
    return (*texts, error.code, json.dumps(dict(error.parameters))) if error else texts


def _unpacked(texts: Sequence[str]) -> Inquiry:
    error = Failure(texts[3], json.loads(texts[4])) if len(texts) > 3 else None
    return Inquiry(int(texts[0]), texts[1], texts[2], error)


def failure_of(error: DeskhandError) -> Failure:
    """Return *error* as a record that a result can carry."""
    return Failure(error.code, dict(error.parameters))
