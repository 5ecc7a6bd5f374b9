"""Sorting over records and a cache of its own."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from app.engine.engine import Engine
from app.history.runs import RunStore
from app.records import Progress, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.sorting import InquirySorting
from tests.tasks.inquiries.sorting_setup import CATEGORIES, Sort, inquiries


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


@pytest.fixture
def sorting(runs: RunStore, tmp_path: Path) -> Callable[..., InquirySorting]:
    def build(engine: Engine | None = None, sure: float = 0.6) -> InquirySorting:
        return InquirySorting(lambda: engine, runs, lambda: sure, tmp_path / "cache")

    return build


@pytest.fixture
def sort(sorting: Callable[..., InquirySorting]) -> Sort:
    def run(
        *texts: str,
        engine: Engine | None = None,
        sure: float = 0.6,
        categories: CategorySet = CATEGORIES,
        examples: Sequence[tuple[str, str]] = (),
        on_progress: Callable[[Progress], None] | None = None,
    ) -> list[SortedRow]:
        rows = sorting(engine, sure).sort(
            inquiries(*texts), categories, examples=examples, on_progress=on_progress
        )
        return list(rows)

    return run
