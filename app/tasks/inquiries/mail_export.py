"""Writes sorted mails: copied into a folder for each category, or into one mailbox with labels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from app.documents.mail import MailFailure
from app.documents.mail_copies import MailCopy, mail_copies
from app.documents.mail_files import holds_mails
from app.documents.mailbox_writing import write_mail_folders, write_mailbox
from app.documents.safe_names import FreeNames, safe_name
from app.errors import InputError
from app.records import Finding, Language, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.pairing import decided
from app.text.languages import detect_language
from app.text.messages import word

_MAILBOX_ENDING = ".mbox"
_TABLE_ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".json"})
"""Also of tables that are not written: who names one does not mean a folder."""


def are_mails(inquiries: Inquiries) -> bool:
    """Return whether *inquiries* are mails that can be copied, also when only a record tells of them."""
    if inquiries.kind == "mails":
        return True
    path = inquiries.path
    return inquiries.table is None and not inquiries.is_pasted and holds_mails(path) and path.exists()


def is_for_mails(out: Path) -> bool:
    """Return whether *out* names a folder, whose name may have dots, or a mailbox, and no table."""
    return out.is_dir() or out.suffix.lower() not in _TABLE_ENDINGS


def write_sorted_mails(
    inquiries: Inquiries, rows: Iterable[SortedRow], categories: CategorySet, out: Path
) -> tuple[Finding, ...]:
    """Copy the mails to *out*: a mailbox where it ends with .mbox, else a new folder.

    In the folder each category has one with its name. What a person should look at stands apart, in a
    folder of its own with one for each guess, and straight in it what could not be read or was not
    reached. In the mailbox each mail keeps its bytes and gets `X-Deskhand-Category`,
    `X-Deskhand-Confidence` (0 to 1) and `X-Deskhand-Needs-Person` (true or false).

    Returns:
        What could not be written as it was: mails of Outlook's own kind in a mailbox, and files that the
        system does not give.

    Raises:
        DocumentError: *out* cannot be written, is not empty, or is what was read; nothing is left behind.
        InputError: The mails are others than those that were sorted (`mails-changed`).
    """
    language = detect_language("\n".join(categories.names))
    pairs = _with_copies(inquiries, rows)
    if out.suffix.lower() == _MAILBOX_ENDING:
        none_name = categories.none_name or word("none-fits", language)
        tale = write_mailbox(((copy, _headers(row, none_name)) for copy, row in pairs), inquiries.path, out)
        converted = (Finding("mails-converted", {"count": tale.converted}),) if tale.converted else ()
        return converted + _about_left_out(tale.left_out)
    folders = _Folders(categories, language)
    left_out = write_mail_folders(((copy, folders.of(row)) for copy, row in pairs), inquiries.path, out)
    return _about_left_out(left_out)


def _about_left_out(names: Sequence[str]) -> tuple[Finding, ...]:
    return (Finding("mails-left-out", {"files": ", ".join(names)}),) if names else ()


def _with_copies(
    inquiries: Inquiries, rows: Iterable[SortedRow]
) -> Iterator[tuple[MailCopy | MailFailure, SortedRow | None]]:
    """Yield each mail with the decision on it.

    Raises:
        InputError: Mails have come, gone or changed their names.
    """
    copies = mail_copies(inquiries.path)
    file = inquiries.path.name
    for inquiry, row in _decided(inquiries, rows):
        copy = next(copies, None)
        if copy is None or not _is_same(copy, inquiry) or not (row is None or row.text == inquiry.text):
            raise InputError("mails-changed", file=file)
        yield copy, row
    if next(copies, None) is not None:
        raise InputError("mails-changed", file=file)


def _decided(inquiries: Inquiries, rows: Iterable[SortedRow]) -> Iterator[tuple[Inquiry, SortedRow | None]]:
    try:
        yield from decided(inquiries.items, rows)
    except InputError as error:  # a text is another one
        raise InputError("mails-changed", file=inquiries.path.name) from error


def _is_same(copy: MailCopy | MailFailure, inquiry: Inquiry) -> bool:
    name = copy.name if isinstance(copy, MailCopy) else copy.path.name
    # A record of an earlier run knows the whole source's name only.
    return inquiry.source in {name, copy.path.name, copy.path.parent.name}


class _Folders:
    """The folder of each decision, under names that every system takes."""

    def __init__(self, categories: CategorySet, language: Language) -> None:
        names = FreeNames()
        self._by_category: dict[str | None, str] = {
            name: names.take(safe_name(name)) for name in categories.names
        }
        self._by_category[None] = names.take(safe_name(categories.none_name or word("none-fits", language)))
        self._looks = names.take(safe_name(word("needs-person", language)))

    def of(self, row: SortedRow | None) -> tuple[str, ...]:
        """Return the names of the folders that the mail of *row* goes into."""
        if row is None or row.error:
            return (self._looks,)
        folder = self._by_category[row.category]
        return (self._looks, folder) if row.needs_person else (folder,)


def _headers(row: SortedRow | None, none_name: str) -> Mapping[str, str]:
    decision: dict[str, str] = {}
    if row is not None and not row.error:
        category = none_name if row.category is None else row.category
        decision = {"X-Deskhand-Category": category, "X-Deskhand-Confidence": f"{row.confidence:.2f}"}
    looks = row is None or row.needs_person or row.error is not None
    return decision | {"X-Deskhand-Needs-Person": "true" if looks else "false"}
