"""Excel sheets as forms: labels with empty cells, and copies that change nothing else."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.documents.forms import read_form, write_form
from app.errors import DocumentError
from tests.documents.form_samples import excel_form, locked_excel_form


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return excel_form(tmp_path / "form.xlsx")


def test_empty_cells_beside_and_below_labels_are_fields(path: Path) -> None:
    labels = {field.name: field.label for field in read_form(path).fields}
    assert labels == {
        "申請書!B3": "氏名",
        "申請書!B4": "部署",
        "申請書!B5": "電話番号",
        "申請書!B6": "出発日",
        "申請書!A8": "宿泊あり",
        "申請書!B9": "交通手段",
        "申請書!A12": "品名",
        "申請書!B12": "数量",
        "申請書!C12": "金額",
        "Order form!B3": "Name",
        "Order form!E3": "Date",
        "Order form!B4": "Company",
        "Order form!B5": "E-mail",
        "Order form!H5": "Cost Centre",
    }


def test_lists_ticks_and_formats_are_known(path: Path) -> None:
    fields = {field.name: field for field in read_form(path).fields}
    assert fields["申請書!B9"].kind == "choice"
    assert fields["申請書!B9"].options == ("新幹線", "飛行機", "車")
    assert fields["申請書!A8"].kind == "check"
    assert fields["申請書!A8"].value is False
    assert fields["申請書!B6"].format == "date:yyyy-mm-dd"
    assert fields["Order form!E3"].value == "2026-01-01"
    assert fields["Order form!B3"].page == 2


def test_values_are_written_with_the_formats_kept(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.xlsx"
    values: dict[str, str | bool] = {
        "申請書!B3": "山田　花子", "申請書!B6": "2026-03-25", "申請書!A8": True, "申請書!B9": "飛行機",
        "申請書!C12": "1,500", "Order form!H5": "A-77",
    }  # fmt: skip
    write_form(read_form(path), values, out)
    sheet = load_workbook(out)["申請書"]
    assert sheet["B3"].value == "山田　花子"
    assert sheet["B3"].border.left.style == "thin"
    assert sheet["B6"].value.date().isoformat() == "2026-03-25"
    assert sheet["C12"].value == 1500
    assert sheet["A8"].value == "☑ 宿泊あり"
    again = {field.name: field.value for field in read_form(out).fields}
    assert again["申請書!A8"] is True
    assert again["Order form!H5"] == "A-77"


@pytest.mark.parametrize("text", ["=1+1", "+49 221 5550188", "-", "@home", '=HYPERLINK("http://x")'])
def test_a_text_is_never_run_as_a_formula(path: Path, tmp_path: Path, text: str) -> None:
    out = tmp_path / "filled.xlsx"
    write_form(read_form(path), {"Order form!B3": text}, out)
    cell = load_workbook(out)["Order form"]["B3"]
    assert cell.value == text
    assert cell.data_type != "f"
    assert next(field for field in read_form(out).fields if field.name == "Order form!B3").value == text


def test_all_other_parts_of_the_file_stay_as_they_were(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.xlsx"
    before = path.read_bytes()
    write_form(read_form(path), {"Order form!B3": "Paul"}, out)
    assert path.read_bytes() == before
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert sorted(changed) == ["xl/workbook.xml", "xl/worksheets/sheet2.xml"]


def test_only_unlocked_cells_of_a_protected_sheet_are_fields(tmp_path: Path) -> None:
    form = read_form(locked_excel_form(tmp_path / "locked.xlsx"))
    assert [(field.name, field.label) for field in form.fields] == [("Sheet!B1", "Name")]


def test_a_sheet_of_numbers_is_no_form(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 20):
        sheet.append([row, row * 2])
    book.save(tmp_path / "numbers.xlsx")
    with pytest.raises(DocumentError) as caught:
        read_form(tmp_path / "numbers.xlsx")
    assert caught.value.code == "form-without-fields"


def test_a_broken_workbook_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(DocumentError) as caught:
        read_form(tmp_path / "broken.xlsx")
    assert caught.value.code == "workbook-unreadable"


def test_writing_over_the_form_is_refused(path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        write_form(read_form(path), {"Order form!B3": "x"}, path)
    assert caught.value.code == "would-overwrite-source"
