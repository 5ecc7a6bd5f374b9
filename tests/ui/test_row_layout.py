"""Rows of controls never lie over each other, in whatever width."""

from itertools import combinations

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.doubt_panel import DoubtPanel
from app.ui.page_tools import PageTools
from app.ui.row_layout import RowLayout
from tests.ui.fakes import mail_result

WIDTHS = (500, 300, 200, 399, 401, 97, 500)


@pytest.fixture
def panel(qtbot: QtBot, tools: PageTools) -> DoubtPanel:
    """Doubts with the buttons below them."""
    made = DoubtPanel(tools, str)
    qtbot.addWidget(made)
    made.show_checks((), mail_result().findings)
    made.resize(500, 300)
    made.show()
    return made


def test_the_buttons_have_their_places_as_soon_as_the_panel_has_another_width(panel: DoubtPanel) -> None:
    buttons = panel.findChildren(QPushButton)
    assert len(buttons) == 4
    heights = set()
    for width in WIDTHS:
        panel.resize(width, 300)
        places = [button.geometry() for button in buttons]
        assert not any(one.intersects(other) for one, other in combinations(places, 2))
        assert all(place.height() == buttons[0].sizeHint().height() for place in places)
        assert all(place.right() < panel._buttons.width() for place in places)
        heights.add(panel._buttons.height())
        assert panel._entries.geometry().bottom() < panel._buttons.geometry().top()
    assert len(heights) > 1


def test_a_wide_panel_can_be_made_narrow_again(panel: DoubtPanel) -> None:
    assert panel.minimumSizeHint().width() < 200


def test_hidden_controls_take_no_room(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    row = RowLayout(around)
    first, second = QPushButton("one"), QPushButton("two")
    for button in (first, second):
        row.addWidget(button)
    around.resize(400, 100)
    around.show()
    before = second.x()
    first.hide()
    row.activate()
    assert second.x() < before
    assert row.sizeHint().width() == second.sizeHint().width()


def test_a_row_that_goes_on_below_gets_the_height_from_what_is_around_it(qtbot: QtBot) -> None:
    around, inner, below = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(around)
    row = RowLayout(inner)
    for word in ("one", "two", "three"):
        row.addWidget(QPushButton(word))
    column = QVBoxLayout(around)
    column.addWidget(inner)
    column.addWidget(below, 1)
    around.show()
    around.resize(120, 300)
    assert inner.height() == row.heightForWidth(inner.width())
    assert below.y() >= inner.y() + inner.height()
