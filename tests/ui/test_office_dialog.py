"""The office's data are given once, in both languages, and a broken file is told with its line."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableWidgetItem
from pytestqt.qtbot import QtBot

from app.tasks.email.office_profile import OfficeProfile, ProfileFile
from app.ui.office_dialog import OfficeDialog
from app.ui.office_panel import OfficePanel
from app.ui.page_tools import PageTools
from app.ui.sentences import Sentences


@pytest.fixture
def file(tmp_path: Path) -> ProfileFile:
    """An office without data yet."""
    return ProfileFile(tmp_path / "office.yaml")


def dialog(qtbot: QtBot, tools: PageTools, file: ProfileFile) -> OfficeDialog:
    """Return the dialog over *file*."""
    made = OfficeDialog(tools, file)
    qtbot.addWidget(made)
    return made


def put(made: OfficeDialog, name: str, text: str, language: str = "") -> None:
    """Type *text*."""
    field = made.field(name, language)
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)


def add_product(made: OfficeDialog, *texts: str) -> None:
    """Type a row of the products."""
    table = made._products.table
    table.insertRow(table.rowCount())
    for column, text in enumerate(texts):
        table.setItem(table.rowCount() - 1, column, QTableWidgetItem(text))


def test_what_is_typed_is_kept_and_one_language_stands_for_both(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    made = dialog(qtbot, tools, file)
    put(made, "company", "Kawabe Tea", "en")
    put(made, "company", "川辺製茶株式会社", "ja")
    put(made, "sender", "Haruka Mori", "en")
    put(made, "signature", "Kawabe Tea\nKyoto", "en")
    put(made, "email", "mori@kawabe.example")
    add_product(made, "Sencha", "煎茶", "12.50 EUR")
    made.save()
    profile = file.read()
    assert profile.company == {"en": "Kawabe Tea", "ja": "川辺製茶株式会社"}
    assert profile.sender == {"en": "Haruka Mori", "ja": "Haruka Mori"}
    assert profile.signature["ja"] == "Kawabe Tea\nKyoto"
    assert profile.products_in("ja") == (("煎茶", "12.50 EUR"),)
    assert made.isHidden()


def test_what_is_kept_is_shown_again(qtbot: QtBot, tools: PageTools, file: ProfileFile) -> None:
    file.save(OfficeProfile.model_validate({"company": "Kawabe Tea", "address": "1 Tea Lane\nLeeds"}))
    made = dialog(qtbot, tools, file)
    company, japanese, address = (
        made.field("company", "en"),
        made.field("company", "ja"),
        made.field("address", "en"),
    )
    assert isinstance(company, QLineEdit)
    assert isinstance(japanese, QLineEdit)
    assert isinstance(address, QPlainTextEdit)
    assert (company.text(), japanese.text()) == ("Kawabe Tea", "")
    assert address.toPlainText() == "1 Tea Lane\nLeeds"


@pytest.mark.parametrize(
    ("name", "wrong"), [("email", "mori at kawabe"), ("phone", "none"), ("website", "kawabe")]
)
def test_a_value_that_cannot_be_is_marked_and_nothing_is_kept(
    qtbot: QtBot, tools: PageTools, file: ProfileFile, name: str, wrong: str
) -> None:
    made = dialog(qtbot, tools, file)
    put(made, name, wrong)
    made.save()
    assert not made._words[name].isHidden()
    assert made.field(name).property("wrong") is True
    assert not file.path.exists()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("Sencha", "", "cheap"),), "A price has a figure"),
        ((("", "", "5 EUR"),), "A price stands there without a product"),
        ((("Sencha", "", ""), ("sencha", "", "")), "“sencha” stands there twice"),
    ],
)
def test_products_that_cannot_be_are_told(
    qtbot: QtBot, tools: PageTools, file: ProfileFile, rows: tuple[tuple[str, str, str], ...], told: str
) -> None:
    made = dialog(qtbot, tools, file)
    for row in rows:
        add_product(made, *row)
    made.save()
    assert made._products_word.text() == told
    assert not file.path.exists()


def test_a_broken_file_is_told_with_its_line_and_can_be_opened(
    qtbot: QtBot, tools: PageTools, file: ProfileFile, opened: list[Path]
) -> None:
    file.path.write_text("company: Kawabe\nphone: none\n", encoding="utf-8")
    made = dialog(qtbot, tools, file)
    assert "line 2" in made._banner.words()
    assert not made._save_button.isEnabled()
    made._banner._button.click()
    assert opened == [file.path]
    file.path.write_text("company: Kawabe\nphone: 555-0100\n", encoding="utf-8")
    made._again_button.click()
    assert made._save_button.isEnabled()
    assert made._banner.words() == ""


def test_beginning_anew_keeps_the_broken_file_under_another_name(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    file.path.write_text("company: [", encoding="utf-8")
    made = dialog(qtbot, tools, file)
    made._anew_button.click()
    assert file.path.with_name("office-1.yaml").read_text(encoding="utf-8") == "company: ["
    assert made._banner.words() == "The old file is kept as office-1.yaml"
    assert made._save_button.isEnabled()


def test_the_settings_open_the_dialog_and_tell_of_the_change(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    panel = OfficePanel(tools, file)
    qtbot.addWidget(panel)
    panel.button.click()
    assert panel.dialog is not None
    with qtbot.waitSignal(panel.saved):
        panel.dialog.save()


def test_what_is_not_saved_is_asked_about_before_it_is_lost(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    made = dialog(qtbot, tools, file)
    made.show()
    put(made, "company", "Kawabe Tea", "en")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible()
    assert made._banner.words().startswith("Your office’s data are not saved yet")
    made._banner._button.click()
    assert not made.isVisible()
    assert not file.path.exists()


def test_nothing_is_asked_where_nothing_was_changed(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    file.save(OfficeProfile.model_validate({"company": "Kawabe Tea", "address": "1 Tea Lane\nLeeds"}))
    made = dialog(qtbot, tools, file)
    made.show()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_a_price_that_is_still_being_typed_is_kept_by_the_key_that_saves(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    made = dialog(qtbot, tools, file)
    made.show()
    made._products.add()
    editor = made._products.table.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Sencha")
    made.save()
    assert file.read().products_in("en") == (("Sencha", ""),)


def test_the_first_product_that_cannot_be_is_the_one_that_is_told(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    made = dialog(qtbot, tools, file)
    add_product(made, "Sencha", "", "cheap")
    add_product(made, "", "", "5 EUR")
    made.save()
    assert made._products_word.text() == "A price has a figure"
    assert made._products.table.currentRow() == 0


def test_a_row_can_be_removed_only_where_one_is_chosen(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    made = dialog(qtbot, tools, file)
    assert not made._products._remove_button.isEnabled()
    made._products.add()
    assert made._products._remove_button.isEnabled()
    made._products._remove_button.click()
    assert made._products.table.rowCount() == 0
    assert not made._products._remove_button.isEnabled()


def test_a_broken_file_that_cannot_be_set_aside_is_told(
    qtbot: QtBot, tools: PageTools, file: ProfileFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.path.write_text("company: [", encoding="utf-8")
    made = dialog(qtbot, tools, file)
    made._banner.close_banner()

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    made._anew_button.click()
    assert made._banner.words()
    assert not made._save_button.isEnabled()


def test_a_japanese_window_asks_for_japanese_first(qtbot: QtBot, tools: PageTools, file: ProfileFile) -> None:
    made = dialog(qtbot, replace(tools, sentences=Sentences("ja")), file)
    assert made.field("company", "ja").x() < made.field("company", "en").x()
    put(made, "company", "川辺茶舗", "ja")
    made._products.add()
    made._products.table.setItem(0, 0, QTableWidgetItem("煎茶"))
    made._products.table.setItem(0, 1, QTableWidgetItem("Sencha"))
    made.save()
    kept = file.read()
    assert dict(kept.company) == {"en": "川辺茶舗", "ja": "川辺茶舗"}
    assert dict(kept.products[0].name) == {"en": "Sencha", "ja": "煎茶"}
    again = dialog(qtbot, replace(tools, sentences=Sentences("ja")), file)
    assert again.field("company", "ja").text() == "川辺茶舗"  # type: ignore[union-attr]
    assert again.field("company", "en").text() == ""  # type: ignore[union-attr]


def test_enter_in_a_field_presses_nothing_also_while_a_message_has_a_button(
    qtbot: QtBot, tools: PageTools, file: ProfileFile
) -> None:
    made = dialog(qtbot, tools, file)
    made.open()
    field = made.field("company", "en")
    field.setFocus()
    QTest.keyClicks(field, "Kawabe")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert made._products.table.rowCount() == 0
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert made._banner.words().startswith("Your office")
    QTest.keyClicks(field, " Tea")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert made.isVisible()
    assert put_together(made) == "Kawabe Tea"


def put_together(made: OfficeDialog) -> str:
    """Return the company as it is typed."""
    field = made.field("company", "en")
    assert isinstance(field, QLineEdit)
    return field.text()
