"""Pieces of names and addresses: the first name, the street, the postcode."""

import re
from dataclasses import dataclass

from app.tasks.forms.statements import Span
from app.text.languages import is_japanese

_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau)\.?\s+", re.IGNORECASE)
_SMALL = frozenset({"van", "von", "de", "da", "di", "der", "del", "la", "le", "zu", "ten", "bin", "al"})
_POSTCODE = re.compile(
    r"〒?\s?(\d{3}[-－]\d{4})|\b([A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b|\b([A-Z]\d[A-Z]\s\d[A-Z]\d)\b|\b(\d{4}\s[A-Z]{2})\b(?=\s)"
    r"|(?<![\d-])(\d{5}(?:-\d{4})?|\d{4}|\d{6})(?![\d-])"
)
_JAPANESE = re.compile(
    r"(?P<state>東京都|北海道|(?:京都|大阪)府|[一-龥]{2,3}県)?"
    r"(?P<city>[一-龥ぁ-んァ-ヶー]{1,8}?市(?:[一-龥]{1,4}区)?|[一-龥]{1,4}区|[一-龥]{1,5}郡[一-龥]{1,5}[町村])"
    r"(?P<street>[^\s　,、]*(?:\d|[０-９]|丁目|番地?|号)[^\s　,、]*)?(?:[\s　,、]+(?P<building>\S.*))?"
)
COUNTRIES = (
    "United Kingdom|United States|USA|U\\.S\\.A\\.|UK|England|Scotland|Germany|Deutschland|France|Italy|Italia|Spain|España|Japan"
    "|Austria|Österreich|Switzerland|Schweiz|Netherlands|The Netherlands|Belgium|Denmark|Sweden|Norway|Finland|Ireland|Canada"
    "|Australia|New Zealand|China|India|Singapore|South Korea|Korea|Taiwan|Thailand|Vietnam|Poland|Portugal|Czech Republic|日本|日本国"
)
"""Names of countries as they end an address, as a part of a pattern."""
_COUNTRY = re.compile(rf"(?:^|[,\n]\s*|\s)({COUNTRIES})\s*\.?$", re.IGNORECASE)
_STATE = re.compile(r"\b([A-Z]{2})\s*$")
_NUMBER_FIRST = re.compile(r"^(?P<number>\d{1,5}\s?[A-Za-z]?(?:[-/]\d{1,4}){0,2}),?\s+(?P<street>\D.*)$")
_NUMBER_LAST = re.compile(r"^(?P<street>\D.*?)\s+(?P<number>\d{1,5}\s?[a-zA-Z]?(?:[-/]\d{1,4})?)$")
_BUILDING = re.compile(
    r"^(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|\d+(?:st|nd|rd|th) Floor|Building)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a longer value."""

    span: Span
    is_sure: bool


def pieces_of_name(span: Span) -> dict[str, Piece]:
    """Return first, middle and last name by the ids of their concepts."""
    title = _TITLE.match(span.text)
    if title:
        span = span.part(title.end(), len(span.text))
    text = span.text
    if is_japanese(text):
        parts = [(match.start(), match.end()) for match in re.finditer(r"[^\s　]+", text)]
        if len(parts) != 2:
            return {}
        return {
            "last-name": Piece(span.part(*parts[0]), is_sure=True),
            "first-name": Piece(span.part(*parts[1]), is_sure=True),
        }
    if comma := re.fullmatch(r"([\w'’ -]+),\s*([\w'’ .-]+)", text):
        return {
            "last-name": Piece(span.part(*comma.span(1)), is_sure=True),
            "first-name": Piece(span.part(*comma.span(2)), is_sure=" " not in comma[2].strip()),
        }
    parts = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    if not 2 <= len(parts) <= 5:
        return {}
    last = len(parts) - 1
    while last > 1 and text[slice(*parts[last - 1])].lower() in _SMALL:
        last -= 1
    initial = last == 2 and text[slice(*parts[1])].endswith(".")
    sure = last == 1 or initial
    found = {
        "first-name": Piece(span.part(*parts[0]), sure),
        "last-name": Piece(span.part(parts[last][0], parts[-1][1]), sure),
    }
    if last == 2:
        found["middle-name"] = Piece(span.part(*parts[1]), is_sure=initial)
    return found


def pieces_of_address(span: Span) -> dict[str, Piece]:
    """Return the parts of an address by the ids of their concepts."""
    return _japanese_address(span) if is_japanese(span.text) else _latin_address(span)


def _japanese_address(span: Span) -> dict[str, Piece]:
    found: dict[str, Piece] = {}
    text = span.text
    code = _POSTCODE.search(text)
    start = 0
    if code and code.lastindex == 1:
        found["postcode"] = Piece(span.part(*code.span(1)), is_sure=True)
        start = code.end()
    match = _JAPANESE.search(text, start)
    for name in ("state", "city", "street", "building"):
        if match and match[name]:
            found[name] = Piece(span.part(*match.span(name)), is_sure=name != "building")
    return found


def _latin_address(span: Span) -> dict[str, Piece]:
    found: dict[str, Piece] = {}
    text = span.text
    end = len(text.rstrip(" .,\n"))
    if country := _COUNTRY.search(text[:end]):
        found["country"] = Piece(span.part(*country.span(1)), is_sure=True)
        end = len(text[: country.start(1)].rstrip(" ,\n"))
    lines = [
        (match.start(), match.end()) for match in re.finditer(r"[^,\n]+", text[:end]) if match.group().strip()
    ]
    lines = [_stripped(text, line) for line in lines]
    if not lines:
        return found
    street_line = _street_line(text, lines)
    rest = lines[street_line + 1 :] if street_line is not None else lines
    found |= _place(span, text, rest)
    if street_line is not None:
        found |= _street(span, text, lines[street_line])
        for line in lines[:street_line] + rest:
            if _BUILDING.match(text[slice(*line)]):
                found["building"] = Piece(span.part(*line), is_sure=True)
    return found


def _street_line(text: str, lines: list[tuple[int, int]]) -> int | None:
    """Return which line holds the street: one with a number that is no place with its postcode."""
    for index, line in enumerate(lines[:3]):
        part = text[slice(*line)]
        if (_NUMBER_FIRST.match(part) or _NUMBER_LAST.match(part)) and not _BUILDING.match(part):
            looks_like_place = re.match(r"^\d{4,5}\s+\D+$", part) and index > 0
            if not looks_like_place:
                return index
    return None


def _street(span: Span, text: str, line: tuple[int, int]) -> dict[str, Piece]:
    part = text[slice(*line)]
    match = _NUMBER_FIRST.match(part) or _NUMBER_LAST.match(part)
    found = {"street-and-number": Piece(span.part(*line), is_sure=True)}
    if match:
        inner = span.part(*line)
        found["street"] = Piece(inner.part(*match.span("street")), is_sure=True)
        found["house-number"] = Piece(inner.part(*match.span("number")), is_sure=True)
    return found


def _place(span: Span, text: str, lines: list[tuple[int, int]]) -> dict[str, Piece]:
    """Return city, state and postcode from the lines after the street."""
    lines = [line for line in lines if not _BUILDING.match(text[slice(*line)])]
    coded = [number for number, line in enumerate(lines) if _POSTCODE.search(text[slice(*line)])]
    if not coded:
        last = lines[-1] if lines else None
        known = last is not None and not any(sign.isdigit() for sign in text[slice(*last)])
        return {"city": Piece(span.part(*last), is_sure=len(lines) == 1)} if last and known else {}
    number = coded[-1]
    start, end = lines[number]
    part = text[start:end]
    code = list(_POSTCODE.finditer(part))[-1]
    place = code.span(code.lastindex or 0)
    found = {"postcode": Piece(span.part(start + place[0], start + place[1]), is_sure=True)}
    name = part[: code.start()].strip() or part[code.end() :].strip()
    at = start + part.find(name)
    if (state := _STATE.search(name)) and code.lastindex == 5:
        found["state"] = Piece(span.part(at + state.start(1), at + state.end(1)), is_sure=True)
        name = name[: state.start()].rstrip(" ,")
    if not name and number > 0:
        at, stop = lines[number - 1]
        name = text[at:stop]
    if name and not any(sign.isdigit() for sign in name):
        found["city"] = Piece(span.part(at, at + len(name)), is_sure=True)
    return found


def _stripped(text: str, line: tuple[int, int]) -> tuple[int, int]:
    part = text[slice(*line)]
    start = line[0] + len(part) - len(part.lstrip())
    return start, start + len(part.strip())
