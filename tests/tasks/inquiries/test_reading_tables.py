"""Tables of every make are read, and what is wrong with one is said in words."""

import re
import zipfile
from email.message import Message
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.protection import WorkbookProtection

from app.documents import kept_rows
from app.documents.tables import read_table, write_with_rows
from app.errors import DeskhandError
from app.tasks.inquiries.examples import read_examples
from app.tasks.inquiries.inquiries import read_inquiries

TEXTS = ["荷物が届きません、至急", "返品したい"]


def workbook(path: Path, *rows: list[Any]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(path)
    return path


def with_result(path: Path, result: str) -> None:
    """Write down the *result* of each formula, as a spreadsheet program does."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    cell = re.compile(r'<c r="(\w+)"><f>(.*?)</f><v ?/?>(?:</v>)?</c>')
    found = cell.sub(rf'<c r="\1" t="str"><f>\2</f><v>{result}</v></c>', sheet)
    assert found != sheet
    parts["xl/worksheets/sheet1.xml"] = found.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def code_of(path: Path, column: str | None = None) -> str:
    with pytest.raises(DeskhandError) as caught:
        read_inquiries(path, column)
    return caught.value.code


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le"])
def test_any_encoding_and_separator_is_read(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    lines = [["番号", "本文"], *([str(row), text] for row, text in enumerate(TEXTS * 3))]
    path.write_bytes("".join(separator.join(line) + "\r\n" for line in lines).encode(encoding))
    read = read_inquiries(path)
    assert [item.text for item in read.items] == TEXTS * 3
    assert read.text_column == "本文"


def test_many_rows_are_gone_through_again_and_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "".join(f"{row},text {row}\n" for row in range(1, 10_001)))
    items = read_inquiries(path).items
    assert not isinstance(items, tuple)
    assert len(items) == 10_000
    for _ in range(2):
        assert sum(item.row for item in items) == 50_005_000
    assert (items[9_999].text, items[-1].row) == ("text 10000", 10_000)
    assert [item.row for item in items[:3]] == [1, 2, 3]


def test_many_mails_keep_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "_KEPT_IN_MEMORY", -1)
    (tmp_path / "a.eml").write_bytes(b"")
    (tmp_path / "b.eml").write_bytes(b"Subject: Order\n\nWhere is it?\n")
    items = read_inquiries(tmp_path).items
    assert not isinstance(items, tuple)
    assert items[0].error is not None
    assert (items[0].error.code, items[0].error.parameters) == ("empty-file", {"file": "a.eml"})
    assert [(item.row, item.text, item.source) for item in items] == [
        (1, "", "a.eml"),
        (2, "Order\nWhere is it?", "b.eml"),
    ]


def test_rows_of_a_megabyte_are_read_beside_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = "very long, " * 100_000
    path.write_text(f'id,text\n1,"{long}"\n2,short\n3,"{long}"\n')
    assert [len(item.text) for item in read_inquiries(path).items] == [1_099_999, 5, 1_099_999]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_cells_that_begin_like_formulas_are_texts(tmp_path: Path, ending: str) -> None:
    texts = ["=1+1", "+49 30 1234", "-late", "@shop"]
    path = tmp_path / f"a{ending}"
    if ending == ".csv":
        path.write_text("id,text\n" + "".join(f"{row},{text}\n" for row, text in enumerate(texts)))
    else:
        made = openpyxl.load_workbook(workbook(path, ["id", "text"], *([1, text] for text in texts)))
        for row in range(2, 6):
            made.worksheets[0].cell(row, 2).data_type = "s"
        made.save(path)
    assert [item.text for item in read_inquiries(path).items] == texts


def test_merged_cells_hold_their_text_once(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["id", "text", None], [1, "late", None], [2, None, None], [3, "x", "y"]
    )
    made = openpyxl.load_workbook(path)
    for area in ("B1:C1", "B2:B3"):
        made.worksheets[0].merge_cells(area)
    made.save(path)
    read = read_inquiries(path)
    assert [item.text for item in read.items] == ["late", "", "x"]
    write_with_rows(read_table(path), ["category"], ([name] for name in "abc"), tmp_path / "out.xlsx")
    assert [row[-1] for row in read_table(tmp_path / "out.xlsx").rows] == ["a", "b", "c"]


def test_a_formula_is_read_as_its_result(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["id", "text"], [1, '=CONCATENATE("la","te")'])
    with_result(path, "late")
    assert [item.text for item in read_inquiries(path).items] == ["late"]


@pytest.mark.parametrize("head", ["text", "said", None])
def test_formulas_that_were_never_worked_out_are_told(tmp_path: Path, head: str | None) -> None:
    rows = [["id", head], [1, '=CONCATENATE("la","te")']] if head else [['="a"'], ['="b"']]
    path = workbook(tmp_path / "a.xlsx", *rows)
    assert code_of(path) == "formulas-without-results"


def test_an_empty_column_without_formulas_is_no_mistake_of_excel(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["id", "text", "sum"], [1, None, "=1+1"], [2, None, "=2"])
    assert [item.text for item in read_inquiries(path, "text").items] == ["", ""]
    assert code_of(workbook(tmp_path / "b.xlsx", ["id", "n"], [1, 2])) == "no-text-column"


def test_a_sheet_that_is_locked_against_changes_can_be_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["id", "text"], [1, "late"])
    made = openpyxl.load_workbook(path)
    made.worksheets[0].protection.set_password("secret")
    made.security = WorkbookProtection(workbookPassword="1234", lockStructure=True)
    made.save(path)
    assert [item.text for item in read_inquiries(path).items] == ["late"]


def test_a_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert code_of(path) == "office-encrypted"


def test_a_folder_without_mails_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    assert code_of(tmp_path) == "folder-without-mails"


def test_a_folder_that_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "not yours")

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert code_of(tmp_path / "inbox") == "no-permission"


@pytest.mark.parametrize(
    ("names", "columns"),
    [("Subject,Body,From: (Name)", ("Subject", "Body")), ("件名,本文,差出人: (名前)", ("件名", "本文"))],
)
def test_an_export_of_outlook_gives_subject_and_new_text(
    tmp_path: Path, names: str, columns: tuple[str, str]
) -> None:
    body = "Where is it?\r\n\r\nKind regards,\r\nAna\r\n\r\n-----Original Message-----\r\nFrom: us\r\nOn its way."
    path = tmp_path / "a.csv"
    path.write_bytes(
        f'{names}\r\n"Order 5541","{body}","Ana"\r\n"","Hello","Bob"\r\n"No body","","Eve"\r\n'.encode()
    )
    read = read_inquiries(path)
    assert (read.subject_column, read.text_column) == columns
    assert read.kind == "outlook"
    assert [item.text for item in read.items] == ["Order 5541\nWhere is it?", "Hello", "No body"]
    subjects = read_inquiries(path, columns[0])
    assert subjects.kind == "table"
    assert [item.text for item in subjects.items] == ["Order 5541", "", "No body"]


def test_text_with_tabs_as_excel_saves_it_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("id\ttext\r\n1\tlate, very\r\n2\thello\r\n".encode("utf-16"))
    read = read_inquiries(path)
    assert [item.text for item in read.items] == ["late, very", "hello"]
    assert read.text_column == "text"


def test_a_text_with_a_tab_in_it_stays_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Where is it?\tI wait.\nHello\n")
    assert [item.text for item in read_inquiries(path).items] == ["Where is it?\tI wait.", "Hello"]


def test_a_mail_with_500_attachments_is_read_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = "--x\nContent-Type: image/png\n{}Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    named = 'Content-Disposition: attachment; filename="a.png"\n'
    path = tmp_path / "a.eml"
    path.write_text(
        "Subject: Pictures\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n"
        + "".join(part.format(named if number % 2 else "") for number in range(500))
        + "--x--\n"
    )
    decoded: list[str] = []
    decode_truly: Any = Message.get_payload

    def get_payload(message: Any, i: int | None = None, decode: bool = False) -> Any:  # noqa: FBT001, FBT002 - the library's own
        decoded.extend([message.get_content_type()] * decode)
        return decode_truly(message, i, decode)

    monkeypatch.setattr(Message, "get_payload", get_payload)
    assert [item.text for item in read_inquiries(path).items] == ["Pictures\nSee below."]
    assert set(decoded) == {"text/plain"}


def test_examples_may_call_their_texts_otherwise_than_the_inquiries(tmp_path: Path) -> None:
    path = tmp_path / "examples.csv"
    path.write_text("category,question\ndelivery,my parcel is late\n", encoding="utf-8")
    known = ("delivery", "payment")
    assert read_examples(path, "message", known) == [("my parcel is late", "delivery")]
    assert read_examples(path, "Question", known) == [("my parcel is late", "delivery")]


def test_a_likely_column_is_taken_where_there_is_one_and_guessed_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("message,remark\nlate parcel,why\n", encoding="utf-8")
    assert read_inquiries(path, likely_column="Remark").text_column == "remark"
    assert read_inquiries(path, likely_column="nowhere").text_column == "message"
    assert read_inquiries(path, "message", "remark").text_column == "message"
