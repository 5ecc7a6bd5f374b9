"""Which column of a table holds the texts, and which line names the columns."""

from collections.abc import Sequence

from app.documents.tables import Table
from app.errors import InputError

_TEXT_COLUMNS = (
    "text", "message", "body", "inquiry", "enquiry", "question", "content", "sentence", "utterance",
    "comment", "request", "description", "feedback", "本文", "内容", "問い合わせ", "問合せ", "お問い合わせ",
    "質問", "文章", "テキスト", "メッセージ", "コメント", "要望", "発話",
)  # fmt: skip
_BODIES = frozenset({"body", "本文"})
_SUBJECTS = ("subject", "件名")
"""What Outlook and help desks call the two when they write mails into a table."""
_LOOKED_AT_ROWS = 200
_LOOKED_AT_SIGNS = 1_000
_LONGEST_NAME = 40
_ENDS_OF_SENTENCES = (".", "?", "!", "。", "？", "！")


def find_text_column(table: Table, wanted: str | None, besides: str = "", likely: str | None = None) -> str:
    """Return the column of *table* that holds the texts: the *wanted* one, or the likeliest.

    Args:
        table: Where to look.
        wanted: Its name; None guesses.
        besides: A column that a guess leaves out.
        likely: The name of one that a guess takes, where there is such a column.

    Raises:
        InputError: There is no such column (`unknown-column`), or none with text (`no-text-column`).
    """
    if wanted is not None:
        named = _column_called(table, wanted)
        if named is None:
            others = ", ".join(column for column in table.columns if column.strip())
            raise InputError("unknown-column", column=wanted, columns=others, file=table.path.name)
        return named
    expected = _column_called(table, likely) if likely is not None else None
    if expected is not None and expected != besides:
        return expected
    columns = [column for column in table.columns if column != besides]
    by_key = {column.strip().casefold(): column for column in reversed(columns)}
    for name in _TEXT_COLUMNS:
        if name in by_key:
            return by_key[name]
    for name in _TEXT_COLUMNS:
        for key, column in by_key.items():
            if len(name) > 1 and name in key and _average_letters(table, column) > 0:
                return column
    longest = max(columns, key=lambda column: _average_letters(table, column), default=None)
    if longest is None or not _average_letters(table, longest):
        raise InputError("no-text-column", file=table.path.name)
    return longest


def find_subject_column(table: Table, text_column: str) -> str | None:
    """Return the column with the subjects, when *text_column* holds the bodies of mails, else None."""
    if text_column.strip().casefold() not in _BODIES:
        return None
    by_key = {column.strip().casefold(): column for column in reversed(table.columns)}
    return next((by_key[name] for name in _SUBJECTS if name in by_key), None)


def names_columns(cells: Sequence[str]) -> bool:
    """Return whether *cells*, a first line, read like the names of columns and not like texts."""
    names = [cell.strip().casefold() for cell in cells]
    if len(names) == 1:
        return names[0] in _TEXT_COLUMNS
    return len(set(names)) == len(names) and all(
        name
        and len(name) <= _LONGEST_NAME
        and not name.endswith(_ENDS_OF_SENTENCES)
        and not name[0].isdigit()
        for name in names
    )


def _column_called(table: Table, name: str) -> str | None:
    if name in table.columns:
        return name
    key = name.strip().casefold()
    return next((column for column in table.columns if column.strip().casefold() == key), None)


def _average_letters(table: Table, column: str) -> float:
    """Return the average number of letters in the first cells of *column*; dates and amounts have few or none."""
    place = table.columns.index(column)
    cells = [row[place][:_LOOKED_AT_SIGNS] for row in table.rows[:_LOOKED_AT_ROWS] if place < len(row)]
    return sum(sum(map(str.isalpha, cell)) for cell in cells) / max(len(cells), 1)
