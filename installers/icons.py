"""Draws the icons of the window into resources/icons/phosphor, from the font that comes with QtAwesome.

`python -m installers.icons`, after a change of `Symbol`. The window reads small pictures: loading the library, with
all names of Qt for every binding, takes longer than everything else before its first picture.
"""

import json
import os
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PySide6.QtGui import QFont, QGuiApplication, QPainterPath, QRawFont

from app.resource_files import file_path
from app.ui.icons import FOLDER, Symbol

_EM = 1024
"""Size of the font, in pixels, at which the shapes are read."""
_SHARE = 0.875
"""Of an icon's height, which the size of the font takes: the shapes then lie on whole pixels at 16."""
_STEPS = ("M", "L", "C", "")
"""By the kinds of a path's elements: begin, line, curve, and the two that follow a curve's first."""


def pictures() -> dict[Symbol, str]:
    """Return the picture of each symbol as SVG, in the colour of the text around it."""
    package = find_spec("qtawesome")
    assert package is not None  # noqa: S101 - it is required
    assert package.origin is not None  # noqa: S101 - and has files
    folder = Path(package.origin).parent / "fonts"
    places = json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    file = str(next(folder.glob("phosphor-*.ttf")))
    font = QRawFont(file, _EM, QFont.HintingPreference.PreferNoHinting)
    return {symbol: _picture(font, chr(int(places[symbol], 16))) for symbol in Symbol}


def _picture(font: QRawFont, sign: str) -> str:
    (glyph,) = font.glyphIndexesForString(sign)
    (advance,) = font.advancesForGlyphIndexes([glyph])
    side = _EM / _SHARE
    right = (side - advance.x()) / 2
    down = (side + font.ascent() - font.descent()) / 2
    shape = _svg_path(font.pathForGlyph(glyph).translated(right, down))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side:.0f} {side:.0f}">\n'
        f'<path fill="currentColor" d="{shape}"/>\n</svg>\n'
    )


def _svg_path(path: QPainterPath) -> str:
    """Return *path* as the attribute `d` has it."""
    parts = []
    for number in range(path.elementCount()):
        point = path.elementAt(number)
        parts.append(f"{_STEPS[point.type.value]}{point.x:.0f} {point.y:.0f}")
    return " ".join(parts)


def main() -> None:
    """Write the pictures of all symbols, and take away those of no symbol."""
    _app = QGuiApplication.instance() or QGuiApplication([])
    drawn = {f"{symbol}.svg": picture for symbol, picture in pictures().items()}
    folder = file_path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        if old.name not in drawn:
            old.unlink()
    for name, picture in drawn.items():
        (folder / name).write_text(picture, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
