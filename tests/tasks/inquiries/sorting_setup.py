"""What the tests of sorting share: categories, inquiries, and a model with an opinion."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.events import Cancellation
from app.records import SortedRow
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.sorting import InquirySorting
from tests.fakes import FakeEngine

CATEGORIES = CategorySet(
    categories=(
        Category(name="delivery", description="where is my parcel, late", rules=("tracking number",)),
        Category(name="payment", description="invoice, refund, card", rules=("/refund/", "charged twice")),
        Category(name="product", description="colour, size and material of a sofa"),
    ),
    none_name="other",
)
Sort = Callable[..., list[SortedRow]]
TEXTS = (
    "is the cushion washable",
    "what wood is it",
    "how wide is it",
    "is it soft",
    "can I sit on it",
    "who made it",
)


def inquiries(*texts: str) -> Inquiries:
    items = tuple(Inquiry(row, text, "inquiries.csv") for row, text in enumerate(texts, start=1))
    return Inquiries(Path("inquiries.csv"), items, None, "text")


def interrupted(sorting: InquirySorting, after: int, texts: Sequence[str] = TEXTS) -> list[SortedRow]:
    """Return the first rows of a run that is stopped *after* so many."""
    stop = Cancellation()
    rows = sorting.sort(inquiries(*texts), CATEGORIES, cancellation=stop)
    first = [next(rows) for _ in range(after)]
    stop.request()
    with pytest.raises(Cancelled):
        next(rows)
    return first


def naming(name: str, by: float = 8.0) -> FakeEngine:
    """Return a model that names *name*, whatever it reads."""
    return FakeEngine(scores=lambda _text, answer: 0.0 if answer.startswith(name) else -by)


def whole(engine: FakeEngine, *texts: str) -> int:
    """Return how often the model was asked about one of *texts*, all of it."""
    asked = [conversation[-1].text for conversation in engine.conversations]
    return sum(f"<inquiry>\n{text}\n</inquiry>" in question for question in asked for text in texts)


def check_places(row: SortedRow) -> None:
    for evidence in row.evidence:
        assert row.text[evidence.start : evidence.end] == evidence.quote != ""
