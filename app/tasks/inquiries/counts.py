"""How many inquiries of each category came, day by day."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.documents.cells import Cell
from app.documents.tables import write_new_table
from app.records import SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.text.languages import detect_language
from app.text.messages import word

Span = Literal["day", "week", "month"]

_MOST_SPANS = 62
"""Days that can stand beside each other; more are put together by week, and then by month."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of inquiries."""

    categories: tuple[str | None, ...]
    """In the order of the categories, those that have any; None is none of them."""
    span: Span
    """What stands together."""
    begins: tuple[dt.date | None, ...]
    """First day of each span, without gaps; None, at the end, for inquiries whose day is not known."""
    numbers: tuple[tuple[int, ...], ...]
    """One for each category, for each span."""
    looks: tuple[int, ...]
    """How many of each span a person should look at; these are counted with their guess too."""

    @property
    def total(self) -> int:
        """Number of all inquiries."""
        return sum(map(sum, self.numbers))

    def of_category(self, place: int) -> int:
        """Return how many the category at *place* has."""
        return sum(numbers[place] for numbers in self.numbers)


def counts_of(
    rows: Iterable[SortedRow], dates: Mapping[int, dt.date], categories: CategorySet, span: Span | None = None
) -> Counts:
    """Return how many of *rows* each category has, by when they came; those without a text or with an error count nowhere.

    Args:
        rows: The decisions.
        dates: Days by the row's number, where they are known.
        categories: What the rows were sorted into.
        span: What is put together; None takes the smallest one of which there are not too many.
    """
    found: Counter[tuple[dt.date | None, str | None]] = Counter()
    looks: Counter[dt.date | None] = Counter()
    for row in rows:
        if row.text.strip() and row.error is None:
            day = dates.get(row.row)
            found[day, row.category] += 1
            looks[day] += row.needs_person
    days = {day for day, _ in found if day is not None}
    chosen = span or _fitting(days)
    begins: list[dt.date | None] = list(_without_gaps(days, chosen))
    if any(day is None for day, _ in found):
        begins.append(None)
    by_span: Counter[tuple[dt.date | None, str | None]] = Counter()
    for (day, category), count in found.items():
        by_span[_begin(day, chosen), category] += count
    looks_by_span: Counter[dt.date | None] = Counter()
    for day, count in looks.items():
        looks_by_span[_begin(day, chosen)] += count
    held = {category for _, category in found}
    shown = tuple(name for name in (*categories.names, None) if name in held)
    return Counts(
        shown,
        chosen,
        tuple(begins),
        tuple(tuple(by_span[begin, name] for name in shown) for begin in begins),
        tuple(looks_by_span[begin] for begin in begins),
    )


def write_counts(counts: Counts, categories: CategorySet, out: Path, sources: Collection[Path] = ()) -> None:
    """Write *counts* as a new table, a line a span and the sum below; its ending decides its kind.

    Args:
        counts: The numbers.
        categories: What was sorted into.
        out: File to make.
        sources: Files that were read and must not be overwritten.

    Raises:
        DocumentError: *out* is one of the *sources*, of another kind, or cannot be written.
    """
    language = detect_language("\n".join(categories.names))
    none_name = categories.none_name or word("none-fits", language)
    columns = [
        word(f"count-{counts.span}", language),
        *(none_name if name is None else name for name in counts.categories),
        word("count-total", language),
        word("needs-person", language),
    ]
    lines: list[tuple[Cell, ...]] = [
        (begin.isoformat() if begin else word("count-no-day", language), *numbers, sum(numbers), looks)
        for begin, numbers, looks in zip(counts.begins, counts.numbers, counts.looks, strict=True)
    ]
    sums = [counts.of_category(place) for place in range(len(counts.categories))]
    lines.append((word("count-total", language), *sums, counts.total, sum(counts.looks)))
    write_new_table(columns, lines, out, sources)


def _fitting(days: Iterable[dt.date]) -> Span:
    known = list(days)
    if not known:
        return "day"
    length = (max(known) - min(known)).days + 1
    if length <= _MOST_SPANS:
        return "day"
    return "week" if length <= 7 * _MOST_SPANS else "month"


def _begin(day: dt.date | None, span: Span) -> dt.date | None:
    """Return the first day of the span in which *day* lies; weeks begin on Monday."""
    if day is None or span == "day":
        return day
    return day - dt.timedelta(days=day.weekday()) if span == "week" else day.replace(day=1)


def _without_gaps(days: Iterable[dt.date], span: Span) -> Iterable[dt.date]:
    begins = {begin for begin in (_begin(day, span) for day in days) if begin}
    if not begins:
        return
    begin, last = min(begins), max(begins)
    while begin <= last:
        yield begin
        ahead = {"day": 1, "week": 7, "month": 31}[span]
        following = _begin(begin + dt.timedelta(days=ahead), span)
        assert following is not None  # noqa: S101 - a day has a span
        begin = following
