"""Candidates for keywords: what a report names, with all its places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.records import Language
from app.text.values import Value, ValueKind, find_values
from app.text.words import Word, noun_phrases, words

_NAMED = {
    ValueKind.PERSON: "person",
    ValueKind.ORGANISATION: "organisation",
    ValueKind.DATE: "date",
    ValueKind.AMOUNT: "amount",
    ValueKind.CODE: "product",
}
_COUNT = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|several|many)\s+", re.IGNORECASE
)
_INSIDE_VALUES = frozenset(
    {ValueKind.DATE, ValueKind.TIME, ValueKind.AMOUNT, ValueKind.PERCENTAGE, ValueKind.PHONE, ValueKind.EMAIL,
     ValueKind.URL, ValueKind.POSTAL_CODE, ValueKind.ADDRESS}
)  # fmt: skip
"""A phrase within one of these is a piece of it, not a name of its own."""


@dataclass(slots=True)
class Candidate:
    """Something that a report names."""

    key: str
    """The same for all spellings: lower case, last word in the singular."""
    text: str
    """The spelling that stands first."""
    kind: str | None
    """What it is, where code can tell."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    words: int = 1
    capitalised: bool = False
    """Written with a capital within a sentence."""


def find_candidates(text: str, language: Language) -> list[Candidate]:
    """Return the candidates of *text* by their first place."""
    values = find_values(text, language)
    found: dict[str, Candidate] = {}
    for phrase_start, end, kind in sorted(_named(text, language, values), key=lambda named: named[:2]):
        start = phrase_start if kind else _without_count(text, phrase_start, end)
        quote = text[start:end]
        key = key_of(quote, language)
        if not key:
            continue
        candidate = found.setdefault(
            key, Candidate(key, quote, kind, words=1 if language == "ja" else len(quote.split()))
        )
        candidate.kind = candidate.kind or kind
        candidate.capitalised = candidate.capitalised or _is_capitalised(text, start)
    for candidate in found.values():
        candidate.spans = list(find_places(text, candidate, language))
    return [candidate for candidate in found.values() if candidate.spans]


def _named(text: str, language: Language, values: list[Value]) -> Iterator[tuple[int, int, str | None]]:
    taken = [(value.start, value.end) for value in values if value.kind in _INSIDE_VALUES]
    names = [value for value in values if value.kind in _NAMED]
    yield from ((value.start, value.end, _NAMED[value.kind]) for value in names)
    taken += [(value.start, value.end) for value in names]
    for phrase in noun_phrases(text, language):
        if not any(start < phrase.end and phrase.start < end for start, end in taken):
            yield phrase.start, phrase.end, phrase.kind


def _without_count(text: str, start: int, end: int) -> int:
    """Return where a phrase begins without the number that counts it: "two pallets" are pallets."""
    match = _COUNT.match(text, start, end)
    return match.end() if match else start


def key_of(quote: str, language: Language) -> str:
    """Return what all spellings of *quote* share; empty for what names nothing."""
    if language == "ja":
        return re.sub(r"\s", "", quote).lower()
    if _COUNT.fullmatch(quote + " "):
        return ""
    parts: list[Word] = words(quote, "en")
    return " ".join([*(word.text.lower() for word in parts[:-1]), parts[-1].base]) if parts else ""


def _is_capitalised(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t")
    return text[start].isupper() and bool(before) and before[-1] not in '.!?:\n"“(•-'


def find_places(text: str, candidate: Candidate, language: Language) -> Iterator[tuple[int, int]]:
    """Yield every place of *candidate* in *text*, whatever its case or number."""
    if language == "ja":
        pattern = r"\s*".join(re.escape(sign) for sign in candidate.text if not sign.isspace())
        if candidate.text.isascii():
            pattern = rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])"
    else:
        inner = r"\s+".join(re.escape(part) for part in candidate.text.split())
        plural = r"(?:e?s)?" if inner[-1:].isalpha() else ""
        pattern = rf"(?<!\w){inner}{plural}(?!\w)"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield match.span()
