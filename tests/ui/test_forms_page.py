"""The page that fills forms, with a job that knows one label."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from pydantic import TypeAdapter
from pytestqt.qtbot import QtBot

from app.records import FillResult, Run, SourceText
from app.ui.forms_model import FieldColumn
from app.ui.forms_page import FormsPage
from app.ui.page_tools import PageTools
from tests.ui.fake_filling import FakeFilling, fill_result
from tests.ui.fakes import FakeDialogs
from tests.ui.table_text import table_text
from tests.ui.waiting import wait_for_work

LETTER = "Hello 😀\nCompany: Kitahama\nbye\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A small Excel form."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, label in enumerate(("Company:", "Express:", "Remark:"), start=1):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2).border = Border(bottom=Side("thin"))
    path = tmp_path / "form.xlsx"
    book.save(path)
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter with the data."""
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def filling() -> FakeFilling:
    """A job that knows the label "Company"."""
    return FakeFilling()


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, filling: FakeFilling) -> FormsPage:
    """The page, empty."""
    made = FormsPage(tools, filling)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def filled(qtbot: QtBot, page: FormsPage, form: Path, letter: Path) -> FormsPage:
    """The page with a filled form."""
    page._form.set_file(form)
    page._sources.set_files([letter])
    page.run_or_stop()
    wait_for_work(qtbot, page)
    return page


def test_the_main_button_tells_what_is_missing(page: FormsPage, form: Path) -> None:
    assert page.run_bar.words() == "[Fill the form] (off) Choose the form"
    page._form.set_file(form)
    assert page.run_bar.words() == "[Fill the form] (off) Choose a document with the data"
    page._pasted.setPlainText("Company: K")
    assert page.run_bar.words() == "[Fill the form]"


def test_fields_stand_with_value_and_state(filled: FormsPage) -> None:
    assert table_text(filled._check.model) == (
        "Company | Kitahama | [grounded] filled\n"
        "Express | yes | [doubtful] needs a look\n"
        "Remark |  | [empty] empty\n"
        "Greeting | Hello | [grounded] filled"
    )
    assert filled.strip.words() == "2 filled, 1 to look at, 1 empty"


def test_a_selected_field_lights_up_its_passage(filled: FormsPage) -> None:
    check = filled._check
    check._table.selectRow(0)
    assert check.words().startswith("letter.txt: ")
    assert [check._source.text()[mark.start : mark.end] for mark in check._source.marks()] == ["Kitahama"]
    assert [one.cursor.selectedText() for one in check._source.extraSelections()] == ["Kitahama"]


def test_a_passage_leads_to_its_field(filled: FormsPage) -> None:
    check = filled._check
    check._table.selectRow(0)
    check._source.place_clicked.emit(2)
    assert check._table.current_row() == 3
    check._source.place_clicked.emit(LETTER.index("Kitahama") + 2)
    assert check._table.current_row() == 0


def test_a_typed_value_is_counted_and_saved(
    qtbot: QtBot, filled: FormsPage, filling: FakeFilling, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    model = filled._check.model
    model.setData(model.index(2, FieldColumn.VALUE), "call first")
    assert filled.strip.words() == "3 filled, 1 to look at, 0 empty"
    dialogs.target = tmp_path / "out.xlsx"
    filled.save()
    wait_for_work(qtbot, filled)
    assert dialogs.suggested == "form filled"
    assert filling.written == [
        (
            {"company": "Kitahama", "express": True, "remark": "call first", "greeting": "Hello"},
            dialogs.target,
        )
    ]
    assert filled.banner.words() == "Saved as out.xlsx"


def test_the_saved_copy_can_be_opened(
    qtbot: QtBot, filled: FormsPage, dialogs: FakeDialogs, opened: list[Path], tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "out.xlsx"
    filled.save()
    wait_for_work(qtbot, filled)
    filled.banner._button.click()
    assert opened == [dialogs.target]


def test_the_next_doubt_is_one_key_away(filled: FormsPage) -> None:
    filled._check.next_look()
    assert filled._check._table.current_row() == 1
    filled._check.next_look()
    assert filled._check._table.current_row() == 1


def test_fields_and_typed_values_are_there_again_after_a_restart(
    qtbot: QtBot,
    filled: FormsPage,
    tools: PageTools,
    filling: FakeFilling,
    kept_runs: dict[str, Run],
    form: Path,
) -> None:
    model = filled._check.model
    model.setData(model.index(2, FieldColumn.VALUE), "call first")
    result = fill_result(SourceText("letter.txt", LETTER))
    kept_runs["run-f"] = Run(
        "run-f",
        "forms",
        datetime.now(UTC),
        "",
        {"form": str(form), "sources": [{"name": "letter.txt", "text": LETTER, "path": None}]},
        TypeAdapter(FillResult).dump_python(result, mode="json"),
        (),
        "glossary",
        None,
        1.0,
    )
    again = FormsPage(tools, filling)
    qtbot.addWidget(again)
    assert table_text(again._check.model) == table_text(model)
    again._check._table.selectRow(0)
    assert again._check._source.text() == LETTER
