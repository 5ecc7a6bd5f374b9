"""Draws what a form field shows: texts, lists and ticks, in streams that every viewer understands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
)

from app.documents.pdf_fields import Flag, PdfField, Widget, inherited, resolve
from app.documents.pdf_text_fonts import TextFonts, plain_text
from app.documents.pdf_text_layout import (
    ASCENT,
    DESCENT,
    LINE,
    Frame,
    Layout,
    Line,
    in_cells,
    many_lines,
    one_line,
)

_COLOUR_OPERATORS = {1: "g", 3: "rg", 4: "k"}
_HIGHLIGHT = "0.6 0.75 0.86 rg"


@dataclass(frozen=True, slots=True)
class _Style:
    font: str
    size: float
    colour: str


class Appearances:
    """Makes the appearance streams of one document."""

    def __init__(self, writer: PdfWriter, form: DictionaryObject, fonts: TextFonts) -> None:
        self._writer = writer
        self._form = form
        self._fonts = fonts

    def show_text(self, field: PdfField, text: str) -> None:
        """Show *text* at every widget of a text field or a drop-down list."""
        text = plain_text(text)
        for widget in field.widgets:
            style = self._style(widget)
            width, height = _size(widget)
            frame = Frame(width, height, max(2 * _border(widget), 2.0), style.size, _alignment(widget))
            layout = self._layout(field, text, frame, style)
            self._put(widget, self._text_operators(layout, style), layout, style)

    def show_list(self, field: PdfField, options: Sequence[str], chosen: Sequence[str]) -> None:
        """Show the *options* of a list box with the *chosen* ones marked."""
        for widget in field.widgets:
            style = self._style(widget)
            width, height = _size(widget)
            size = style.size or 12.0
            visible = max(int((height - 2) / (size * LINE)), 1)
            first = max(
                min((options.index(word) for word in chosen if word in options), default=0) - visible + 1, 0
            )
            layout, marks = _list_layout(options[first : first + visible], chosen, size, width, height)
            self._put(widget, "\n".join([*marks, self._text_operators(layout, style)]), layout, style)

    def make_tick(self, widget: Widget, state: str) -> None:
        """Give a check box without pictures a tick of its own for *state*, and nothing for "Off"."""
        width, height = _size(widget)
        side = min(width, height)
        x, y = (width - side) / 2, (height - side) / 2
        points = [(x + side * a, y + side * b) for a, b in ((0.2, 0.5), (0.42, 0.25), (0.8, 0.78))]
        tick = (
            f"q {side / 9:.2f} w 1 J 1 j 0 G "
            + " ".join(
                f"{px:.2f} {py:.2f} {'l' if number else 'm'}" for number, (px, py) in enumerate(points)
            )
            + " S Q"
        )
        base = _background(widget, width, height)
        normal = DictionaryObject(
            {
                NameObject(f"/{state}"): self._stream(widget, f"{base}\n{tick}", DictionaryObject()),
                NameObject("/Off"): self._stream(widget, base, DictionaryObject()),
            }
        )
        widget.node[NameObject("/AP")] = DictionaryObject({NameObject("/N"): normal})

    def _layout(self, field: PdfField, text: str, frame: Frame, style: _Style) -> Layout:
        def measure(part: str) -> float:
            return self._fonts.width(part, style.font) / 1000

        cells = field.attribute("/MaxLen")
        if field.kind == "text" and field.has(Flag.MULTILINE):
            return many_lines(text, frame, measure)
        flat = text.replace("\n", " ")
        if field.kind == "text" and field.has(Flag.COMB) and isinstance(cells, int) and cells > 0:
            return in_cells(flat, cells, frame, measure)
        return one_line(flat, frame, measure)

    def _text_operators(self, layout: Layout, style: _Style) -> str:
        operators = ["BT", style.colour]
        if layout.stretch != 1:
            operators.append(f"{layout.stretch * 100:.1f} Tz")
        for line in layout.lines:
            operators.append(f"1 0 0 1 {line.x:.2f} {line.y:.2f} Tm")
            operators += [
                f"/{run.font} {layout.size:.2f} Tf <{run.codes.hex()}> Tj"
                for run in self._fonts.runs(line.text, style.font)
            ]
        return "\n".join([*operators, "ET"])

    def _put(self, widget: Widget, operators: str, layout: Layout, style: _Style) -> None:
        width, height = _size(widget)
        edge = _border(widget)
        content = "\n".join(
            [
                _background(widget, width, height),
                "/Tx BMC",
                "q",
                f"{edge:.2f} {edge:.2f} {width - 2 * edge:.2f} {height - 2 * edge:.2f} re W n",
                operators,
                "Q",
                "EMC",
            ]
        )
        names = {run.font for line in layout.lines for run in self._fonts.runs(line.text, style.font)}
        stream = self._stream(widget, content, self._fonts.resources(sorted(names)))
        widget.node[NameObject("/AP")] = DictionaryObject({NameObject("/N"): stream})

    def _stream(self, widget: Widget, content: str, resources: DictionaryObject) -> Any:
        width, height = _size(widget)
        stream = DecodedStreamObject()
        stream.set_data(content.encode("latin-1"))
        packed: StreamObject = stream.flate_encode()
        packed[NameObject("/Type")] = NameObject("/XObject")
        packed[NameObject("/Subtype")] = NameObject("/Form")
        packed[NameObject("/BBox")] = ArrayObject(FloatObject(side) for side in (0, 0, width, height))
        packed[NameObject("/Resources")] = resources
        if turn := _turn(widget, width, height):
            packed[NameObject("/Matrix")] = ArrayObject(FloatObject(number) for number in turn)
        return self._writer._add_object(packed)  # noqa: SLF001 - pypdf's own way to add an object

    def _style(self, widget: Widget) -> _Style:
        text = inherited(widget.node, "/DA") or resolve(self._form.get("/DA")) or ""
        words = str(text).split()
        font, size, colour = "", 0.0, "0 g"
        for place, word in enumerate(words):
            if word == "Tf" and place >= 2:
                font, size = words[place - 2].lstrip("/"), abs(_number(words[place - 1]))
            for count, operator in _COLOUR_OPERATORS.items():
                if (
                    word == operator
                    and place >= count
                    and all(_is_number(part) for part in words[place - count : place])
                ):
                    colour = " ".join(words[place - count : place + 1])
        return _Style(_standard_font(f"{font} {self._base_font(font)}"), size, colour)

    def _base_font(self, name: str) -> str:
        resources = resolve(self._form.get("/DR"))
        fonts = resolve(resources.get("/Font")) if isinstance(resources, DictionaryObject) else None
        font = resolve(fonts.get(f"/{name}")) if isinstance(fonts, DictionaryObject) else None
        return str(resolve(font.get("/BaseFont", ""))) if isinstance(font, DictionaryObject) else ""


def shows_something(widget: Widget, state: str) -> bool:
    """Tell whether the picture of *state* names only fonts that it brings along."""
    appearance = resolve(widget.node.get("/AP"))
    normal = resolve(appearance.get("/N")) if isinstance(appearance, DictionaryObject) else None
    stream = resolve(normal.get(f"/{state}")) if isinstance(normal, DictionaryObject) else None
    if not isinstance(stream, StreamObject):
        return False
    resources = resolve(stream.get("/Resources"))
    fonts = resolve(resources.get("/Font")) if isinstance(resources, DictionaryObject) else None
    named = set(re.findall(rb"/(\S*)\s+[\d.]+\s+Tf", stream.get_data()))
    return all(
        isinstance(fonts, DictionaryObject) and f"/{name.decode('latin-1')}" in fonts for name in named
    )


def _list_layout(
    options: Sequence[str], chosen: Sequence[str], size: float, width: float, height: float
) -> tuple[Layout, list[str]]:
    lines, marks = [], []
    for number, word in enumerate(options):
        y = height - 1 - ASCENT * size - number * size * LINE
        lines.append(Line(plain_text(word).replace("\n", " "), 3.0, y))
        if word in chosen:
            marks.append(f"{_HIGHLIGHT} 1 {y - DESCENT * size:.2f} {width - 2:.2f} {size * LINE:.2f} re f")
    return Layout(size, tuple(lines)), marks


def _standard_font(name: str) -> str:
    plain = name.lower()
    if re.search(r"cour|mono|consol", plain):
        return "Courier"
    if re.search(r"times|tiro|serif(?!.*sans)|roman|georgia|garamond|mincho", plain) and "sans" not in plain:
        return "Times-Roman"
    return "Helvetica-Bold" if re.search(r"bold|hebo", plain) else "Helvetica"


def _rotation(widget: Widget) -> int:
    marks = resolve(widget.node.get("/MK"))
    turn = resolve(marks.get("/R")) if isinstance(marks, DictionaryObject) else 0
    return int(turn) % 360 if isinstance(turn, int) else 0


def _size(widget: Widget) -> tuple[float, float]:
    """Return width and height as the reader of the text sees them."""
    left, bottom, right, top = widget.box
    sides = (max(right - left, 1.0), max(top - bottom, 1.0))
    return sides if _rotation(widget) in (0, 180) else (sides[1], sides[0])


def _turn(widget: Widget, width: float, height: float) -> tuple[float, ...]:
    return {
        90: (0.0, 1.0, -1.0, 0.0, height, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, -1.0, 1.0, 0.0, 0.0, width),
    }.get(_rotation(widget), ())


def _border(widget: Widget) -> float:
    style = resolve(widget.node.get("/BS"))
    width = resolve(style.get("/W")) if isinstance(style, DictionaryObject) else None
    if width is None:
        border = resolve(widget.node.get("/Border"))
        width = resolve(border[2]) if isinstance(border, ArrayObject) and len(border) > 2 else 1
    return float(width) if isinstance(width, int | float) else 1.0


def _alignment(widget: Widget) -> int:
    alignment = inherited(widget.node, "/Q")
    return int(alignment) if isinstance(alignment, int) else 0


def _background(widget: Widget, width: float, height: float) -> str:
    """Return the operators that fill and frame the box as the form asks for."""
    marks = resolve(widget.node.get("/MK"))
    if not isinstance(marks, DictionaryObject):
        return ""
    operators = []
    if fill := _colour(marks.get("/BG")):
        operators.append(f"q {fill} 0 0 {width:.2f} {height:.2f} re f Q")
    edge = _border(widget)
    if (stroke := _colour(marks.get("/BC")).upper()) and edge > 0:
        inner = f"{edge / 2:.2f} {edge / 2:.2f} {width - edge:.2f} {height - edge:.2f} re S"
        operators.append(f"q {stroke} {edge:.2f} w {inner} Q")
    return "\n".join(operators)


def _colour(value: Any) -> str:
    parts = resolve(value)
    if not isinstance(parts, ArrayObject) or len(parts) not in _COLOUR_OPERATORS:
        return ""
    numbers = [resolve(part) for part in parts]
    if not all(isinstance(number, int | float) for number in numbers):
        return ""
    return f"{' '.join(f'{float(number):.3f}' for number in numbers)} {_COLOUR_OPERATORS[len(numbers)]}"


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+]?\d*\.?\d+|[-+]?\d+\.", text))


def _number(text: str) -> float:
    return float(text) if _is_number(text) else 0.0
