"""How an input was understood, to be shown before anything is sorted."""

from dataclasses import dataclass
from itertools import islice

from app.documents.csv_records import NO_SEPARATOR
from app.documents.csv_tables import CsvLayout
from app.documents.excel_tables import ExcelLayout
from app.tasks.inquiries.inquiries import InputKind, Inquiries

_SHOWN = 5
_SHOWN_SIGNS = 300
_NAMES = {
    "ascii": "UTF-8", "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32", "cp932": "Shift_JIS", "euc_jp": "EUC-JP", "iso2022_jp_ext": "ISO-2022-JP",
    "cp1252": "Windows-1252", "cp1251": "Windows-1251", "cp1253": "Windows-1253", "cp1255": "Windows-1255",
    "cp1256": "Windows-1256", "koi8_r": "KOI8-R", "gb18030": "GB18030", "cp950": "Big5", "cp949": "EUC-KR",
    "latin-1": "ISO-8859-1",
}  # fmt: skip
"""As other programs call the encodings."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What Deskhand takes an input for."""

    kind: InputKind
    """`outlook`: a table whose rows are mails, with subject and body."""
    encoding: str | None
    """As other programs call it; None where that is no question: workbooks, mails, what was pasted."""
    separator: str | None
    """The sign between the cells of a table in text, None with a single column or without a table in text."""
    sheet: str | None
    """The sheet of a workbook that was taken."""
    header: tuple[str, ...]
    """Names of the table's columns."""
    text_column: str | None
    """The column that holds the texts."""
    rows: int
    """Inquiries, with those that are empty or failed."""
    empty: int
    """Inquiries without a text."""
    failed: int
    """Mails that could not be read."""
    first: tuple[str, ...]
    """The first texts that are there, on one line each and cut where they are long."""


def understand(inquiries: Inquiries) -> Understood:
    """Return how the input of *inquiries* was understood; goes through all of them once.

    Raises:
        DocumentError: They cannot be read any more.
    """
    table = inquiries.table
    layout = table.layout if table else None
    encoding, separator = inquiries.encoding, None
    if isinstance(layout, CsvLayout):
        separator = None if layout.separator == NO_SEPARATOR or inquiries.is_pasted else layout.separator
        encoding = None if inquiries.is_pasted else layout.encoding.name
    empty = failed = 0
    for inquiry in inquiries.items:
        failed += inquiry.error is not None
        empty += inquiry.error is None and not inquiry.text
    texts = (inquiry.text for inquiry in inquiries.items if inquiry.text)
    return Understood(
        kind=inquiries.kind,
        encoding=_NAMES.get(encoding, encoding) if encoding else None,
        separator=separator,
        sheet=layout.sheet if isinstance(layout, ExcelLayout) else None,
        header=table.columns if table else (),
        text_column=inquiries.text_column,
        rows=len(inquiries.items),
        empty=empty,
        failed=failed,
        first=tuple(" ".join(text[:_SHOWN_SIGNS].split()) for text in islice(texts, _SHOWN)),
    )
