"""Finds the words that are printed beside, above or inside the fields of a PDF form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.documents.pdf_print import Piece

Box = tuple[float, float, float, float]
Side = Literal["left", "right", "above", "below", "inside"]

_FARTHEST = 190.0  # points to the left
_FARTHEST_OF_TICK = 45.0
_ABOVE = 15.0
_BELOW = 9.0
_LONGEST = 120
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]\s*[:：.]")
_NEARBY = 80.0
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Near:
    """A piece of text near a field; the smaller the cost, the more likely it is the label."""

    piece: Piece
    side: Side
    cost: float


def label_like_name(box: Box, pieces: Sequence[Piece], name: str) -> str:
    """Return the words near a field that are also its *name*, or ""."""
    key = _key(name)
    for piece in pieces:
        away = max(piece.left - box[2], box[0] - piece.right, piece.bottom - box[3], box[1] - piece.top)
        if len(key) > 2 and _key(piece.text) == key and away <= _NEARBY:
            return _clean(piece.text)
    return ""


def side_of_labels(boxes: Sequence[Box], pieces: Sequence[Piece], others: Sequence[Box]) -> Side | None:
    """Tell on which side of nearly all its text fields a page prints their words, or None."""
    counts: dict[Side, int] = {
        "left": sum(bool(_left(box, pieces, others)) for box in boxes),
        "above": sum(bool(_above(box, pieces) or _inside(box, pieces)) for box in boxes),
        "below": sum(bool(_below(box, pieces)) for box in boxes),
    }
    side: Side = max(counts, key=lambda name: counts[name])
    unrivalled = list(counts.values()).count(counts[side]) == 1
    return side if unrivalled and counts[side] >= 0.8 * len(boxes) else None


def label_of_text(
    box: Box, pieces: Sequence[Piece], others: Iterable[Box], *, usual: Side | None = None
) -> str:
    """Return the printed label of a field that takes a text or a choice, or "".

    Args:
        box: The field's place.
        pieces: What is printed on its page.
        others: The places of all fields on the page.
        usual: The side on which the page prints labels.
    """
    others = tuple(others)
    near = [
        *_left(box, pieces, others),
        *_inside(box, pieces),
        *_above(box, pieces),
        *_below(box, pieces),
    ]
    near = [
        Near(found.piece, found.side, found.cost / 10) if found.side == usual else found for found in near
    ]
    best = min(near, key=lambda found: found.cost, default=None)
    return _joined(best, near, box) if best else ""


def label_of_tick(box: Box, pieces: Sequence[Piece], others: Iterable[Box], side: Side) -> str:
    """Return the words beside a check box or radio button, by preference on *side*, or ""."""
    others = tuple(others)
    near = [
        Near(found.piece, found.side, found.cost if found.side == side else found.cost + 40)
        for found in (*_right(box, pieces, others), *_left(box, pieces, others, _FARTHEST_OF_TICK))
    ]
    near += [Near(found.piece, found.side, found.cost + 60) for found in _above(box, pieces)]
    best = min(near, key=lambda found: found.cost, default=None)
    return _joined(best, near, box) if best else ""


def label_of_group(boxes: Sequence[Box], pieces: Sequence[Piece], taken: Iterable[str]) -> str:
    """Return what is printed before or above a group of radio buttons whose options are *taken*."""
    used = set(taken)
    free = [
        piece
        for piece in pieces
        if _clean(piece.text) not in used or all(piece.right < box[0] for box in boxes)
    ]
    first = max(boxes, key=lambda box: (round(box[3] / 4), -box[0]))
    near = [*_left(first, free, boxes), *_above(first, free)]
    best = min(near, key=lambda found: found.cost, default=None)
    return _clean(best.piece.text) if best else ""


def side_of_ticks(boxes: Sequence[Box], pieces: Sequence[Piece]) -> Side:
    """Tell on which side of its check boxes and radio buttons a page prints their words."""
    sums = {"left": 0.0, "right": 0.0}
    for box in boxes:
        for side, found in (
            ("right", _right(box, pieces, boxes)),
            ("left", _left(box, pieces, boxes, _FARTHEST_OF_TICK)),
        ):
            sums[side] += min((near.cost for near in found), default=60.0)
    return "left" if sums["left"] < sums["right"] else "right"


def _left(
    box: Box, pieces: Sequence[Piece], others: Sequence[Box], farthest: float = _FARTHEST
) -> list[Near]:
    x0, y0, _, y1 = box
    found = []
    for piece in pieces:
        distance = x0 - piece.right
        beside = _overlap(piece.bottom, piece.top, y0 - 2, y1 + 2) >= 0.5 * piece.height
        if beside and -6 <= distance <= farthest and piece.left < x0 - 3 and _is_label(piece):
            start = piece.right
            between = any(
                other != box
                and other[0] >= start - 6
                and other[2] <= x0 + 3
                and _overlap(other[1], other[3], y0, y1) > 2
                for other in others
            )
            if not between:
                found.append(Near(piece, "left", max(distance, 0.0) * 0.7))
    return found


def _right(box: Box, pieces: Sequence[Piece], others: Sequence[Box]) -> list[Near]:
    _, y0, x1, y1 = box
    found = []
    for piece in pieces:
        distance = piece.left - x1
        beside = _overlap(piece.bottom, piece.top, y0 - 3, y1 + 3) >= 0.5 * min(piece.height, y1 - y0 + 6)
        if beside and -4 <= distance <= _FARTHEST_OF_TICK and _is_label(piece):
            between = any(
                other != box
                and other[0] >= x1 - 3
                and other[2] <= piece.left + 3
                and _overlap(other[1], other[3], y0, y1) > 2
                for other in others
            )
            if not between:
                found.append(Near(piece, "right", max(distance, 0.0)))
    return found


def _above(box: Box, pieces: Sequence[Piece]) -> list[Near]:
    x0, _, x1, y1 = box
    found = []
    for piece in pieces:
        gap = piece.bottom - y1
        if -3 <= gap <= _ABOVE and x0 - 15 <= piece.left <= x1 and _is_label(piece):
            found.append(Near(piece, "above", 4 + max(gap, 0.0) * 1.5 + abs(piece.left - x0) * 0.25))
    return found


def _inside(box: Box, pieces: Sequence[Piece]) -> list[Near]:
    x0, y0, x1, y1 = box
    return [
        Near(piece, "inside", 3 + (y1 - piece.top) * 0.5)
        for piece in pieces
        if x0 - 2 <= piece.left and piece.right <= x1 + 2 and y0 - 1 <= piece.bottom and piece.top <= y1 + 2
        if _is_label(piece)
    ]


def _below(box: Box, pieces: Sequence[Piece]) -> list[Near]:
    x0, y0, x1, _ = box
    found = []
    for piece in pieces:
        gap = y0 - piece.top
        if -3 <= gap <= _BELOW and _overlap(piece.left, piece.right, x0, x1) > 0 and _is_label(piece):
            found.append(Near(piece, "below", 30 + max(gap, 0.0) * 2))
    return found


def _joined(best: Near, near: Sequence[Near], box: Box) -> str:
    """Return the best piece, with the lines of the same label above and below it."""
    parts = [best.piece]
    for found in near:
        if found.side != best.side or found.piece is best.piece:
            continue
        aligned = (
            abs(found.piece.left - best.piece.left) <= 4 or abs(found.piece.right - best.piece.right) <= 4
        )
        within = best.side == "left" and box[1] - 4 <= found.piece.middle <= box[3] + 4
        other_language = bool(_CJK.search(found.piece.text)) != bool(_CJK.search(best.piece.text))
        close = abs(found.piece.middle - best.piece.middle) <= 1.7 * best.piece.height
        if aligned and close and (within or other_language):
            parts.append(found.piece)
    parts.sort(key=lambda piece: -piece.top)
    return _clean(" ".join(piece.text for piece in parts))[:_LONGEST]


def _key(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[_…]{2,}|\.{3,}|‥+", " ", text)).strip(" :：*_")


def _is_label(piece: Piece) -> bool:
    """Whether a piece has a word: letters one by one are captions that stand upright."""
    return bool(_WORD.search(piece.text))


def _overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    return min(high, other_high) - max(low, other_low)
