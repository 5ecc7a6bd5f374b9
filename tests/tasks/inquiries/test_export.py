"""Sorted inquiries as a table."""

import csv
from pathlib import Path

import pytest

from app.documents.tables import read_table
from app.errors import DocumentError
from app.records import Evidence, Failure, SortedRow
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.export import write_sorted
from app.tasks.inquiries.inquiries import Inquiries, Inquiry, read_inquiries

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
