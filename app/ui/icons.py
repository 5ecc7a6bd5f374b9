"""The icons of the window: names by meaning, drawn from one open set in the theme's colours."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path

import qtawesome
from PySide6.QtGui import QIcon
from qtawesome.iconic_font import IconicFont

from app.ui.theme import FADED, Role, Theme

Draw = Callable[["Symbol", Role], QIcon]
"""Makes the icon of a symbol in the colour of a role."""


class Symbol(StrEnum):
    """What an icon stands for; the value is its name in the Phosphor set."""

    EMAIL = "envelope-simple"
    KEYWORDS = "tag"
    INQUIRIES = "tray"
    FORMS = "clipboard-text"
    HISTORY = "clock-counter-clockwise"
    MODELS = "package"
    SETTINGS = "sliders-horizontal"
    COLLAPSE = "caret-double-left"
    EXPAND = "caret-double-right"

    GROUNDED = "check-circle"
    DOUBTFUL = "warning"
    MISSING = "x-circle"
    NOTE = "info"
    EMPTY = "circle-dashed"
    WAITING = "hourglass-medium"

    STOP = "stop"
    COPY = "copy"
    SAVE = "floppy-disk"
    OPEN_OUTSIDE = "arrow-square-out"
    ADD = "plus"
    REMOVE = "x"
    ERASE = "trash"
    FETCH = "download-simple"
    AGAIN = "arrow-clockwise"
    NEXT = "arrow-down"
    PREVIOUS = "arrow-up"
    CALENDAR = "calendar-blank"
    SEARCH = "magnifying-glass"
    FILE = "file-text"
    FOLDER = "folder-simple"
    TABLE = "table"
    EDIT = "pencil-simple"
    SAMPLE = "flask"
    DROP = "tray"
    PERSON = "user"
    CHOSEN = "check"
    BACK = "caret-left"
    FORWARD = "caret-right"
    DOWN = "caret-down"
    UP = "caret-up"


@cache
def _font() -> IconicFont:
    """Load the one icon font in use; the library's own start would load eleven."""
    folder = Path(qtawesome.__file__).parent / "fonts"
    charmap = next(folder.glob("phosphor-charmap-*.json")).name
    font = next(folder.glob("phosphor-*.ttf")).name
    return IconicFont(("ph", font, charmap, str(folder)))


def draw_icon(theme: Theme, symbol: Symbol, role: Role = "text") -> QIcon:
    """Return *symbol* in the colour of *role*, paler where its control cannot be used."""
    color = theme.color(role).name()
    drawn: QIcon = _font().icon(
        f"ph.{symbol.value}",
        color=color,
        color_disabled=theme.mixed(role, FADED).name(),
        color_active=color,
        color_selected=color,
    )
    return drawn
