"""Which lines of a mail stood in earlier mails, by the marks that mail programs leave."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from app.text.phrase_lists import any_of, phrase_groups

_QUOTED = re.compile(r"[ \t]{0,3}(?:>|＞)")
_LONGEST_INTRODUCTION = 300
_INTRODUCTION_LINES = 3

_WORDS = phrase_groups("mail_words")
_DATE = r"(?:\d{1,4}[./\-年]\s?\d{1,2}[./\-月]|\d{1,2}[:：]\d{2}|\b(?:19|20)\d\d\b)"
_TIME = re.compile(r"\d{1,2}[:：.]\d{2}")
_ADDRESS = r"[^\s<>@]+@[^\s<>@]+"
_WROTE = any_of(_WORDS["wrote"])
_START = re.compile(
    rf"[ \t*]*(?:{any_of(_WORDS['wrote_begin'])}\b|{_DATE}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,)\s?",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"(?:Quoting|Zitat von|Citando)\b", re.IGNORECASE)
_CLAIM = re.compile(rf"(?:{_DATE}|{_ADDRESS}|\b{_WROTE}(?!\w))", re.IGNORECASE)
_COLON = re.compile(r"(?:[:：]|\b(?:wrote|writes)|のメール|さんは書きました)[ \t*]*$", re.IGNORECASE)
_WROTE_WITHIN = re.compile(rf"(?<![A-Za-z]){_WROTE}(?!\w).{{0,80}}[:：][ \t*]*$", re.IGNORECASE)
_WROTE_AT_END = re.compile(rf"{_WROTE}\s*[:：][ \t*]*$", re.IGNORECASE)
_NAMED_AT_END = re.compile(rf"<{_ADDRESS}>\s*[:：][ \t*]*$")
_ONLY_DATE = re.compile(_DATE)
_ONLY_ADDRESS = re.compile(_ADDRESS)

_KINDS = {kind: any_of(_WORDS[kind]) for kind in ("from", "date", "to", "copy", "subject")}
_HEADER = re.compile(
    r"[ \t*_]*(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
    + r")[*_]*\s*[:：](?!//)",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    rf"[ \t]*[-_*=—]{{2,}}\s*(?:{any_of(_WORDS['original_message'])}|Forwarded by\b.*)\s*[-_*=—]*[ \t]*"
    r"|[ \t]*-{2,}\s*On\b.*\bwrote\s*-{2,}[ \t]*|.{0,40}\b(?:reply|answer|write) above this line\b.{0,20}"
    r"|[ \t]*Begin forwarded message:[ \t]*",
    re.IGNORECASE,
)
_TITLED_RULE = re.compile(r"[ \t]*-{3,}\s?[^-]{3,40}\s?-{3,}[ \t]*")
"""What may be a divider in a language that we do not know, if headers follow."""
_RULE = re.compile(r"[ \t]*[-_=*—─━]{5,}[ \t]*")
_MAY_DIVIDE = re.compile(r"[ \t]*[-_*=—─━]{2}|.{0,60}above this line|[ \t]*Begin forwarded", re.IGNORECASE)
"""What each line begins with that one of the three before may fit; seen quickly."""
_LINES_TO_HEADER = 4
"""A name and a time may stand on so many lines with the first header."""
_TELLS_WHO_OR_WHEN = re.compile(r"[\d@]")
"""What each introduction without a mark after it holds."""
_MOST_HEADER_LINES = 25
_WIDE = 60
"""Signs; from here on a mail program may break a quoted line and leave its end without a mark."""
_END_OF_QUOTED_LINE = 30
_MOST_WORDS_WITHOUT_BEGIN = 7


def quoted_lines(lines: Sequence[str]) -> list[bool]:
    """Return for each of *lines* whether it stood in an earlier mail or introduces one.

    A mail that was passed on without a word is not quoted: only the lines that say whose it was.
    """
    lines = [line[: _LONGEST_INTRODUCTION + 1] for line in lines]
    flags = [bool(_QUOTED.match(line)) for line in lines]
    _take_ends_of_broken_lines(lines, flags)
    for place in range(1, len(lines)):
        if flags[place] and not flags[place - 1]:
            _take_introduction(lines, flags, place)
    headers = _HeaderLines(lines)
    has_own = False
    place = 0
    while place < len(lines):
        end = _opening(lines, flags, headers, place)
        if end > place:
            if has_own:
                flags[place:] = [True] * (len(lines) - place)
                break
            flags[place:end] = [True] * (end - place)
        has_own = has_own or (not flags[place] and bool(lines[place].strip()))
        place = max(end, place + 1)
    return flags


def _take_ends_of_broken_lines(lines: Sequence[str], flags: list[bool]) -> None:
    for place in range(1, len(lines) - 1):
        is_end = flags[place - 1] and not flags[place] and flags[place + 1]
        if is_end and len(lines[place - 1]) >= _WIDE and 0 < len(lines[place].strip()) <= _END_OF_QUOTED_LINE:
            flags[place] = True


def _take_introduction(lines: Sequence[str], flags: list[bool], quote: int) -> None:
    """Mark the lines before the quote at *quote* that say who wrote it when, if there are any."""
    end = quote
    while end and quote - end < 3 and not lines[end - 1].strip():
        end -= 1
    found = None
    for begin in range(end - 1, max(end - 1 - _INTRODUCTION_LINES, -1), -1):
        if flags[begin] or not lines[begin].strip():
            break
        words = " ".join(line.strip() for line in lines[begin:end])
        if len(words) > _LONGEST_INTRODUCTION or not _COLON.search(words):
            break
        if _CLAIM.search(words) and (_START.match(words) or (found is None and begin == end - 1)):
            found = begin
    if found is not None:
        flags[found:quote] = [True] * (quote - found)


def _opening(lines: Sequence[str], flags: Sequence[bool], headers: "_HeaderLines", place: int) -> int:
    """Return the end of the lines at *place* that open an earlier mail without marks; *place* if none do."""
    if flags[place] or not lines[place].strip():
        return place
    if _MAY_DIVIDE.match(lines[place]) and (end := _divided(lines, headers, place)) is not None:
        return end
    if any(headers.kinds[place : place + _LINES_TO_HEADER]):
        end = headers.block_end(place, is_announced=False)
        if end > place:
            return end
    return _introduced(lines, flags, place)


def _divided(lines: Sequence[str], headers: "_HeaderLines", place: int) -> int | None:
    """Return the end of the rule at *place* with the headers below it, or None where it is no rule."""
    if _DIVIDER.fullmatch(lines[place]):
        return max(headers.block_end(place + 1, is_announced=True), place + 1)
    if _RULE.fullmatch(lines[place]) or _TITLED_RULE.fullmatch(lines[place]):
        return headers.block_end(place + 1, is_announced=True)
    return None


def _introduced(lines: Sequence[str], flags: Sequence[bool], place: int) -> int:
    """Return the end of the lines at *place* that say who wrote what follows; *place* if they do not."""
    for end in range(place + 1, min(place + _INTRODUCTION_LINES, len(lines)) + 1):
        last = lines[end - 1].strip()
        if flags[end - 1] or not last:
            break
        if last.rstrip(" \t*").endswith((":", "：")):
            words = " ".join(line.strip() for line in lines[place:end])
            if len(words) <= _LONGEST_INTRODUCTION and _TELLS_WHO_OR_WHEN.search(words) and _is_sure(words):
                return end
        if not _START.match(lines[place]):
            break
    return place


def _is_sure(words: str) -> bool:
    """Return whether *words* introduce a quote even where no mark of one follows."""
    dated = bool(_ONLY_DATE.search(words))
    begun = bool(_START.match(words))
    named = begun or "@" in words or len(words.split()) <= _MOST_WORDS_WITHOUT_BEGIN
    if dated and named and _TIME.search(words) and _WROTE_WITHIN.search(words):
        return True
    if _WROTE_AT_END.search(words):
        addressed = bool(_ONLY_ADDRESS.search(words))
        return dated or (addressed and "<" in words) or bool(begun and re.search(r"\d", words))
    return (dated or bool(_QUOTING.match(words))) and bool(_NAMED_AT_END.search(words))


class _HeaderLines:
    """The lines of a mail that begin like headers, and the blocks that they make.

    Lines that belong to one block are looked at once, however many places a block may begin at: five megabytes may
    hold nothing but headers.

    Attributes:
        kinds: What each line says of an earlier mail, such as `from`; empty where it is no header.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.kinds = [_header_kind(line) for line in lines]
        self._run = range(0)
        self._places: dict[str, list[int]] = {}
        self._addresses: list[int] = []

    def block_end(self, place: int, *, is_announced: bool) -> int:
        """Return the end of the headers of an earlier mail that begin at *place*, or *place* - 1 without any."""
        lines, begin = self._lines, place
        while place < len(lines) and place - begin < 2 and is_announced and not lines[place].strip():
            place += 1
        place, stamped = self._name_and_time(place)
        if self._is_gap(place):
            place += 1
        if place >= len(lines) or not self.kinds[place]:
            return begin - 1
        self._look_at_run(place)
        end = min(self._run.stop, begin + _MOST_HEADER_LINES)
        if not lines[end - 1].strip():
            end -= 1
        kinds = {kind for kind, places in self._places.items() if _is_any_within(places, place, end)}
        proven = is_announced or "subject" in kinds or _is_any_within(self._addresses, place, end)
        whose = "from" in kinds and len(kinds) > 1
        return end if proven and (whose or (stamped and {"to", "subject"} <= kinds)) else begin - 1

    def _look_at_run(self, place: int) -> None:
        """Find the headers that follow each other around the one at *place*, unless they are known."""
        if place in self._run:
            return
        begin = place
        self._places, self._addresses = {}, []
        while place < len(self._lines):
            line = self._lines[place]
            if kind := self.kinds[place]:
                self._places.setdefault(kind, []).append(place)
            elif not self._is_gap(place) and not (line.strip() and _continues(line)):
                break
            if "@" in line:
                self._addresses.append(place)
            place += 1
        self._run = range(begin, place)

    def _is_gap(self, place: int) -> bool:
        """Return whether the line at *place* is empty before a header, as some programs leave them."""
        return place + 1 < len(self._lines) and bool(self.kinds[place + 1]) and not self._lines[place].strip()

    def _name_and_time(self, place: int) -> tuple[int, bool]:
        """Return where the headers begin, and whether a name and a time stand on lines of their own above."""
        lines = self._lines
        if place < len(lines) and self.kinds[place]:
            return place, False
        for end in range(place + 1, min(place + _LINES_TO_HEADER, len(lines))):
            if self.kinds[end]:
                stamped = re.search(r"\d[/.\-]\d.*\d:\d\d", " ".join(lines[place:end]))
                return (end, True) if stamped else (place, False)
            if len(lines[end]) > _WIDE:
                break
        return place, False


def _header_kind(line: str) -> str:
    if ":" not in line and "：" not in line:
        return ""
    header = _HEADER.match(line)
    return (header.lastgroup or "") if header else ""


def _is_any_within(places: Sequence[int], begin: int, end: int) -> bool:
    """Return whether one of the ordered *places* lies from *begin* to *end* (half-open)."""
    number = bisect_left(places, begin)
    return number < len(places) and places[number] < end


def _continues(line: str) -> bool:
    """Return whether *line* may go on with the recipients of the line before."""
    return line[:1] in " \t" or "@" in line or line.rstrip().endswith((";", ","))
