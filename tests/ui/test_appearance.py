"""Theme and icons: every symbol can be drawn, and a change reaches everyone."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.resource_files import file_path
from app.ui.appearance import Appearance, set_look
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.stylesheet import draw_images, stylesheet
from app.ui.theme import DARK, LIGHT, Theme


def drawn_colors(image: QImage) -> set[str]:
    """Return the opaque colours of *image*."""
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colors = (image.pixelColor(x, y) for x, y in pixels)
    return {color.name() for color in colors if color.alpha() == 255}


@pytest.mark.parametrize("symbol", list(Symbol))
def test_every_symbol_is_in_the_set(look: Appearance, symbol: Symbol) -> None:
    assert drawn_colors(look.icon(symbol).pixmap(64, 64).toImage())


def test_icons_take_the_colour_of_their_role_also_after_a_change(qtbot: QtBot, look: Appearance) -> None:
    button = icon_button(look, "Save", Symbol.SAVE, role="missing")
    qtbot.addWidget(button)
    assert LIGHT.missing in drawn_colors(button.icon().pixmap(64, 64).toImage())
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert DARK.missing in drawn_colors(button.icon().pixmap(64, 64).toImage())


def test_a_button_that_is_gone_does_no_harm(qtbot: QtBot, look: Appearance) -> None:
    button = icon_button(look, "Save", Symbol.SAVE)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    look.choose("dark")


def test_the_application_wears_the_theme(qapp: QApplication, look: Appearance) -> None:
    before = qapp.styleSheet(), qapp.palette()
    look.dress_application(qapp)
    assert LIGHT.sheet in qapp.styleSheet()
    look.choose("dark")
    assert DARK.sheet in qapp.styleSheet()
    assert qapp.palette().window().color() == QColor(DARK.page)
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_only_images_that_are_there(
    look: Appearance, theme: Theme, tmp_path: Path
) -> None:
    images = draw_images(theme, look.icon, tmp_path)
    sheet = stylesheet(theme, images)
    assert "$" not in sheet
    assert {Path(place).exists() for place in re.findall(r"url\((.+?)\)", sheet)} == {True}


def test_fields_and_buttons_have_room_for_a_line_in_a_large_font(look: Appearance, tmp_path: Path) -> None:
    images = draw_images(LIGHT, look.icon, tmp_path)
    assert stylesheet(LIGHT, images, 15) == stylesheet(LIGHT, images)
    assert stylesheet(LIGHT, images, 30).count("min-height: 39px") == 2


def test_the_program_s_icon_can_be_told_from_its_ground_at_16_pixels(qtbot: QtBot) -> None:
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - used here only

    button = QPushButton()
    qtbot.addWidget(button)
    image = QIcon(str(file_path("icons/deskhand.svg"))).pixmap(16, 16).toImage()
    lights = [QColor(name).lightness() for name in drawn_colors(image)]
    assert min(lights) < 110
    assert max(lights) > 230


def test_a_look_is_seen_whether_it_is_set_before_the_widget_is_shown_or_after(
    qtbot: QtBot, qapp: QApplication
) -> None:
    sheet = 'QLabel[look="first"] { background: #ff0000 } QLabel[look="second"] { background: #0000ff }'
    qapp.setStyleSheet(sheet)
    label = QLabel()
    qtbot.addWidget(label)
    set_look(label, "look", "first")
    label.show()
    before = drawn_colors(label.grab().toImage())
    set_look(label, "look", "second")
    after = drawn_colors(label.grab().toImage())
    qapp.setStyleSheet("")
    assert (before, after) == ({"#ff0000"}, {"#0000ff"})
