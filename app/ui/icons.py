"""The icons of the window: names by meaning, drawn from one open set in the theme's colours.

`installers/icons.py` has made the pictures from the set that comes with QtAwesome.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from app.resource_files import read_text
from app.ui.theme import FADED, Role, Theme

Draw = Callable[["Symbol", Role], QIcon]
"""Makes the icon of a symbol in the colour of a role."""

FOLDER = "icons/phosphor"
"""Resource folder of the pictures."""


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
    PAUSE = "pause"
    PRIVATE = "lock-simple"
    COPY = "copy"
    SAVE = "floppy-disk"
    OPEN_OUTSIDE = "arrow-square-out"
    ADD = "plus"
    REMOVE = "x"
    ERASE = "trash"
    FETCH = "download-simple"
    AGAIN = "arrow-clockwise"
    UNDO = "arrow-counter-clockwise"
    QUEUE = "list-numbers"
    NEXT = "arrow-down"
    PREVIOUS = "arrow-up"
    CALENDAR = "calendar-blank"
    SEARCH = "magnifying-glass"
    FILE = "file-text"
    FOLDER = "folder-simple"
    TABLE = "table"
    EDIT = "pencil-simple"
    SAMPLE = "flask"
    SPEED = "gauge"
    DROP = "tray"
    PERSON = "user"
    CHOSEN = "check"
    BACK = "caret-left"
    FORWARD = "caret-right"
    COUNTS = "chart-bar"
    REPLY = "arrow-bend-up-left"
    DOWN = "caret-down"
    UP = "caret-up"


def draw_icon(theme: Theme, symbol: Symbol, role: Role, folder: Path) -> QIcon:
    """Return *symbol* in the colour of *role*, paler where its control cannot be used.

    Qt draws it in any size, without Python, from files that are written to *folder*.
    """
    picture = read_text(f"{FOLDER}/{symbol}.svg")
    name = f"{symbol}-{role}-{'dark' if theme.dark else 'light'}"
    drawn = _write(folder / f"{name}.svg", picture, theme.color(role))
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
        icon.addFile(drawn, QSize(), mode)
    icon.addFile(
        _write(folder / f"{name}-faded.svg", picture, theme.mixed(role, FADED)),
        QSize(),
        QIcon.Mode.Disabled,
    )
    return icon


def _write(path: Path, picture: str, color: QColor) -> str:
    """Write *picture* in *color* to *path*."""
    path.write_text(picture.replace("currentColor", color.name()), encoding="utf-8")
    return str(path)
