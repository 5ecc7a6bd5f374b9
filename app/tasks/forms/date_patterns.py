"""Dates in the form that a field asks for, such as dd/mm/yyyy."""

import re

_UNITS = r"(?:y{2,4}|j{2,4}|a{4}|mmm?m?|m|dd?|tt|year|month|day|年|月|日)"
_PATTERN = re.compile(
    rf"(?<![a-z一-龥]){_UNITS}(?:\s?[-/.,年月 ]\s?{_UNITS}){{1,2}}日?(?![a-z一-龥])", re.IGNORECASE
)
_PIECE = re.compile(r"year|month|day|y+|j+|a+|m+|d+|t+|h+|s+|年|月|日|[^a-z年月日]+", re.IGNORECASE)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SIGNS = "年月日"


def date_pattern(label: str, field_format: str = "") -> str:
    """Return the pattern in which a field wants a date, or "" when any will do."""
    if field_format.startswith("date:") and len(field_format) > 5:
        return field_format[5:]
    found = _PATTERN.search(label)
    return found.group() if found and _is_whole(found.group()) else ""


def label_without_date_pattern(label: str) -> str:
    """Return *label* without its date pattern; a label that is nothing else becomes "Date"."""
    found = _PATTERN.search(label)
    if not found or not _is_whole(found.group()):
        return label
    rest = re.sub(r"[(\[（]\s*[)\]）]", " ", label[: found.start()] + " " + label[found.end() :]).strip(
        " :："
    )
    return rest if any(sign.isalpha() for sign in rest) else "Date"


def written_date(iso: str, pattern: str) -> str | None:
    """Return the day *iso* (YYYY-MM-DD) as *pattern* asks, or None when the pattern is not understood."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not match:
        return None
    year, month, day = match.groups()
    if re.search(r"h", pattern, re.IGNORECASE):
        return None
    out: list[str] = []
    for piece in _PIECE.findall(pattern):
        unit = piece.lower()
        if unit in _SIGNS:
            signed = "" if "/" in pattern else unit
            out.append(_with_sign(unit, signed, out, (year, month, day)))
        elif unit[0] in "yja" or unit == "year":
            out.append(year if len(unit) > 2 or unit == "year" else year[2:])
        elif unit.startswith("m"):
            out.append(_month(unit, month))
        elif unit[0] in "dt":
            out.append(str(int(day)) if len(unit) == 1 else day)
        elif unit[0] in "hs":
            return None
        else:
            out.append(piece)
    text = "".join(out).strip()
    return text if any(sign.isdigit() for sign in text) else None


def _month(unit: str, month: str) -> str:
    if unit == "month" or len(unit) == 2:
        return month
    if len(unit) == 1:
        return str(int(month))
    return _SHORT_MONTHS[int(month) - 1] if len(unit) == 3 else _MONTHS[int(month) - 1]


def _with_sign(unit: str, sign: str, before: list[str], date: tuple[str, str, str]) -> str:
    """Return a number and its sign; the sign alone when the pattern has just written the number."""
    number = str(int(date[_SIGNS.index(unit)]))
    return sign if before and before[-1][-1:].isdigit() else f"{number}{sign}"


def _is_whole(pattern: str) -> bool:
    """Whether a pattern names the day and the month at least."""
    plain = pattern.lower()
    names_day = any(mark in plain for mark in ("d", "t", "日"))
    names_month = any(mark in plain for mark in ("m", "月"))
    return names_day and names_month and len(_PIECE.findall(plain)) >= 3
