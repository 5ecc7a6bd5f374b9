"""Whether a passage can be the value of a field, which piece of it, and how it is written there."""

import re
import unicodedata
from dataclasses import dataclass

from app.documents.form_fields import FormField
from app.records import Evidence
from app.tasks.forms.date_patterns import date_pattern, written_date
from app.tasks.forms.statements import Span
from app.text.languages import detect_language, is_japanese
from app.text.values import ValueKind, find_values

_PHONE = re.compile(r"(?<![A-Za-z0-9.])\+?\(?\d[\d\s().\-－‐–/ー（）]{4,22}\d(?![A-Za-z0-9])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?\b", re.IGNORECASE)
_POSTAL = re.compile(
    r"〒?\s?(?P<code>\d{3}[-－]\d{4}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{5}-\d{4}|\d{4}\s?[A-Z]{2}\b|\d{4,7}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)",
)
_NUMBER = re.compile(r"[-+]?\d[\d,.\s]*\d|\d")
_SENTENCE = re.compile(
    r"(?<!\bNo)(?<!\bNr)(?<!\bCo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<=\w\w)[.。;；]\s+(?=[A-Z\u3040-\u9fff])"
)
_HONORIFIC = re.compile(r"[\s　]*(?:様|さま|さん|殿|御中|氏)$")
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Herr|Frau)\.?\s+")
_LONGEST = {
    "person": 60,
    "organisation": 90,
    "code": 40,
    "number": 30,
    "amount": 40,
    "text": 200,
    "address": 200,
}
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Fitting:
    """A passage, cut to what the field wants."""

    span: Span
    is_sure: bool
    """False when it does not look like what the field asks for, or more stands beside it."""
    differs: bool = False
    """True when the passage is not of the kind that the field asks for."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it stands in the field."""

    text: str
    evidence: Evidence
    is_sure: bool = True
    is_too_long: bool = False


def fit(span: Span, kind: str) -> Fitting | None:
    """Return the piece of *span* that is a value of *kind*, or None when it cannot be one."""
    if kind in ("phone", "email", "url", "postal-code"):
        return _strict(span, kind)
    if kind in ("person", "organisation", "code", "number", "amount") and (
        cut := _SENTENCE.search(span.text)
    ):
        span = span.part(0, cut.start())
    text = span.text
    if kind in ("date", "time"):
        return _day_or_time(span, kind)
    if len(text) > _LONGEST.get(kind, 200) and kind != "text":
        return None
    if kind in ("number", "amount", "code"):
        return _with_digits(span, kind)
    if kind in ("person", "organisation"):
        return _person(span) if kind == "person" else _organisation(span)
    return Fitting(span, is_sure=len(text) <= _LONGEST["text"])


def _organisation(span: Span) -> Fitting:
    text = span.text
    looks = not _EMAIL.search(text) and any(sign.isalpha() for sign in text)
    is_sure = "\n" not in text and "," not in text.rstrip(".")[:-8]
    return Fitting(_first_line(_without(_HONORIFIC, span)), is_sure, differs=not looks)


def _strict(span: Span, kind: str) -> Fitting | None:
    pattern = {"phone": _PHONE, "email": _EMAIL, "url": _URL, "postal-code": _POSTAL}[kind]
    found = [
        match
        for match in pattern.finditer(span.text)
        if kind != "phone" or 6 <= len(_DIGITS.findall(match.group())) <= 15
    ]
    if not found:
        return None
    match = found[0]
    start, end = match.span("code") if kind == "postal-code" else match.span()
    return Fitting(span.part(start, end), is_sure=len(found) == 1)


def _day_or_time(span: Span, kind: str) -> Fitting | None:
    wanted = ValueKind.DATE if kind == "date" else ValueKind.TIME
    values = find_values(span.text, detect_language(span.text), {wanted})
    if not values:
        has_digits = bool(_DIGITS.search(span.text))
        return Fitting(span, is_sure=False, differs=True) if has_digits and len(span.text) <= 40 else None
    value = values[0]
    whole = len(value.text) >= len(span.text.strip()) - 12
    return Fitting(
        span.part(value.start, value.end),
        is_sure=len(values) == 1 and whole and not _is_ambiguous(value.text),
    )


def _is_ambiguous(date: str) -> bool:
    """Whether day and month could be the other way round."""
    match = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}", date.strip())
    return match is not None and max(int(match[1]), int(match[2])) <= 12 and match[1] != match[2]


def _with_digits(span: Span, kind: str) -> Fitting | None:
    text = span.text
    if not _DIGITS.search(unicodedata.normalize("NFKC", text)):
        spelled = kind != "code" and bool(find_values(text, detect_language(text), {ValueKind.NUMBER}))
        return Fitting(span, is_sure=False, differs=not spelled) if spelled else None
    span = _first_line(span)
    words = span.text.split()
    if kind == "code":
        goes_on = re.match(r"[-/][\w/-]*\w", span.source.text[span.end :])
        if goes_on and not span.text.endswith(("-", "/")):
            span = Span(span.source, span.start, span.end + goes_on.end())
        several = re.match(r"[^\s,、]*\d[^\s,、]*(?=[,、]\s)", span.text)
        if several:
            return Fitting(span.part(0, several.end()), is_sure=True)
        return Fitting(span, is_sure=(len(words) <= 3 or _is_iban(span.text)) and "@" not in text)
    return Fitting(span, is_sure=len(words) <= 4 and len(_NUMBER.findall(span.text)) == 1)


def _is_iban(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}", text.strip()))


def _person(span: Span) -> Fitting | None:
    span = _first_line(_without(_HONORIFIC, span))
    title = _TITLE.match(span.text)
    if title:
        span = span.part(title.end(), len(span.text))
    cut = re.search(r"\s*[(（,、/／]", span.text)
    if cut and cut.start() > 0 and not re.fullmatch(r"[\w'’-]+,\s*[\w'’. -]+", span.text):
        inner = span.part(0, cut.start())
        return Fitting(
            inner,
            is_sure=_is_name(inner.text) and span.text[cut.start() :].strip()[:1] in "(（",
            differs=not _is_name(inner.text),
        )
    return Fitting(span, is_sure=_is_name(span.text), differs=not _is_name(span.text))


def _is_name(text: str) -> bool:
    words = text.split()
    if _DIGITS.search(text) or "@" in text or not 1 <= len(words) <= 5:
        return False
    return is_japanese(text) or all(
        word[:1].isupper() or word in ("van", "von", "de", "da", "di", "der", "la") for word in words
    )


def _first_line(span: Span) -> Span:
    line = span.text.split("\n", 1)[0]
    return span.part(0, len(line.rstrip(" ,;、")))


def _without(ending: re.Pattern[str], span: Span) -> Span:
    found = ending.search(span.text)
    return span.part(0, found.start()) if found and found.start() > 0 else span


def write(span: Span, field: FormField, kind: str) -> Written:
    """Return the text that goes into *field* for the passage *span*."""
    text, sure = _formatted(span.text, field, kind)
    if not field.multiline and "\n" in text:
        text = re.sub(r"[\s　]*\n[\s　]*", " " if is_japanese(text) else ", ", text).replace(",,", ",")
    elif "\n" in text:
        text = "\n".join(line.strip() for line in text.split("\n"))
    if field.max_length is not None and len(text) > field.max_length:
        short = _shortened(text, kind)
        if len(short) > field.max_length:
            return Written(text, span.evidence(), is_sure=False, is_too_long=True)
        return Written(short, span.evidence(), sure)
    return Written(text, span.evidence(), sure)


def _formatted(text: str, field: FormField, kind: str) -> tuple[str, bool]:
    if kind == "date" or field.format.startswith("date:"):
        pattern = date_pattern(f"{field.label} {' '.join(field.hints)}", field.format)
        values = find_values(text, detect_language(text), {ValueKind.DATE})
        if pattern and values:
            written = written_date(values[0].normal, pattern)
            return (written, True) if written else (text, False)
        return text, not pattern
    if field.format == "number":
        found = _NUMBER.search(unicodedata.normalize("NFKC", text))
        return (re.sub(r"[,\s]", "", found.group()), True) if found else (text, False)
    return text, True


def _shortened(text: str, kind: str) -> str:
    """Return a number without the signs between its digits, as narrow fields want it."""
    if kind in ("phone", "postal-code", "code"):
        return re.sub(r"[\s().\-－‐–/]", "", text)
    if kind == "date":
        return re.sub(r"[^\d]", "", text) if re.fullmatch(r"[\d./-]+", text) else text
    return text
