"""Draws characters that the standard fonts of PDF lack: as outlines, or as small pictures.

PDFium finds a font of this machine for Japanese, Korean and Chinese and hands over the outlines, so that the
copy shows them also where no such font is installed. What it lacks (emoji, Czech, Thai) Pillow draws.
"""

import ctypes
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import ImageFont

from app.documents.pdf_skeleton import skeleton
from app.documents.pdfium import PDFIUM

EM = 1000
"""Units in the size of a font, in which glyphs are drawn."""

_COLLECTIONS = (  # font, ordering, character map: the CJK fonts that every PDF viewer knows by name
    ("HeiseiKakuGo-W5", "Japan1", "UniJIS-UTF16-H"),
    ("HYGoThic-Medium", "Korea1", "UniKS-UTF16-H"),
    ("STSong-Light", "GB1", "UniGB-UTF16-H"),
    ("MSung-Light", "CNS1", "UniCNS-UTF16-H"),
)
_FONT_FILES = (
    "DejaVuSans.ttf", "segoeui.ttf", "arial.ttf", "Arial Unicode.ttf", "LiberationSans-Regular.ttf",
    "NotoSans-Regular.ttf", "seguiemj.ttf", "seguisym.ttf", "Symbola.ttf", "NotoEmoji-Regular.ttf",
    "NotoSansCJK-Regular.ttc", "YuGothM.ttc", "msgothic.ttc", "ヒラギノ角ゴシック W3.ttc", "malgun.ttf", "msyh.ttc",
    "LeelawUI.ttf", "Nirmala.ttf",
)  # fmt: skip
_PIXELS = 240
_LINE, _CURVE, _MOVE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character."""

    text: str
    width: int
    """How far the pen moves, in thousandths of the font size."""
    drawing: bytes
    """The glyph procedure of a Type 3 font."""


def draw_glyphs(characters: Iterable[str]) -> dict[str, Glyph]:
    """Return a glyph for each character; one that no font of this machine has becomes an empty box.

    Wide characters that no font has are left out: viewers know their own fonts for them.
    """
    wanted = dict.fromkeys(characters)
    found: dict[str, Glyph] = {}
    for collection in _COLLECTIONS:
        missing = [character for character in wanted if character not in found and ord(character) < 0x10000]
        found |= _outlines(missing, collection) if missing else {}
    for character in wanted:
        if character not in found:
            glyph = _invisible(character) or _picture(character)
            if glyph is not None or ord(character) > 0xFFFF or not _width(character):
                found[character] = glyph or _box(character)
    return found


def _outlines(characters: Iterable[str], collection: tuple[str, str, str]) -> dict[str, Glyph]:
    """Return the outlines of those characters that PDFium finds in a font for *collection*."""
    name, ordering, character_map = collection
    found: dict[str, Glyph] = {}
    with PDFIUM:
        document = pdfium.PdfDocument(skeleton(name, ordering, character_map))
        try:
            page = document[0]
            font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFPage_GetObject(page.raw, 0))
            scale = _scale(font)
            for character in characters if scale else ():
                path = _path(font, ord(character), scale)
                if path:
                    found[character] = _outlined(character, path)
        finally:
            document.close()
    return found


_Segment = tuple[int, float, float, bool]


def _scale(font: pdfium_c.FPDF_FONT) -> float:
    """Return what turns the outline's units into thousandths of the font size; 0 without a font."""
    probe = _path(font, ord("\u4e00"), 1.0)  # a stroke of about nine tenths of the size
    width = max((x for _, x, _, _ in probe), default=0.0)
    return (EM if width < 10 else 1.0) if width > 0 else 0.0


def _path(font: pdfium_c.FPDF_FONT, code: int, scale: float) -> list[_Segment]:
    path = pdfium_c.FPDFFont_GetGlyphPath(font, code, float(EM))
    if not path:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    segments = []
    for index in range(pdfium_c.FPDFGlyphPath_CountGlyphSegments(path)):
        segment = pdfium_c.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        closes = bool(pdfium_c.FPDFPathSegment_GetClose(segment))
        segments.append((pdfium_c.FPDFPathSegment_GetType(segment), x.value * scale, y.value * scale, closes))
    return segments


def _outlined(character: str, path: list[_Segment]) -> Glyph:
    left, right = min(x for _, x, _, _ in path), max(x for _, x, _, _ in path)
    bottom, top = min(y for _, _, y, _ in path), max(y for _, _, y, _ in path)
    width = _width(character) or max(round(right + max(left, 30)), 100)
    lines = [f"{width} 0 {left:.0f} {bottom:.0f} {right:.0f} {top:.0f} d1"]
    points: list[str] = []
    for kind, x, y, closes in path:
        points.append(f"{x:.0f} {y:.0f}")
        if kind == _CURVE and len(points) < 3:
            continue
        lines.append(f"{' '.join(points)} {'c' if kind == _CURVE else 'm' if kind == _MOVE else 'l'}")
        points = []
        if closes:
            lines.append("h")
    return Glyph(character, width, "\n".join([*lines, "f"]).encode())


def _width(character: str) -> int:
    """Return the width of characters that fill a whole or half square, 0 for the others."""
    kind = unicodedata.east_asian_width(character)
    return EM if kind in "WF" else EM // 2 if kind == "H" else 0


def _invisible(character: str) -> Glyph | None:
    """Return an empty glyph for spaces, joiners and variation selectors."""
    category = unicodedata.category(character)
    if category.startswith("Z"):
        return Glyph(character, _width(character) or 280, f"{_width(character) or 280} 0 d0".encode())
    if category in ("Cf", "Mn", "Cc") or 0xFE00 <= ord(character) <= 0xFE0F:
        return Glyph(character, 0, b"0 0 d0")
    return None


def _picture(character: str) -> Glyph | None:
    """Return the character as a one-colour picture, drawn by a font file that has it."""
    for name in _FONT_FILES:
        font = _font(name)
        if font is None:
            continue
        mask, (x, y) = font.getmask2(character, mode="1")
        if mask.size[0] == 0 or (mask.size, bytes(mask)) == _nothing(name):
            continue
        columns, rows = mask.size
        pixels = bytes(mask)
        unit = EM / _PIXELS
        width = round(font.getlength(character) * unit)
        left, bottom = x * unit, (font.getmetrics()[0] - y - rows) * unit
        header = (
            f"{width} 0 {left:.0f} {bottom:.0f} {left + columns * unit:.0f} {bottom + rows * unit:.0f} d1\n"
            f"q {columns * unit:.1f} 0 0 {rows * unit:.1f} {left:.1f} {bottom:.1f} cm\n"
            f"BI /W {columns} /H {rows} /IM true /BPC 1 /D [1 0] /F /AHx ID\n"
        )
        return Glyph(character, width, header.encode() + _packed(pixels, columns).hex().encode() + b">\nEI Q")
    return None


def _packed(pixels: bytes, columns: int) -> bytes:
    """Return rows of one bit for each pixel, each row filled up to whole bytes."""
    rows = []
    for start in range(0, len(pixels), columns):
        bits = "".join("1" if pixel else "0" for pixel in pixels[start : start + columns])
        bits += "0" * (-columns % 8)
        rows.append(int(bits, 2).to_bytes(len(bits) // 8, "big"))
    return b"".join(rows)


@cache
def _font(name: str) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, _PIXELS, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return None


@cache
def _nothing(name: str) -> tuple[tuple[int, int], bytes] | None:
    """Return what the font draws for a character that it lacks."""
    font = _font(name)
    if font is None:
        return None
    mask, _ = font.getmask2("\U0010fffe", mode="1")
    return mask.size, bytes(mask)


def _box(character: str) -> Glyph:
    width = _width(character) or 600
    return Glyph(character, width, f"{width} 0 d0 40 w 80 -80 {width - 160} 800 re S".encode())
