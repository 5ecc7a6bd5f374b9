"""Decides identical texts once: later ones get a copy of what was decided about the first.

Texts count as identical when they differ in nothing but white space and in how Unicode writes a letter.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.records import Evidence, Finding, SortedRow
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.journal import Entry, Journal

SortSome = Callable[[Sequence[Inquiry], Mapping[int, Entry]], Iterator[list[Entry]]]
"""Sorts a block of inquiries with different texts, of which some were finished before."""

_BLOCK_ROWS = 512
"""Rows that are looked at together; no more than these wait for the model."""
_BLOCK_CHARACTERS = 4_000_000
_PIECES = re.compile(r"\s+|\S")


@dataclass(frozen=True, slots=True)
class Window:
    """Rows that were finished together."""

    rows: list[SortedRow]
    sources: list[str]
    """Name of the file of each row."""
    remembered: bool
    """Whether they stand among rows that an earlier run had finished."""


@dataclass(slots=True)
class _Block:
    """Some rows, in their order."""

    rows: deque[tuple[Inquiry, bytes | None]] = field(default_factory=deque)
    """Each with the digest of its text, or None where it could not be read."""
    different: list[Inquiry] = field(default_factory=list)
    """Those whose texts are to be decided."""
    stored: dict[int, Entry] = field(default_factory=dict)
    """Of these, the rows that were finished before."""
    decided: dict[bytes, Entry | None] = field(default_factory=dict)
    """What was decided about each text; None as long as that is awaited."""
    characters: int = 0

    @property
    def full(self) -> bool:
        """Whether no more rows should be added."""
        return len(self.rows) >= _BLOCK_ROWS or self.characters >= _BLOCK_CHARACTERS


def digest_of(text: str) -> bytes:
    """Return 16 bytes that all texts have in common that are identical to *text*."""
    return hashlib.blake2b(_plain(text).encode(errors="surrogatepass"), digest_size=16).digest()


def windows_once(
    inquiries: Iterable[Inquiry], journal: Journal, run: str, sort_some: SortSome
) -> Iterator[Window]:
    """Yield the rows of *inquiries* in their order; of identical texts only the first goes to *sort_some*.

    Args:
        inquiries: What to sort; they are walked through once.
        journal: Knows what was decided before, and is told what is decided now.
        run: Id that the rows carry.
        sort_some: Decides about texts, all different, some at a time and in their order.
    """
    block = _Block()
    for inquiry in inquiries:
        _take(block, inquiry, journal)
        if block.full:
            yield from _windows(block, journal, run, sort_some)
            block = _Block()
    yield from _windows(block, journal, run, sort_some)


def copy_of(entry: Entry, inquiry: Inquiry, run: str) -> Entry:
    """Return what was decided in *entry* for *inquiry*, whose text is identical."""
    row = replace(entry.row, run=run, row=inquiry.row, text=inquiry.text)
    place_in = _same_place if row.text == entry.row.text else _Places(entry.row.text, row.text).place
    evidence = []
    for one in row.evidence:
        start, end = place_in(one.start, one.end)
        evidence.append(Evidence(inquiry.source, row.text[start:end], start, end))
    findings = tuple(_finding_of(one, inquiry, place_in) for one in row.findings)
    return Entry(replace(row, evidence=tuple(evidence), findings=findings))


def _take(block: _Block, inquiry: Inquiry, journal: Journal) -> None:
    block.characters += len(inquiry.text)
    if inquiry.error:
        block.rows.append((inquiry, None))
        block.different.append(inquiry)
        return
    digest = digest_of(inquiry.text)
    block.rows.append((inquiry, digest))
    if digest in block.decided:
        return
    known = journal.find(digest)
    if known is None or known.row.row == inquiry.row:
        block.different.append(inquiry)
        if known is not None:
            block.stored[inquiry.row] = known
    block.decided[digest] = known


def _windows(block: _Block, journal: Journal, run: str, sort_some: SortSome) -> Iterator[Window]:
    different = {inquiry.row for inquiry in block.different}
    window = Window([], [], remembered=bool(block.stored))
    _add_copies(window, block, different, run)
    if window.rows:
        yield window
    if not block.different:
        return
    for some in sort_some(block.different, block.stored):
        window = Window([], [], remembered=bool(block.stored))
        for entry in some:
            inquiry, digest = block.rows.popleft()
            if digest is not None:
                block.decided[digest] = entry
                if inquiry.row not in block.stored:
                    journal.add(digest, entry)
            window.rows.append(entry.row)
            window.sources.append(inquiry.source)
            _add_copies(window, block, different, run)
        journal.save_if_due()
        yield window


def _add_copies(window: Window, block: _Block, different: set[int], run: str) -> None:
    """Move the copies from the head of *block* to *window*: what they are copies of stood before them."""
    while block.rows and block.rows[0][0].row not in different:
        inquiry, digest = block.rows.popleft()
        decided = block.decided[digest] if digest is not None else None
        assert decided is not None  # noqa: S101 - what could not be read is no copy
        window.rows.append(copy_of(decided, inquiry, run).row)
        window.sources.append(inquiry.source)


def _finding_of(
    finding: Finding, inquiry: Inquiry, place_in: Callable[[int, int], tuple[int, int]]
) -> Finding:
    parameters = dict(finding.parameters)
    if "source" in parameters:
        parameters["source"] = inquiry.source
    if finding.start is None or finding.end is None:
        return replace(finding, parameters=parameters)
    start, end = place_in(finding.start, finding.end)
    if "quote" in parameters:
        parameters["quote"] = inquiry.text[start:end]
    return replace(finding, parameters=parameters, start=start, end=end)


def _same_place(start: int, end: int) -> tuple[int, int]:
    return start, end


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The letters of a text, each with its accents, and its runs of white space."""

    begins: list[int]
    ends: list[int]
    plain_begins: list[int]
    """Where each begins in the one form that identical texts have in common."""
    plain_ends: list[int]


class _Places:
    """Finds a place of one text in another that is identical to it."""

    def __init__(self, text: str, other: str) -> None:
        self._text, self._other = text, other
        self._here, self._there = _pieces(text), _pieces(other)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stands in the other text; when in doubt, all of that."""
        here, there = self._here, self._there
        first, last = bisect_right(here.begins, start) - 1, bisect_left(here.begins, end) - 1
        if 0 <= first <= last:
            begin = bisect_right(there.plain_ends, here.plain_begins[first])
            stop = bisect_left(there.plain_begins, here.plain_ends[last]) - 1
            if 0 <= begin <= stop < len(there.begins):
                span = there.begins[begin], there.ends[stop]
                if _plain(self._other[slice(*span)]) == _plain(self._text[start:end]):
                    return span
        stripped = self._other.strip()
        whole = self._other.find(stripped)
        return whole, whole + len(stripped)


def _pieces(text: str) -> _Pieces:
    pieces = _Pieces([], [], [], [])
    plain = 0
    for found in _PIECES.finditer(text):
        piece = found.group()
        if pieces.ends and unicodedata.combining(piece[0]):
            pieces.ends[-1] = found.end()
            letter = text[pieces.begins[-1] : found.end()]
            plain = pieces.plain_begins[-1] + len(unicodedata.normalize("NFC", letter))
            pieces.plain_ends[-1] = plain
            continue
        pieces.begins.append(found.start())
        pieces.ends.append(found.end())
        pieces.plain_begins.append(plain)
        if not piece.isspace():
            plain += len(unicodedata.normalize("NFC", piece))
        elif found.start():
            plain += 1
        pieces.plain_ends.append(plain)
    return pieces


def _plain(text: str) -> str:
    """Return the one form that identical texts have in common."""
    return " ".join(unicodedata.normalize("NFC", text).split())
