"""Cuts a text into passages that are worded anew one by one; what stands between them stays as it is."""

import re
from collections.abc import Iterator

from app.text.sentences import sentence_spans

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLET = re.compile(r"[ \t\u3000]*(?:[-*•·・■□◆●○▪>＞]+|\(?\d{1,2}[.)）．、](?!\d)|[①-⑳])[ \t\u3000]*")
_FRAME = re.compile(
    r"(?:dear|hello|hi|hey|good (?:morning|afternoon|evening))\b[^.!?]{0,60}[,:!.]?"
    r"|(?:(?:kind|best|warm|with kind) )?(?:regards|wishes)[,.!]?|(?:yours )?(?:sincerely|faithfully)[,.]?|best|cheers|thanks|thank you"
    r"|[^。、\n]{1,40}(?:様|御中|さん|殿|各位)[、,]?|拝啓|敬具|以上|草々"
    r"|(?:いつも)?(?:大変)?お世話になっております。?|お疲れさま(?:です|でした)。?|お疲れ様(?:です|でした)。?"
    r"|よろしくお願い(?:いた|致|申し上げ)?します。?|(?:どうぞ)?(?:宜|よろ)しくお願い(?:いた|致|申し上げ|いたし)?ます。?",
    re.IGNORECASE,
)
"""Greetings and endings, which are worded well already."""
_NO_WORDS = re.compile(r"(?:\S+@\S+|https?://\S+|www\.\S+|[\W\d_])*")
_NAME_WORDS = 4


def passages(text: str, longest: int, *, with_frame: bool) -> list[Span]:
    """Return the places of *text* that are to be worded, in order, each without blanks around it.

    Args:
        text: The text.
        longest: Characters of one passage at most, unless a single sentence is longer.
        with_frame: Whether greetings, endings and names are worded too, as when the text is translated.
    """
    found: list[Span] = []
    open_start: int | None = None
    open_end = 0
    for start, end, new in _lines(text, with_frame=with_frame):
        if open_start is not None and (new or "\n" in text[open_end:start].replace("\n", "", 1)):
            found += _cut(text, (open_start, open_end), longest)
            open_start = None
        if start == end:
            continue
        open_start = start if open_start is None else open_start
        open_end = end
    if open_start is not None:
        found += _cut(text, (open_start, open_end), longest)
    return found


def _lines(text: str, *, with_frame: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each line to be worded, and whether a passage begins with it; an empty one ends a passage."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        bullet = _BULLET.match(text, start, end)
        begin = bullet.end() if bullet else start
        words = text[begin:end].strip()
        begin = text.find(words, begin) if words else begin
        left_out = _NO_WORDS.fullmatch(words) or (not with_frame and _is_frame(words))
        if left_out:
            yield end, end, True
        else:
            yield begin, begin + len(words), bullet is not None or with_frame


def _is_frame(words: str) -> bool:
    """Return whether a line only greets, ends the text, or names somebody."""
    if _FRAME.fullmatch(words):
        return True
    named = words.split()
    return len(named) <= _NAME_WORDS and all(word[0].isupper() for word in named) and words[-1] not in ".!?:"


def _cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    """Yield the passage *span* in pieces of whole sentences that are not longer than *longest*."""
    start, end = span
    if end - start <= longest:
        yield span
        return
    begin, last = start, start
    for _, stop in sentence_spans(text[start:end]):
        if last > begin and start + stop - begin > longest:
            yield _trimmed(text, begin, last)
            begin = last
        last = start + stop
    yield _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
