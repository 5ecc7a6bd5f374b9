"""Records that cannot be used are told of, never deleted, and never cost a result."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import DeskhandError
from app.history.database import Database
from app.history.migrations import MIGRATIONS, migrate
from app.history.runs import RunStore
from app.records import Finding, Language, Run
from app.text.messages import ErrorText, describe, finding_sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[RunStore]:
    runs = RunStore(path)
    yield runs
    runs.close()


@pytest.fixture
def troubles(store: RunStore) -> list[Finding]:
    heard: list[Finding] = []
    store.trouble.subscribe(heard.append)
    return heard


def a_run(store: RunStore, title: str = "a title") -> Run:
    now = datetime.now(UTC)
    return Run(store.new_id(), "email", now, title, {}, {}, (), "template", None, 0.1)


def damaged_files(path: Path) -> list[bytes]:
    return [one.read_bytes() for one in sorted(path.parent.glob("records.damaged-*.sqlite3"))]


def test_a_damaged_file_is_set_aside_and_told_once(store: RunStore, path: Path) -> None:
    path.write_bytes(b"this was never a database" * 100)
    with pytest.raises(DeskhandError) as caught:
        store.recent()
    assert caught.value.code == "records-damaged"
    kept = path.with_name(str(caught.value.parameters["kept"]))
    assert kept.read_bytes() == b"this was never a database" * 100
    assert store.recent() == []


def test_tidying_up_a_file_that_broke_is_told_plainly(path: Path) -> None:
    path.write_bytes(b"this was never a database" * 100)
    database = Database(path)
    with pytest.raises(DeskhandError) as caught:
        database.scrub(shrink=True)
    assert caught.value.code == "records-damaged"
    assert len(damaged_files(path)) == 1
    database.scrub(shrink=True)
    database.close()


def test_a_result_is_kept_although_the_old_records_are_damaged(
    store: RunStore, path: Path, troubles: list[Finding]
) -> None:
    path.write_bytes(b"this was never a database" * 100)
    store.keep(a_run(store))
    assert [finding.code for finding in troubles] == ["records-damaged"]
    assert len(store.recent()) == 1
    assert len(damaged_files(path)) == 1


def test_a_second_damage_in_the_same_second_overwrites_nothing(store: RunStore, path: Path) -> None:
    for number in range(3):
        store.close()
        path.write_bytes(f"damage {number} ".encode() * 100)
        with pytest.raises(DeskhandError):
            store.recent()
    assert sorted(content[:8] for content in damaged_files(path)) == [b"damage 0", b"damage 1", b"damage 2"]


def test_damage_met_in_the_middle_is_told_too(store: RunStore, path: Path) -> None:
    for number in range(300):
        store.keep(a_run(store, f"a title of some length {number}" * 20))
    store.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(DeskhandError) as caught:
        store.recent()
    assert caught.value.code == "records-damaged"
    assert damaged_files(path) == [bytes(content)]


def test_records_of_a_newer_version_are_left_alone(
    store: RunStore, path: Path, troubles: list[Finding]
) -> None:
    store.keep(a_run(store))
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO migrations VALUES ('m999_from_the_future', '2030-01-01')")
    connection.commit()
    connection.close()
    before = path.read_bytes()

    for call in (store.recent, store.erase_all, lambda: store.search("title"), lambda: store.get("x")):
        with pytest.raises(DeskhandError) as caught:
            call()
        assert caught.value.code == "records-from-newer-version"
    store.keep(a_run(store))

    assert [finding.code for finding in troubles] == ["records-from-newer-version"]
    store.close()
    assert path.read_bytes() == before


def test_a_full_disk_costs_no_result_and_changes_nothing(
    store: RunStore, path: Path, troubles: list[Finding]
) -> None:
    store.keep(a_run(store, "first"))
    with store._database.writing() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    with store._database.reading():
        assert store._database._writer is not None
        store._database._writer.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    store.keep(a_run(store, "x y z " * 100_000))
    assert [finding.code for finding in troubles] == ["records-disk-full"]
    assert [run.title for run in store.recent()] == ["first"]
    assert store.search("first") != []


def test_records_that_another_program_holds_are_told_of(
    store: RunStore, path: Path, troubles: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.history.database._BUSY_SECONDS", 0.01)
    store.keep(a_run(store))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        store.keep(a_run(store))
        assert [finding.code for finding in troubles] == ["records-busy"]
        assert len(store.recent()) == 1
    finally:
        other.close()


def test_a_folder_in_the_place_of_the_file_is_told_of(
    store: RunStore, path: Path, troubles: list[Finding]
) -> None:
    path.mkdir()
    store.keep(a_run(store))
    with pytest.raises(DeskhandError) as caught:
        store.recent()
    assert caught.value.code == "records-not-writable"
    assert [finding.code for finding in troubles] == ["records-not-writable"]


def test_a_file_in_the_place_of_the_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    store = RunStore(tmp_path / "data" / "records.sqlite3")
    with pytest.raises(DeskhandError) as caught:
        store.recent()
    assert caught.value.code == "records-not-writable"


def test_a_foreign_database_is_not_touched(store: RunStore, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE runs (a)")
    connection.execute("INSERT INTO runs VALUES (1)")
    connection.commit()
    connection.close()
    with pytest.raises(DeskhandError) as caught:
        store.recent()
    assert caught.value.code == "records-not-usable"
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT a FROM runs").fetchall() == [(1,)]
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files are other ones there")
def test_nobody_else_may_read_the_records(store: RunStore, path: Path) -> None:
    store.keep(a_run(store))
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    assert os.access(path, os.R_OK)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def test_each_step_is_applied_once(connection: sqlite3.Connection) -> None:
    applied: list[str] = []

    def m001_first(_: sqlite3.Connection) -> None:
        applied.append("first")

    def m002_second(_: sqlite3.Connection) -> None:
        applied.append("second")

    migrate(connection, [m001_first])
    migrate(connection, [m001_first, m002_second])
    migrate(connection, [m001_first, m002_second])
    assert applied == ["first", "second"]


def test_a_step_that_fails_leaves_no_half_of_itself(connection: sqlite3.Connection) -> None:
    def m001_good(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE good (a)")

    def m002_bad(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE half (a)")
        database.execute("CREATE TABLE good (a)")

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, [m001_good, m002_bad])
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"migrations", "good"}
    assert connection.execute("SELECT name FROM migrations").fetchall() == [("m001_good",)]


def test_steps_are_numbered_in_order() -> None:
    names = [step.__name__ for step in MIGRATIONS]
    assert [name[:4] for name in names] == [f"m{number:03}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "code",
    [
        "records-damaged",
        "records-from-newer-version",
        "records-disk-full",
        "records-busy",
        "records-not-writable",
        "records-not-usable",
    ],
)
def test_each_trouble_has_its_sentences(code: str, language: Language) -> None:
    parameters = {"file": "FILE", "kept": "KEPT", "detail": "DETAIL"}
    text = describe(DeskhandError(code, **parameters), language)
    sentence = finding_sentence(Finding(code, parameters), language)
    assert text != ErrorText(code.replace("-", " ").capitalize(), "")
    for shown in (text.title, text.advice, sentence):
        assert shown
        assert "{" not in shown
        assert "…" not in shown
