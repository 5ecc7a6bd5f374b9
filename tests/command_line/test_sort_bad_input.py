"""`deskhand sort` on what goes wrong in an office: a clear word, the other rows done, no source touched."""

import csv
import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import DeskhandError
from app.history.database import Database
from tests.command_line.output import Run, lines_of

CATEGORIES = """\
categories:
  - name: delivery
    description: where is my parcel, late
    rules: [parcel]
  - name: payment
    description: invoice, refund, card
"""
TABLE = "id,message\n1,where is my parcel\n2,refund my card\n3,hello\n"


@pytest.fixture
def categories(tmp_path: Path) -> Path:
    return written(tmp_path / "categories.yaml", CATEGORIES)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path / "inquiries.csv", TABLE)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_result_is_never_written_over_the_examples(
    deskhand: Run, tmp_path: Path, table: Path, categories: Path
) -> None:
    text = "message,category\nwhere is it,delivery\nrefund it,payment\n"
    examples = written(tmp_path / "examples.csv", text)
    code, out, err = deskhand(
        "sort", table, "--categories", categories, "--examples", examples, "--out", examples, "--json"
    )
    assert (code, out) == (1, "")
    assert "examples.csv is one of the files that were read" in err
    assert examples.read_text(encoding="utf-8") == text


def test_a_row_is_one_line_whatever_signs_it_holds(deskhand: Run, tmp_path: Path, categories: Path) -> None:
    text = "where is\u2028my\u0085parcel\x1cand\u2029card"
    table = written(tmp_path / "inquiries.csv", f'id,message\n1,"{text}"\n2,hello\n')
    code, out, _ = deskhand("sort", table, "--categories", categories, "--json")
    assert code == 0
    assert lines_of(out)[0]["text"] == text


def test_a_missing_column_of_the_examples_is_told_with_their_name(
    deskhand: Run, tmp_path: Path, table: Path, categories: Path
) -> None:
    examples = written(tmp_path / "examples.csv", "message,kind\nwhere is it,a\nrefund it,b\n")
    code, out, err = deskhand("sort", table, "--categories", categories, "--examples", examples, "--json")
    assert (code, out) == (1, "")
    assert "examples.csv has no column “category”" in err


@pytest.fixture
def full_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk have no room left when the result is brought onto it."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr("app.documents.saving._settle", refuse)


@pytest.mark.usefixtures("full_at_the_end")
def test_a_disk_that_is_full_at_the_end_costs_no_row(
    deskhand: Run, tmp_path: Path, table: Path, categories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["sort", table, "--categories", categories, "--out", tmp_path / "sorted.csv", "--json"]
    code, out, err = deskhand(*command)
    assert code == 1
    assert len(lines_of(out)) == 3
    assert "The disk is full" in err
    assert "--resume" in err
    assert not (tmp_path / "sorted.csv").exists()
    monkeypatch.undo()
    monkeypatch.setattr("app.tasks.inquiries.row_sorting.RowSorter._by_rules_or_words", None)
    assert deskhand(*command, "--resume")[0] == 0
    with (tmp_path / "sorted.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [line["id"] for line in csv.DictReader(stream)] == ["1", "2", "3"]
    assert list((tmp_path / "data" / "cache" / "sorting").iterdir()) == []


def test_who_interrupts_it_is_told_how_to_go_on(
    deskhand: Run, table: Path, categories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.command_line import json_lines  # noqa: PLC0415 - only here is it changed

    lines = iter(["{}"])

    def line(*_: object) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(json_lines, "to_line", line)
    code, out, err = deskhand("sort", table, "--categories", categories, "--json")
    assert code == 130
    assert out == "{}\n"
    assert "Stopped at row 1." in err
    assert "--resume" in err
    monkeypatch.undo()
    _, out, _ = deskhand("sort", table, "--categories", categories, "--json", "--resume")
    assert [row["row"] for row in lines_of(out)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("  - name: delivery\n    description: where is my parcel\n", "is the only category"),
        ("  - name: a\n    rules: [/./]\n    description: x\n  - name: b\n    description: y\n", "“/./”"),
        ("".join(f"  - name: kind {number}\n" for number in range(500)), "  … "),
    ],
)
def test_categories_that_sort_badly_are_told_and_all_rows_are_done(
    deskhand: Run, tmp_path: Path, table: Path, told: str, words: str
) -> None:
    categories = written(tmp_path / "categories.yaml", f"categories:\n{told}")
    code, out, err = deskhand("sort", table, "--categories", categories, "--json")
    assert code == 0
    assert [row["row"] for row in lines_of(out)] == [1, 2, 3]
    assert words in err
    assert len(err.splitlines()) < 20


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("categories:\n  - name: a: b\n", "line 2"),
        ("categories:\n  - name: a\n  - name: A\n", "line 3"),
        ('categories:\n  - name: a\n    rules: ["/(x+)+y/"]\n', "could take very long"),
        ("text_column: body\ncategories:\n  - name: a\n", "inquiries.csv has no column “body”"),
        ("", "lists no categories"),
    ],
)
def test_a_mistake_in_the_categories_is_told_before_any_row(
    deskhand: Run, tmp_path: Path, table: Path, told: str, words: str
) -> None:
    categories = written(tmp_path / "categories.yaml", told)
    code, out, err = deskhand("sort", table, "--categories", categories, "--json")
    assert (code, out) == (1, "")
    assert words in err


def test_mails_that_cannot_be_read_are_rows_with_their_error(
    deskhand: Run, tmp_path: Path, categories: Path
) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    written(folder / "a.eml", "Subject: Parcel\n\nwhere is it\n")
    (folder / "b.eml").write_bytes(bytes(range(256)) * 10)
    (folder / "c.msg").write_bytes(b"no mail")
    (folder / "d.eml").mkdir()
    before = sorted(folder.iterdir())
    command = ["sort", folder, "--categories", categories, "--json", "--out"]
    for name in ("out", "out.mbox", "out.csv", "out.xlsx"):
        code, out, err = deskhand(*command, tmp_path / name)
        rows = lines_of(out)
        assert code == 0
        assert [row["category"] for row in rows] == ["delivery", None, None, None]
        assert [bool(row["error"] and row["error"]["advice"]) for row in rows] == [False, True, True, True]
        assert ("Not copied" in err) == (name in {"out", "out.mbox"})
        assert (tmp_path / name).exists()
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_rows_of_a_megabyte_are_sorted_beside_the_others(
    deskhand: Run, tmp_path: Path, categories: Path, name: str
) -> None:
    table = written(
        tmp_path / "inquiries.csv", f"message\n{'where is my parcel ' * 55_000}\nrefund my card\n"
    )
    code, out, _ = deskhand("sort", table, "--categories", categories, "--out", tmp_path / name, "--json")
    long, other = lines_of(out)
    assert code == 0
    assert len(long["text"]) > 1_000_000
    assert (long["category"], long["needs_person"]) == ("delivery", True)
    assert (other["category"], other["needs_person"]) == ("payment", False)


def test_records_that_cannot_be_kept_are_told_once_and_cost_no_row(
    deskhand: Run, table: Path, categories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(_database: Database) -> Iterator[sqlite3.Connection]:
        raise DeskhandError("records-disk-full", file="records.sqlite3")
        yield

    monkeypatch.setattr(Database, "writing", full)
    code, out, err = deskhand("sort", table, "--categories", categories, "--json")
    assert code == 0
    assert [row["row"] for row in lines_of(out)] == [1, 2, 3]
    assert err.count("records.sqlite3") == 1


def test_empty_rows_are_not_counted_among_those_that_fit_nothing(
    deskhand: Run, tmp_path: Path, categories: Path
) -> None:
    table = written(tmp_path / "inquiries.csv", "id,message\n1,where is my parcel\n2,\n3,\n")
    code, out, _ = deskhand("sort", table, "--categories", categories)
    assert code == 0
    assert out.splitlines()[-2:] == ["delivery: 1", "needs a look: 2 / 3"]
