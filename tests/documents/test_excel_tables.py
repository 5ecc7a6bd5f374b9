"""Tables in workbooks are found, read, and written back without losing formats or other sheets."""

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from app.documents import excel_tables
from app.documents.cells import Cell
from app.errors import DocumentError


def _workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    workbook = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = workbook.worksheets[0] if number == 0 else workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def _with_columns(source: Path, columns: list[str], cells: Sequence[tuple[Cell, ...]]) -> Any:
    _, _, layout = excel_tables.read(source)
    out = source.with_name("out.xlsx")
    excel_tables.write_back(source, layout, columns, cells, out)
    return openpyxl.load_workbook(out)


def test_cells_are_read_as_a_person_writes_them(tmp_path: Path) -> None:
    row = [
        1.0,
        0.1 + 0.2,
        True,
        dt.datetime.fromisoformat("2026-03-02 10:15"),
        dt.datetime.fromisoformat("2026-03-02"),
        dt.time(9, 30),
        "x",
        None,
    ]
    columns, rows, _ = excel_tables.read(
        _workbook(tmp_path / "a.xlsx", [["a", "b", "c", "d", "e", "f", "g", "h"], row])
    )
    assert columns == ("a", "b", "c", "d", "e", "f", "g", "h")
    assert rows == (("1", "0.3", "TRUE", "2026-03-02 10:15", "2026-03-02", "09:30", "x", ""),)


def test_the_first_visible_sheet_with_data_is_taken(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", [], [["hidden"], [1]], [["seen"], [2]])
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[1].sheet_state = "hidden"
    workbook.save(path)
    assert excel_tables.read(path)[0] == ("seen",)


def test_titles_and_an_offset_do_not_hide_the_table(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Inquiries"],
        [],
        [None, "id", "text\nof it", "date"],
        [None, 1, "a", "b"],
        [],
        [None, 3, "c", "d"],
    ]
    columns, cells, layout = excel_tables.read(_workbook(tmp_path / "a.xlsx", rows))
    assert columns == ("id", "text of it", "date")
    assert cells == (("1", "a", "b"), ("", "", ""), ("3", "c", "d"))
    assert layout.head_row == 3


def test_a_stray_cell_far_below_does_not_make_a_million_rows(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.append(["id", "text"])
    sheet.append([1, "a"])
    sheet["A9000"] = "stray"
    workbook.save(tmp_path / "a.xlsx")
    assert len(excel_tables.read(tmp_path / "a.xlsx")[1]) == 1


def test_formulas_are_read_by_their_results_and_written_back_as_formulas(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["a", "b"], [1, "=A2*2"]])
    sheet = _with_columns(source, ["c"], [("x",)]).worksheets[0]
    assert sheet["B2"].value == "=A2*2"
    assert sheet["C2"].value == "x"


def test_formats_and_other_sheets_are_kept(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["id", "amount"], [1, 5.5], [2, 7]], [["other"], [1], [2]])
    workbook = openpyxl.load_workbook(source)
    sheet, other = workbook.worksheets
    sheet["B1"].font = Font(bold=True, color="FF0000")
    sheet["B2"].number_format = "#,##0.00 €"
    sheet["B2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B2"].alignment = Alignment(wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:B3"
    above_one: Any = CellIsRule("greaterThan", ["1"])  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("A2:A3", above_one)
    validation = DataValidation("list", formula1='"a,b"')
    validation.add("A2:A3")
    sheet.add_data_validation(validation)
    chart = BarChart()
    chart.add_data(Reference(other, 1, 1, 1, 3))
    other.add_chart(chart, "D2")
    other["A2"].comment = Comment("note", "me")
    workbook.defined_names["Prices"] = DefinedName("Prices", attr_text="Sheet!$B$2:$B$3")
    workbook.save(source)

    written = _with_columns(source, ["category", "confidence"], [("x", 0.5), ("y", 0.25)])
    sheet, other = written.worksheets
    assert (sheet["B1"].font.b, sheet["B1"].font.color.rgb) == (True, "00FF0000")
    assert (sheet["B2"].number_format, sheet["B2"].value) == ("#,##0.00 €", 5.5)
    assert sheet.freeze_panes == "A2"
    assert len(sheet.data_validations.dataValidation) == 1
    assert len(sheet.conditional_formatting) == 1
    assert [cell.value for cell in other["A"]] == ["other", 1, 2]
    assert other["A2"].comment.text == "note"
    assert len(other._charts) == 1
    assert "Prices" in written.defined_names
    # The added cells look like their neighbours, but a share is no amount of money.
    assert sheet["C1"].font.b
    assert (sheet["D2"].fill.fgColor.rgb, sheet["D2"].number_format) == ("00FFFF00", "General")
    assert [cell.value for cell in sheet[2]] == [1, 5.5, "x", 0.5]
    assert sheet.auto_filter.ref == "A1:D3"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")'])
def test_added_cells_are_text_and_never_formulas(tmp_path: Path, text: str) -> None:
    sheet = _with_columns(_workbook(tmp_path / "a.xlsx", [["a"], [1]]), [text], [(text,)]).worksheets[0]
    for cell in (sheet["B1"], sheet["B2"]):
        assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)


def test_yes_or_no_and_numbers_keep_their_kinds(tmp_path: Path) -> None:
    sheet = _with_columns(_workbook(tmp_path / "a.xlsx", [["a"], [1]]), ["b", "c"], [(True, 0.5)]).worksheets[
        0
    ]
    assert (sheet["B2"].value, sheet["C2"].value) == (True, 0.5)


def test_columns_are_added_beside_everything_that_stands_there(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["a", "b"], [1, 2], [3, 4, None, "a remark"]])
    workbook = openpyxl.load_workbook(source)
    sheet: Any = workbook.active
    sheet.merge_cells("A4:F4")
    workbook.save(source)
    sheet = _with_columns(source, ["new"], [("x",), ("y",)]).worksheets[0]
    assert [cell.value for cell in sheet[1]][-1] == "new"
    assert sheet["G1"].value == "new"
    assert sheet["D3"].value == "a remark"


def test_signs_that_excel_does_not_know_are_left_out(tmp_path: Path) -> None:
    excel_tables.write_new(["a"], [["x\x00\x08y"], ["z" * 40_000]], tmp_path / "new.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx").worksheets[0]
    assert sheet["A2"].value == "xy"
    assert len(sheet["A3"].value) == 32_767


def test_a_text_is_cut_where_excel_counts_its_end_and_the_cut_ones_are_told(tmp_path: Path) -> None:
    # Excel counts a sign beyond the first plane as two.
    rows = [["😀" * 16_383 + "x"], ["😀" * 16_384], ["a" + "😀" * 20_000], ["plain"]]
    assert excel_tables.write_new(["text"], rows, tmp_path / "new.xlsx") == 2
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["A"][1:]] == [
        rows[0][0],
        "😀" * 16_383,
        "a" + "😀" * 16_383,
        "plain",
    ]
    source = _workbook(tmp_path / "a.xlsx", [["a"], [1], [2]])
    _, _, layout = excel_tables.read(source)
    out = tmp_path / "out.xlsx"
    assert excel_tables.write_back(source, layout, ["b"], [("x" * 32_768,), ("y" * 32_767,)], out) == 1


def test_a_new_workbook_is_ready_to_be_read(tmp_path: Path) -> None:
    excel_tables.write_new(["name", "text"], [["a", "long " * 50]], tmp_path / "new.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx").worksheets[0]
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "A2"
    assert 50 < sheet.column_dimensions["B"].width <= 60


def test_a_workbook_without_a_table_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no-table"):
        excel_tables.read(_workbook(tmp_path / "a.xlsx", []))


def test_a_workbook_that_was_changed_meanwhile_gets_no_cells_in_other_rows(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["text"], ["late"], ["bill"]])
    _, _, layout = excel_tables.read(source)
    _workbook(source, [["text"], ["new one"], ["late"], ["bill"]])
    with pytest.raises(DocumentError, match="workbook-changed"):
        excel_tables.write_back(source, layout, ["b"], [("x",), ("y",)], tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_of_the_same_size_was_changed_when_its_time_is_another(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["text"], ["late"]])
    _, _, layout = excel_tables.read(source)
    times = source.stat()
    os.utime(source, ns=(times.st_atime_ns, times.st_mtime_ns + 2_000_000_000))
    with pytest.raises(DocumentError, match="workbook-changed"):
        excel_tables.write_back(source, layout, ["b"], [("x",)], tmp_path / "out.xlsx")


def test_an_error_of_the_cells_is_none_of_the_workbook(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["a"], [1], [2]])
    _, _, layout = excel_tables.read(source)

    def cells() -> Iterator[tuple[Cell, ...]]:
        yield ("x",)
        raise KeyError("of the one who makes them")

    with pytest.raises(KeyError):
        excel_tables.write_back(source, layout, ["b"], cells(), tmp_path / "out.xlsx")


def test_a_workbook_that_broke_meanwhile_is_said_to_be_damaged(tmp_path: Path) -> None:
    source = _workbook(tmp_path / "a.xlsx", [["a"], [1]])
    source.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(DocumentError, match="workbook-unreadable"):
        excel_tables.read(source)
