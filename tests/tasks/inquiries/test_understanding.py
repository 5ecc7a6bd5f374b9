"""How an input was understood is told as it is."""

from pathlib import Path

import openpyxl
import pytest

from app.tasks.inquiries.inquiries import read_inquiries
from app.tasks.inquiries.pasting import pasted_inquiries
from app.tasks.inquiries.understanding import Understood, understand


def understood(path: Path) -> Understood:
    return understand(read_inquiries(path))


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("utf-16", "UTF-16"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_a_table_in_text_tells_encoding_and_separator(tmp_path: Path, encoding: str, shown: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("番号;本文\n1;届きません\n2;\n3;返品したい\n".encode(encoding))
    assert understood(path) == Understood(
        kind="table",
        encoding=shown,
        separator=";",
        sheet=None,
        header=("番号", "本文"),
        text_column="本文",
        rows=3,
        empty=1,
        failed=0,
        first=("届きません", "返品したい"),
    )


def test_a_single_column_has_no_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("message\nHello\nNo, never\n")
    assert understood(path).separator is None


def test_a_workbook_tells_its_sheet(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.create_sheet("March")
    sheet.append(["id", "text"])
    sheet.append([1, "late"])
    made.save(tmp_path / "a.xlsx")
    found = understood(tmp_path / "a.xlsx")
    assert (found.kind, found.sheet, found.encoding, found.rows) == ("table", "March", None, 1)


def test_only_the_begin_of_the_first_texts_is_shown_on_one_line_each(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + '1,"a\n  b"\n' + f"2,{'x' * 1000}\n" + "3,c\n" * 10)
    first = understood(path).first
    assert first[0] == "a b"
    assert len(first[1]) < 500
    assert len(first) == 5


def test_mails_tell_how_many_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"")
    (tmp_path / "b.eml").write_bytes(b"Subject: Order\n\nWhere is it?\n")
    found = understood(tmp_path)
    assert (found.kind, found.rows, found.failed, found.empty) == ("mails", 2, 1, 0)
    assert found.first == ("Order Where is it?",)


def test_lines_tell_their_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("届きません\n返品したい\n".encode("cp932"))
    found = understood(path)
    assert (found.kind, found.encoding, found.rows) == ("lines", "Shift_JIS", 2)


def test_rows_of_mails_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Subject,Body\nOrder,Where is it?\n")
    assert understood(path).kind == "outlook"


@pytest.mark.parametrize(
    ("pasted", "kind"), [("a\nb\n", "lines"), ("id\ttext\n1\tlate\n2\thello\n", "table")]
)
def test_what_was_pasted_has_no_encoding_or_separator(pasted: str, kind: str) -> None:
    found = understand(pasted_inquiries(pasted))
    assert (found.kind, found.encoding, found.separator, found.rows) == (kind, None, None, 2)
