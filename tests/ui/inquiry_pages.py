"""The page that sorts inquiries, over jobs and records that answer at once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.history.persons_steps import LeftByPersons, PersonsStep
from app.records import Run, SortedRow
from app.tasks.inquiries.export import read_examples, write_sorted
from app.ui.inquiries_page import InquiriesPage
from app.ui.inquiry_records import InquiryRecords
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeSorting, sorted_row
from tests.ui.waiting import wait_for_work

TABLE = "id,message,city\n1,My parcel is late,Kyoto\n2,The tea is flat,Osaka\n3,late again,Kobe\n"


CATEGORIES = "categories:\n  - {name: delivery, rules: [late]}\n  - {name: quality}\nnone_name: other\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of three inquiries."""
    path = tmp_path / "inquiries.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def categories(tmp_path: Path) -> Path:
    """Two categories."""
    path = tmp_path / "categories.yaml"
    path.write_text(CATEGORIES, encoding="utf-8")
    return path


@pytest.fixture
def sorting() -> FakeSorting:
    """A job that knows the word "late"."""
    return FakeSorting()


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, sorting: FakeSorting) -> InquiriesPage:
    """The page, empty."""
    made = InquiriesPage(tools, sorting, write_sorted, read_examples)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def given(qtbot: QtBot, page: InquiriesPage, table: Path, categories: Path) -> InquiriesPage:
    """The page with everything given."""
    page._form.file_field.set_file(table)
    page._form.categories.load(categories)
    wait_for_work(qtbot, page)
    return page


@pytest.fixture
def done(qtbot: QtBot, given: InquiriesPage) -> InquiriesPage:
    """The page with sorted inquiries."""
    given.run_or_stop()
    wait_for_work(qtbot, given)
    return given


class FakeDecisions:
    """Notes who decided what."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int, str | None, str]] = []
        self.steps: list[PersonsStep] = []
        self.rows: tuple[SortedRow, ...] = ()

    def add_step(self, step: PersonsStep) -> int:
        self.steps.append(step)
        self.heard += [(step.run, row, category, step.who) for row, category in step.decided.items()]
        self.heard += [
            (step.run, row.row, f"taken over: {row.category}", step.who) for row in step.taken_over
        ]
        self.heard += [(step.run, row, "back", step.who) for row in step.taken_back]
        return 1

    def left_by_persons(self, run: str) -> LeftByPersons:
        decided: dict[int, str | None] = {}
        taken_over: dict[int, SortedRow] = {}
        who: dict[int, str] = {}
        for step in self.steps:
            if step.run != run:
                continue
            for row in (*step.taken_back, *(one.row for one in step.taken_over)):
                decided.pop(row, None)
                taken_over.pop(row, None)
            decided.update(step.decided)
            who.update(dict.fromkeys(step.decided, step.who))
            taken_over.update({row.row: row for row in step.taken_over})
            for row in step.decided:
                taken_over.pop(row, None)
        return LeftByPersons(decided, who, tuple(taken_over.values()))

    def proposals(self, _run: str) -> Iterator[SortedRow]:
        return iter(self.rows)


@pytest.fixture
def decisions() -> FakeDecisions:
    """Keeps decisions."""
    return FakeDecisions()


@pytest.fixture
def kept_sureness() -> list[float]:
    """What was remembered of how sure it must be."""
    return []


@pytest.fixture
def recorded(
    qtbot: QtBot,
    tools: PageTools,
    sorting: FakeSorting,
    decisions: FakeDecisions,
    kept_sureness: list[float],
    tmp_path: Path,
    categories: Path,
) -> InquiriesPage:
    """The page over records, with sorted inquiries."""
    records = InquiryRecords(decisions, lambda: 0.5, kept_sureness.append, "mori")
    page = InquiriesPage(tools, sorting, write_sorted, read_examples, records=records)
    qtbot.addWidget(page)
    table = tmp_path / "more.csv"
    table.write_text(
        "message\nMy parcel is late\nThe biscuits are broken\nbiscuits again\n", encoding="utf-8"
    )
    page._form.file_field.set_file(table)
    page._form.categories.load(categories)
    wait_for_work(qtbot, page)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    return page


def decide(qtbot: QtBot, page: InquiriesPage, place: int, figure: Qt.Key) -> None:
    table = page._check._list.table
    table.selectRow(place)
    QTest.keyClick(table, figure)
    qtbot.waitUntil(lambda: not page._corrections.look.running)


@pytest.fixture
def restart(
    qtbot: QtBot,
    tools: PageTools,
    sorting: FakeSorting,
    decisions: FakeDecisions,
    kept_runs: dict[str, Run],
) -> Callable[..., InquiriesPage]:
    """Makes the page anew, as after a restart, with the record that the job would have kept of a page's run."""

    def make(
        page: InquiriesPage, sure_now: float = 0.5, rows_done: int | None = None, **values: object
    ) -> InquiriesPage:
        wait_for_work(qtbot, page)
        given = page._work.given
        assert given is not None
        inquiries, categories = given
        rows = tuple(
            sorted_row(inquiry.row, inquiry.text, categories.names) for inquiry in inquiries.items[:rows_done]
        )
        kept_runs["run-i"] = Run(
            "run-i",
            "inquiries",
            datetime.now(UTC),
            "",
            {
                "path": str(inquiries.path),
                "text_column": inquiries.text_column,
                "categories": categories.model_dump(mode="json"),
                "sure": sorting.sure[-1],
            },
            {
                "rows": TypeAdapter(tuple[SortedRow, ...]).dump_python(rows, mode="json"),
                "total": len(rows),
            }
            | values,
            (),
            "rule",
            None,
            1.0,
        )
        records = InquiryRecords(decisions, lambda: sure_now, lambda _sureness: None, "mori")
        made = InquiriesPage(tools, sorting, write_sorted, read_examples, records=records)
        qtbot.addWidget(made)
        wait_for_work(qtbot, made)
        return made

    return make


Restart = Callable[..., InquiriesPage]
