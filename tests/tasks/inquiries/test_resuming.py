"""Sorting that is stopped, held and gone on with, and what is kept of it."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.errors import Cancelled
from app.events import Cancellation, Pause
from app.history.runs import RunStore
from app.records import SortedRow
from app.tasks.inquiries import run_summary
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.sorting import InquirySorting
from tests.tasks.inquiries.sorting_setup import (
    CATEGORIES,
    TEXTS,
    Sort,
    check_places,
    inquiries,
    interrupted,
    naming,
    whole,
)


def test_an_interrupted_run_goes_on_where_it_stopped(sorting: Callable[..., InquirySorting]) -> None:
    engine = naming("product")
    first = interrupted(sorting(engine), 2)
    resumed = list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, resume=True))
    assert whole(engine, *TEXTS) == len(TEXTS)
    assert [(row.row, row.category, row.confidence) for row in resumed[:2]] == [
        (row.row, row.category, row.confidence) for row in first
    ]
    assert {row.run for row in resumed} == {resumed[0].run} != {first[0].run}


def test_who_is_interrupted_twice_loses_nothing(sorting: Callable[..., InquirySorting]) -> None:
    engine = naming("product")
    interrupted(sorting(engine), 2)
    rows = sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, resume=True)
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert len(list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, resume=True))) == len(TEXTS)
    assert whole(engine, *TEXTS) == len(TEXTS)


def test_going_on_gives_the_same_rows_as_never_having_stopped(
    sorting: Callable[..., InquirySorting], tmp_path: Path, runs: RunStore
) -> None:
    interrupted(sorting(naming("product", by=3)), 2)
    resumed = list(sorting(naming("product", by=3)).sort(inquiries(*TEXTS), CATEGORIES, resume=True))
    other = InquirySorting(lambda: naming("product", by=3), runs, lambda: 0.6, tmp_path / "elsewhere")
    whole = list(other.sort(inquiries(*TEXTS), CATEGORIES))
    assert [(row.category, row.confidence) for row in resumed] == [
        (row.category, row.confidence) for row in whole
    ]


def test_without_resume_everything_is_asked_again(sorting: Callable[..., InquirySorting]) -> None:
    engine = naming("product")
    interrupted(sorting(engine), 2)
    asked = whole(engine, *TEXTS)
    list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES))
    assert whole(engine, *TEXTS) == asked + len(TEXTS)


def test_other_examples_make_it_another_run(sorting: Callable[..., InquirySorting]) -> None:
    engine = naming("product")
    interrupted(sorting(engine), 2)
    asked = whole(engine, *TEXTS)
    examples = [("the invoice", "payment")]
    list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, examples=examples, resume=True))
    assert whole(engine, *TEXTS) == asked + len(TEXTS)


def with_example(category: int, text: str) -> CategorySet:
    """Return the categories with one more example."""
    every = list(CATEGORIES.categories)
    every[category] = every[category].model_copy(update={"examples": (text,)})
    return CATEGORIES.model_copy(update={"categories": tuple(every)})


def test_after_a_correction_only_the_other_rows_are_asked_about(
    sorting: Callable[..., InquirySorting],
) -> None:
    engine = naming("product")
    first = interrupted(sorting(engine), 2)
    assert whole(engine, *TEXTS[:2]) == 2
    corrected = with_example(0, f" {TEXTS[1]}\n")
    resumed = list(sorting(engine).sort(inquiries(*TEXTS), corrected, resume=True))
    assert [whole(engine, text) for text in TEXTS] == [1] * len(TEXTS)
    assert [(row.category, row.confidence) for row in resumed[:2]] == [
        (row.category, row.confidence) for row in first
    ]
    asked = next(one for one in engine.conversations if f"\n{TEXTS[5]}\n" in one[-1].text)
    assert TEXTS[1] in "".join(message.text for message in asked)  # an example now


def test_a_correction_that_was_taken_back_costs_nothing_either(
    sorting: Callable[..., InquirySorting],
) -> None:
    engine = naming("product")
    interrupted(sorting(engine), 2)
    stop = Cancellation()
    rows = sorting(engine).sort(inquiries(*TEXTS), with_example(0, TEXTS[1]), resume=True, cancellation=stop)
    for _ in range(3):
        next(rows)
    stop.request()
    with pytest.raises(Cancelled):
        next(rows)
    assert len(list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, resume=True))) == len(TEXTS)
    assert [whole(engine, text) for text in TEXTS] == [1] * len(TEXTS)


def test_an_example_that_is_no_row_makes_it_another_run(sorting: Callable[..., InquirySorting]) -> None:
    engine = naming("product")
    interrupted(sorting(engine), 2)
    asked = whole(engine, *TEXTS)
    other = with_example(1, "the invoice")
    list(sorting(engine).sort(inquiries(*TEXTS), other, resume=True))
    assert whole(engine, *TEXTS) == asked + len(TEXTS)


def test_nothing_is_left_when_all_rows_are_done(sort: Sort, tmp_path: Path) -> None:
    sort(*TEXTS)
    assert list((tmp_path / "cache" / "sorting").iterdir()) == []


def test_a_journal_that_cannot_be_read_any_more_is_begun_anew(
    sorting: Callable[..., InquirySorting], tmp_path: Path
) -> None:
    engine = naming("product")
    interrupted(sorting(engine), 2)
    (journal,) = (tmp_path / "cache" / "sorting").iterdir()
    journal.write_bytes(b"no journal at all" * 300)
    asked = whole(engine, *TEXTS)
    rows = list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, resume=True))
    assert [row.category for row in rows] == ["product"] * len(TEXTS)
    assert whole(engine, *TEXTS) == asked + len(TEXTS)


def test_a_folder_that_cannot_be_written_only_prevents_resuming(runs: RunStore, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    sorting = InquirySorting(lambda: None, runs, lambda: 0.6, tmp_path / "cache")
    assert len(list(sorting.sort(inquiries(*TEXTS), CATEGORIES, resume=True))) == len(TEXTS)


def test_a_journal_that_nobody_came_back_to_is_removed(sort: Sort, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "sorting"
    folder.mkdir(parents=True)
    for name, days in (("old.jsonl", 40), ("new.jsonl", 2)):
        (folder / name).write_text("", encoding="utf-8")
        moment = time.time() - days * 24 * 3600
        os.utime(folder / name, (moment, moment))
    sort("my parcel")
    assert [path.name for path in folder.iterdir()] == ["new.jsonl"]


def test_identical_texts_are_judged_once(sort: Sort) -> None:
    engine = naming("product")
    rows = sort(
        "is the cushion soft", "is it  washable", "is the cushion soft\n", "is it washable", engine=engine
    )
    assert whole(engine, "is the cushion soft", "is it  washable") == 2
    assert whole(engine, "is it washable") == 0
    assert [(row.row, row.category, row.method) for row in rows] == [
        (number, "product", "model") for number in (1, 2, 3, 4)
    ]
    for row in rows:
        check_places(row)


def test_every_decision_is_kept_in_the_records(sort: Sort, runs: RunStore) -> None:
    rows = sort(*TEXTS, engine=naming("product"))
    assert list(runs.decisions.proposals(rows[0].run)) == rows
    (decision,) = runs.decisions.of_row(rows[0].run, 1)
    assert (decision.who, decision.source, decision.method) == (None, "inquiries.csv", "model")


def test_a_run_that_was_stopped_is_kept_as_far_as_it_came(
    sorting: Callable[..., InquirySorting], runs: RunStore
) -> None:
    first = interrupted(sorting(naming("product")), 2)
    record = runs.get(first[0].run)
    assert record.output["stopped"] is True
    assert record.output["total"] == 2
    assert list(runs.decisions.proposals(first[0].run))[:2] == first


def test_a_run_that_was_stopped_before_its_first_row_leaves_nothing(
    sorting: Callable[..., InquirySorting], runs: RunStore
) -> None:
    stop = Cancellation()
    rows = sorting().sort(inquiries(*TEXTS), CATEGORIES, cancellation=stop)
    stop.request()
    with pytest.raises(Cancelled):
        next(rows)
    assert runs.recent() == []


def test_a_run_goes_on_with_another_sureness(sorting: Callable[..., InquirySorting]) -> None:
    engine = naming("product", by=3)
    first = interrupted(sorting(engine, sure=0.3), 4)
    assert not any(row.needs_person for row in first)
    resumed = list(sorting(engine, sure=0.95).sort(inquiries(*TEXTS), CATEGORIES, resume=True))
    assert whole(engine, *TEXTS) == len(TEXTS)  # those that were done are not asked again
    assert all(row.needs_person for row in resumed if row.confidence < 0.95)
    assert any(row.needs_person for row in resumed[:4])


def test_rows_whose_basis_was_never_looked_at_are_sorted_anew_with_less_sureness(
    sorting: Callable[..., InquirySorting],
) -> None:
    engine = naming("product", by=3)
    first = interrupted(sorting(engine, sure=0.95), 4)
    assert all(row.needs_person for row in first)
    resumed = list(sorting(engine, sure=0.3).sort(inquiries(*TEXTS), CATEGORIES, resume=True))
    fresh = list(sorting(naming("product", by=3), sure=0.3).sort(inquiries(*TEXTS), CATEGORIES))
    assert [row.needs_person for row in resumed] == [row.needs_person for row in fresh]
    assert [row.evidence for row in resumed] == [row.evidence for row in fresh]


def test_of_many_rows_the_run_itself_holds_the_first(
    sort: Sort, runs: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_summary, "_MOST_ROWS", 3)
    rows = sort(*[f"where is parcel {number} of mine" for number in range(8)])
    output = runs.get(rows[0].run).output
    assert len(output["rows"]) == 3  # type: ignore[arg-type]
    assert output["total"] == 8
    assert output["counts"] == {"delivery": 8}
    assert runs.decisions.counts(rows[0].run).rows == 8


def test_of_long_rows_the_run_itself_holds_few(sort: Sort, runs: RunStore) -> None:
    rows = sort("my parcel " * 11_000, "my parcel " * 11_001, "my parcel")
    assert len(runs.get(rows[0].run).output["rows"]) == 1  # type: ignore[arg-type]


def test_sorting_that_is_held_goes_on_where_it_was(sorting: Callable[..., InquirySorting]) -> None:
    pause, engine = Pause(), naming("product")
    rows = sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, pause=pause)
    for _ in range(4):
        next(rows)
    pause.hold()
    rest: list[SortedRow] = []
    thread = threading.Thread(target=lambda: rest.extend(rows))
    thread.start()
    thread.join(0.1)
    assert thread.is_alive()
    assert whole(engine, *TEXTS) == 4
    pause.go_on()
    thread.join(10)
    assert [row.row for row in rest] == [5, 6]


def test_who_stops_while_it_is_held_loses_nothing(sorting: Callable[..., InquirySorting]) -> None:
    pause, stop, engine = Pause(), Cancellation(), naming("product")
    rows = sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, pause=pause, cancellation=stop)
    for _ in range(4):
        next(rows)
    pause.hold()
    stop.request()
    with pytest.raises(Cancelled):
        next(rows)
    assert len(list(sorting(engine).sort(inquiries(*TEXTS), CATEGORIES, resume=True))) == len(TEXTS)
    assert whole(engine, *TEXTS) == len(TEXTS)


def test_the_rows_are_never_held_all_at_once(sorting: Callable[..., InquirySorting]) -> None:
    read: list[int] = []

    class Rows(Sequence[Inquiry]):
        def __len__(self) -> int:
            return 5000

        def __getitem__(self, place: Any) -> Any:
            return Inquiry(place + 1, f"where is parcel {place}", "a.csv")

        def __iter__(self) -> Iterator[Inquiry]:
            for place in range(len(self)):
                read.append(place)
                yield self[place]

    rows = sorting().sort(Inquiries(Path("a.csv"), Rows(), None, "text"), CATEGORIES)
    next(rows)
    before = len(read)
    read.clear()
    next(rows)
    assert read == []
    assert before % len(Rows()) <= 512
    rows.close()  # type: ignore[attr-defined]


def test_a_first_row_of_a_megabyte_stands_in_the_run_all_the_same(sort: Sort, runs: RunStore) -> None:
    rows = sort("my parcel " * 100_000, "my parcel")
    kept: list[dict[str, object]] = runs.get(rows[0].run).output["rows"]  # type: ignore[assignment]
    assert [one["row"] for one in kept] == [1]


def test_a_run_counts_no_empty_row_among_those_that_fit_nothing(sort: Sort, runs: RunStore) -> None:
    rows = sort("where is my parcel", " ", "")
    output = runs.get(rows[0].run).output
    assert (output["total"], output["counts"], output["none_fits"]) == (3, {"delivery": 1}, 0)
