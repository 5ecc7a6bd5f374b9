"""Parts of long names that other reports name by themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.history.runs import RunStore
from app.records import KeywordsResult, SourceText
from app.tasks.keywords.picking import KeywordPicking


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


def pick(runs: RunStore, *texts: str, top: int = 10) -> list[KeywordsResult]:
    sources = [SourceText(f"{number}.txt", text) for number, text in enumerate(texts)]
    return list(KeywordPicking(lambda: None, runs).pick(sources, top=top))


ORDERS = (
    "The fuel pump bracket broke.",
    "The fuel pump stopped.",
    "They sent the bracket.",
    "Ask about the fuel pump, the bracket.",
)


def test_parts_that_are_named_elsewhere_fill_the_room_that_is_left(runs: RunStore) -> None:
    first, *_ = pick(runs, *ORDERS)
    assert [keyword.text for keyword in first.keywords] == ["fuel pump bracket", "fuel pump", "bracket"]
    scores = [keyword.score for keyword in first.keywords]
    assert scores == sorted(scores, reverse=True)
    for keyword in first.keywords:
        for start, end in keyword.spans:
            assert first.text[start:end].lower() == keyword.text


def test_whole_names_go_before_their_parts(runs: RunStore) -> None:
    first, *_ = pick(runs, *ORDERS, top=1)
    assert [keyword.text for keyword in first.keywords] == ["fuel pump bracket"]


def test_a_report_alone_keeps_its_names_whole(runs: RunStore) -> None:
    (only,) = pick(runs, ORDERS[0])
    assert [keyword.text for keyword in only.keywords] == ["fuel pump bracket"]
