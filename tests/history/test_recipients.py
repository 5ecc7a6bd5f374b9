"""What was given last for a recipient is remembered, is forgotten on request, and goes with the history."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.history.migrations import MIGRATIONS, migrate
from app.history.recipients import Recalled, RecipientStore
from app.history.runs import RunStore
from app.records import Run

NOTHING = Recalled({}, {})


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


def remember(
    store: RecipientStore,
    name: str,
    address: str = "",
    *,
    person: Mapping[str, str] | None = None,
    matter: Mapping[str, str] | None = None,
    template: str = "apology",
    run: str | None = None,
) -> None:
    store.remember(name, address, person=person or {}, template=template, matter=matter or {}, run=run)


def keep(runs: RunStore, run: str, started: datetime | None = None) -> None:
    runs.keep(Run(run, "email", started or datetime.now(UTC), "mail", {}, {}, (), "model", None, 0.1))


def test_what_is_about_the_person_serves_every_template_and_the_matter_its_own(runs: RunStore) -> None:
    remember(runs.recipients, "Ann Lee", person={"tone": "warm"}, matter={"order": "KC-1"})
    assert runs.recipients.recall("Ann Lee", "", "apology") == Recalled({"tone": "warm"}, {"order": "KC-1"})
    assert runs.recipients.recall("Ann Lee", "", "reminder") == Recalled({"tone": "warm"}, {})


def test_the_latest_values_hold_and_what_was_not_given_again_is_gone(runs: RunStore) -> None:
    remember(
        runs.recipients, "Ann Lee", person={"tone": "warm", "a": "1"}, matter={"order": "1", "cause": "rain"}
    )
    remember(
        runs.recipients, "Ann Lee", person={"tone": "plain", "a": " "}, matter={"order": "2", "cause": ""}
    )
    assert runs.recipients.recall("Ann Lee", "", "apology") == Recalled({"tone": "plain"}, {"order": "2"})


def test_other_templates_keep_what_they_had(runs: RunStore) -> None:
    remember(runs.recipients, "Ann Lee", matter={"order": "1"})
    remember(runs.recipients, "Ann Lee", matter={"item": "tea"}, template="reminder")
    assert runs.recipients.recall("Ann Lee", "", "apology").matter == {"order": "1"}


@pytest.mark.parametrize("name", ["ann lee", "ＡＮＮ　ＬＥＥ", " Ann  Lee ", "AnnLee"])
def test_case_width_and_blanks_make_no_other_person(runs: RunStore, name: str) -> None:
    remember(runs.recipients, "Ann Lee", "Ann@Lee.example", person={"tone": "warm"})
    assert runs.recipients.recall(name, "", "x").person == {"tone": "warm"}
    assert runs.recipients.recall("", "ann@LEE.example", "x").person == {"tone": "warm"}


def test_people_of_the_same_name_are_kept_apart_by_their_addresses(runs: RunStore) -> None:
    remember(runs.recipients, "田中 太郎", "tanaka@aoba.example.jp", person={"tone": "warm"})
    remember(runs.recipients, "田中太郎", "tanaka@hokuto.example.jp", person={"tone": "formal"})
    assert runs.recipients.recall("田中太郎", "tanaka@aoba.example.jp", "x").person == {"tone": "warm"}
    assert runs.recipients.recall("田中太郎", "", "x") == NOTHING
    assert runs.recipients.recall("田中太郎", "other@aoba.example.jp", "x") == NOTHING


def test_an_address_is_learnt_for_a_name_and_a_name_for_an_address(runs: RunStore) -> None:
    remember(runs.recipients, "Ann Lee", person={"tone": "warm"})
    remember(runs.recipients, "Ann Lee", "ann@lee.example", person={"relation": "customer"})
    remember(runs.recipients, "", "bo@ek.example", person={"tone": "plain"})
    remember(runs.recipients, "Bo Ek", "bo@ek.example", person={"language": "en"})
    assert runs.recipients.recall("", "ann@lee.example", "x").person == {
        "tone": "warm",
        "relation": "customer",
    }
    assert runs.recipients.recall("Bo Ek", "", "x").person == {"tone": "plain", "language": "en"}
    assert [(one.shown, one.address, one.count) for one in runs.recipients.known()] == [
        ("Bo Ek", "bo@ek.example", 2),
        ("Ann Lee", "ann@lee.example", 2),
    ]


def test_two_people_behind_one_address_are_told_by_their_names(runs: RunStore) -> None:
    remember(runs.recipients, "Ann Lee", "info@lee.example", person={"tone": "warm"})
    remember(runs.recipients, "Bo Lee", "info@lee.example", person={"tone": "formal"})
    assert runs.recipients.recall("Bo Lee", "info@lee.example", "x").person == {"tone": "formal"}
    assert runs.recipients.recall("", "info@lee.example", "x") == NOTHING


def test_a_recipient_is_forgotten_without_a_trace_in_the_file(runs: RunStore, tmp_path: Path) -> None:
    remember(
        runs.recipients, "Ann Lee", "ann@lee.example", person={"tone": "warm"}, matter={"order": "KC-777"}
    )
    remember(runs.recipients, "Bo Ek", matter={"order": "KC-888"})
    assert runs.recipients.forget("ANN LEE") == 2
    assert runs.recipients.forget("Ann Lee") == 0
    assert runs.recipients.forget("") == 0
    assert runs.recipients.recall("Ann Lee", "", "apology") == NOTHING
    assert [one.shown for one in runs.recipients.known()] == ["Bo Ek"]
    runs.close()
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"KC-777" not in content
    assert b"annlee" not in content
    assert b"KC-888" in content


def test_one_of_two_with_the_same_name_is_forgotten_by_the_address(runs: RunStore) -> None:
    remember(runs.recipients, "Ann Lee", "a@lee.example", person={"tone": "warm"})
    remember(runs.recipients, "Ann Lee", "b@lee.example", person={"tone": "plain"})
    assert runs.recipients.forget("Ann Lee", "a@lee.example") == 1
    assert runs.recipients.recall("Ann Lee", "", "x").person == {"tone": "plain"}


def test_it_goes_with_the_run_that_it_came_from(runs: RunStore) -> None:
    for run in ("a", "b"):
        keep(runs, run)
        remember(runs.recipients, f"Person {run}", matter={"order": run}, run=run)
    runs.erase(["a"])
    assert [one.shown for one in runs.recipients.known()] == ["Person b"]


def test_it_goes_with_the_whole_history_also_where_no_run_was_kept(runs: RunStore, tmp_path: Path) -> None:
    remember(runs.recipients, "Ann Lee", matter={"order": "KC-777"})
    runs.erase_all()
    assert runs.recipients.known() == ()
    runs.close()
    assert b"KC-777" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_it_goes_with_the_days_that_are_erased(runs: RunStore) -> None:
    remember(runs.recipients, "Ann Lee", matter={"order": "1"})
    runs.erase_before(date(2020, 1, 1))
    assert len(runs.recipients.known()) == 1
    runs.erase_before(date(9999, 1, 1))
    assert runs.recipients.known() == ()


def test_nothing_is_remembered_when_records_are_not_wanted_or_nobody_is_named(tmp_path: Path) -> None:
    runs = RunStore(tmp_path / "records.sqlite3", enabled=lambda: False)
    remember(runs.recipients, "Ann Lee", matter={"order": "1"})
    assert not (tmp_path / "records.sqlite3").exists()
    runs = RunStore(tmp_path / "records.sqlite3")
    remember(runs.recipients, " ", matter={"order": "1"})
    remember(runs.recipients, "Ann Lee", matter={"order": " ", "text": "x" * 6_000})
    assert runs.recipients.known() == ()
    runs.close()


def test_trouble_is_told_and_costs_no_draft(runs: RunStore, tmp_path: Path) -> None:
    told: list[str] = []
    runs.trouble.subscribe(lambda finding: told.append(finding.code))
    (tmp_path / "records.sqlite3").mkdir()
    remember(runs.recipients, "Ann Lee", matter={"order": "1"})
    assert told == ["records-not-writable"]


def test_records_of_an_earlier_version_get_room_for_recipients(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    migrate(connection, MIGRATIONS[:2])
    connection.close()
    runs = RunStore(tmp_path / "records.sqlite3")
    remember(runs.recipients, "Ann Lee", matter={"order": "1"})
    assert runs.recipients.recall("Ann Lee", "", "apology").matter == {"order": "1"}
    runs.close()
