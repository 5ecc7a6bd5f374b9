"""Finds the clauses that the model's answer rests on, by leaving each out in turn."""

import re
from collections.abc import Sequence

from app.tasks.inquiries.judging import ModelJudge
from app.tasks.inquiries.learning import Floats
from app.text.sentences import sentence_spans

_MOST_PARTS = 4
"""Each part costs one more question to the model."""
_SHORTEST = 8
"""A clause of fewer characters goes with the one before."""
_PAUSE = re.compile(r"[,;:、，；：]\s*|\s+[-–—]\s+")
_TELLING_SHARE = 0.5
"""A part counts when it matters at least this share as much as the one that matters most."""


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Return up to four parts of *text*: its clauses, or groups of neighbouring ones."""
    clauses: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        begin = start
        for pause in _PAUSE.finditer(text, start, end):
            if pause.start() - begin >= _SHORTEST and end - pause.end() >= _SHORTEST:
                clauses.append((begin, pause.start()))
                begin = pause.end()
        clauses.append((begin, end))
    size = -(-len(clauses) // _MOST_PARTS)
    return [
        (clauses[first][0], clauses[min(first + size, len(clauses)) - 1][1])
        for first in range(0, len(clauses), max(size, 1))
    ]


def telling_clauses(
    judge: ModelJudge, text: str, asked: Sequence[int], scores: Floats, best: int
) -> tuple[tuple[int, int], ...]:
    """Return the parts of *text* without which the model would sooner have named another category.

    Args:
        judge: Asks the model.
        text: What was asked about; a text of one part is its own reason, and none is returned.
        asked: The categories that were asked about.
        scores: The answers, the last one for "none fits".
        best: The category that was chosen, one of *asked*.

    Raises:
        EngineError: The model does not answer.
        Cancelled: The user asked to stop.
    """
    parts = clause_spans(text)
    if len(parts) < 2:
        return ()
    place = list(asked).index(best)
    others = [index for index in range(len(scores)) if index != place]
    rival = max(others, key=lambda index: scores[index])
    pair = [best] if rival == len(asked) else [best, asked[rival]]
    whole = scores[place] - scores[rival]
    drops: list[float] = []
    for start, end in parts:
        rest = judge.scores(text[:start] + text[end:], pair)
        drops.append(float(whole - (rest[0] - rest[-1 if len(pair) == 1 else 1])))
    most = max(drops)
    if most <= 0:
        return ()
    return tuple(part for part, drop in zip(parts, drops, strict=True) if drop >= most * _TELLING_SHARE)
