"""Icons: a picture for each symbol, in the theme's colours, that outlives whoever has made it."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.resource_files import file_path
from app.ui.appearance import Appearance
from app.ui.icons import FOLDER, Symbol, draw_icon
from app.ui.theme import DARK, FADED, LIGHT, Theme
from installers.icons import pictures


def test_the_pictures_are_in_step_with_the_symbols(qapp: object) -> None:
    kept = {path.stem: path.read_text(encoding="utf-8") for path in file_path(FOLDER).glob("*.svg")}
    made = {str(symbol): picture for symbol, picture in pictures().items()}
    assert kept == made, "run python -m installers.icons"


def strongest(icon: QIcon, mode: QIcon.Mode) -> QColor:
    """The colour of the icon's most opaque point."""
    image = icon.pixmap(QSize(64, 64), 1.0, mode).toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(points, key=QColor.alpha)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_an_icon_has_the_colour_of_its_role_and_is_paler_where_it_cannot_be_used(
    qapp: object, tmp_path: Path, theme: Theme
) -> None:
    icon = draw_icon(theme, Symbol.STOP, "accent", tmp_path)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
        assert strongest(icon, mode) == theme.color("accent")
    assert strongest(icon, QIcon.Mode.Disabled).name() == theme.mixed("accent", FADED).name()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_is_drawn_in_the_size_that_is_asked_for(qapp: object, tmp_path: Path, ratio: float) -> None:
    pixmap = draw_icon(LIGHT, Symbol.SAVE, "text", tmp_path).pixmap(QSize(20, 20), ratio)
    assert pixmap.deviceIndependentSize().toSize() == QSize(20, 20)
    assert pixmap.width() == 20 * ratio


def test_an_icon_outlives_the_look_that_has_drawn_it(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    look = Appearance("light")
    look.dress(button, Symbol.SAVE)
    assert not button.icon().pixmap(20, 20).isNull()
    del look
    gc.collect()
    assert not button.icon().pixmap(20, 20).isNull()
