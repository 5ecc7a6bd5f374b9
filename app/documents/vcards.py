"""Reads vCards of the versions 2.1, 3.0 and 4.0, as telephones, mail programs and other offices write them."""

import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.documents.contacts import Contact, joined_address, joined_name, language_of
from app.documents.decoding import decode, decode_as

_MARK = re.compile(rb"^\W{0,8}BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile("QUOTED-PRINTABLE", re.IGNORECASE)
_SOFT_LINE = re.compile(
    r"^[^:\n]{0,300}QUOTED-PRINTABLE[^:\n]{0,300}:(?:[^\n]*=[ \t]*\r?\n)+[^\n]*", re.IGNORECASE | re.MULTILINE
)
_SOFT_END = re.compile(r"=[ \t]*\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]")
_NAMED_CHARSET = re.compile(
    rb"^[^:\r\n]{0,300};CHARSET=[^:\r\n]{0,300}:[^\r\n]*[\x80-\xff\x1b]", re.IGNORECASE | re.MULTILINE
)
_PARAMETER = re.compile(r';([^;="]*)(?:=((?:[^";]|"[^"]*")*))?')
_HEAD = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_PROTECTED = re.compile(r"\\.|;", re.DOTALL)
_TOLD = frozenset(
    {
        "BEGIN", "END", "AGENT", "N", "FN", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "ADR", "LABEL", "LANG", "X-LANGUAGE", "SORT-STRING",
        "SOUND", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME",
    }
)  # fmt: skip
"""Properties that tell something about a contact, and those that hold cards together."""
_NOT_SPOKEN = frozenset({"fax", "pager", "modem", "bbs", "video", "textphone"})
_NO_KINDS: frozenset[str] = frozenset()
_LAST = 101
"""Place of what is not preferred; version 4 counts from 1 to 100."""
_RAW = "latin-1"
"""Keeps bytes as they are in a text, where each line may be in an encoding of its own."""


class _Head(NamedTuple):
    """What stands before the colon of a property."""

    name: str
    kinds: frozenset[str] = _NO_KINDS
    """Such as `work` and `fax`."""
    place: int = _LAST
    """Preferred ones have the smaller number."""
    written: str = ""
    """How bytes are written as letters; empty for plain text."""
    charset: str = ""
    sort_as: str = ""
    label: str = ""


class _Value(NamedTuple):
    """One property of a card."""

    head: _Head
    text: str
    """Decoded, with its backslashes."""

    @property
    def plain(self) -> str:
        """The text as people write it, in one line."""
        return _one_line(self.text)

    @property
    def parts(self) -> list[str]:
        """The texts between semicolons."""
        return [_one_line(part) if part else "" for part in _split(self.text)]


_Card = dict[str, list[_Value]]


def has_cards(data: bytes) -> bool:
    """Tell whether *data* begins with a vCard."""
    return bool(_MARK.match(data if data.isascii() else decode(data).text.encode("utf-8", "replace")))


def cards_in(data: bytes) -> Iterator[Contact]:
    """Yield the contact of each vCard in *data*; one that is torn gives what is left of it."""
    encoding = decode(_sample(data)).encoding
    if _NAMED_CHARSET.search(data):
        text, is_raw = data.decode(_RAW), True
    else:
        text, is_raw = decode(data).text, False
    if "\n" not in text:
        text = text.replace("\r", "\n")  # as old Macs end lines
    for card in _cards(_in_whole_lines(text), encoding, is_raw=is_raw):
        yield _contact(card)


def _sample(data: bytes) -> bytes:
    """Return lines with signs beyond ASCII, from which the encoding of those that name none is judged."""
    lines = _NAMED_CHARSET.sub(b"", data[:1_000_000])
    return data[:1000] if lines.isascii() else lines


def _in_whole_lines(text: str) -> str:
    """Return *text* with the lines put together that were too long for one."""
    if _QUOTED.search(text):
        text = _SOFT_LINE.sub(lambda found: _SOFT_END.sub("", found[0]), text)
    if "\n " in text or "\n\t" in text:
        # Version 2.1 folds at a blank, which stays; later ones add it.
        text = _FOLD.sub(" " if "VERSION:2.1" in text else "", text)
    return text


def _cards(text: str, encoding: str, *, is_raw: bool) -> Iterator[_Card]:
    """Yield the properties of each card that tell something about a contact, without cards within cards."""
    card: _Card = {}
    depth, last = 0, ""
    for head, value in _lines(text):
        if head.name == "BEGIN":
            if depth == 1 and last != "AGENT":
                yield card  # it was cut off
                card, depth = {}, 0
            depth += 1
        elif head.name == "END" and depth:
            depth -= 1
            if not depth:
                yield card
                card = {}
        elif depth == 1 and value.strip("; \t\r"):
            has_other_form = is_raw or head.written
            told = _decoded(value, head, _RAW if is_raw else "utf-8", encoding) if has_other_form else value
            card.setdefault(head.name, []).append(_Value(head, told))
        last = head.name
    if depth:
        yield card


def _lines(text: str) -> Iterator[tuple[_Head, str]]:
    """Yield what stands before and behind the colon of each line that is of use."""
    for line in text.split("\n"):
        before, colon, value = line.partition(":")
        if '"' in before and (parts := _HEAD.match(line)):
            before, value = parts[1], parts[2]
        head = _head(before) if colon else None
        if head:
            yield head, value


@lru_cache(maxsize=1000)
def _head(before: str) -> _Head | None:
    """Return what stands before a colon, or None where it is a property that tells nothing of use."""
    name, semicolon, _ = before.partition(";")
    name = name.rpartition(".")[2].strip().upper()
    if name not in _TOLD:
        return None
    if not semicolon:
        return _Head(name)
    kinds: set[str] = set()
    told: dict[str, str] = {}
    for key, setting in _PARAMETER.findall(before):
        plain = key.strip().lower()
        if setting and plain != "type":
            told[plain] = setting.strip().strip('"')
        else:
            kinds |= {kind.strip().strip('"').lower() for kind in (setting or plain).split(",")}
    written = told.get("encoding", "").lower()
    for one in ("quoted-printable", "base64"):
        written = one if one in kinds else written
    rank = told.get("pref", "")
    place = int(rank) if rank.isascii() and rank.isdigit() else (0 if "pref" in kinds else _LAST)
    return _Head(
        name,
        frozenset(kinds),
        place,
        written,
        told.get("charset", ""),
        told.get("sort-as", ""),
        told.get("label", ""),
    )


def _decoded(text: str, head: _Head, kept_in: str, encoding: str) -> str:
    value = text.encode(kept_in, "replace")
    if head.written == "quoted-printable":
        value = quopri.decodestring(value)
    elif head.written in {"b", "base64"}:
        try:
            value = binascii.a2b_base64(value)
        except binascii.Error:
            return ""
    return decode_as(value, head.charset or (encoding if kept_in == _RAW else "utf-8"))


def _split(text: str) -> list[str]:
    """Return the parts of *text* between semicolons that no backslash protects."""
    if "\\" not in text:
        return text.split(";")
    parts, begin = [], 0
    for match in _PROTECTED.finditer(text):
        if match[0] == ";":
            parts.append(text[begin : match.start()])
            begin = match.end()
    return [*parts, text[begin:]]


def _one_line(text: str) -> str:
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text)
    return " ".join(text.split())


def _first(card: _Card, *names: str) -> str:
    for name in names:
        for value in card.get(name, ()):
            if text := value.plain:
                return text
    return ""


def _best_first(values: Sequence[_Value]) -> Sequence[_Value]:
    """Return *values* in the order of preference; the office goes before the home."""
    if len(values) < 2:
        return values
    return sorted(
        values, key=lambda value: (value.head.place, "home" in value.head.kinds, "cell" in value.head.kinds)
    )


def _contact(card: _Card) -> Contact:
    parts = _padded(card["N"][0].parts if "N" in card else [], 3)
    organisation = _padded(card["ORG"][0].parts if "ORG" in card else [], 1)
    company = organisation[0]
    name = joined_name(parts[0], parts[2], parts[1]) or _first(card, "FN")
    if name == company:
        name = ""  # a company's own card says its name twice
    emails = (value.plain.removeprefix("mailto:") for value in _best_first(card.get("EMAIL", ())))
    return Contact(
        name=name,
        reading=_reading(card),
        company=company,
        department=" ".join(filter(None, organisation[1:])),
        title=_first(card, "TITLE", "ROLE"),
        emails=tuple(dict.fromkeys(email for email in emails if "@" in email)),
        phones=_phones(card),
        address=_address(card),
        language=language_of(_first(card, "LANG", "X-LANGUAGE"), name, company),
    )


def _padded(parts: list[str], least: int) -> list[str]:
    return parts + [""] * (least - len(parts))


def _reading(card: _Card) -> str:
    spoken = [_first(card, "X-PHONETIC-LAST-NAME"), _first(card, "X-PHONETIC-FIRST-NAME")]
    if any(spoken):
        return " ".join(filter(None, spoken))
    for value in card.get("SOUND", ()):
        if "x-irmc-n" in value.head.kinds:
            return " ".join(filter(None, value.parts))
    sorted_as = card["N"][0].head.sort_as if "N" in card else ""
    return _one_line(sorted_as.replace(",", " ")) or _first(card, "SORT-STRING")


def _phones(card: _Card) -> tuple[str, ...]:
    spoken = [value for value in card.get("TEL", ()) if not value.head.kinds & _NOT_SPOKEN]
    numbers = (value.plain.removeprefix("tel:").partition(";")[0] for value in _best_first(spoken))
    return tuple(dict.fromkeys(filter(None, numbers)))


def _address(card: _Card) -> str:
    for value in _best_first(card.get("ADR", ())):
        box, more, street, city, region, code, country, *_ = _padded(value.parts, 7)
        lines = tuple(filter(None, (street, more, box)))
        if lines or city:
            return joined_address(lines, city, region, code, country)
        if value.head.label:
            return _one_line(value.head.label)
    return _first(card, "LABEL")
