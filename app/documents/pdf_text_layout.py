"""Fits texts into the boxes of a form: font size, lines, cells."""

from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[str], float]
"""Width of a text at font size 1."""

ASCENT, DESCENT, LINE = 0.78, 0.22, 1.16
"""Of a line, in font sizes."""

_LARGEST, _SMALLEST = 12.0, 4.0
_NARROWEST = 0.4
_STEP = 0.5
_NOT_FIRST = set("、。，．・：；？！）」』】〕］｝〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, placed from the lower left corner of the box."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Texts at one font size; *stretch* is the horizontal scale, 1 unless nothing else fits."""

    size: float
    lines: tuple[Line, ...]
    stretch: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The box that a text has to fit into."""

    width: float
    height: float
    padding: float
    """Free space at the left and the right, in points."""
    size: float
    """Wanted font size, 0 to choose one."""
    alignment: int = 0
    """0 left, 1 centred, 2 right."""


def one_line(text: str, frame: Frame, measure: Measure) -> Layout:
    """Place *text* on one line, smaller when it is too wide for its font size."""
    room = max(frame.width - 2 * frame.padding, 1.0)
    size = _line_size(frame)
    wide = measure(text)
    stretch = 1.0
    if wide * size > room:
        size = max(room / wide, min(size, _SMALLEST))
        stretch = max(min(room / (wide * size), 1.0), _NARROWEST)
    x = frame.padding + _indent(room, wide * size * stretch, frame.alignment)
    return Layout(size, (Line(text, x, _baseline(frame.height, size)),), stretch)


def many_lines(text: str, frame: Frame, measure: Measure) -> Layout:
    """Wrap *text* at words, or between Japanese characters, smaller until all lines fit."""
    room = max(frame.width - 2 * frame.padding, 1.0)
    tall = max(frame.height - 2 * min(frame.padding, 2.0), 1.0)
    size = frame.size or _LARGEST
    lines = _wrapped(text, room / size, measure)
    while len(lines) * size * LINE > tall and size > _SMALLEST:
        size = max(size - _STEP, _SMALLEST)
        lines = _wrapped(text, room / size, measure)
    top = frame.height - min(frame.padding, 2.0) - ASCENT * size
    placed = tuple(
        Line(
            line,
            frame.padding + _indent(room, measure(line) * size, frame.alignment),
            top - number * size * LINE,
        )
        for number, line in enumerate(lines)
    )
    return Layout(size, placed)


def in_cells(text: str, cells: int, frame: Frame, measure: Measure) -> Layout:
    """Place each character of *text* in the middle of one of *cells* equal cells."""
    cell = frame.width / cells
    widest = max((measure(sign) for sign in text), default=1.0) or 1.0
    size = min(_line_size(frame), cell / widest)
    free = max(cells - len(text), 0)
    first = free if frame.alignment == 2 else free // 2 if frame.alignment == 1 else 0
    y = _baseline(frame.height, size)
    placed = tuple(
        Line(sign, (first + number) * cell + (cell - measure(sign) * size) / 2, y)
        for number, sign in enumerate(text)
        if sign.strip()
    )
    return Layout(size, placed)


def _line_size(frame: Frame) -> float:
    """Return the font size at which one line is not cut at the top and the bottom."""
    fitting = max((frame.height - 2) / LINE, _SMALLEST)
    return min(
        frame.size or _LARGEST,
        fitting if not frame.size else max(frame.height / (ASCENT + DESCENT), _SMALLEST),
    )


def _baseline(height: float, size: float) -> float:
    return (height - (ASCENT + DESCENT) * size) / 2 + DESCENT * size


def _indent(room: float, wide: float, alignment: int) -> float:
    return max(room - wide, 0.0) * (alignment / 2 if alignment in (1, 2) else 0.0)


def _wrapped(text: str, room: float, measure: Measure) -> list[str]:
    lines = []
    for paragraph in text.split("\n"):
        rest = paragraph
        while rest:
            end = _line_end(rest, room, measure)
            lines.append(rest[:end].rstrip(" "))
            rest = rest[end:].lstrip(" ")
        if not paragraph:
            lines.append("")
    return lines


def _line_end(text: str, room: float, measure: Measure) -> int:
    """Return how many characters of *text* go on a line of *room* font sizes, at least one."""
    wide = 0.0
    end = len(text)
    for index, sign in enumerate(text):
        wide += measure(sign)
        if wide > room:
            end = index
            break
    if end == len(text):
        return end
    for cut in range(end, 0, -1):
        wide = _is_wide(text[cut]) or _is_wide(text[cut - 1])
        if (text[cut] == " " or text[cut - 1] in " -/" or wide) and text[cut] not in _NOT_FIRST:
            return cut
    return max(end, 1)


def _is_wide(sign: str) -> bool:
    return ord(sign) >= 0x2E80
