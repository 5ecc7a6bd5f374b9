"""What was decided is found again after any end; trouble with the file costs no row."""

import sqlite3
from pathlib import Path

import pytest

from app.records import SortedRow
from app.tasks.inquiries import journal as journal_module
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.journal import Entry, Journal, journal_key
from app.tasks.inquiries.open_rows import Said


def entry(row: int, text: str = "a text") -> Entry:
    return Entry(
        SortedRow("r1", row, text, "delivery", 0.9, False, (), "rule-matched", "rule"), Said({1: 0.25}, -1.5)
    )


def digest(row: int) -> bytes:
    return row.to_bytes(16, "big")


def test_what_was_added_is_there_the_next_time(tmp_path: Path) -> None:
    with Journal(tmp_path, "key", resume=False) as journal:
        for row in range(1, 2000):
            journal.add(digest(row), entry(row))
    with Journal(tmp_path, "key", resume=True) as journal:
        assert [journal.find(digest(row)) for row in (1, 7, 1999)] == [entry(1), entry(7), entry(1999)]
        assert journal.find(digest(2000)) is None


def test_without_resuming_it_is_empty(tmp_path: Path) -> None:
    with Journal(tmp_path, "key", resume=False) as journal:
        journal.add(digest(1), entry(1))
    with Journal(tmp_path, "key", resume=False) as journal:
        assert journal.find(digest(1)) is None


def test_what_was_saved_survives_an_end_by_force(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "key", resume=False).__enter__()
    journal.add(digest(1), entry(1))
    journal.save()
    journal.add(digest(2), entry(2))
    assert journal._file is not None
    journal._file.rollback()  # as the end of a process does
    with Journal(tmp_path, "key", resume=True) as after:
        assert after.find(digest(1)) == entry(1)
        assert after.find(digest(2)) is None
    journal._file.close()


def test_what_took_more_than_a_moment_is_due_to_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = []
    with Journal(tmp_path, "key", resume=False) as journal:
        for seconds in (1000.0, 0.0):
            monkeypatch.setattr(journal_module, "_LOST_SECONDS", seconds)
            journal.add(digest(1), entry(1))
            journal.save_if_due()
            with sqlite3.connect(next((tmp_path / "sorting").glob("*.sqlite3"))) as other:
                saved += other.execute("SELECT count(*) FROM decided").fetchone()
            other.close()
    assert saved == [0, 1]


def test_a_second_program_does_without_the_journal_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "_BUSY_SECONDS", 0.01)
    with Journal(tmp_path, "key", resume=False) as first:
        first.add(digest(1), entry(1))
        with Journal(tmp_path, "key", resume=False) as second:
            second.add(digest(2), entry(2))
            assert second.find(digest(2)) == entry(2)
            second.finish()
        first.add(digest(3), entry(3))
    with Journal(tmp_path, "key", resume=True) as after:
        assert [after.find(digest(row)) for row in (1, 2, 3)] == [entry(1), None, entry(3)]


def test_a_full_disk_only_ends_the_writing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Journal(tmp_path, "key", resume=False) as journal:
        journal.add(digest(1), entry(1))
        journal.save()
        assert journal._file is not None
        pages = journal._file.execute("PRAGMA page_count").fetchone()[0]
        journal._file.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        for row in range(2, 2000):
            journal.add(digest(row), entry(row))
        assert journal.find(digest(1)) == entry(1)
        assert journal.find(digest(1999)) == entry(1999)
    assert caplog.text.count("cannot be written any more") == 1


def test_a_decision_that_cannot_be_read_is_made_again(tmp_path: Path) -> None:
    with Journal(tmp_path, "key", resume=False) as journal:
        journal.add(digest(1), entry(1))
    (path,) = (tmp_path / "sorting").iterdir()
    with sqlite3.connect(path) as file:
        file.execute("UPDATE decided SET entry = 'torn'")
    file.close()
    with Journal(tmp_path, "key", resume=True) as journal:
        assert journal.find(digest(1)) is None


def test_halves_of_characters_only_cost_the_journal(tmp_path: Path) -> None:
    with Journal(tmp_path, "key", resume=False) as journal:
        journal.add(digest(1), entry(1, "order \ud800 41"))
        assert journal.find(digest(1)) == entry(1, "order \ud800 41")


def test_the_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    with Journal(tmp_path / "cache", "key", resume=False) as journal:
        for row in range(1, 2000):
            journal.add(digest(row), entry(row))
        assert journal.find(digest(1)) is None
        assert journal.find(digest(1999)) == entry(1999)
        assert len(journal._recent) == journal_module._REMEMBERED


def test_every_row_and_every_setting_makes_another_key() -> None:
    rows = [Inquiry(1, "a", "x.csv"), Inquiry(2, "b", "x.csv")]
    keys = {
        journal_key({"sure": 0.6}, rows),
        journal_key({"sure": 0.7}, rows),
        journal_key({"sure": 0.6}, rows[:1]),
        journal_key({"sure": 0.6}, [*rows[:1], Inquiry(2, "b", "y.csv")]),
        journal_key({"sure": 0.6}, [Inquiry(1, "a\ud800", "x.csv"), rows[1]]),
    }
    assert len(keys) == 5
    assert journal_key({"sure": 0.6}, iter(rows)) in keys
