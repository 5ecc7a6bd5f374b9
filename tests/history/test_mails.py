"""The versions of a mail and what is left out of its answer are kept, and go with the runs they come from."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.history.mails import KeptMail, KeptVersion
from app.history.migrations import MIGRATIONS, migrate
from app.history.runs import RunStore
from app.records import Finding, Run

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[RunStore]:
    store = RunStore(tmp_path / "records.sqlite3")
    yield store
    store.close()


def a_run(run: str) -> Run:
    return Run(run, "email", NOON, "mail", {}, {}, (), "model", None, 0.1)


def version(run: str, body: str, parent: int | None = None) -> KeptVersion:
    return KeptVersion(run, "draft" if parent is None else "edit", NOON, "Delay", body, "drafted", parent)


def two_runs(runs: RunStore) -> KeptMail:
    """Keep a mail of a draft, the person's changes, another draft, and the changes made anew."""
    for run in ("one", "two"):
        runs.keep(a_run(run))
    versions = (
        version("one", "Hello"),
        version("one", "Hello, 山田様\n", 0),
        version("two", "Dear", 1),
        version("one", "Hello again", 0),
    )
    mail = KeptMail(versions, 1, ("Call me?",), ("invented-number 3",))
    runs.mails.keep(mail)
    return mail


def test_a_mail_is_found_by_each_of_its_runs_as_it_was_kept(runs: RunStore) -> None:
    mail = two_runs(runs)
    assert runs.mails.of_run("one") == mail
    assert runs.mails.of_run("two") == mail
    assert runs.mails.of_run("three") is None


def test_what_is_kept_last_takes_the_place_of_what_was_there(runs: RunStore) -> None:
    two_runs(runs)
    later = KeptMail((version("two", "Dear"),), 0)
    runs.mails.keep(later)
    assert runs.mails.of_run("two") == later
    assert runs.mails.of_run("one") is None


def test_what_comes_from_an_erased_run_is_gone_and_the_rest_closes_up(runs: RunStore, tmp_path: Path) -> None:
    two_runs(runs)
    runs.erase(["one"])
    kept = runs.mails.of_run("two")
    assert kept is not None
    assert [(one.body, one.parent) for one in kept.versions] == [("Dear", None)]
    assert kept.shown == 0
    runs.erase(["two"])
    runs.close()
    assert b"Call me?" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_version_whose_draft_was_erased_follows_the_one_before_it(runs: RunStore) -> None:
    two_runs(runs)
    runs.keep(a_run("three"))
    mail = KeptMail((version("one", "a"), version("two", "b", 0), version("three", "c", 1)), 2)
    runs.mails.keep(mail)
    runs.erase(["two"])
    kept = runs.mails.of_run("three")
    assert kept is not None
    assert [(one.body, one.parent) for one in kept.versions] == [("a", None), ("c", 0)]
    assert kept.shown == 1


def test_nothing_is_kept_of_a_run_that_is_not_there(runs: RunStore) -> None:
    runs.mails.keep(KeptMail((version("gone", "secret"),), 0, ("Call me?",)))
    assert runs.mails.of_run("gone") is None
    with sqlite3.connect(runs._database._path) as connection:
        assert connection.execute("SELECT count(*) FROM mails").fetchone() == (0,)


def test_nothing_is_kept_when_records_are_not_wanted(tmp_path: Path) -> None:
    wanted = [True]
    runs = RunStore(tmp_path / "records.sqlite3", enabled=lambda: wanted[0])
    runs.keep(a_run("one"))
    wanted[0] = False
    runs.mails.keep(KeptMail((version("one", "Hello"),), 0))
    assert runs.mails.of_run("one") is None
    runs.close()


def test_everything_is_erased_with_all_runs_and_with_the_old_ones(runs: RunStore) -> None:
    two_runs(runs)
    runs.erase_before(NOON.date().replace(day=20))
    assert runs.mails.of_run("one") is None
    two_runs(runs)
    runs.erase_all()
    assert runs.mails.of_run("two") is None


def test_a_run_that_is_kept_anew_keeps_its_mail(runs: RunStore) -> None:
    mail = two_runs(runs)
    runs.keep(a_run("one"))
    assert runs.mails.of_run("one") == mail


def test_halves_of_characters_are_no_trouble(runs: RunStore) -> None:
    heard: list[Finding] = []
    runs.trouble.subscribe(heard.append)
    runs.keep(a_run("one"))
    runs.mails.keep(KeptMail((version("one", "cut \ud83d"),), 0, ("cut \ud83d",)))
    assert heard == []
    assert runs.mails.of_run("one") == KeptMail((version("one", "cut ?"),), 0, ("cut ?",))


def test_records_that_cannot_be_written_are_told_of_and_cost_nothing(runs: RunStore, tmp_path: Path) -> None:
    heard: list[Finding] = []
    runs.trouble.subscribe(heard.append)
    (tmp_path / "records.sqlite3").write_bytes(b"this was never a database" * 100)
    runs.mails.keep(KeptMail((version("one", "Hello"),), 0))
    assert [finding.code for finding in heard] == ["records-damaged"]


def test_records_of_an_older_version_take_mails_as_well(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as connection:
        migrate(connection, MIGRATIONS[:3])
        connection.execute(
            "INSERT INTO runs (id, moment, started, job, method, seconds, title, input, output, evidence, words)"
            " VALUES ('old', 0, ?, 'email', 'model', 0.1, 'mail', '{}', '{}', '[]', '')",
            (NOON.isoformat(),),
        )
    connection.close()
    runs = RunStore(path)
    assert runs.get("old").title == "mail"
    assert runs.mails.of_run("old") is None
    mail = KeptMail((version("old", "Hello"),), 0)
    runs.mails.keep(mail)
    assert runs.mails.of_run("old") == mail
    runs.close()


def found(runs: RunStore, words: str) -> list[str]:
    return sorted(run.id for run in runs.search(words))


def test_runs_are_found_by_the_words_that_were_typed_into_their_versions(runs: RunStore) -> None:
    two_runs(runs)
    assert found(runs, "山田") == ["one"]
    assert found(runs, "HELLO again") == ["one"]
    assert found(runs, "dear") == ["two"]
    assert found(runs, "mail dear") == ["two"]  # what the run was found by before still counts
    runs.mails.keep(KeptMail((version("two", "Good day"),), 0))
    assert found(runs, "dear") == found(runs, "山田") == []
    assert found(runs, "good day") == ["two"]
    assert found(runs, "mail") == ["one", "two"]


def test_words_that_were_typed_before_they_were_searched_are_found(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as connection:
        migrate(connection, MIGRATIONS[:4])
        connection.execute(
            "INSERT INTO runs (id, moment, started, job, method, seconds, title, input, output, evidence, words)"
            " VALUES ('old', 0, ?, 'email', 'model', 0.1, 'mail', '{}', '{}', '[]', 'mail')",
            (NOON.isoformat(),),
        )
        connection.execute("INSERT INTO mails (number, shown, left_out) VALUES (1, 0, '[]')")
        connection.execute(
            "INSERT INTO mail_versions VALUES (1, 0, NULL, 'old', 'edit', 0, 'Delay', 'Typed ＷＯＲＤＳ', '')"
        )
    connection.close()
    runs = RunStore(path)
    assert found(runs, "typed words") == found(runs, "mail") == ["old"]
    kept = runs.mails.of_run("old")
    assert kept is not None
    assert kept.accepted == ()
    runs.close()
