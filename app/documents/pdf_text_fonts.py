"""The fonts of the texts that are written into a PDF form: their widths, codes and resources."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from app.documents.pdf_glyphs import EM, Glyph, draw_glyphs
from app.documents.pdf_standard_widths import WIDTHS

_GLYPHS_OF_A_FONT = 200
_NAMED_FONT = "DeskhandJapanese"
_STANDARD_ENCODING = "cp1252"  # WinAnsiEncoding, for all characters that it has


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font."""

    font: str
    """Name of the font in the resources, without the slash."""
    codes: bytes
    width: int
    """In thousandths of the font size."""


def plain_text(text: str) -> str:
    r"""Return *text* as it is drawn: composed characters, `\n` as line end, no control characters."""
    text = unicodedata.normalize("NFC", text)
    for line_end in ("\r\n", "\r", "\u2028", "\u2029", "\v", "\f"):
        text = text.replace(line_end, "\n")
    text = text.replace("\t", "    ").replace("\xa0", " ")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))


class TextFonts:
    """Fonts for the texts of one document.

    A standard font draws what it has, drawn glyphs the rest.
    """

    def __init__(self, writer: PdfWriter, texts: Iterable[str]) -> None:
        self._writer = writer
        self._fonts: dict[str, IndirectObject] = {}
        self._codes: dict[str, tuple[str, bytes, int]] = {}
        unusual = {
            sign for text in texts for sign in plain_text(text) if sign != "\n" and not _is_standard(sign)
        }
        drawn = draw_glyphs(sorted(unusual))
        glyphs = list(drawn.values())
        for start in range(0, len(glyphs), _GLYPHS_OF_A_FONT):
            self._add(f"DeskhandDrawn{start // _GLYPHS_OF_A_FONT}", glyphs[start : start + _GLYPHS_OF_A_FONT])
        for sign in unusual - drawn.keys():
            self._codes[sign] = (_NAMED_FONT, sign.encode("utf-16-be"), EM)

    def width(self, text: str, font: str) -> int:
        """Return the width of *text* in thousandths of the font size."""
        return sum(run.width for run in self.runs(text, font))

    def runs(self, text: str, font: str) -> list[Run]:
        """Return *text* cut into stretches of one font each; *font* is a standard one of PDF."""
        runs: list[Run] = []
        for sign in text:
            if sign in self._codes:
                name, codes, width = self._codes[sign]
            else:
                name, codes = font, sign.encode(_STANDARD_ENCODING, "replace")
                width = WIDTHS[font][codes[0]]
            if runs and runs[-1].font == name:
                runs[-1] = Run(name, runs[-1].codes + codes, runs[-1].width + width)
            else:
                runs.append(Run(name, codes, width))
        return runs

    def resources(self, names: Iterable[str]) -> DictionaryObject:
        """Return the resources of a stream that uses the fonts *names*."""
        fonts = DictionaryObject()
        for name in names:
            if name not in self._fonts:
                font = _named_font() if name == _NAMED_FONT else _standard_font(name)
                self._fonts[name] = self._writer._add_object(font)  # noqa: SLF001 - pypdf's own way to add an object
            fonts[NameObject(f"/{name}")] = self._fonts[name]
        return DictionaryObject({NameObject("/Font"): fonts})

    def _add(self, name: str, glyphs: list[Glyph]) -> None:
        procedures = DictionaryObject()
        differences = ArrayObject([NumberObject(1)])
        for code, glyph in enumerate(glyphs, 1):
            self._codes[glyph.text] = (name, bytes([code]), glyph.width)
            procedures[NameObject(f"/g{code}")] = self._stream(glyph.drawing)
            differences.append(NameObject(f"/g{code}"))
        unit = FloatObject(1 / EM)
        zero = NumberObject(0)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type3"),
                NameObject("/Name"): NameObject(f"/{name}"),
                NameObject("/FontBBox"): ArrayObject(
                    [NumberObject(side) for side in (-100, -300, 1200, 1100)]
                ),
                NameObject("/FontMatrix"): ArrayObject([unit, zero, zero, unit, zero, zero]),
                NameObject("/CharProcs"): procedures,
                NameObject("/Encoding"): DictionaryObject(
                    {NameObject("/Type"): NameObject("/Encoding"), NameObject("/Differences"): differences}
                ),
                NameObject("/FirstChar"): NumberObject(1),
                NameObject("/LastChar"): NumberObject(len(glyphs)),
                NameObject("/Widths"): ArrayObject([NumberObject(glyph.width) for glyph in glyphs]),
                NameObject("/ToUnicode"): self._stream(_to_unicode([glyph.text for glyph in glyphs])),
                NameObject("/Resources"): DictionaryObject(),
            }
        )
        self._fonts[name] = self._writer._add_object(font)  # noqa: SLF001 - pypdf's own way to add an object

    def _stream(self, data: bytes) -> IndirectObject:
        stream = DecodedStreamObject()
        stream.set_data(data)
        return self._writer._add_object(stream.flate_encode())  # noqa: SLF001 - likewise


def _is_standard(sign: str) -> bool:
    try:
        return len(sign.encode(_STANDARD_ENCODING)) == 1
    except UnicodeEncodeError:
        return False


def _standard_font(name: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{name}"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def _named_font() -> DictionaryObject:
    """Return a Japanese font that viewers know by name, for a machine that has none to draw with."""
    name = NameObject("/HeiseiKakuGo-W5")
    descriptor = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): name,
            NameObject("/Flags"): NumberObject(4),
            NameObject("/FontBBox"): ArrayObject([NumberObject(side) for side in (-92, -250, 1010, 922)]),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(752),
            NameObject("/Descent"): NumberObject(-221),
            NameObject("/CapHeight"): NumberObject(737),
            NameObject("/StemV"): NumberObject(114),
        }
    )
    collection = DictionaryObject(
        {
            NameObject("/Registry"): TextStringObject("Adobe"),
            NameObject("/Ordering"): TextStringObject("Japan1"),
            NameObject("/Supplement"): NumberObject(2),
        }
    )
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType0"),
            NameObject("/BaseFont"): name,
            NameObject("/CIDSystemInfo"): collection,
            NameObject("/DW"): NumberObject(EM),
            NameObject("/FontDescriptor"): descriptor,
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): name,
            NameObject("/Encoding"): NameObject("/UniJIS-UTF16-H"),
            NameObject("/DescendantFonts"): ArrayObject([descendant]),
        }
    )


def _to_unicode(texts: list[str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(texts), 100):
        part = texts[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [
            f"<{start + n:02X}> <{text.encode('utf-16-be').hex().upper()}>" for n, text in enumerate(part, 1)
        ]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
