"""Categories that are typed, read and kept."""

from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.tasks.inquiries.categories import load_categories
from app.ui.category_editor import CategoryEditor
from app.ui.category_model import CategoryColumn, CategoryModel
from app.ui.page_tools import PageTools
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
    assert table_text(editor.model) == "delivery | late or lost\n品質 | "
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
        (["a", "A"], "Two categories are called a"),
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
    editor.model.setData(editor.model.index(1, CategoryColumn.NAME), "Other")
    assert "other" in editor.model.problem()


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
    assert table_text(editor.model) == "品質 | "
