"""Inquiries beside the decisions on them, both in their order and neither all at once."""

import hashlib
from collections.abc import Iterable, Iterator

from app.errors import InputError
from app.records import SortedRow
from app.tasks.inquiries.inquiries import Inquiry


def decided(
    items: Iterable[Inquiry], rows: Iterable[SortedRow]
) -> Iterator[tuple[Inquiry, SortedRow | None]]:
    """Yield each inquiry with the decision on it, or None where there is none yet.

    Args:
        items: The inquiries, in the order of the input.
        rows: Decisions in the same order; rows that are not decided are left out.

    Raises:
        ValueError: A row of *rows* comes too late, or belongs to no inquiry.
        InputError: The input holds another text than was decided about (`sorted-table-changed`).
    """
    waiting = iter(rows)
    row = next(waiting, None)
    for inquiry in items:
        if row is None or row.row != inquiry.row:
            yield inquiry, None
            continue
        if row.text and row.text != inquiry.text and _bytes(row.text) != _bytes(inquiry.text):
            raise InputError("sorted-table-changed", file=inquiry.source)
        yield inquiry, row
        row = next(waiting, None)
    if row is not None:
        raise ValueError(f"row {row.row} is out of order")


def fingerprint_of(inquiries: Iterable[Inquiry]) -> str:
    """Return what tells *inquiries* from all others: by their texts and their order."""
    digest = hashlib.blake2b(digest_size=16)
    for inquiry in inquiries:
        text = _bytes(inquiry.text)
        digest.update(b"%d %d " % (inquiry.row, len(text)))
        digest.update(text)
    return digest.hexdigest()


def _bytes(text: str) -> bytes:
    """Return *text* as the records hold it: without halves of characters."""
    return text.encode("utf-8", "replace")
