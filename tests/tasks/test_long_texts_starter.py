"""With a real model that has little room, texts of some pages are read in parts to their end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.client import EngineClient
from app.engine.hardware import EngineSettings
from app.history.runs import RunStore
from app.records import SourceText
from app.tasks.forms.filling import FormFilling
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.sorting import InquirySorting
from app.tasks.keywords.picking import KeywordPicking
from tests.documents.form_samples import pdf_form

pytestmark = pytest.mark.starter

_TALK = " ".join(f"On day {number} we had tea with the neighbours and it rained." for number in range(24))
_CATEGORIES = CategorySet(
    categories=(
        Category(name="delivery", description="where is my parcel"),
        Category(name="payment", description="invoice, refund, card"),
    )
)


@pytest.fixture(scope="module")
def engine(starter_model: Path) -> Iterator[EngineClient]:
    client = EngineClient(starter_model, settings=lambda _: EngineSettings(threads=2, context=448))
    yield client
    client.close()


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


def test_a_long_report(engine: EngineClient, runs: RunStore) -> None:
    text = f"{_TALK} The humidity sensor failed."
    (result,) = KeywordPicking(lambda: engine, runs).pick([SourceText("long.txt", text)], top=3)
    assert (result.method, result.findings) == ("model", ())
    assert all(0 <= start < end <= len(text) for keyword in result.keywords for start, end in keyword.spans)


def test_long_and_short_inquiries(engine: EngineClient, runs: RunStore, tmp_path: Path) -> None:
    texts = ("Where is it, please tell me.", f"{_TALK} Nobody has sent my money back.", "It was dear.")
    items = tuple(Inquiry(row, text, "a.csv") for row, text in enumerate(texts, start=1))
    sorting = InquirySorting(lambda: engine, runs, lambda: 0.6, tmp_path / "cache")
    rows = list(sorting.sort(Inquiries(Path("a.csv"), items, None, "text"), _CATEGORIES))
    assert [row.method for row in rows] == ["model"] * 3
    # All of it was read; whether so weak a model has a reason for what it says is another matter.
    assert {finding.code for row in rows for finding in row.findings} <= {"basis-does-not-carry"}
    for row in rows:
        assert all(row.text[one.start : one.end] == one.quote for one in row.evidence)


def test_a_form_from_a_long_letter(engine: EngineClient, runs: RunStore, tmp_path: Path) -> None:
    form = pdf_form(tmp_path / "form.pdf", [("Destination", "a")])
    source = SourceText("letter.txt", f"{_TALK} In May we travel to Osaka.")
    result = FormFilling(lambda: engine, runs).fill(form, [source])
    assert result.findings == ()
    assert all(source.text[e.start : e.end] == e.quote for field in result.fields for e in field.evidence)
