"""The window that counts: a chart, the same in numbers, and a file of them."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.errors import DocumentError
from app.tasks.inquiries.counts import Counts, Span
from app.ui.appearance import Appearance
from app.ui.counts_model import date_words, heads
from app.ui.counts_window import Countable, CountsPage, CountsWindow
from app.ui.day_chart import DayChart
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs
from tests.ui.table_text import table_text
from tests.ui.waiting import wait_for_work

MONDAY = dt.date(2026, 3, 9)
COUNTS = Counts(
    ("delivery", "payment", None),
    "day",
    (MONDAY, MONDAY + dt.timedelta(days=1), None),
    ((3, 0, 1), (1, 2, 0), (0, 0, 4)),
    (2, 0, 1),
)

Open = Callable[[Counts | DocumentError], CountsPage]


@pytest.fixture
def opened_with(qtbot: QtBot, tools: PageTools) -> Open:
    """Opens the page, to count what a test says."""

    def open_page(counts: Counts | DocumentError) -> CountsPage:
        def count() -> Counts:
            if isinstance(counts, DocumentError):
                raise counts
            return counts

        def write(_counts: Counts, path: Path) -> None:
            path.write_text("written", encoding="utf-8")

        countable = Countable(count, lambda name: name or "other", write, "inquiries counts")
        page = CountsPage(tools, countable)
        qtbot.addWidget(page)
        wait_for_work(qtbot, page)
        return page

    return open_page


def test_the_numbers_stand_in_a_table_with_their_sums(opened_with: Open) -> None:
    page = opened_with(COUNTS)
    assert table_text(page._table.model(), head=True) == (
        "Category | Together | 9 Mar | 10 Mar | Not known\n"
        "delivery | 4 | 3 | 1 | 0\n"
        "payment | 2 | 0 | 2 | 0\n"
        "other | 5 | 1 | 0 | 4\n"
        "All | 11 | 4 | 3 | 4\n"
        "Needs a look | 3 | 2 | 0 | 1"
    )


def test_the_parts_of_a_bar_stand_on_each_other(opened_with: Open) -> None:
    page = opened_with(COUNTS)
    colors = page.tools.look.theme.series
    assert page._chart.parts() == [
        (colors[0], [0, 0, 0], [3, 1, 0]),
        (colors[1], [3, 1, 0], [0, 2, 0]),
        (colors[2], [3, 3, 0], [1, 0, 4]),
    ]
    assert page._chart.accessibleName() != ""


def test_arrow_keys_light_up_a_category(qtbot: QtBot, opened_with: Open) -> None:
    page = opened_with(COUNTS)
    page._table.selectRow(0)
    QTest.keyClick(page._table, Qt.Key.Key_Down)
    colors = page.tools.look.theme.series
    lit = [color for color, _, _ in page._chart.parts()]
    assert lit[1] == colors[1]
    assert lit[0] == lit[2] != colors[0]
    page._table.selectRow(3)
    assert [color for color, _, _ in page._chart.parts()] == list(colors[:3])


def test_the_chart_follows_the_theme(opened_with: Open) -> None:
    page = opened_with(COUNTS)
    page.tools.look.choose("dark")
    assert page._chart.parts()[0][0] == page.tools.look.theme.series[0]


def test_with_many_categories_the_smallest_are_quiet_alike(opened_with: Open) -> None:
    names = tuple(f"c{number}" for number in range(12))
    counts = Counts(names, "day", (MONDAY,), (tuple(range(1, 13)),), (0,))
    page = opened_with(counts)
    theme = page.tools.look.theme
    colors = [color for color, _, _ in page._chart.parts()]
    assert colors == [theme.quiet] * 4 + list(theme.series)


def test_there_are_never_more_names_of_days_than_room(qtbot: QtBot, look: Appearance) -> None:
    begins = tuple(MONDAY + dt.timedelta(days=number) for number in range(60))
    counts = Counts(("delivery",), "day", begins, ((1,),) * 60, (0,) * 60)
    chart = DayChart(look, "Chart")
    qtbot.addWidget(chart)
    chart.show_counts(counts, heads(counts, "en", ""), [0])
    chart.resize(400, 200)
    chart.show()
    assert 1 < len(chart.labels()) <= 5
    chart.resize(80, 200)
    assert chart.labels() == ["9 Mar"]


@pytest.mark.parametrize("height", [20, 200, 2000])
def test_there_are_no_half_inquiries(look: Appearance, height: int) -> None:
    chart = DayChart(look, "chart")
    for highest in (4, 40, 4000):
        steps = [step for step, _ in chart._numbers.tickSpacing(0, highest, height)]
        assert steps
        assert all(step >= 1 and step == int(step) for step in steps)


def test_counts_without_days_say_so(opened_with: Open) -> None:
    page = opened_with(Counts(("delivery",), "day", (None,), ((3,),), (0,)))
    assert page._note.text().startswith("Nothing tells on which day")


def test_nothing_to_count_is_an_empty_table(opened_with: Open) -> None:
    page = opened_with(Counts((), "day", (), (), ()))
    assert table_text(page._table.model()) == "All | 0\nNeeds a look | 0"


def test_the_counts_are_saved(
    qtbot: QtBot, opened_with: Open, dialogs: FakeDialogs, tmp_path: Path, opened: list[Path]
) -> None:
    page = opened_with(COUNTS)
    dialogs.target = tmp_path / "out.xlsx"
    page._save_button.click()
    wait_for_work(qtbot, page)
    assert dialogs.suggested == "inquiries counts"
    assert dialogs.target.exists()
    assert page.banner.words() == "Saved as out.xlsx"


def test_days_that_cannot_be_read_any_more_are_told(opened_with: Open) -> None:
    page = opened_with(DocumentError("file-not-found", file="a.mbox"))
    assert "a.mbox" in page.banner.words()
    assert not page.ready


@pytest.mark.parametrize(
    ("span", "english", "japanese"),
    [("day", "9 Mar", "3月9日"), ("week", "9 Mar", "3月9日"), ("month", "Mar 2026", "2026年3月")],
)
def test_days_are_named_in_both_languages(span: Span, english: str, japanese: str) -> None:
    assert date_words(MONDAY, span, "en", with_year=False) == english
    assert date_words(MONDAY, span, "ja", with_year=False) == japanese
    assert "2026" in date_words(MONDAY, span, "ja", with_year=True)


def test_escape_closes_the_window(qtbot: QtBot, tools: PageTools) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    countable = Countable(lambda: COUNTS, str, lambda _counts, _path: None, "counts")
    window = CountsWindow(tools, countable, parent)
    window.show()
    wait_for_work(qtbot, window)
    assert window.isVisible()
    with qtbot.waitSignal(window.destroyed):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_the_chart_s_library_waits_until_it_is_wanted() -> None:
    program = "import sys; from app.ui.page_makers import load_pages; load_pages(); print('pyqtgraph' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"
