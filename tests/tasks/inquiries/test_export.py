"""Sorted inquiries as a table."""

import csv
import datetime as dt
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from app.documents.tables import read_table
from app.errors import DocumentError
from app.records import Evidence, Failure, Language, SortedRow
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.export import write_sorted
from app.tasks.inquiries.inquiries import Inquiries, Inquiry, read_inquiries
from app.text.messages import catalogue

NAMES = (Category(name="delivery"), Category(name="payment"))


def row(number: int, text: str, category: str | None, **more: object) -> SortedRow:
    evidence = (Evidence("a.csv", text[:4], 0, 4),) if category else ()
    fields = {
        "reason": "none-fits",
        "method": "statistics",
        "needs_person": False,
        "evidence": evidence,
    } | more
    return SortedRow(run="r", row=number, text=text, category=category, confidence=0.81234, **fields)  # type: ignore[arg-type]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_keeps_its_columns_and_gets_four_more(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id;text\n7;late parcel\n8;hello\n9;\n", encoding="utf-8")
    rows = [row(1, "late parcel", "delivery"), row(2, "hello", None), row(3, "", None, reason="empty-text")]
    categories = CategorySet(categories=NAMES, none_name="other")
    write_sorted(read_inquiries(source, "text"), rows, categories, tmp_path / "out.csv")
    written = read_table(tmp_path / "out.csv")
    assert written.columns == ("id", "text", "category", "confidence", "needs_person", "basis")
    assert [line[0] for line in written.rows] == ["7", "8", "9"]
    assert [line[2] for line in written.rows] == ["delivery", "other", ""]
    assert float(written.rows[0][3]) == 0.81
    assert written.rows[0][5] == "late"
    assert written.rows[1][5] == "Fits none of the categories."


def test_what_fits_nothing_stays_empty_without_a_name_for_it(tmp_path: Path) -> None:
    given = Inquiries(tmp_path / "in.txt", (Inquiry(1, "hello", "in.txt"),), None, None)
    write_sorted(given, [row(1, "hello", None)], CategorySet(categories=NAMES), tmp_path / "out.csv")
    assert read(tmp_path / "out.csv")[0]["category"] == ""


def test_mails_become_a_new_table_with_what_failed(tmp_path: Path) -> None:
    items = (Inquiry(1, "=late", "a.eml"), Inquiry(2, "", "b.eml"), Inquiry(3, "not reached", "c.eml"))
    error = Failure("empty-file", {"file": "b.eml"})
    rows = [row(1, "=late", "delivery"), row(2, "", None, needs_person=True, error=error)]
    write_sorted(
        Inquiries(tmp_path, items, None, None), rows, CategorySet(categories=NAMES), tmp_path / "out.xlsx"
    )
    written = read_table(tmp_path / "out.xlsx")
    assert written.columns == ("row", "file", "text", "category", "confidence", "needs_person", "basis")
    assert written.rows[0][1:4] == ("a.eml", "=late", "delivery")
    assert "b.eml" in written.rows[1][6]
    assert written.rows[2][1:4] == ("c.eml", "not reached", "")


def test_the_table_itself_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,text\n7,late parcel\n", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        write_sorted(
            read_inquiries(source), [row(1, "late parcel", "delivery")], CategorySet(categories=NAMES), source
        )
    assert caught.value.code == "would-overwrite-source"
    assert source.read_text(encoding="utf-8") == "id,text\n7,late parcel\n"


def sorted_bytes(tmp_path: Path, data: bytes, rows: list[SortedRow], name: str = "配送") -> bytes:
    """Write *data* as a table, sort it, and return what was written."""
    source = tmp_path / "in.csv"
    source.write_bytes(data)
    categories = CategorySet(categories=(Category(name=name),))
    write_sorted(read_inquiries(source), iter(rows), categories, tmp_path / "out.csv")
    return (tmp_path / "out.csv").read_bytes()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("cp932", b""), ("utf-16-le", b"\xff\xfe"), ("utf-8", b"\xef\xbb\xbf"), ("euc_jp", b"")],
)
def test_encoding_mark_separator_quotes_and_line_ends_are_kept(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    text = '"番号";"本文"\r\n"7";"荷物がまだ届きません、いつですか"\r\n"8";"請求書を送ってください"\r\n'
    row_1 = row(1, "荷物がまだ届きません、いつですか", "配送", reason="none-fits", evidence=())
    written = sorted_bytes(tmp_path, mark + text.encode(encoding), [row_1])
    assert written.startswith(mark)
    lines = written[len(mark) :].decode(encoding).split("\r\n")
    assert lines[0] == '"番号";"本文";"category";"confidence";"needs_person";"basis"'
    assert lines[1].startswith('"7";"荷物がまだ届きません、いつですか";"配送";"0.81";"false";')
    assert lines[2].startswith('"8";"請求書を送ってください"')
    assert lines[3] == ""


def test_a_category_that_the_encoding_lacks_is_kept_and_told(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes("id,text\n7,Où est mon colis déjà payé\n".encode("cp1252"))
    categories = CategorySet(categories=(Category(name="配送"),))
    rows = [row(1, "Où est mon colis déjà payé", "配送")]
    (finding,) = write_sorted(read_inquiries(source), rows, categories, tmp_path / "out.csv")
    assert (finding.code, dict(finding.parameters)) == ("written-as-utf-8", {"file": "out.csv"})
    written = (tmp_path / "out.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert "déjà payé,配送" in written.decode("utf-8")


def test_a_table_in_plain_letters_gets_the_mark_that_excel_needs_for_japanese_names(tmp_path: Path) -> None:
    written = sorted_bytes(tmp_path, b"id,text\n7,hello\n", [row(1, "hello", "配送")])
    assert written.startswith(b"\xef\xbb\xbf")
    written = sorted_bytes(tmp_path, "id,text\n7,café\n".encode(), [row(1, "café", "配送")])
    assert written.startswith(b"id,text")


def test_names_that_begin_like_formulas_are_text_in_both_kinds(tmp_path: Path) -> None:
    for number, name in enumerate(("=1+1", "+a", "-b", "@c")):
        written = sorted_bytes(tmp_path, b"id,text\n7,hello\n", [row(1, "hello", name)], name)
        assert f"7,hello,'{name},".encode() in written
        source = tmp_path / f"in {number}.xlsx"
        workbook = openpyxl.Workbook()
        sheet: Any = workbook.active
        sheet.append(["id", "text"])
        sheet.append([7, "hello"])
        workbook.save(source)
        categories = CategorySet(categories=(Category(name=name),))
        write_sorted(read_inquiries(source), [row(1, "hello", name)], categories, tmp_path / "out.xlsx")
        written_sheet: Any = openpyxl.load_workbook(tmp_path / "out.xlsx").active
        cell = written_sheet["C2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_a_workbook_keeps_its_formats_sheets_formulas_and_merged_cells(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.append(["March", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["day", "text", "price"])
    sheet.append([dt.date(2026, 3, 9), "late parcel", 12.5])
    sheet.append([dt.date(2026, 3, 10), "hello", "=C3*2"])
    sheet["A3"].number_format = "d mmm yyyy"
    sheet["C3"].number_format = "#,##0.00 [$€]"
    sheet["B3"] = CellRichText("late ", TextBlock(InlineFont(b=True), "parcel"))
    sheet["B2"].fill = PatternFill("solid", fgColor="FFDDAA")
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "A3"
    workbook.create_sheet("notes")["A1"] = "=1+1"
    workbook.save(source)
    rows = [row(1, "late parcel", "delivery"), row(2, "hello", None)]
    write_sorted(read_inquiries(source), rows, CategorySet(categories=NAMES), tmp_path / "out.xlsx")
    written = openpyxl.load_workbook(tmp_path / "out.xlsx", rich_text=True)
    sheet = written.active
    assert sheet["B3"].value[1].font.b
    assert [str(cell.value) for cell in sheet[3]][1:5] == ["late parcel", "12.5", "delivery", "0.81"]
    assert (sheet["A3"].number_format, sheet["C3"].number_format) == ("d mmm yyyy", "#,##0.00 [$€]")
    assert sheet["B2"].fill.fgColor.rgb == "00FFDDAA"
    assert (sheet["C4"].value, written["notes"]["A1"].value) == ("=C3*2", "=1+1")
    assert sheet.column_dimensions["B"].width == 33
    assert sheet.freeze_panes == "A3"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]


def test_what_a_workbook_loses_is_told(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.append(["id", "text"])
    sheet.append([7, "hello"])
    workbook.save(source)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("xl/slicers/slicer1.xml", "<slicers/>")
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    findings = write_sorted(
        read_inquiries(source), [row(1, "hello", None)], CategorySet(categories=NAMES), tmp_path / "out.xlsx"
    )
    assert [finding.code for finding in findings] == ["workbook-lost-overviews", "workbook-lost-comments"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every folder can be written to there")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    source, folder = tmp_path / "in.csv", tmp_path / "locked"
    source.write_text("id,text\n7,late parcel\n", encoding="utf-8")
    folder.mkdir(mode=0o555)
    with pytest.raises(DocumentError) as caught:
        write_sorted(read_inquiries(source), [], CategorySet(categories=NAMES), folder / "out.csv")
    assert caught.value.code == "no-permission"


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_file_that_is_open_elsewhere_is_told_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / name
    source.write_text("id,text\n7,late parcel\n", encoding="utf-8")
    out.write_bytes(b"before")

    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DocumentError) as caught:
        write_sorted(
            read_inquiries(source), [row(1, "late parcel", "delivery")], CategorySet(categories=NAMES), out
        )
    assert caught.value.code == "no-permission"
    assert out.read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_file_that_is_open_elsewhere_is_told_before_any_row_is_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / name
    source.write_text("id,text\n7,late parcel\n", encoding="utf-8")
    out.write_bytes(b"before")
    given = read_inquiries(source)
    open_truly: Any = Path.open

    def opened(path: Path, mode: str = "r", **more: Any) -> Any:
        if path == out and "+" in mode:
            raise PermissionError(13, "in use", str(path))
        return open_truly(path, mode, **more)

    def rows() -> Iterator[SortedRow]:
        pytest.fail("a row was sorted in vain")
        yield row(1, "late parcel", "delivery")

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(DocumentError) as caught:
        write_sorted(given, rows(), CategorySet(categories=NAMES), out)
    assert caught.value.code == "no-permission"
    assert out.read_bytes() == b"before"


def test_rows_come_from_an_iterator_and_may_be_few(tmp_path: Path) -> None:
    written = sorted_bytes(
        tmp_path, b"id,text\n7,a b\n8,c d\n9,e f\n", [row(2, "c d", "delivery")], "delivery"
    )
    assert [line.split(",")[2:4] for line in written.decode().splitlines()[1:]] == [
        ["", ""], ["delivery", "0.81"], ["", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja"])
def test_whatever_is_told_of_a_written_file_has_a_sentence(language: Language) -> None:
    sentences = catalogue(language)
    findings = {"written-as-utf-8", "mails-converted", "mails-left-out"} | {
        f"workbook-lost-{kind}" for kind in ("drawings", "overviews", "comments", "macros")
    }
    assert set(sentences["findings"]) >= findings
    assert set(sentences["errors"]) >= {"mails-changed", "folder-not-empty", "folder-in-source"}
    words = {"count-day", "count-week", "count-month", "count-total", "count-no-day", "needs-person"}
    assert set(sentences["words"]) >= words


def test_texts_that_excel_cannot_hold_are_told(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"text\n{'😀' * 17_000}\nlate\n", encoding="utf-8")
    rows = [row(1, "😀" * 17_000, "delivery"), row(2, "late", "delivery")]
    findings = write_sorted(
        read_inquiries(source), rows, CategorySet(categories=NAMES), tmp_path / "out.xlsx"
    )
    assert [(one.code, one.parameters) for one in findings] == [
        ("cells-cut", {"file": "out.xlsx", "count": 1})
    ]
