"""Where the sentences of a text are."""

import re

_END = re.compile(
    r"""
    [。！？!?]+[」』）)"'”’]*            # a sentence mark with what closes after it
    | (?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bNo)(?<!\bMrs)(?<!\bSt)(?<!\bInc)(?<!\bLtd)(?<!\bTel)
      (?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)(?<!\betc)
      \.["'”’)]*(?=\s|$)                # a full stop, but not after an abbreviation or within a number
    | \n+                              # lists and letters: a line is at most one sentence
    """,
    re.VERBOSE,
)
_SOFT_LINE = re.compile(r"(?<=[a-z0-9,;])\n(?=[a-z0-9(])")
_BULLET = re.compile(r"^[\s\-*•·・■□◆●○>]+|^\s*\d{1,2}[.)]\s+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence or list line, trimmed, none empty, in order."""
    # A line that was broken for its length goes on in the next one; offsets stay.
    joined = _SOFT_LINE.sub(" ", text)
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _END.finditer(joined):
        _keep(joined, begin, match.end(), spans)
        begin = match.end()
    _keep(joined, begin, len(joined), spans)
    return spans


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    if bullet := _BULLET.match(piece):
        start += bullet.end()
        piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if any(sign.isalnum() for sign in text[start:end]):
        spans.append((start, end))
