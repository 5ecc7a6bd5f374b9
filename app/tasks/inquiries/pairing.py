"""Inquiries beside the decisions on them, both in their order and neither all at once."""

from collections.abc import Iterable, Iterator

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
    """
    waiting = iter(rows)
    row = next(waiting, None)
    for inquiry in items:
        if row is None or row.row != inquiry.row:
            yield inquiry, None
            continue
        yield inquiry, row
        row = next(waiting, None)
    if row is not None:
        raise ValueError(f"row {row.row} is out of order")
