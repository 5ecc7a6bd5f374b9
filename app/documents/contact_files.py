"""Address books from files: tables of any make, vCards, and folders of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from app.documents.contact_columns import LOOKED_AT_ROWS, columns_of, looks_like_a_row
from app.documents.contacts import Contact
from app.documents.contents import look_like, readable_file
from app.documents.csv_tables import passing_rows
from app.documents.saving import reading, shown_name
from app.documents.tables import read_table
from app.documents.vcards import cards_in, has_cards
from app.errors import DocumentError
from app.records import Finding, Gravity

_CARD_ENDINGS = frozenset({".vcf", ".vcard"})
_TEXT_TABLES = frozenset({".csv", ".tsv", ".txt"})
_LARGEST_BYTES = 100_000_000
_BEGIN_BYTES = 2_000
_SHOWN_PLACES = 5


@dataclass(frozen=True, slots=True)
class ContactFile:
    """What a file or a folder of contacts holds."""

    contacts: tuple[Contact, ...]
    """In the order of the file."""
    findings: tuple[Finding, ...] = ()
    """What could not be taken; everything else is there."""


def read_contacts(path: Path) -> ContactFile:
    """Return the contacts in *path*: a CSV or Excel table, a file of vCards, or a folder of such files.

    Raises:
        DocumentError: It is not there, cannot be read, or holds no contacts (`no-contacts`,
            `folder-without-contacts`).
    """
    with reading(path):
        is_folder = path.is_dir()
    if is_folder:
        return _from_folder(path)
    readable_file(path, _LARGEST_BYTES)
    look_like(path, ".csv" if path.suffix.lower() in _CARD_ENDINGS else path.suffix.lower())
    if path.suffix.lower() in _CARD_ENDINGS or _begins_with_card(path):
        return _from_cards(path)
    return _from_table(path)


def _begins_with_card(path: Path) -> bool:
    with reading(path), path.open("rb") as stream:
        return has_cards(stream.read(_BEGIN_BYTES))


def _from_cards(path: Path) -> ContactFile:
    with reading(path):
        data = path.read_bytes()
    return _sound_ones(enumerate(cards_in(data), start=1), path)


def _from_table(path: Path) -> ContactFile:
    rows = iter(_rows(path))
    first = next(rows)
    has_names = not looks_like_a_row(first)
    names = first if has_names else ("",) * len(first)
    begin = list(islice(rows, LOOKED_AT_ROWS))
    columns = columns_of(names, begin if has_names else (first, *begin))
    if not columns.suffice:
        raise DocumentError("no-contacts", file=shown_name(path))
    # The line that names the columns counts, as it does in a spreadsheet program.
    numbered = enumerate(chain(() if has_names else (first,), begin, rows), start=2 if has_names else 1)
    return _sound_ones(
        ((number, columns.contact(row)) for number, row in numbered if any(map(str.strip, row))), path
    )


def _rows(path: Path) -> Iterable[tuple[str, ...]]:
    """Return the names of the columns, then the rows."""
    if path.suffix.lower() in _TEXT_TABLES:
        return passing_rows(path)
    table = read_table(path)
    return chain((table.columns,), table.rows)


def _sound_ones(entries: Iterable[tuple[int, Contact]], path: Path) -> ContactFile:
    """Part the entries, each with its number, that tell somebody from those that do not.

    Raises:
        DocumentError: There is none that does.
    """
    kept: list[Contact] = []
    left_out: list[int] = []
    for number, contact in entries:
        if contact.says_whom:
            kept.append(contact)
        else:
            left_out.append(number)
    if not kept:
        raise DocumentError("no-contacts", file=shown_name(path))
    if not left_out:
        return ContactFile(tuple(kept))
    places = ", ".join(map(str, left_out[:_SHOWN_PLACES])) + (" …" if len(left_out) > _SHOWN_PLACES else "")
    told = {"file": shown_name(path), "count": len(left_out), "places": places}
    return ContactFile(tuple(kept), (Finding("contacts-left-out", told, gravity=Gravity.NOTE),))


def _from_folder(folder: Path) -> ContactFile:
    with reading(folder):
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _CARD_ENDINGS)
    contacts: list[Contact] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            found = read_contacts(path)
        except DocumentError:
            findings.append(
                Finding("contact-file-left-out", {"file": shown_name(path)}, gravity=Gravity.NOTE)
            )
        else:
            contacts += found.contacts
            findings += found.findings
    if not contacts:
        raise DocumentError("folder-without-contacts", folder=shown_name(folder))
    return ContactFile(tuple(contacts), tuple(findings))
