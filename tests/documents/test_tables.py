"""Tables are read and written by their endings, and a source is never overwritten."""

import csv
import gc
import io
from pathlib import Path

import openpyxl
import pytest

from app.documents import kept_rows
from app.documents.excel_tables import write_new
from app.documents.tables import read_table, write_new_table, write_with_columns, write_with_rows
from app.errors import DocumentError


def _csv(folder: Path, text: str = "id,text\n1,a\n\n3,c\n", name: str = "in.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _excel(folder: Path) -> Path:
    path = folder / "in.xlsx"
    write_new_table(["id", "text", "amount"], [["1", "a", -5.5], ["2", "-b", 7]], path)
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "A.CSV"])
def test_a_table_in_text_is_read(tmp_path: Path, name: str) -> None:
    table = read_table(_csv(tmp_path, name=name))
    assert table.columns == ("id", "text")
    assert table.rows == (("1", "a"), ("", ""), ("3", "c"))


def test_numbers_of_rows_count_the_empty_ones(tmp_path: Path) -> None:
    table = read_table(_csv(tmp_path))
    assert list(table.filled_rows()) == [(1, ("1", "a")), (3, ("3", "c"))]


def test_columns_are_added_and_the_source_stays(tmp_path: Path) -> None:
    source = _csv(tmp_path)
    out = tmp_path / "out.csv"
    write_with_columns(read_table(source), {"category": ["x", "", "z"], "sure": [0.5, "", 1.0]}, out)
    assert out.read_bytes() == b"id,text,category,sure\n1,a,x,0.5\n\n3,c,z,1\n"
    assert source.read_bytes() == b"id,text\n1,a\n\n3,c\n"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    table = read_table(_csv(tmp_path, "Category,category 2,text\n1,2,3\n"))
    write_with_columns(table, {"category": ["x"], "text": ["y"], "new": ["z"]}, tmp_path / "out.csv")
    head = (tmp_path / "out.csv").read_text(encoding="utf-8").split("\n")[0]
    assert head == "Category,category 2,text,category 3,text 2,new"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_source_is_never_overwritten(tmp_path: Path, kind: str) -> None:
    source = _csv(tmp_path) if kind == "csv" else _excel(tmp_path)
    before = source.read_bytes()
    table = read_table(source)
    link = tmp_path / f"link.{kind}"
    link.symlink_to(source)
    for out in (source, link, tmp_path / "." / source.name):
        with pytest.raises(DocumentError, match="would-overwrite-source"):
            write_with_columns(table, {"c": ["x"] * len(table.rows)}, out)
    assert source.read_bytes() == before


def test_a_text_table_can_become_a_workbook(tmp_path: Path) -> None:
    table = read_table(_csv(tmp_path, "id,code,text\n12,007,=1+1\n-3.5,1e5,x\n"))
    write_with_columns(table, {"c": ["=2", "y"]}, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["id", "code", "text", "c"],
        [12, "007", "=1+1", "=2"],
        [-3.5, "1e5", "x", "y"],
    ]
    assert sheet["C2"].data_type == "s"


def test_a_table_that_is_called_so_has_tabs(tmp_path: Path) -> None:
    table = read_table(_csv(tmp_path, 'id,text\n1,"a, b"\n'))
    write_with_columns(table, {"c": ["x"]}, tmp_path / "out.tsv")
    again = read_table(tmp_path / "out.tsv")
    assert (again.columns, tuple(again.rows)) == (("id", "text", "c"), (("1", "a, b", "x"),))


def test_a_workbook_can_become_a_text_table(tmp_path: Path) -> None:
    table = read_table(_excel(tmp_path))
    write_with_columns(table, {"c": ["ü", "=x"]}, tmp_path / "out.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert rows == [["id", "text", "amount", "c"], ["1", "a", "-5.5", "ü"], ["2", "'-b", "7", "'=x"]]


def test_a_workbook_gets_its_columns_in_its_own_sheet(tmp_path: Path) -> None:
    table = read_table(_excel(tmp_path))
    write_with_columns(table, {"c": ["x", "y"]}, tmp_path / "out.xlsx")
    assert read_table(tmp_path / "out.xlsx").columns == ("id", "text", "amount", "c")
    assert read_table(tmp_path / "out.xlsx").rows[0] == ("1", "a", "-5.5", "x")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"PK\x03\x04", "not-what-its-name-says"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office-file"),
        ("a.xlsx", b"id,text", "not-what-its-name-says"),
        ("a.docx", b"PK\x03\x04", "no-table"),
        ("a.pdf", b"%PDF-1.4", "no-table"),
    ],
)
def test_what_is_no_table_is_said_in_words(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_table(path)
    assert caught.value.code == code


def test_an_ending_that_names_no_table_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    table = read_table(_csv(tmp_path))
    with pytest.raises(DocumentError, match="table-kind-unknown"):
        write_with_columns(table, {"c": ["x", "y", "z"]}, tmp_path / "out.pdf")
    with pytest.raises(DocumentError, match="table-kind-unknown"):
        write_new_table(["a"], [], tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv"}


def test_a_new_table_is_written_in_both_kinds(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        write_new_table(["word", "score"], [["納期", 0.9], ["order", 1.0]], tmp_path / name)
        table = read_table(tmp_path / name)
        assert (table.columns, table.rows) == (("word", "score"), (("納期", "0.9"), ("order", "1")))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_workbook_on_a_full_disk_is_one_error_and_no_second_one() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_new(["name"], [["Mori"]], Path("/dev/full"))
    gc.collect()  # an archive that was given up would complain here, and warnings fail


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    for source, name in (
        (_csv(tmp_path), "out.csv"),
        (_csv(tmp_path), "out.xlsx"),
        (_excel(tmp_path), "b.xlsx"),
    ):
        table = read_table(source)
        rows = ((f"c{number}", number / 2) for number in range(len(table.rows)))
        write_with_rows(table, ["category", "sure"], rows, tmp_path / name)
        again = read_table(tmp_path / name)
        assert again.columns[-2:] == ("category", "sure")
        assert [row[-2:] for row in again.rows][:2] == [("c0", "0"), ("c1", "0.5")]


def test_a_workbook_on_the_disk_is_like_one_in_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in.xlsx"
    write_new_table(["", "id", "text"], [["", "1", "a"], ["", "", ""], ["", "3", "c"], ["x", "4", ""]], path)
    in_memory = read_table(path)
    monkeypatch.setattr(kept_rows, "_KEPT_IN_MEMORY", -1)
    table = read_table(path)
    assert not isinstance(table.rows, tuple)
    assert (table.columns, tuple(table.rows)) == (in_memory.columns, in_memory.rows)
    assert in_memory.rows == (("", "1", "a"), ("", "", ""), ("", "3", "c"), ("x", "4", ""))


def test_the_mark_of_an_open_workbook_is_told_from_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "~$in.xlsx"
    path.write_bytes(b"\x04Mori")
    with pytest.raises(DocumentError) as caught:
        read_table(path)
    assert caught.value.code == "mark-of-open-file"
    assert caught.value.parameters["open_file"] == "in.xlsx"


def test_a_workbook_that_another_program_holds_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    path = _excel(tmp_path)
    monkeypatch.setattr("openpyxl.load_workbook", refuse)
    with pytest.raises(DocumentError, match="no-permission"):
        read_table(path)
