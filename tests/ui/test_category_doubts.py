"""What is doubtful before anything is sorted, told where categories and inquiries are given."""

from pathlib import Path

import pytest
import sklearn.feature_extraction.text  # noqa: F401 - slow to load, and not while a test waits
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.tasks.inquiries.doubts import doubts_before_sorting
from app.tasks.inquiries.export import read_examples
from app.ui.category_doubts import CategoryDoubts
from app.ui.category_services import CategoryServices
from app.ui.inquiries_form import InquiriesForm
from app.ui.page_tools import PageTools


@pytest.fixture
def doubts(qtbot: QtBot, tools: PageTools) -> CategoryDoubts:
    """The lines, none yet."""
    made = CategoryDoubts(tools.look)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(qtbot: QtBot, tools: PageTools) -> InquiriesForm:
    """What is given, with the job's own look at it."""
    made = InquiriesForm(tools)
    qtbot.addWidget(made)
    made.categories.set_services(CategoryServices(check=doubts_before_sorting, read_examples=read_examples))
    return made


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(qtbot: QtBot, form: InquiriesForm) -> str:
    with qtbot.waitSignal(form.categories._checking.found, timeout=5000):
        pass
    return form.categories._doubts.words()


def test_the_first_doubts_are_shown_and_the_others_when_they_are_wanted(doubts: CategoryDoubts) -> None:
    doubts.show_sentences(["one", "two", "<b>three</b>", "four", "five"])
    assert doubts.words().splitlines() == ["one", "two", "<b>three</b>"]
    assert "2" in doubts._more.text()
    doubts._more.click()
    assert doubts.words().splitlines()[3:] == ["four", "five"]
    doubts._more.click()
    assert len(doubts.words().splitlines()) == 3


def test_without_a_doubt_nothing_is_seen(doubts: CategoryDoubts) -> None:
    doubts.show_sentences(["one"])
    assert not doubts.isHidden()
    assert doubts._more.isHidden()
    doubts.show_sentences([])
    assert doubts.isHidden()
    assert doubts.sign.isHidden()
    assert doubts.words() == ""


def test_lines_out_of_sight_are_counted_and_led_to(qtbot: QtBot, tools: PageTools) -> None:
    doubts = CategoryDoubts(tools.look)
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(doubts.sign)
    column.addSpacing(900)
    column.addWidget(doubts)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    doubts.show_sentences(["one", "two"])
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 700)
    assert doubts.sign.text() == "2"
    assert doubts.visibleRegion().isEmpty()
    doubts.sign.click()
    assert not doubts.visibleRegion().isEmpty()


def test_a_rule_that_applies_to_nearly_all_inquiries_is_told_once_these_are_given(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    categories = (
        "categories:\n  - {name: a, description: tea, rules: [order]}\n  - {name: b, description: bills}\n"
    )
    form.categories.load(file(tmp_path, "c.yaml", categories))
    assert told(qtbot, form) == ""
    rows = "".join(f"order {number} is late\n" for number in range(30))
    form.file_field.set_file(file(tmp_path, "a.csv", f"message\n{rows}"))
    assert "applies to nearly all of these inquiries" in told(qtbot, form)
    form.file_field.set_file(file(tmp_path, "b.csv", "message\nTea\nLate\n"))
    assert told(qtbot, form) == ""


def test_one_category_alone_is_told_until_there_are_two(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    form.categories.load(file(tmp_path, "c.yaml", "categories:\n  - {name: a, description: tea}\n"))
    assert told(qtbot, form).startswith("“a” is the only category")
    form.categories.load(
        file(
            tmp_path, "d.yaml", "categories:\n  - {name: a, description: tea}\n  - {name: b, examples: [x]}\n"
        )
    )
    assert form.categories._doubts.words() == ""
    assert told(qtbot, form) == ""


def test_sorted_examples_are_looked_at_too(qtbot: QtBot, form: InquiriesForm, tmp_path: Path) -> None:
    categories = (
        "categories:\n  - {name: a, description: tea, rules: [bill]}\n  - {name: b, description: else}\n"
    )
    form.categories.load(file(tmp_path, "c.yaml", categories))
    rows = "".join(f"bill {number},b\n" for number in range(8))
    form.examples.set_file(file(tmp_path, "e.csv", f"text,category\n{rows}"))
    assert "“bill” of “a” applies to most of what belongs elsewhere" in told(qtbot, form)


def test_sorted_examples_that_cannot_be_read_are_left_to_the_sorting(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    form.categories.load(file(tmp_path, "c.yaml", "categories:\n  - {name: a, description: tea}\n"))
    form.examples.set_file(tmp_path / "gone.csv")
    assert "only category" in told(qtbot, form)


def test_categories_that_cannot_be_used_have_no_doubts(
    qtbot: QtBot, form: InquiriesForm, tmp_path: Path
) -> None:
    form.categories.load(file(tmp_path, "c.yaml", "categories:\n  - {name: a, description: tea}\n"))
    assert told(qtbot, form)
    form.categories.model.remove(0)
    form.categories._take_change()
    assert told(qtbot, form) == ""
