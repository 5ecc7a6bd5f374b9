"""Inquiries longer than usual are read to their end in parts, or a finding says what was not read."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.engine.engine import Engine, Question
from app.errors import EngineError
from app.history.runs import RunStore
from app.records import SortedRow
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.long_texts import MOST_READ
from app.tasks.inquiries.sorting import InquirySorting
from tests.fakes import FakeEngine, NarrowEngine

CATEGORIES = CategorySet(
    categories=(
        Category(
            name="delivery", description="where is my parcel, late", rules=("tracking number", "/wh?en/")
        ),
        Category(name="payment", description="invoice, refund, card"),
        Category(name="product", description="colour, size and material of a sofa"),
    )
)
TALK = " ".join(f"On day {number} we had tea with the neighbours and it rained." for number in range(400))
"""Six times what is judged as one."""
Sort = Callable[..., list[SortedRow]]


@pytest.fixture
def sort(tmp_path: Path) -> Sort:
    def run(
        *texts: str, engine: Engine | None = None, categories: CategorySet = CATEGORIES
    ) -> list[SortedRow]:
        items = tuple(Inquiry(row, text, "inquiries.csv") for row, text in enumerate(texts, start=1))
        sorting = InquirySorting(
            lambda: engine, RunStore(tmp_path / "runs.sqlite3"), lambda: 0.6, tmp_path / "cache"
        )
        return list(sorting.sort(Inquiries(Path("inquiries.csv"), items, None, "text"), categories))

    return run


def reading(text: str, answer: str) -> float:
    """Name the category of the word that stands in the text, else nothing."""
    named = "payment" if "cheque" in text else "none of these"
    return 0.0 if answer.startswith(named) else -6.0


def test_statistics_and_rules_read_the_last_page(sort: Sort) -> None:
    ruled, judged = sort(TALK + " The tracking number is wrong.", TALK + " I want a refund to my card.")
    assert (ruled.category, ruled.method) == ("delivery", "rule")
    assert [one.quote for one in ruled.evidence] == ["tracking number"]
    assert judged.category == "payment"
    assert {"refund", "card"} & {one.quote for one in judged.evidence}
    assert all(judged.text[one.start : one.end] == one.quote for one in judged.evidence)


@pytest.mark.parametrize("longest", [4_500, 1_500, 400])
def test_the_model_reads_all_parts_and_the_strongest_decides(sort: Sort, longest: int) -> None:
    text = TALK + " My cheque has not been paid in yet. Best wishes from Ana."
    engine = NarrowEngine(longest, scores=reading)
    (row,) = sort(text, engine=engine)
    assert (row.category, row.method, row.findings) == ("payment", "model", ())
    (evidence,) = row.evidence
    assert "cheque" in evidence.quote
    assert text[evidence.start : evidence.end] == evidence.quote
    read = [conversation[-1].text for conversation in engine.conversations]
    assert all(any(f"On day {number} we" in shown for shown in read) for number in range(400))


def test_short_rows_are_still_asked_about_together_beside_a_long_one(sort: Sort) -> None:
    engine = NarrowEngine(500, scores=reading)
    rows = sort("a cheque", TALK[:1200], "another cheque", engine=engine)
    assert [row.category for row in rows] == ["payment", None, "payment"]
    assert {row.method for row in rows} == {"model"}


def test_what_the_model_cannot_read_even_in_parts_is_sorted_without_it_and_told(sort: Sort) -> None:
    (row,) = sort(TALK + " I want a refund to my card.", engine=NarrowEngine(20))
    assert (row.category, row.method) == ("payment", "statistics")
    assert [finding.code for finding in row.findings] == ["model-did-not-answer"]


class Stumbling(FakeEngine):
    """A model for which any text with a snowman is too long."""

    def weigh(self, questions: Sequence[Question], **options: Any) -> Iterator[list[float]]:
        if any("☃" in question.conversation[-1].text for question in questions):
            raise EngineError("text-too-long", limit=1, length=2)
        yield from super().weigh(questions, **options)


def test_a_part_that_cannot_be_read_is_told_with_its_place(sort: Sort) -> None:
    text = f"My cheque is late. {TALK[:400]} A snowman ☃ came along. {TALK[:400]}"
    row, other = sort(text, "a cheque", engine=Stumbling(scores=reading))
    assert (row.category, row.method) == ("payment", "model")
    assert (other.category, other.findings) == ("payment", ())
    assert row.findings
    for finding in row.findings:
        assert finding.code == "part-not-read"
        unread = text[finding.start : finding.end]
        assert "☃" in unread
        assert len(unread) < 120
        assert " ".join(unread.split()).startswith(str(finding.parameters["quote"]))


def test_a_book_is_read_in_part_and_told(sort: Sort) -> None:
    text = "My parcel is late. " + "We had tea. " * (MOST_READ // 10)
    (row,) = sort(text)
    (finding,) = row.findings
    assert (finding.code, finding.start, finding.end) == ("read-in-part", MOST_READ, len(text))
    assert finding.parameters == {"source": "inquiries.csv", "limit": "22", "pages": "26.5"}


def test_shortened_descriptions_are_told_once(sort: Sort) -> None:
    many = CategorySet(
        categories=tuple(
            Category(name=f"name {number}", description="long words " * 40) for number in range(60)
        )
    )
    rows = sort("one thing", "another thing", engine=FakeEngine(), categories=many)
    assert [[finding.code for finding in row.findings] for row in rows] == [["descriptions-shortened"], []]


def test_categories_that_fit_no_prompt_are_told_once(sort: Sort) -> None:
    many = CategorySet(categories=tuple(Category(name="x" * 190 + str(number)) for number in range(99)))
    engine = FakeEngine()
    rows = sort("one thing", "another thing", engine=engine, categories=many)
    assert [[finding.code for finding in row.findings] for row in rows] == [["too-many-categories"], []]
    assert engine.conversations == []
