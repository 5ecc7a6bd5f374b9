"""Finds the clauses that the model's answer rests on: by leaving each out in turn, in a long text by each alone."""

import re
from collections.abc import Sequence

from app.tasks.inquiries.judging import Ask
from app.tasks.inquiries.word_weights import Floats
from app.text.sentences import sentence_spans

_MOST_PARTS = 4
"""Each part that is left out costs one more reading of the text."""
_LONGEST_LEFT_OUT = 1_200
"""Characters of a text that is read so many times; the parts of a longer one are read once each."""
_MOST_ALONE = 16
_SHORTEST = 8
"""A clause of fewer characters goes with the one before."""
_PAUSE = re.compile(r"[,;:、，；：]\s*|\s+[-–—]\s+")
_TELLING_SHARE = 0.5
"""A part counts when it matters at least this share as much as the one that matters most."""


def clause_spans(text: str, most: int = _MOST_PARTS) -> list[tuple[int, int]]:
    """Return up to *most* parts of *text*: its clauses, or groups of neighbouring ones."""
    clauses: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        begin = start
        for pause in _PAUSE.finditer(text, start, end):
            if pause.start() - begin >= _SHORTEST and end - pause.end() >= _SHORTEST:
                clauses.append((begin, pause.start()))
                begin = pause.end()
        clauses.append((begin, end))
    size = -(-len(clauses) // most)
    return [
        (clauses[first][0], clauses[min(first + size, len(clauses)) - 1][1])
        for first in range(0, len(clauses), max(size, 1))
    ]


def questions_about(text: str, best: int, rival: int) -> list[Ask]:
    """Return what tells which clauses of *text* speak for *best* rather than *rival*; nothing for a single clause.

    The whole text comes first, then the text without each of its parts; of a long text each part alone.
    """
    if len(text) > _LONGEST_LEFT_OUT:
        return [Ask(text[start:end], (best, rival)) for start, end in clause_spans(text, _MOST_ALONE)]
    parts = clause_spans(text)
    if len(parts) < 2:
        return []
    return [
        Ask(shown, (best, rival)) for shown in (text, *(text[:start] + text[end:] for start, end in parts))
    ]


def telling_clauses(text: str, answers: Sequence[Floats | None]) -> tuple[tuple[int, int], ...]:
    """Return the parts of *text* without which the model would sooner have named another category.

    Args:
        text: What was asked about.
        answers: The answers to `questions_about`; None where there is none.
    """
    odds = [float(answer[0] - answer[1]) for answer in answers if answer is not None]
    if not odds or len(odds) < len(answers):
        return ()
    if len(text) > _LONGEST_LEFT_OUT:
        strongest = max(range(len(odds)), key=odds.__getitem__)
        return (clause_spans(text, _MOST_ALONE)[strongest],) if odds[strongest] > 0 else ()
    drops = [odds[0] - rest for rest in odds[1:]]
    most = max(drops)
    if most <= 0:
        return ()
    return tuple(
        part for part, drop in zip(clause_spans(text), drops, strict=True) if drop >= most * _TELLING_SHARE
    )
