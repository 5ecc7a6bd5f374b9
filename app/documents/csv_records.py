"""Where the records of a text table begin and end, and which sign parts their cells."""

import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Quoting = Literal[0, 1, 3]
"""`csv.QUOTE_MINIMAL`, `csv.QUOTE_ALL` or `csv.QUOTE_NONE`."""

_SEPARATORS = (",", ";", "\t", "|")
NO_SEPARATOR = "\x1f"
"""Stands for a table of one column, whose texts may hold any sign."""
_SAMPLE_LINES = 300
SAMPLE_SIGNS = 200_000
"""Signs that a separator is looked for in."""
_LONGEST_RECORD = 2_000
"""Lines; a quote that is still open then was none."""
_MOST_STRAY_QUOTES = 20
"""With more of them quotes are ordinary signs in this table."""
_LONGEST_CELL = 5_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the file."""

    text: str
    """Without its line end."""
    line_end: str
    """Empty for a last line without one."""
    cells: tuple[str, ...]
    """None for an empty line."""


class _Lines:
    """Lines that can be read again from the second one of the record in work on."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._ahead: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _LONGEST_RECORD:
            raise StopIteration
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        self.taken.append(line)
        return line

    def has_more(self) -> bool:
        """Return whether there is another line; what was taken is done with when another record begins."""
        if not self._ahead:
            self._ahead.extend(islice(self._lines, 1))
        return bool(self._ahead)

    def keep_first(self) -> None:
        """Give all lines but the first one back."""
        self._ahead.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def split_records(text: str, separator: str, *, skips_spaces: bool = False) -> list[Record]:
    """Return the records of *text* as a list; see `records_of`."""
    return list(records_of(io.StringIO(text, newline=""), separator, skips_spaces=skips_spaces))


def records_of(lines: Iterable[str], separator: str, *, skips_spaces: bool = False) -> Iterator[Record]:
    """Yield the records in *lines*; a quote that is never closed counts as an ordinary sign.

    Args:
        lines: The table, each line with its end.
        separator: What parts the cells.
        skips_spaces: Whether spaces behind a separator are left out of the cell.

    Raises:
        csv.Error: A cell is larger than five million signs.
    """
    csv.field_size_limit(_LONGEST_CELL)
    source = _Lines(lines)
    stray = 0
    while source.has_more():
        source.taken = []
        quoting: Quoting = csv.QUOTE_MINIMAL if stray <= _MOST_STRAY_QUOTES else csv.QUOTE_NONE
        cells = _cells_of(source, separator, quoting, skips_spaces=skips_spaces)
        several = len(source.taken) > 1
        if cells is None or ((several or not source.has_more()) and not _is_sound(source.taken, separator)):
            stray += 1
            source.keep_first()
            quoting = csv.QUOTE_NONE
            cells = next(_reader(iter(source.taken), separator, quoting, skips_spaces=skips_spaces), [])
        whole = "".join(source.taken)
        bare = whole.rstrip("\r\n")
        # Other programs would run on to the next quote, so that an ordinary one is written as such.
        text = join_cells(cells, separator) if quoting == csv.QUOTE_NONE and '"' in bare else bare
        yield Record(text, whole[len(bare) :], tuple(cells))


def _cells_of(source: _Lines, separator: str, quoting: Quoting, *, skips_spaces: bool) -> list[str] | None:
    """Return the cells of the next record, or None where a quote runs through lines beyond measure.

    Raises:
        csv.Error: A cell on a single line is beyond measure.
    """
    try:
        return next(_reader(source, separator, quoting, skips_spaces=skips_spaces), [])
    except csv.Error:
        if len(source.taken) == 1:
            raise
        return None


def join_cells(cells: Sequence[str], separator: str, *, quotes_all: bool = False) -> str:
    """Return *cells* as a record without line end, quoted where they need it."""
    buffer = io.StringIO()
    quoting: Quoting = csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n")


class Shape:
    """How wide a table is, and whether its rows overflow, seen while its records go by.

    Where sentences with commas are not quoted, records are longer than the first one, which names the
    columns, and what is too much begins with a space. Then what a forgotten quote split is put
    together in the last column. Otherwise it stands in columns without a name.
    """

    def __init__(self, names: Record) -> None:
        self._named = len(names.cells)
        self._all_named = all(map(str.strip, names.cells))
        self._widest = self._widest_mended = self._named
        self._long = self._sentences = 0

    def take(self, record: Record) -> Record:
        """Look at *record*, which is returned as it is."""
        width = len(record.cells)
        self._widest = max(self._widest, width)
        if width > self._named and _used_width(record) > self._named:
            self._long += 1
            self._sentences += any(cell.startswith(" ") for cell in record.cells[self._named :])
        else:
            self._widest_mended = max(self._widest_mended, width)
        return record

    @property
    def overflows(self) -> bool:
        """Whether what is too much belongs to the last column."""
        return self._all_named and self._sentences * 2 > self._long

    @property
    def width(self) -> int:
        """Number of columns, when what overflows is mended."""
        return self._widest_mended if self.overflows else self._widest

    def mended(self, record: Record, separator: str) -> Record:
        """Return *record* with what overflows put together in the last column, where that is the case."""
        return _mended(record, self._named, separator) if self.overflows else record


def _used_width(record: Record) -> int:
    return max((place for place, cell in enumerate(record.cells, start=1) if cell.strip()), default=0)


def _mended(record: Record, width: int, separator: str) -> Record:
    if _used_width(record) <= width:
        return record
    last = separator.join(record.cells[width - 1 : _used_width(record)])
    cells = (*record.cells[: width - 1], last)
    return Record(join_cells(cells, separator), record.line_end, cells)


def _reader(
    lines: Iterator[str], separator: str, quoting: Quoting, *, skips_spaces: bool
) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, quoting=quoting, skipinitialspace=skips_spaces)


def _is_sound(lines: Sequence[str], separator: str) -> bool:
    """Return whether the quotes in *lines*, which make one record, are closed where a cell ends.

    On a single line only an open quote matters.
    """
    if not any('"' in line for line in lines):
        return True
    try:
        list(csv.reader(iter(lines), delimiter=separator, strict=True))
    except csv.Error as error:
        return len(lines) == 1 and "end of data" not in str(error)
    return True


def find_separator(text: str) -> str:
    """Return the sign that parts the cells of *text*, or `NO_SEPARATOR` for a single column.

    A separator makes records of the same width again and again; commas in sentences do not.
    """
    lines = list(io.StringIO(text[:SAMPLE_SIGNS], newline=""))
    cut = len(lines) > _SAMPLE_LINES or len(text) > SAMPLE_SIGNS
    sample = "".join(lines[:_SAMPLE_LINES])
    best, most = NO_SEPARATOR, 0.0
    for separator in _SEPARATORS:
        if separator in sample:
            records = split_records(sample, separator)
            worth = _worth(records[:-1] if cut and len(records) > 1 else records, separator)
            if worth > most:
                best, most = separator, worth
    return best


def _worth(records: Sequence[Record], separator: str) -> float:
    """Return how well *separator* explains *records*; 0 when it does not."""
    widths = [len(record.cells) for record in records if any(map(str.strip, record.cells))]
    if not widths or max(widths) < 2:
        return 0.0
    usual, times = Counter(widths).most_common(1)[0]
    followed = sum(record.text.count(separator + " ") for record in records)
    in_sentences = followed / max(sum(record.text.count(separator) for record in records), 1)
    if widths[0] == 1 and (usual < 2 or times < 0.8 * len(widths) or times < 3 or in_sentences > 0.3):
        # The head has one name, or a title stands above a real table.
        return 0.0
    agreeing = sum(width == widths[0] for width in widths) if widths[0] > 1 else times
    return agreeing / len(widths) - in_sentences / 2 + min(usual, 20) / 100 + (separator == "\t") / 10
