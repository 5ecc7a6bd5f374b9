"""Reads the inquiries to be sorted: a table, a folder of mails, a mailbox, or a text with a line each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.documents.mail import Mail, MailFailure, read_mail, read_mails
from app.documents.reading import read_source
from app.documents.tables import Table, read_table
from app.errors import DeskhandError, InputError
from app.records import Failure

_MAIL_ENDINGS = frozenset({".eml", ".msg"})
_MAILBOX_ENDINGS = frozenset({".mbox", ".mbx", ""})
_LINE_ENDINGS = frozenset({".txt", ".md"})

_TEXT_COLUMNS = (
    "text", "message", "body", "inquiry", "enquiry", "question", "content", "sentence", "utterance",
    "comment", "request", "description", "feedback", "本文", "内容", "問い合わせ", "問合せ", "お問い合わせ",
    "質問", "文章", "テキスト", "メッセージ", "コメント", "要望", "発話",
)  # fmt: skip
_LOOKED_AT_ROWS = 200


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One text to be sorted."""

    row: int
    """1 for the first row of data."""
    text: str
    """What is classified: the cell, the line, or the mail's subject and new text."""
    source: str
    """Name of the file that it stands in."""
    error: Failure | None = None
    """Why it could not be read; its text is then empty."""


@dataclass(frozen=True, slots=True)
class Inquiries:
    """All inquiries of one input."""

    path: Path
    items: tuple[Inquiry, ...]
    table: Table | None
    """The table that they stand in, or None for mails and lines."""
    text_column: str | None
    """The table's column that holds the texts."""


def read_inquiries(path: Path, text_column: str | None = None) -> Inquiries:
    """Read the inquiries in *path*; a mail that cannot be read becomes an item with its error.

    Args:
        path: A table, a folder of mails, a mailbox, one mail, or a text with an inquiry on each line.
        text_column: Column of the table that holds the texts; None takes the one that looks like it.

    Raises:
        DocumentError: *path* cannot be read.
        InputError: The table has no column *text_column* (`unknown-column`) or none with text
            (`no-text-column`), or there is no inquiry at all (`no-inquiries`).
    """
    ending = path.suffix.lower()
    if path.is_dir() or (ending in _MAILBOX_ENDINGS and path.exists()):
        return _checked(Inquiries(path, tuple(_from_mails(path)), None, None))
    if ending in _MAIL_ENDINGS:
        return Inquiries(path, (_from_mail(1, read_mail(path)),), None, None)
    if ending in _LINE_ENDINGS:
        lines = [line.strip() for line in read_source(path).text.splitlines()]
        items = tuple(Inquiry(row, line, path.name) for row, line in enumerate(filter(None, lines), start=1))
        return _checked(Inquiries(path, items, None, None))
    table = read_table(path)
    column = find_text_column(table, text_column)
    place = table.columns.index(column)
    items = tuple(
        Inquiry(number, row[place].strip() if place < len(row) else "", path.name)
        for number, row in enumerate(table.rows, start=1)
    )
    return _checked(Inquiries(path, items, table, column))


def _checked(inquiries: Inquiries) -> Inquiries:
    if not inquiries.items:
        raise InputError("no-inquiries", file=inquiries.path.name)
    return inquiries


def _from_mails(path: Path) -> Iterator[Inquiry]:
    for row, mail in enumerate(read_mails(path), start=1):
        if isinstance(mail, MailFailure):
            yield Inquiry(row, "", mail.path.name, failure_of(mail.error))
        else:
            yield _from_mail(row, mail)


def _from_mail(row: int, mail: Mail) -> Inquiry:
    parts = (mail.subject.strip(), mail.new_text.strip())
    return Inquiry(row, "\n".join(filter(None, parts)), mail.source.name)


def failure_of(error: DeskhandError) -> Failure:
    """Return *error* as a record that a result can carry."""
    return Failure(error.code, dict(error.parameters))


def find_text_column(table: Table, wanted: str | None, besides: str = "") -> str:
    """Return the column of *table* that holds the texts: the *wanted* one, or the likeliest.

    Args:
        table: Where to look.
        wanted: Its name; None guesses.
        besides: A column that a guess leaves out.

    Raises:
        InputError: There is no such column (`unknown-column`), or none with text (`no-text-column`).
    """
    if wanted is not None:
        return _named_column(table, wanted)
    columns = [column for column in table.columns if column != besides]
    by_key = {column.strip().casefold(): column for column in reversed(columns)}
    for name in _TEXT_COLUMNS:
        if name in by_key:
            return by_key[name]
    for name in _TEXT_COLUMNS:
        for key, column in by_key.items():
            if len(name) > 1 and name in key and _average_length(table, column) > 0:
                return column
    longest = max(columns, key=lambda column: _average_length(table, column), default=None)
    if longest is None or not _average_length(table, longest):
        raise InputError("no-text-column", file=table.path.name)
    return longest


def _named_column(table: Table, wanted: str) -> str:
    if wanted in table.columns:
        return wanted
    for column in table.columns:
        if column.strip().casefold() == wanted.strip().casefold():
            return column
    columns = ", ".join(column for column in table.columns if column.strip())
    raise InputError("unknown-column", column=wanted, columns=columns)


def _average_length(table: Table, column: str) -> float:
    """Return the average number of characters that are no digits in the first cells of *column*."""
    place = table.columns.index(column)
    cells: Sequence[str] = [row[place] for row in table.rows[:_LOOKED_AT_ROWS] if place < len(row)]
    return sum(sum(not sign.isdigit() for sign in cell) for cell in cells) / max(len(cells), 1)
