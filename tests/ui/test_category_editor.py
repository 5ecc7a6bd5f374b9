"""Categories that are typed, read and kept."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.records import Finding, Language
from app.tasks.inquiries.categories import CategorySet, load_categories
from app.tasks.inquiries.inquiries import Inquiry
from app.ui.category_cells import CategoryColumn
from app.ui.category_dialog import CategoryDialog
from app.ui.category_editor import CategoryEditor
from app.ui.category_model import CategoryModel
from app.ui.category_services import CategoryServices, SortedTexts
from app.ui.page_tools import PageTools
from app.ui.row_table import SYMBOL
from app.ui.sentences import Sentences
from tests.ui.fakes import FakeDialogs
from tests.ui.table_text import table_text

FILE = """text_column: message
categories:
  - name: delivery
    description: late or lost
    rules: ["tracking number", "/not (yet )?arrived/"]
    examples: ["Where is it?"]
  - name: 品質
none_name: other
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two categories."""
    path = tmp_path / "categories.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def editor(qtbot: QtBot, tools: PageTools) -> CategoryEditor:
    """The editor, empty."""
    made = CategoryEditor(tools)
    qtbot.addWidget(made)
    return made


def test_categories_are_read_into_a_table(
    editor: CategoryEditor, file: Path, qtmodeltester: ModelTester
) -> None:
    editor.load(file)
    qtmodeltester.check(editor.model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    assert table_text(editor.model) == "delivery | 1 example(s), 2 rule(s)\n品質 | \nother | "
    assert editor.model.problem() == ""


def test_a_renamed_category_keeps_its_rules(editor: CategoryEditor, file: Path) -> None:
    editor.load(file)
    editor.model.setData(editor.model.index(0, CategoryColumn.NAME), "  late  parcels ")
    categories = editor.model.categories()
    assert categories is not None
    assert categories.names == ("late parcels", "品質")
    assert categories.categories[0].rules == ("tracking number", "/not (yet )?arrived/")


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ([], "Choose the categories, or add the first one"),
        ([""], "Choose the categories, or add the first one"),
        (["a", "a"], "Two categories are called a"),
        (["a", "A"], "a and A are the same name"),
        (["ABC", "b", "ＡＢＣ"], "ABC and ＡＢＣ are the same name"),
        (["ガス", "ｶﾞｽ"], "ガス and ｶﾞｽ are the same name"),
        (["a", ""], ""),
    ],
)
def test_what_stands_against_the_categories_is_told(qapp: object, names: list[str], problem: str) -> None:
    model = CategoryModel()
    for name in names:
        model.setData(model.add(), name)
    assert model.problem() == problem
    assert (model.categories() is None) == bool(problem)


def test_a_category_cannot_be_called_as_what_fits_none(editor: CategoryEditor, file: Path) -> None:
    editor.load(file)
    for name in ("Other", "ＯＴＨＥＲ"):
        editor.model.setData(editor.model.index(1, CategoryColumn.NAME), name)
        assert editor.model.problem() == "other is also what fits none of them"


def test_saved_categories_can_be_read_again(
    qtbot: QtBot, editor: CategoryEditor, file: Path, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    editor.load(file)
    editor.model.setData(editor.model.add(), "no")  # YAML would take the bare word for false
    dialogs.target = tmp_path / "mine.yaml"
    with qtbot.waitSignal(editor.saved):
        editor._save_button.click()
    again = load_categories(dialogs.target)
    assert again.names == ("delivery", "品質", "no")
    assert again.text_column == "message"
    assert again.none_name == "other"
    assert again.categories[0] == load_categories(file).categories[0]


def test_a_file_with_a_mistake_is_told(qtbot: QtBot, editor: CategoryEditor, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("categories: 3", encoding="utf-8")
    with qtbot.waitSignal(editor.failed):
        editor.load(broken)
    assert editor.model.rowCount() == 0


def test_a_category_is_taken_out(editor: CategoryEditor, file: Path) -> None:
    editor.load(file)
    editor._table.selectRow(0)
    editor._remove_button.click()
    assert table_text(editor.model) == "品質 | \nother | "


def test_what_fits_none_is_the_last_row_and_stays(editor: CategoryEditor, file: Path) -> None:
    editor.load(file)
    editor._table.selectRow(2)
    assert not editor._remove_button.isEnabled()
    editor._remove()
    editor.model.setData(editor.model.index(2, CategoryColumn.NAME), "rest")
    categories = editor.model.categories()
    assert categories is not None
    assert categories.none_name == "rest"
    assert len(categories.names) == 2


@pytest.mark.parametrize(("language", "first"), [("en", "where is my order"), ("ja", "配送状況")])
def test_the_ready_set_for_a_small_shop_is_in_the_language_of_the_window(
    qtbot: QtBot, tools: PageTools, language: Language, first: str
) -> None:
    editor = CategoryEditor(replace(tools, sentences=Sentences(language)))
    qtbot.addWidget(editor)
    editor._files.load_small_shop()
    categories = editor.model.categories()
    assert categories is not None
    assert categories.names[0] == first


def test_enter_and_a_double_click_open_a_category(qtbot: QtBot, editor: CategoryEditor, file: Path) -> None:
    editor.load(file)
    editor.show()
    editor._table.selectRow(1)
    editor._table.setFocus()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    QTest.keyClick(editor._table, Qt.Key.Key_Return)
    first = editor.findChild(CategoryDialog)
    assert first is not None
    assert first.windowTitle() == "品質"
    first.reject()
    editor._table.selectRow(0)
    editor._table.doubleClicked.emit(editor.model.index(0, 0))
    titles = [dialog.windowTitle() for dialog in editor.findChildren(CategoryDialog) if dialog.isVisible()]
    assert titles == ["delivery"]


def test_what_is_doubtful_is_marked_without_another_change(
    qtbot: QtBot, editor: CategoryEditor, file: Path
) -> None:
    asked: list[CategorySet] = []

    def check(
        categories: CategorySet, _examples: SortedTexts, _inquiries: Sequence[Inquiry]
    ) -> tuple[Finding, ...]:
        asked.append(categories)
        return (Finding("categories-overlap", {"first": "delivery", "second": "品質"}),)

    editor.set_services(CategoryServices(check=check))
    editor.load(file)
    changes: list[object] = []
    editor.changed.connect(lambda: changes.append(1))
    with qtbot.waitSignal(editor._checking.found, timeout=5000):
        pass
    editor._table.selectRow(0)
    assert "“delivery” and “品質”" in editor._doubts.words()
    assert editor.model.data(editor.model.index(1, CategoryColumn.CONTENTS), SYMBOL) is not None
    assert changes == []
    assert len(asked) == 1
