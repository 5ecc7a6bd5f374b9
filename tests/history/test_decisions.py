"""Every decision on a row is kept with who made it, when, and from what; it goes with its run."""

import itertools
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.history import decisions as decisions_module
from app.history.decisions import DecisionStore
from app.history.migrations import MIGRATIONS, migrate
from app.history.persons_steps import LeftByPersons, PersonsStep
from app.history.runs import RunStore
from app.records import Evidence, Failure, Finding, Run, SortedRow


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


@pytest.fixture
def decisions(runs: RunStore) -> DecisionStore:
    return runs.decisions


def a_row(run: str, row: int, category: str | None = "delivery", **changes: object) -> SortedRow:
    values: dict[str, object] = {
        "run": run,
        "row": row,
        "text": f"where is parcel {row}",
        "category": category,
        "confidence": 0.75,
        "needs_person": row % 2 == 0,
        "evidence": (Evidence("a.csv", "parcel", 9, 15),),
        "reason": "rule-matched",
        "method": "rule",
        "parameters": {"words": "parcel"},
    }
    return SortedRow(**(values | changes))  # type: ignore[arg-type]


def keep(runs: RunStore, run: str) -> None:
    runs.keep(Run(run, "inquiries", datetime.now(UTC), "a.csv", {}, {}, (), "rule", None, 0.1))


def sorted_run(runs: RunStore, run: str, rows: list[SortedRow], work: str = "") -> str:
    runs.decisions.begin(run, work or run)
    runs.decisions.add(rows, ["a.csv"] * len(rows))
    keep(runs, run)
    runs.decisions.finish(run)
    return run


def decide(decisions: DecisionStore, run: str, row: int, category: str | None, who: str) -> int:
    return decisions.add_step(PersonsStep(run, who, {row: category}))


def rows_in(path: Path) -> int:
    connection = sqlite3.connect(path / "records.sqlite3")
    try:
        return int(connection.execute("SELECT count(*) FROM decisions").fetchone()[0])
    finally:
        connection.close()


def test_a_persons_decision_stands_beside_the_programs(runs: RunStore, decisions: DecisionStore) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", 1), a_row("r1", 2)])
    before = datetime.now(UTC) - timedelta(seconds=1)
    assert decide(decisions, run, 2, "payment", "Mori")
    program, person = decisions.of_row(run, 2)
    assert (program.who, program.category, program.method, program.needs_person) == (
        None,
        "delivery",
        "rule",
        True,
    )
    assert program.evidence == (Evidence("a.csv", "parcel", 9, 15),)
    assert program.parameters == {"words": "parcel"}
    assert (person.who, person.category, person.confidence, person.needs_person) == (
        "Mori",
        "payment",
        1,
        False,
    )
    assert (person.text, person.source, person.reason) == ("where is parcel 2", "a.csv", "person-decided")
    assert before < program.when <= person.when <= datetime.now(UTC)


def test_the_latest_decision_counts(runs: RunStore, decisions: DecisionStore) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", row) for row in range(1, 6)])
    decide(decisions, run, 2, "payment", "Mori")
    decide(decisions, run, 2, None, "Brandt")
    decide(decisions, run, 4, "payment", "Mori")
    assert [(one.row, one.category, one.who) for one in decisions.rows(run)] == [
        (1, "delivery", None),
        (2, None, "Brandt"),
        (3, "delivery", None),
        (4, "payment", "Mori"),
        (5, "delivery", None),
    ]
    counts = decisions.counts(run)
    assert counts.by_category == {"delivery": 3, None: 1, "payment": 1}
    assert (counts.rows, counts.needs_person, counts.by_person) == (5, 0, 2)


def test_what_was_taken_over_stays_the_programs_own_decision(
    runs: RunStore, decisions: DecisionStore
) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", 2)])
    proposed = a_row("r1", 2, "payment", confidence=0.7, needs_person=True)
    assert decisions.add_step(PersonsStep(run, "Mori", taken_over=[proposed]))
    _, taken = decisions.of_row(run, 2)
    assert (taken.who, taken.category, taken.confidence, taken.needs_person, taken.reason) == (
        "Mori",
        "payment",
        0.7,
        True,
        "person-took-over",
    )
    assert taken.evidence == proposed.evidence
    counts = decisions.counts(run)
    assert (counts.needs_person, counts.by_person) == (1, 0)
    assert not decisions.add_step(PersonsStep("gone", "Mori", taken_over=[a_row("gone", 2)]))


def test_who_takes_a_correction_back_is_kept_too(runs: RunStore, decisions: DecisionStore) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", 2)])
    decide(decisions, run, 2, "payment", "Mori")
    assert decisions.add_step(PersonsStep(run, "Brandt", taken_back=[2]))
    assert [(one.who, one.category, one.needs_person) for one in decisions.of_row(run, 2)] == [
        (None, "delivery", True),
        ("Mori", "payment", False),
        ("Brandt", "delivery", True),
    ]


def test_how_persons_left_a_run_can_be_told_again(runs: RunStore, decisions: DecisionStore) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", row) for row in range(1, 7)])
    finding = Finding("not-carried", {})
    proposed = [
        a_row("r1", row, "payment", reason="unsure-between", method="examples", findings=(finding,))
        for row in (2, 4, 5)
    ]
    decisions.add_step(PersonsStep(run, "Mori", taken_over=proposed))
    decisions.add_step(PersonsStep(run, "Mori", {3: "payment", 4: None, 6: "payment"}))
    decisions.add_step(PersonsStep(run, "Brandt", {3: "delivery"}, taken_back=[5, 6]))
    left = decisions.left_by_persons(run)
    assert left.decided == {3: "delivery", 4: None}
    assert left.who == {3: "Brandt", 4: "Mori"}
    assert left.taken_over == (proposed[0],)


def test_a_step_is_kept_whole_or_not_at_all(runs: RunStore, decisions: DecisionStore) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", row) for row in range(1, 6)])

    def broken() -> Iterator[SortedRow]:
        yield from (a_row("r1", row, "payment") for row in (1, 2))
        raise OSError("full")

    step = PersonsStep(run, "Mori", {5: "payment"}, taken_over=broken())  # type: ignore[arg-type]
    with pytest.raises(OSError, match="full"):
        decisions.add_step(step)
    assert decisions.left_by_persons(run) == LeftByPersons()


def test_the_programs_rows_come_back_whole(runs: RunStore, decisions: DecisionStore) -> None:
    rows = [
        a_row("r1", 1, findings=(Finding("reads-like-an-order", {"quote": "x"}, 0, 5),)),
        a_row("r1", 2, None, error=Failure("empty-file", {"file": "b.eml"}), method="statistics"),
    ]
    run = sorted_run(runs, "r1", rows)
    decide(decisions, run, 1, "payment", "Mori")
    assert list(decisions.proposals(run)) == rows


def test_many_rows_are_read_some_at_a_time(runs: RunStore, decisions: DecisionStore) -> None:
    count = 2 * decisions_module._PAGE_ROWS + 1
    run = sorted_run(runs, "r1", [a_row("r1", row) for row in range(1, count + 1)])
    pages = decisions.rows(run)
    first = next(pages)
    runs.recent()  # whoever reads slowly keeps nobody waiting
    assert [one.row for one in itertools.chain([first], pages)] == list(range(1, count + 1))


def test_all_decisions_are_listed_by_their_rows(
    runs: RunStore, decisions: DecisionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions_module, "_PAGE_ROWS", 2)
    run = sorted_run(runs, "r1", [a_row("r1", row) for row in range(1, 5)])
    for who in ("Mori", "Brandt", "Meyer"):
        decide(decisions, run, 2, "payment", who)
    corrected = [(2, None), (2, "Mori"), (2, "Brandt"), (2, "Meyer")]
    assert [(one.row, one.who) for one in decisions.of_run(run, corrected=True)] == corrected
    assert [(one.row, one.who) for one in decisions.of_run(run)] == [
        (1, None), *corrected, (3, None), (4, None)
    ]  # fmt: skip


def test_a_row_can_be_decided_as_soon_as_it_is_seen(runs: RunStore, decisions: DecisionStore) -> None:
    decisions.begin("r1", "work")
    decisions.add([a_row("r1", 1)], ["a.csv"])
    assert decide(decisions, "r1", 1, "payment", "Mori")


def test_a_row_of_which_nothing_is_kept_cannot_be_decided(runs: RunStore, decisions: DecisionStore) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", 1)])
    assert not decide(decisions, run, 2, "payment", "Mori")
    assert not decide(decisions, "another", 1, "payment", "Mori")
    assert [one.who for one in decisions.rows(run)] == [None]


def test_a_run_that_was_not_kept_leaves_no_decisions(
    runs: RunStore, decisions: DecisionStore, tmp_path: Path
) -> None:
    decisions.begin("r1", "work")
    decisions.add([a_row("r1", 1)], ["a.csv"])
    decisions.flush()
    assert rows_in(tmp_path) == 1
    decisions.finish("r1")
    assert rows_in(tmp_path) == 0


def test_what_a_killed_run_left_behind_goes_when_its_work_is_begun_again(
    runs: RunStore, decisions: DecisionStore, tmp_path: Path
) -> None:
    decisions.begin("killed", "work")
    decisions.add([a_row("killed", 1)], ["a.csv"])
    decisions.begin("other", "other work")
    decisions.add([a_row("other", 1)], ["a.csv"])
    decisions.flush()
    decisions.begin("again", "work")
    assert rows_in(tmp_path) == 1
    assert decisions.of_row("killed", 1) == []


def test_what_nobody_went_on_with_goes_after_some_days(
    runs: RunStore, decisions: DecisionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions.begin("killed", "work")
    decisions.add([a_row("killed", 1)], ["a.csv"])
    decisions.flush()
    monkeypatch.setattr(decisions_module, "_LONGEST_UNFINISHED", timedelta(days=-1))
    decisions.begin("another", "other work")
    assert rows_in(tmp_path) == 0


@pytest.mark.parametrize("way", ["id", "day", "all"])
def test_decisions_are_erased_with_their_run(runs: RunStore, tmp_path: Path, way: str) -> None:
    run = sorted_run(runs, "r1", [a_row("r1", 1, text="zqxwvk " * 500)])
    decide(runs.decisions, run, 1, "payment", "Mori")
    runs.decisions.begin("killed", "work")
    runs.decisions.add([a_row("killed", 1, text="zqxwvk")], ["a.csv"])
    runs.decisions.flush()
    assert rows_in(tmp_path) == 3
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).date()
    ways = {
        "id": lambda: runs.erase([run]),
        "day": lambda: runs.erase_before(tomorrow),
        "all": runs.erase_all,
    }
    assert ways[way]() == 1
    assert rows_in(tmp_path) == (1 if way == "id" else 0)
    if way != "id":
        assert b"zqxwvk" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_run_that_is_erased_while_it_works_keeps_nothing_more(runs: RunStore, tmp_path: Path) -> None:
    runs.decisions.begin("r1", "work")
    runs.decisions.add([a_row("r1", 1)], ["a.csv"])
    runs.erase_all()
    runs.decisions.add([a_row("r1", 2)], ["a.csv"])
    runs.decisions.flush()
    assert rows_in(tmp_path) == 0


def test_nothing_is_kept_while_records_are_not_wanted(tmp_path: Path) -> None:
    runs = RunStore(tmp_path / "records.sqlite3", enabled=lambda: False)
    sorted_run(runs, "r1", [a_row("r1", 1)])
    assert not decide(runs.decisions, "r1", 1, "payment", "Mori")
    runs.close()
    assert list(tmp_path.iterdir()) == []


def test_trouble_with_the_disk_is_told_once_and_costs_no_row(tmp_path: Path) -> None:
    (tmp_path / "way").write_text("a file in the way", encoding="utf-8")
    runs = RunStore(tmp_path / "way" / "records.sqlite3")
    heard: list[Finding] = []
    runs.trouble.subscribe(heard.append)
    runs.decisions.begin("r1", "work")
    for row in range(1, 2000):
        runs.decisions.add([a_row("r1", row)], ["a.csv"])
    runs.decisions.finish("r1")
    assert [finding.code for finding in heard] == ["records-not-writable"]


def test_halves_of_characters_do_not_lose_a_decision(runs: RunStore, decisions: DecisionStore) -> None:
    row = a_row("r1", 1, "caf\udfff", text="order \ud800 41", parameters={"words": "\ud800"})
    run = sorted_run(runs, "r1", [row])
    assert decide(decisions, run, 1, "caf\udfff", "Mo\udfffri")
    assert [one.text for one in decisions.of_row(run, 1)] == ["order ? 41"] * 2


def test_records_of_an_older_version_take_decisions_as_well(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    migrate(connection, MIGRATIONS[:1])
    connection.close()
    runs = RunStore(tmp_path / "records.sqlite3")
    run = sorted_run(runs, "r1", [a_row("r1", 1)])
    assert [one.row for one in runs.decisions.rows(run)] == [1]
    runs.close()
