"""What is given for sorting shows how it was understood."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.inquiries_form import InquiriesForm
from app.ui.page_tools import PageTools
from tests.ui.waiting import wait_for_work


@pytest.fixture
def form(qtbot: QtBot, tools: PageTools) -> InquiriesForm:
    """The form, empty, as wide as it is in a window of 1200 px."""
    made = InquiriesForm(tools)
    qtbot.addWidget(made)
    made.resize(330, 600)
    made.show()
    return made


def give(qtbot: QtBot, form: InquiriesForm, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    form.file_field.set_file(path)
    wait_for_work(qtbot, form)


def paste(qtbot: QtBot, form: InquiriesForm, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    form._paste_button.click()
    wait_for_work(qtbot, form)


def texts_of(form: InquiriesForm) -> list[str]:
    inquiries = form.inquiries()
    return [item.text for item in inquiries.items] if inquiries else []


def test_keys_come_to_the_file_before_the_clipboard(form: InquiriesForm) -> None:
    form.activateWindow()
    field = form.file_field
    field._choose_button.setFocus()
    QTest.keyClick(field._choose_button, Qt.Key.Key_Tab)
    QTest.keyClick(field._folder_button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form._paste_button


def test_nothing_is_shown_before_something_is_given(form: InquiriesForm) -> None:
    assert not form._preview.isVisible()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (
            "a.csv",
            "番号,本文\n1,届きません\n2,\n".encode("cp932"),
            "2 row(s) · Shift_JIS · separated by commas · 1 empty",
        ),
        ("a.csv", b"id;text\n1;late\n", "1 row(s) · UTF-8 · separated by semicolons"),
        ("a.tsv", b"id\ttext\n1\tlate\n", "1 row(s) · UTF-8 · separated by tabs"),
        ("a.csv", b"id|text\n1|late\n", "1 row(s) · UTF-8 · separated by bars"),
        ("a.csv", b"sep=:\nid:text\n1:late\n", "1 row(s) · UTF-8 · separated by “:”"),
        (
            "a.csv",
            b"Subject,Body\nx,y\n",
            "1 mail(s) · UTF-8 · separated by commas · subject and text together",
        ),
        ("a.txt", b"one\ntwo\n", "2 line(s) · UTF-8"),
        ("a.eml", b"Subject: x\n\nHello\n", "1 mail(s)"),
    ],
)
def test_a_sentence_tells_how_it_was_understood(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    give(qtbot, form, tmp_path / name, data)
    assert form._preview.words() == sentence
    assert form._preview.isVisible()
    assert not form._preview._clear_button.isVisible()


def test_the_first_texts_stand_below_it_cut_to_the_room(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    long = "a very long inquiry " * 20
    give(qtbot, form, tmp_path / "a.csv", f"id,text\n1,<b>late</b>\n2,{long}\n".encode() + b"3,x\n" * 9)
    assert form._preview.texts() == ("<b>late</b>", long.strip()[:300].strip(), "x", "x", "x")
    shown = form._preview._texts.words().split("\n")
    assert shown[0] == "<b>late</b>"
    assert shown[1].endswith("…")
    before = len(shown[1])
    form.resize(660, 600)
    assert len(form._preview._texts.words().split("\n")[1]) > before


def test_a_file_that_cannot_be_read_leaves_no_preview(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    give(qtbot, form, tmp_path / "a.csv", b"id,text\n1,late\n")
    give(qtbot, form, tmp_path / "b.csv", b"id,n\n1,2\n")
    assert form.inquiries() is None
    assert not form._preview.isVisible()


def test_pasted_lines_take_the_place_of_the_file(qtbot: QtBot, form: InquiriesForm, tmp_path: Path) -> None:
    give(qtbot, form, tmp_path / "a.csv", b"id,text\n1,late\n")
    paste(qtbot, form, "Where is it?\nHello\n")
    assert form.file_field.file() is None
    assert texts_of(form) == ["Where is it?", "Hello"]
    assert form._preview.words() == "2 pasted line(s)"
    form._preview._clear_button.click()
    assert form.inquiries() is None
    assert not form._preview.isVisible()


def test_pasted_cells_have_a_column_to_choose(qtbot: QtBot, form: InquiriesForm) -> None:
    paste(qtbot, form, "id\tmessage\tcity\n1\tlate\tKyoto\n")
    assert form._preview.words() == "1 pasted row(s)"
    form._column.setCurrentText("city")
    wait_for_work(qtbot, form)
    assert texts_of(form) == ["Kyoto"]


def test_a_file_takes_the_place_of_what_was_pasted(qtbot: QtBot, form: InquiriesForm, tmp_path: Path) -> None:
    paste(qtbot, form, "Where is it?\n")
    give(qtbot, form, tmp_path / "a.csv", b"id,text\n1,late\n")
    assert texts_of(form) == ["late"]
    assert not form._preview._clear_button.isVisible()


def test_an_empty_clipboard_is_told_and_changes_nothing(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    paste(qtbot, form, " \n")
    assert form._preview.words() == "The clipboard holds no text. Copy the inquiries first."
    assert form._preview.isVisible()
    give(qtbot, form, tmp_path / "a.csv", b"id,text\n1,late\n")
    paste(qtbot, form, "")
    assert texts_of(form) == ["late"]
    assert form._preview.texts() == ("late",)


def test_what_was_chosen_last_is_read_while_the_first_is_still_being_read(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    good, gone = tmp_path / "a.csv", tmp_path / "gone.csv"
    good.write_bytes(b"id,text\n1,late\n")
    failures: list[object] = []
    form.failed.connect(failures.append)
    form.file_field.set_file(gone)
    form.file_field.set_file(good)
    wait_for_work(qtbot, form)
    qtbot.waitUntil(lambda: texts_of(form) == ["late"])
    assert not failures


ORDERS = b"message,remark\nlate parcel that was sent long ago,why\nflat tea of last week,what\n"
OF_REMARKS = "text_column: Remark\ncategories: [{name: delivery}]\n"


def load_categories_of(form: InquiriesForm, folder: Path, text: str) -> None:
    file = folder / "categories.yaml"
    file.write_text(text, encoding="utf-8")
    form.categories.load(file)


def test_the_column_that_the_categories_name_is_taken(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    load_categories_of(form, tmp_path, OF_REMARKS)
    give(qtbot, form, tmp_path / "in.csv", ORDERS)
    assert texts_of(form) == ["why", "what"]
    paste(qtbot, form, ORDERS.decode().replace(",", "\t"))
    assert texts_of(form) == ["why", "what"]


def test_categories_that_come_later_bring_their_column_along(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    give(qtbot, form, tmp_path / "in.csv", ORDERS)
    assert texts_of(form)[1] == "flat tea of last week"
    load_categories_of(form, tmp_path, OF_REMARKS)
    wait_for_work(qtbot, form)
    assert texts_of(form) == ["why", "what"]


def test_a_column_that_a_person_chose_stays_and_a_missing_one_is_guessed(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    give(qtbot, form, tmp_path / "in.csv", ORDERS)
    form._column.setCurrentText("remark")
    wait_for_work(qtbot, form)
    load_categories_of(form, tmp_path, "text_column: message\ncategories: [{name: delivery}]\n")
    wait_for_work(qtbot, form)
    assert texts_of(form) == ["why", "what"]
    load_categories_of(form, tmp_path, "text_column: nowhere\ncategories: [{name: delivery}]\n")
    give(qtbot, form, tmp_path / "other.csv", ORDERS)
    assert texts_of(form)[1] == "flat tea of last week"
