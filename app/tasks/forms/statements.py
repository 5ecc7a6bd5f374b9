"""What the sources say line by line: "Phone: 555 0123", a table's cells, a heading with lines below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from app.records import Evidence, SourceText
from app.tasks.forms.glossary import Glossary, Meaning
from app.tasks.forms.label_words import latin_words
from app.text.languages import is_japanese

_BULLET = re.compile(r"^[\s>*\-–•・●■□◆◇○▼▲※]*")
_COLON = re.compile(r"^(?P<label>[^:：\t|]{1,60}?)\s*(?:[:：]|\s=\s)\s*(?P<value>.*)$")
_BRACKETS = re.compile(r"^[【\[〔＜<](?P<label>[^】\]〕＞>]{1,40})[】\]〕＞>]\s*(?P<value>.*)$")
_COLUMNS = re.compile(r"^(?P<label>[^\t|]{1,60}?)(?:\t+| {3,}|　{2,}|\s*\|\s*)(?P<value>[^\t|]+?)(?:\s*\|)?$")
_DASH = re.compile(r"^(?P<label>[^:：\t|]{1,40}?)\s+[–—-]\s+(?P<value>\S.*)$")
_WIDE_BLANK = re.compile(r"^(?P<label>[^\s:：\t|]{2,12})　(?P<value>\S.*)$")
_SECOND = re.compile(
    r"(?:\s{2,}|[,;|/／、　\t]\s*|\s(?=\S{1,14}[:：]))(?P<label>[^\s:：,;|/／、][^:：,;|/／、\t]{0,30}?)\s*[:：]\s*"
)
_CELLS = re.compile(r"\t|\s*\|\s*")
_NOTHING = re.compile(
    r"^(?:[-–—ー*.…_/\s]*|n/?a|none|nil|tbd|tba|tbc|unknown|not (?:applicable|known|available|provided|yet known)|same(?: as above)?"
    r"|see (?:above|below|attached|attachment)|未定|なし|無し|無|同上|不明|特になし|後日連絡|未記入|別紙参照)[.。]?$",
    re.IGNORECASE,
)
_HEADER_OF_SENDER = frozenset({"from", "von", "差出人", "送信者"})
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a source."""

    source: SourceText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The passage itself."""
        return self.source.text[self.start : self.end]

    def part(self, start: int, end: int) -> "Span":
        """Return a piece of the passage, counted from its beginning."""
        return Span(self.source, self.start + start, self.start + end)

    def evidence(self) -> Evidence:
        """Return the passage as it is shown to people."""
        return Evidence(self.source.name, self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Statement:
    """A label and the value that stands beside it."""

    label: str
    meaning: Meaning
    """What the label asks for, with the roles of the heading above it."""
    value: Span
    heading: str = ""
    """The heading above, such as "Bill to"."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def statements_of(source: SourceText, glossary: Glossary) -> list[Statement]:
    """Return what the lines of *source* state, in order."""
    lines = list(_lines(source.text))
    found: list[Statement] = []
    heading = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        taken = 1
        if not line.text.strip():
            heading = heading if _goes_on(lines, number, glossary) else ""
        elif table := _table(source, lines[number:], glossary):
            found += table.statements
            taken = table.lines
        elif pair := _pair(line, glossary):
            label, start = pair
            below = lines[number + 1 : number + 1 + _MOST_LINES]
            if line.text[start:].strip():
                end, taken = _value_end(label, line, below, glossary)
                found += _split(source, label, line.start + start, end, heading, glossary)
            elif below and _pair(below[0], glossary):
                heading = label
            elif below and below[0].text.strip():
                block = _block(below, glossary)
                found += _split(source, label, block[0].start, block[-1].end, heading, glossary)
                taken += len(block)
        elif _is_heading(line, glossary):
            heading = _BULLET.sub("", line.text).strip(" :：【】[]")
            block = _block(lines[number + 1 : number + 1 + _MOST_LINES], glossary)
            if block and _is_known(heading, glossary):
                found += _split(source, heading, block[0].start, block[-1].end, "", glossary)
                taken += len(block)
        number += taken
    return [statement for statement in found if not _NOTHING.match(statement.value.text)]


@dataclass(frozen=True, slots=True)
class _Table:
    statements: list[Statement]
    lines: int


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line.rstrip("\r\f "))
        start += len(line) + 1


def _pair(line: _Line, glossary: Glossary) -> tuple[str, int] | None:
    """Return the label of a line and where its value starts, or None."""
    bullet = _BULLET.match(line.text)
    offset = bullet.end() if bullet else 0
    text = line.text[offset:]
    for pattern, known_only in (
        (_BRACKETS, False),
        (_COLON, False),
        (_COLUMNS, False),
        (_DASH, True),
        (_WIDE_BLANK, True),
    ):
        match = pattern.match(text)
        if (
            match
            and _is_label(match["label"], match["value"])
            and not (known_only and not _is_known(match["label"], glossary))
        ):
            return match["label"].strip(), offset + match.start("value")
    return None


def _is_label(label: str, value: str) -> bool:
    plain = label.strip()
    if not any(sign.isalpha() for sign in plain) or plain.lower() in (
        "http",
        "https",
        "re",
        "fw",
        "fwd",
        "ps",
        "p.s",
        "nb",
        "cc",
    ):
        return False
    if is_japanese(plain):
        return len(plain) <= 24 and not re.search(r"[。、！？]|ます$|です$", plain)
    if re.search(r"[.!?](?:\s|$)(?!\s*$)", plain) or (plain[-1:].isdigit() and value[:1].isdigit()):
        return False
    return len(latin_words(plain)) <= 7


def _is_known(label: str, glossary: Glossary) -> bool:
    meaning = glossary.meaning(label)
    return meaning.concept is not None and not meaning.rest


def _is_heading(line: _Line, glossary: Glossary) -> bool:
    """Whether a line without a value names the one whose values follow."""
    text = _BULLET.sub("", line.text).strip()
    if not 0 < len(text) <= 40 or re.search(r"[.。,、!?！？]$", text):
        return False
    marked = bool(re.search(r"[:：】\]]$", text)) or bool(re.match(r"[■◆●▼◇□【\[#]", line.text.strip()))
    return marked or (bool(glossary.meaning(text).roles) and len(text.split()) <= 4)


def _goes_on(lines: list[_Line], number: int, glossary: Glossary) -> bool:
    """Whether a heading's lines begin only after an empty line."""
    return number > 0 and _is_heading(lines[number - 1], glossary) and not _pair(lines[number - 1], glossary)


def _value_end(label: str, line: _Line, below: list[_Line], glossary: Glossary) -> tuple[int, int]:
    """Return where the value of a line ends, with the lines that go on with it, and their number."""
    end, taken = line.end, 1
    kind = glossary.meaning(label).kind
    for after in below:
        text = after.text
        indented = text[:1] in (" ", "\t", "　") and len(text) - len(text.lstrip()) >= 2
        address = kind == "address" and _goes_on_as_address(text)
        if not text.strip() or not (indented or address) or _pair(after, glossary):
            break
        end, taken = after.end, taken + 1
    return end, taken


def _goes_on_as_address(text: str) -> bool:
    """Whether a line can be the second or third of an address: a place with its postcode, or a country."""
    plain = text.strip()
    code = re.search(r"\b\d{4,5}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|[都道府県市区町村]", plain)
    return len(plain) <= 60 and bool(code) and not re.search(r"[:：@]|[。!?]$", plain)


def _block(below: list[_Line], glossary: Glossary) -> list[_Line]:
    """Return the lines of a value that stands below its label."""
    block = []
    for line in below:
        if not line.text.strip() or _pair(line, glossary):
            break
        block.append(line)
    return block


def _split(
    source: SourceText, label: str, start: int, end: int, heading: str, glossary: Glossary
) -> list[Statement]:
    """Return the statement, or several where further labels stand in the same line: "Tel: 1 Fax: 2"."""
    text = source.text[start:end]
    cuts = [
        match
        for match in _SECOND.finditer(text)
        if _is_known(match["label"], glossary) and not text[: match.start()].endswith(("http", "https"))
    ]
    labels = [label, *(match["label"].strip() for match in cuts)]
    starts = [0, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(text)]
    found = []
    for name, first, last in zip(labels, starts, ends, strict=True):
        value = _trimmed(Span(source, start + first, start + last))
        if value.text:
            meaning = _with_heading(glossary, name, heading)
            if meaning.key in _HEADER_OF_SENDER and not any(sign.isdigit() for sign in value.text):
                meaning = replace(meaning, concept=glossary.concepts["name"], roles=frozenset({"sender"}))
            found.append(Statement(name, meaning, value, heading))
    return found


def _with_heading(glossary: Glossary, label: str, heading: str) -> Meaning:
    meaning = glossary.meaning(label)
    if not heading:
        return meaning
    above = glossary.meaning(heading)
    contact = {"contact"} if above.concept and above.concept.id == "contact" else set()
    return replace(meaning, roles=meaning.roles | glossary.roles_of(heading) | contact)


def _trimmed(span: Span) -> Span:
    text = span.text
    start = len(text) - len(text.lstrip(" \t　\n|"))
    return span.part(start, max(len(text.rstrip(" \t　\n|;,、")), start))


def _table(source: SourceText, lines: list[_Line], glossary: Glossary) -> _Table | None:
    """Return the cells of a table of at least two columns whose first line names the columns."""
    rows: list[list[tuple[int, str]]] = []
    for line in lines:
        cells = _cells(line)
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    rows = [
        row for row in rows if any(any(sign.isalnum() for sign in text) for _, text in row)
    ]  # drops rulers: ---|---
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    heads = [text.strip() for _, text in rows[0]]
    known = [_is_known(head, glossary) for head in heads]
    if len(heads) == 2 and not all(known):
        return None
    if sum(known) < max(len(heads) / 2, 2) or any(re.search(r"\d{3}|@", head) for head in heads):
        return None
    found = [
        Statement(head, glossary.meaning(head), _trimmed(Span(source, start, start + len(text))))
        for row in rows[1:]
        for head, (start, text) in zip(heads, row, strict=True)
        if text.strip()
    ]
    return _Table(found, _used_lines(lines, len(rows[0])))


def _used_lines(lines: list[_Line], columns: int) -> int:
    used = 0
    for line in lines:
        if len(_cells(line)) != columns:
            break
        used += 1
    return max(used, 1)


def _cells(line: _Line) -> list[tuple[int, str]]:
    """Return the cells of a line with their places in the source; one cell when it is no row."""
    text = line.text
    outer = text.strip().startswith("|") and text.strip().endswith("|")
    first = text.index("|") + 1 if outer else 0
    last = text.rindex("|") if outer else len(text)
    marks = [(match.start() + first, match.end() + first) for match in _CELLS.finditer(text[first:last])]
    edges = [(first, first), *marks, (last, last)]
    return [(line.start + before[1], text[before[1] : after[0]]) for before, after in pairwise(edges)]
