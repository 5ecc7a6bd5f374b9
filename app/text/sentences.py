"""Where the sentences of a text are."""

import re
from itertools import pairwise

_MARK = re.compile(r"[。！？!?]+[」』）)\"'”’]*|\.+[\"'”’)]*(?=\s|$)|\n")
_WORD_BEFORE = re.compile(r"(?:[^\W_]|\.(?=[^\W_])){1,12}$")
_NEVER_LAST = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "tel", "e.g", "i.e", "approx", "vs", "cf",
    "fig", "incl", "attn", "dept", "max", "min", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sept", "sep", "oct", "nov", "dec",
})  # fmt: skip
_SELDOM_LAST = frozenset({
    "a.m", "p.m", "inc", "ltd", "co", "corp", "etc", "jr", "sr", "ave", "rd", "u.s", "u.k", "k.k",
})  # fmt: skip
_LAST_CHECKED = 12
_BULLET = re.compile(r"[\s\-*•·・■□◆●○▪>]+|\s*[(（]?(?:\d{1,2}[.)）、](?!\d)|[a-z][)）])\s*|\s*[①-⑳]\s*")
_WRAPPED_FROM = 50
"""Length from which a line may have been broken for its length."""
_WRAPPED_FROM_JA = 28


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence or list line, trimmed, none empty, in order."""
    joined = _without_soft_breaks(text)
    spans: list[tuple[int, int]] = []
    begin = 0
    for mark in _MARK.finditer(joined):
        if mark.group()[0] != "." or _ends_sentence(joined, begin, mark):
            _keep(joined, begin, mark.end(), spans)
            begin = mark.end()
    _keep(joined, begin, len(joined), spans)
    return spans


def _without_soft_breaks(text: str) -> str:
    """Return *text* with a blank for each line end that only breaks a long line; places stay."""
    lines = text.split("\n")
    pieces = [lines[0]]
    for line, following in pairwise(lines):
        pieces += [" " if _goes_on(line, following) else "\n", following]
    return "".join(pieces)


def _goes_on(line: str, following: str) -> bool:
    last, first = line[-1:], following[:1]
    if not first or last in ".!?:。！？：" or _BULLET.match(following[:20]):
        return False
    if last in ",;、，" and (first.islower() or not first.isascii()):
        return True
    if first.isascii():
        return len(line) >= _WRAPPED_FROM and (first.islower() or first.isdigit() or first == "(")
    return len(line) >= _WRAPPED_FROM_JA and not last.isascii() and first.isalpha()


def _ends_sentence(text: str, begin: int, mark: re.Match[str]) -> bool:
    """Return whether a full stop ends a sentence, and not an abbreviation or the number of a line."""
    before = text[max(begin, mark.start() - _LAST_CHECKED) : mark.start()]
    found = _WORD_BEFORE.search(before)
    word = found.group() if found else ""
    if word.lower() in _NEVER_LAST or (len(word) == 1 and word.isupper()):
        return False
    if word.isdecimal() and not text[begin : mark.start() - len(word)].strip():
        return False
    if word.lower() in _SELDOM_LAST:
        after = text[mark.end() : mark.end() + 4].lstrip(" ")
        return not after or not (after[0].islower() or after[0].isdigit())
    return True


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    bullet = _BULLET.match(text, start, min(end, start + 200))
    if bullet:
        start = bullet.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(sign.isalnum() for sign in text[start:end]):
        spans.append((start, end))
