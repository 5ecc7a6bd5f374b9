"""Inquiries from tables, mails and lines; sorted examples from tables."""

from pathlib import Path

import pytest

from app.errors import DocumentError, InputError
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.export import read_examples
from app.tasks.inquiries.inquiries import read_inquiries
from app.text.messages import describe

MAIL = b"""From: Ana <ana@example.org>
To: office@example.org
Subject: Order 5541
Content-Type: text/plain; charset=utf-8

Where is it?

> On Monday you wrote:
> It is on its way.
"""


def table(folder: Path, text: str, name: str = "inquiries.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_named_column_is_read_whatever_its_case(tmp_path: Path) -> None:
    read = read_inquiries(table(tmp_path, "id,Note,text\n1,first,a\n2, second ,b\n"), "note")
    assert [item.text for item in read.items] == ["first", "second"]
    assert [item.row for item in read.items] == [1, 2]
    assert read.text_column == "Note"
    assert read.items[0].source == "inquiries.csv"


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_inquiries(table(tmp_path, "id,text\n1,a\n"), "message")
    assert caught.value.code == "unknown-column"
    assert caught.value.parameters == {"column": "message", "columns": "id, text", "file": "inquiries.csv"}


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("id,Message,remarks", "1,hi,a much longer remark", "Message"),
        ("番号,件名,本文", "1,長い長い長い件名です,短い", "本文"),
        ("番号,お問い合わせ内容,住所", "1,短い,東京都千代田区一丁目", "お問い合わせ内容"),
        ("a,b,c", "1,some words of a customer,x", "b"),
        ("number,said", "123456789012345678,hi", "said"),
    ],
)
def test_the_text_column_is_guessed(tmp_path: Path, header: str, row: str, column: str) -> None:
    assert read_inquiries(table(tmp_path, f"{header}\n{row}\n")).text_column == column


@pytest.mark.parametrize("row", ["1,2,3", "2026-03-02,1.50,+81 3-1234", ",,"])
def test_a_table_without_any_text_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(InputError) as caught:
        read_inquiries(table(tmp_path, f"a,b,c\n{row}\n"))
    assert caught.value.code == "no-text-column"


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_inquiries(table(tmp_path, "a,text\n"), "text")
    assert caught.value.code == "no-inquiries"


def test_empty_rows_keep_their_number(tmp_path: Path) -> None:
    read = read_inquiries(table(tmp_path, "id,text\n1,a\n2,\n3,c\n"))
    assert [(item.row, item.text) for item in read.items] == [(1, "a"), (2, ""), (3, "c")]


def test_a_text_file_holds_an_inquiry_on_each_line(tmp_path: Path) -> None:
    read = read_inquiries(table(tmp_path, "Where is it?\n\n I want a refund \n", "lines.txt"))
    assert [(item.row, item.text) for item in read.items] == [(1, "Where is it?"), (2, "I want a refund")]
    assert read.table is None


def test_a_folder_of_mails_gives_subject_and_new_text(tmp_path: Path) -> None:
    (tmp_path / "b.eml").write_bytes(MAIL)
    (tmp_path / "a.eml").write_bytes(b"")
    read = read_inquiries(tmp_path)
    assert [(item.row, item.source) for item in read.items] == [(1, "a.eml"), (2, "b.eml")]
    assert read.items[0].error is not None
    assert read.items[1].text == "Order 5541\nWhere is it?"


_ONLY_SUBJECT = b"Subject: Where is order 5541?\nFrom: ana@example.org\n"
_WITHOUT_BODY = [
    _ONLY_SUBJECT + b"\n",
    _ONLY_SUBJECT + b"\n \n\n",
    _ONLY_SUBJECT + b"Content-Type: text/html\n\n<img src='cid:photo'>",
    _ONLY_SUBJECT + b"Content-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF",
]


@pytest.mark.parametrize("mail", _WITHOUT_BODY)
def test_a_mail_without_a_body_is_sorted_by_its_subject(tmp_path: Path, mail: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(mail)
    box = tmp_path / "in.mbox"
    box.write_bytes(b"From ana@example.org Mon Mar  2 10:00:00 2026\n" + mail + b"\n")
    for path in (tmp_path, tmp_path / "a.eml", box):
        (item,) = read_inquiries(path).items
        assert (item.text, item.error) == ("Where is order 5541?", None)


def test_a_mail_with_neither_subject_nor_body_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject:  \nFrom: ana@example.org\n\n \n")
    (item,) = read_inquiries(tmp_path).items
    assert item.error is not None
    assert (item.text, item.error.code) == ("", "mail-without-text")


def test_a_mailbox_is_read(tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"From ana@example.org Mon Mar  2 10:00:00 2026\n" + MAIL + b"\n")
    assert read_inquiries(path).items[0].text.startswith("Order 5541")


def test_one_mail_is_one_inquiry(tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(MAIL)
    assert [item.row for item in read_inquiries(path).items] == [1]


@pytest.mark.parametrize("name", ["gone.csv", "gone", "gone.eml", "gone.txt", "gone.mbox"])
def test_a_missing_input_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_inquiries(tmp_path / name)
    assert caught.value.code == "file-not-found"


KNOWN = CategorySet(categories=(Category(name="Delivery"), Category(name="refund")), none_name="other")


def test_examples_take_the_names_of_the_categories(tmp_path: Path) -> None:
    path = table(
        tmp_path, "text,Category\nlate,delivery\nmoney back, REFUND\nhi,other\nnot labelled,\n,refund\n"
    )
    assert read_examples(path, None, KNOWN) == [
        ("late", "Delivery"),
        ("money back", "refund"),
        ("hi", "other"),
    ]


def test_a_guess_never_takes_the_category_for_the_text(tmp_path: Path) -> None:
    path = table(tmp_path, "t,category\nab,delivery\n")
    assert read_examples(path, None, ["delivery"]) == [("ab", "delivery")]


def test_an_example_of_an_unknown_category_is_told_with_its_row(tmp_path: Path) -> None:
    path = table(tmp_path, "text,category\nlate,delivery\nhm,colour\n")
    with pytest.raises(InputError) as caught:
        read_examples(path, "text", KNOWN)
    assert caught.value.code == "unknown-category"
    assert caught.value.parameters == {"category": "colour", "row": 2, "file": "inquiries.csv"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("text,label\na,b\n", "no-category-column"), ("category,nr\ndelivery,1\n", "no-text-column")],
)
def test_examples_need_both_columns(tmp_path: Path, text: str, code: str) -> None:
    path = table(tmp_path, text, "examples.csv")
    with pytest.raises(InputError) as caught:
        read_examples(path, "text", KNOWN)
    assert caught.value.code == code
    assert "examples.csv" in describe(caught.value, "en").title


@pytest.mark.parametrize("rows", ["", "late,\n", ",delivery\n"])
def test_examples_that_teach_nothing_are_told(tmp_path: Path, rows: str) -> None:
    with pytest.raises(InputError) as caught:
        read_examples(table(tmp_path, f"text,category\n{rows}"), "text", KNOWN)
    assert caught.value.code == "no-labelled-rows"
