"""Categories made of rows that are sorted already, with the columns that a person chooses."""

import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.labelled_import import categories_from
from app.ui.category_editor import CategoryEditor
from app.ui.category_import_dialog import CategoryImportDialog
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs

ROWS = """text,category,agent
Where is it?,delivery,Ana
It is late,delivery,Ben
Send the bill,invoice,Ana
We sell machines,other,Ben
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Four sorted rows."""
    path = tmp_path / "old.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def opened(qtbot: QtBot, tools: PageTools, file: Path) -> CategoryImportDialog:
    """Return the dialog over *file*, when it has been read."""
    dialog = CategoryImportDialog(tools, file)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog._bridge.running)
    return dialog


def take(qtbot: QtBot, dialog: CategoryImportDialog) -> None:
    """Make the categories and wait until they are there."""
    with qtbot.waitSignal(dialog.accepted):
        dialog._take_button.click()


def test_the_categories_are_made_beside_the_window(
    qtbot: QtBot, tools: PageTools, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def made(*given: Any) -> CategorySet:
        threads.append(threading.current_thread())
        return categories_from(*given)

    monkeypatch.setattr("app.ui.category_import_dialog.categories_from", made)
    dialog = opened(qtbot, tools, table)
    take(qtbot, dialog)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_categories_that_come_after_the_dialog_was_left_are_not_taken(
    qtbot: QtBot, tools: PageTools, table: Path
) -> None:
    dialog = opened(qtbot, tools, table)
    dialog._take_button.click()
    dialog._leave_button.click()
    with qtbot.assertNotEmitted(dialog.accepted):
        qtbot.waitUntil(lambda: not dialog._maker.running)
    assert dialog.categories is None


def test_what_goes_wrong_while_they_are_made_is_told_and_can_be_chosen_otherwise(
    qtbot: QtBot, tools: PageTools, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any) -> CategorySet:
        raise InputError("no-labelled-rows", file="old.csv")

    monkeypatch.setattr("app.ui.category_import_dialog.categories_from", refuse)
    dialog = opened(qtbot, tools, table)
    dialog._take_button.click()
    assert not dialog._take_button.isEnabled()
    qtbot.waitUntil(lambda: "old.csv" in dialog._told.text())
    assert dialog.categories is None
    assert dialog._label.isEnabled()
    assert not dialog._take_button.isEnabled()


def test_the_columns_are_guessed(qtbot: QtBot, tools: PageTools, table: Path) -> None:
    dialog = opened(qtbot, tools, table)
    assert (dialog._label.currentText(), dialog._text.currentText()) == ("category", "text")
    assert dialog._none.currentData() == "other"
    take(qtbot, dialog)
    assert dialog.categories is not None
    assert dialog.categories.names == ("delivery", "invoice")
    assert dialog.categories.none_examples == ("We sell machines",)


def test_other_columns_can_be_chosen(qtbot: QtBot, tools: PageTools, table: Path) -> None:
    dialog = opened(qtbot, tools, table)
    dialog._label.setCurrentText("agent")
    dialog._label.activated.emit(dialog._label.currentIndex())
    qtbot.waitUntil(lambda: not dialog._bridge.running)
    take(qtbot, dialog)
    assert dialog.categories is not None
    assert set(dialog.categories.names) == {"Ana", "Ben"}


def test_a_table_without_categories_is_told_and_another_column_still_chosen(
    qtbot: QtBot, tools: PageTools, tmp_path: Path
) -> None:
    path = tmp_path / "new.csv"
    path.write_text("text,nr\nWhere is it?,1\nIt is late,2\n", encoding="utf-8")
    dialog = opened(qtbot, tools, path)
    assert "no column that looks like categories" in dialog._told.text()
    assert not dialog._take_button.isEnabled()
    dialog._label.setCurrentText("nr")
    dialog._text.setCurrentText("text")
    dialog._label.activated.emit(1)
    qtbot.waitUntil(dialog._take_button.isEnabled)


def test_a_file_that_cannot_be_read_is_told(qtbot: QtBot, tools: PageTools, tmp_path: Path) -> None:
    dialog = opened(qtbot, tools, tmp_path / "gone.csv")
    assert "gone.csv" in dialog._told.text()
    assert not dialog._take_button.isEnabled()


def test_the_editor_takes_what_was_made(
    qtbot: QtBot, tools: PageTools, dialogs: FakeDialogs, table: Path
) -> None:
    editor = CategoryEditor(tools)
    qtbot.addWidget(editor)
    dialogs.files = [table]
    editor._files._ask_for_rows()
    dialog = editor.findChild(CategoryImportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog._take_button.isEnabled)
    with qtbot.waitSignal(editor.changed):
        dialog._take_button.click()
    categories = editor.model.categories()
    assert categories is not None
    assert categories.names == ("delivery", "invoice")
