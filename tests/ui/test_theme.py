"""The colours can be read: contrasts of WCAG 2.2, computed."""

import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from app.ui.theme import DARK, HOVER, LIGHT, LIT, SELECTED, Role, Theme, palette

TEXTS: tuple[Role, ...] = ("text", "quiet", "accent", "grounded", "doubtful", "missing")
GROUNDS: tuple[Role, ...] = ("page", "sheet")
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color: QColor) -> float:
    """Return the relative luminance of *color*."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours, 1 to 21."""
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@THEMES
def test_every_text_can_be_read_on_page_and_sheet(theme: Theme) -> None:
    for role, ground in product(TEXTS, GROUNDS):
        assert contrast(theme.color(role), theme.color(ground)) >= 4.5, (role, ground)
    assert contrast(theme.color("on_accent"), theme.color("accent")) >= 4.5


@THEMES
def test_edges_and_icons_stand_out(theme: Theme) -> None:
    for role, ground in product((*TEXTS, "line"), GROUNDS):
        assert contrast(theme.color(role), theme.color(ground)) >= 3.0, (role, ground)


@THEMES
def test_parts_of_a_picture_stand_out_and_differ_from_their_neighbours_in_brightness(theme: Theme) -> None:
    colors = [theme.series_color(place) for place in range(len(theme.series))]
    for color in (*colors, theme.series_color(99)):
        assert contrast(color, theme.color("sheet")) >= 3.0, color.name()
    for color, neighbour in pairwise(colors):
        assert contrast(color, neighbour) >= 1.5, color.name()


@THEMES
def test_text_can_be_read_where_something_is_selected_lit_or_hovered(theme: Theme) -> None:
    grounds = [
        theme.mixed("accent", SELECTED),
        theme.mixed("accent", LIT),
        theme.mixed("text", HOVER),
        theme.mixed("text", 1.5 * HOVER, "page"),
        *(theme.mixed(role, LIT) for role in ("grounded", "doubtful", "missing")),
    ]
    for ground in grounds:
        assert contrast(theme.color("text"), ground) >= 4.5, ground.name()


@THEMES
def test_quiet_text_can_be_read_in_selected_and_hovered_rows(theme: Theme) -> None:
    for ground in (theme.mixed("accent", SELECTED), theme.mixed("text", HOVER)):
        assert contrast(theme.color("quiet"), ground) >= 4.5, ground.name()


@THEMES
def test_the_palette_is_made_of_the_theme(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window) == theme.color("page")
    assert made.color(QPalette.ColorRole.Base) == theme.color("sheet")
    assert (
        contrast(made.color(QPalette.ColorRole.PlaceholderText), made.color(QPalette.ColorRole.Base)) >= 4.5
    )


def test_no_colour_is_written_down_anywhere_else() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\(|QColor\(\s*[\"'\d]|Qt\.GlobalColor")
    folder = Path(__file__).parents[2] / "app" / "ui"
    found = [
        f"{path.name}: {line.strip()}"
        for path in folder.glob("*.py")
        if path.name != "theme.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]
    assert found == []
