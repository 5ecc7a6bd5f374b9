"""The icons of the window: names by meaning, drawn from one open set in the theme's colours.

The set comes with QtAwesome. Only its font is used: importing the library, which takes in all names of Qt for
every binding, would cost more time than everything else before the first picture.
"""

import json
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from app.ui.theme import FADED, Role, Theme

Draw = Callable[["Symbol", Role], QIcon]
"""Makes the icon of a symbol in the colour of a role."""

_EM = 1024
"""Size of the font, in pixels, at which the shapes are kept."""
_SHARE = 0.875
"""Of an icon's height, which the size of the font takes: the shapes then lie on whole pixels at 16."""


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
    SPEED = "gauge"
    DROP = "tray"
    PERSON = "user"
    CHOSEN = "check"
    BACK = "caret-left"
    FORWARD = "caret-right"
    DOWN = "caret-down"
    UP = "caret-up"


class _ShapeEngine(QIconEngine):
    """Draws one shape at the size that is asked for, in two colours."""

    def __init__(self, shape: QPainterPath, color: QColor, disabled: QColor) -> None:
        super().__init__()
        self._shape = shape
        self._color = color
        self._disabled = disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw in the middle of *rect*."""
        size = _SHARE * rect.height() / _EM
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2))
        painter.scale(size, size)
        painter.fillPath(self._shape, self._disabled if mode == QIcon.Mode.Disabled else self._color)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the shape on nothing."""
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn


@cache
def _shapes() -> dict[Symbol, QPainterPath]:
    """Read the shapes of all symbols from the font, with their middle at (0, 0)."""
    package = find_spec("qtawesome")
    assert package is not None  # noqa: S101 - it is required
    assert package.origin is not None  # noqa: S101 - and has files
    folder = Path(package.origin).parent / "fonts"
    places = json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    font = QRawFont(str(next(folder.glob("phosphor-*.ttf"))), _EM, QFont.HintingPreference.PreferNoHinting)
    middle = (font.ascent() - font.descent()) / 2
    shapes = {}
    for symbol in Symbol:
        (glyph,) = font.glyphIndexesForString(chr(int(places[symbol.value], 16)))
        (advance,) = font.advancesForGlyphIndexes([glyph])
        shape = font.pathForGlyph(glyph)
        shape.setFillRule(Qt.FillRule.WindingFill)
        shapes[symbol] = shape.translated(-advance.x() / 2, middle)
    return shapes


def draw_icon(theme: Theme, symbol: Symbol, role: Role = "text") -> QIcon:
    """Return *symbol* in the colour of *role*, paler where its control cannot be used."""
    return QIcon(_ShapeEngine(_shapes()[symbol], theme.color(role), theme.mixed(role, FADED)))
