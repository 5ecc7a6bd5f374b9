"""Inquiries are counted by category and day, with the day found where it stands."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents.tables import read_table
from app.records import Failure, SortedRow
from app.tasks.inquiries.arrivals import date_column, dates_of
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.counts import counts_of, write_counts
from app.tasks.inquiries.inquiries import read_inquiries

CATEGORIES = CategorySet(
    categories=(Category(name="delivery"), Category(name="payment"), Category(name="tea")), none_name="other"
)
MONDAY = dt.date(2026, 3, 9)


def decision(number: int, category: str | None, *, looks: bool = False, failed: bool = False) -> SortedRow:
    error = Failure("empty-file", {}) if failed else None
    return SortedRow("r", number, "x", category, 0.9, looks, (), "none-fits", "rule", error=error)


def days_in(folder: Path, table: str) -> list[str]:
    path = folder / "in.csv"
    path.write_text(table, encoding="utf-8")
    inquiries = read_inquiries(path)
    dates = dates_of(inquiries)
    return [dates[item.row].isoformat() if item.row in dates else "" for item in inquiries.items]


def test_rows_are_counted_by_day_without_gaps_and_unknown_days_last() -> None:
    rows = [
        decision(1, "delivery"),
        decision(2, None, looks=True),
        decision(3, "delivery"),
        decision(4, None),
    ]
    dates = {1: MONDAY, 2: MONDAY, 3: MONDAY + dt.timedelta(days=2)}
    counts = counts_of(iter([*rows, decision(5, None, failed=True)]), dates, CATEGORIES)
    assert counts.categories == ("delivery", None)
    assert counts.span == "day"
    assert counts.begins == (MONDAY, MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2), None)
    assert counts.numbers == ((1, 1), (0, 0), (1, 0), (0, 1))
    assert counts.looks == (1, 0, 0, 0)
    assert counts.total == 4


@pytest.mark.parametrize(
    ("days", "span", "first", "count"),
    [(61, "day", MONDAY, 62), (62, "week", MONDAY, 9), (600, "month", dt.date(2026, 3, 1), 20)],
)
def test_many_days_are_put_together(days: int, span: str, first: dt.date, count: int) -> None:
    rows = [decision(1, "delivery"), decision(2, "delivery")]
    counts = counts_of(rows, {1: MONDAY, 2: MONDAY + dt.timedelta(days=days)}, CATEGORIES)
    assert (counts.span, counts.begins[0], len(counts.begins)) == (span, first, count)
    assert counts.of_category(0) == 2


def test_counts_are_saved_with_their_sums(tmp_path: Path) -> None:
    rows = [decision(1, "delivery"), decision(2, None, looks=True)]
    counts = counts_of(rows, {1: MONDAY}, CATEGORIES)
    write_counts(counts, CATEGORIES, tmp_path / "out.xlsx")
    table = read_table(tmp_path / "out.xlsx")
    assert table.columns == ("day", "delivery", "other", "total", "needs a look")
    assert list(table.rows) == [
        ("2026-03-09", "1", "0", "1", "0"),
        ("day not known", "0", "1", "1", "1"),
        ("total", "1", "1", "2", "1"),
    ]


def test_counts_of_japanese_categories_have_japanese_words(tmp_path: Path) -> None:
    categories = CategorySet(categories=(Category(name="配送"),))
    write_counts(counts_of([decision(1, "配送")], {}, categories), categories, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "日,配送,合計,要確認", "日付不明,1,1,0", "合計,1,1,0",
    ]  # fmt: skip


def test_the_column_with_the_days_is_found_by_its_name(tmp_path: Path) -> None:
    assert days_in(tmp_path, "born,Received at,message\n1980-01-02,2026-03-09 10:00,hi\n1980-01-02,,ho\n") == [
        "2026-03-09", "",
    ]  # fmt: skip


def test_without_a_name_the_column_that_holds_dates_is_taken(tmp_path: Path) -> None:
    assert days_in(tmp_path, "no,x,message\n20260309,9 March 2026,hi\n20260310,10 March 2026,ho\n") == [
        "2026-03-09", "2026-03-10",
    ]  # fmt: skip


def test_japanese_dates_are_read(tmp_path: Path) -> None:
    table = "受付日,本文\n令和8年3月9日,届きません\n2026/3/10,まだですか\n20260311,早く\n"
    assert days_in(tmp_path, table) == ["2026-03-09", "2026-03-10", "2026-03-11"]


def test_one_date_that_has_its_month_first_tells_for_all(tmp_path: Path) -> None:
    assert days_in(tmp_path, "date,message\n3/12/2026,hello there\n3/25/2026,hello again\n") == [
        "2026-03-12", "2026-03-25",
    ]  # fmt: skip
    assert days_in(tmp_path, "date,message\n3/12/2026,hello there\n25/3/2026,hello again\n") == [
        "2026-12-03", "2026-03-25",
    ]  # fmt: skip


def test_a_table_without_dates_has_no_days(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,date,message\n20260309,soon,hi\n20260310,late,ho\n", encoding="utf-8")
    assert date_column(read_table(path), "message") is None
    assert dates_of(read_inquiries(path)) == {}


def test_mails_tell_their_days(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject: a\nDate: Mon, 9 Mar 2026 12:00:00 +0000\n\nhi\n")
    (tmp_path / "b.eml").write_bytes(b"Subject: b\n\nhi\n")
    assert dates_of(read_inquiries(tmp_path)) == {1: MONDAY}


def test_rows_without_a_text_count_nowhere() -> None:
    empty = replace(decision(2, None, looks=True), text="", reason="empty-text")
    counts = counts_of([decision(1, None), empty], {}, CATEGORIES)
    assert (counts.total, counts.looks) == (1, (0,))
