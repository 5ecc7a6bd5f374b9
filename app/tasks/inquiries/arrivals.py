"""On which day each inquiry came: from a column of the table, or as the mail says."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from app.documents.mail_copies import MailCopy, mail_copies
from app.documents.tables import Table
from app.records import Language
from app.tasks.inquiries.inquiries import Inquiries
from app.tasks.inquiries.mail_export import are_mails
from app.text.dates import find_dates, readings
from app.text.half_width import half_width
from app.text.languages import detect_language

_NAMES = (
    "received", "arrived", "date", "created", "sent", "submitted", "timestamp", "time", "day",
    "受付", "受信", "問い合わせ日", "問合せ日", "日時", "日付", "年月日", "登録", "作成", "送信", "投稿",
)  # fmt: skip
"""What such a column is called, the likelier first."""
_LOOKED_AT = 200
_ENOUGH = 0.8
"""Share of the filled cells that are dates in a column with such a name."""
_ENOUGH_WITHOUT_NAME = 0.95
_LONGEST = 40
"""Signs of a cell; a date in a longer one is something that is told."""
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?:([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|年(\d{1,2})月(\d{1,2})日)")
_BARE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
"""Figures alone are a date in a column that is called so; elsewhere they may be a number of an order."""
_FIGURES = re.compile(r"\s*(\d{1,2})/(\d{1,2})/\d")


def dates_of(inquiries: Inquiries) -> Mapping[int, dt.date]:
    """Return on which day inquiries came, by the number of the row; those that do not say it are left out.

    Mails are taken at the local time. In a table where all dates such as 3/12/2026 can be read in both
    ways, they are read as offices of the table's language write them.

    Raises:
        DocumentError: The mails cannot be read any more.
    """
    if inquiries.table is not None:
        return _from_column(inquiries.table, inquiries.text_column or "")
    if not are_mails(inquiries):
        return {}
    days: dict[int, dt.date] = {}
    for number, mail in enumerate(mail_copies(inquiries.path), start=1):
        sent = mail.sent() if isinstance(mail, MailCopy) else None
        if sent is not None:
            days[number] = _local_day(sent)
    return days


def date_column(table: Table, text_column: str) -> str | None:
    """Return the column of *table* that says when an inquiry came, or None without one."""
    names = {
        place: name.casefold() for place, name in enumerate(table.columns) if name != text_column and name
    }
    for wanted in _NAMES:
        for place, name in names.items():
            if wanted in name and _share_of_dates(table, place, named=True) >= _ENOUGH:
                return table.columns[place]
    shares = {place: _share_of_dates(table, place, named=False) for place in names}
    best = max(shares, key=lambda place: shares[place], default=None)
    return None if best is None or shares[best] < _ENOUGH_WITHOUT_NAME else table.columns[best]


def _local_day(sent: dt.datetime) -> dt.date:
    try:
        return sent.astimezone().date()
    except (OverflowError, OSError, ValueError):
        return sent.date()


def _from_column(table: Table, text_column: str) -> dict[int, dt.date]:
    column = date_column(table, text_column)
    if column is None:
        return {}
    place = table.columns.index(column)
    language = detect_language("\n".join([*table.columns, *_cells(table.rows[:20], place)]))
    turned = _is_turned(_cells(table.rows, place), language)
    days: dict[int, dt.date] = {}
    for number, row in enumerate(table.rows, start=1):
        day = _day(row[place], language, turned=turned)
        if day is not None:
            days[number] = day
    return days


def _cells(rows: Iterable[Sequence[str]], place: int) -> Iterable[str]:
    return (row[place] for row in rows if place < len(row))


def _share_of_dates(table: Table, place: int, *, named: bool) -> float:
    filled = [cell for cell in _cells(table.rows[:_LOOKED_AT], place) if cell.strip()]
    dates = sum(_day(cell, "en") is not None and (named or not _BARE.match(cell.strip())) for cell in filled)
    return dates / max(len(filled), 1)


def _is_turned(cells: Iterable[str], language: Language) -> bool:
    """Return whether dates in figures stand the other way round than each alone is read.

    One that can be read in one way only tells for all.
    """
    if language == "ja":
        return False
    as_read = turned = 0
    for cell in cells:
        found = _FIGURES.match(cell)
        if found is not None:
            as_read += int(found[1]) > 12
            turned += int(found[2]) > 12
    return turned > as_read


def _day(cell: str, language: Language, *, turned: bool = False) -> dt.date | None:
    """Return the day that *cell* consists of, or None where it is something else."""
    text = cell.strip()
    if not text or len(text) > _LONGEST or not text[0].isalnum():
        return None
    plain = _YEAR_FIRST.match(text) or _BARE.match(text)
    if plain is not None:
        year, month, day = (int(part) for part in plain.groups() if part and part.isdecimal())
        return _valid(year, month, day)
    found = next(iter(find_dates(half_width(text), language)), None)
    if found is None or found[0] > 0 or found[2].startswith("--"):
        return None
    other = readings(text, found[2]) - {found[2]} if turned else ()
    return dt.date.fromisoformat(next(iter(other), found[2]))


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
