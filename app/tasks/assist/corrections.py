"""What code alone can correct in a text: words written twice, stray blanks and signs, frequent misspellings."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from app.records import Language
from app.resource_files import read_text

_Replacement = str | Callable[[re.Match[str]], str]

_TWICE_EN = re.compile(
    r"\b(the|a|an|to|of|and|in|is|are|for|on|at|with|we|you|it|by|be|our|your|or)( +\1)+\b", re.IGNORECASE
)
_RULES: Mapping[Language, tuple[tuple[re.Pattern[str], _Replacement], ...]] = {
    "en": (
        (_TWICE_EN, lambda match: match[1]),
        (re.compile(r"(?<=\w) +(?=[,;:.!?](?:\s|$))"), ""),
        (re.compile(r"(?<!\S)([A-Za-z'’]+[,;])(?=[A-Za-z]+(?!\w|[@/]|\.\w))"), r"\1 "),
        (re.compile(r"(?<=[^\s.]) {2,}(?=[^\s|])"), " "),
        (
            re.compile(
                r"(?<![\w'’.])i(?=['’](?:m|ll|ve|d)\b| (?:am|have|will|would|can|do|did|was|think|hope)\b)"
            ),
            "I",
        ),
        (re.compile(r"(?<!\.)\.\.(?!\.)"), "."),
        (re.compile(r",,+"), ","),
    ),
    "ja": (
        (re.compile(r"(?<=[\u4e00-\u9fffァ-ヴーA-Za-z0-9])([をがはのにへ])\1(?!\1)"), r"\1"),
        (re.compile(r"をを"), "を"),
        (re.compile(r"、{2,}"), "、"),
        (re.compile(r"(?<!。)。。(?!。)"), "。"),
        (re.compile(r"(?<=[\u3041-\u3096\u4e00-\u9fff])[ ](?=[、。])"), ""),
        (re.compile(r"、。"), "。"),
    ),
}


def corrected(text: str, language: Language) -> str:
    """Return *text* with what is surely wrong in it put right; all else stays letter by letter."""
    for pattern, right in (*_RULES[language], *_misspellings(language)):
        text = pattern.sub(right, text)
    return text


def mistakes_in(text: str, language: Language) -> int:
    """Return how many places of *text* code would correct."""
    found = 0
    for pattern, right in (*_RULES[language], *_misspellings(language)):
        found += sum(
            match.expand(right) != match.group() if isinstance(right, str) else True
            for match in pattern.finditer(text)
        )
    return found


@cache
def _misspellings(language: Language) -> tuple[tuple[re.Pattern[str], _Replacement], ...]:
    """Return the one pattern of all misspellings of the list, with what puts each right."""
    pairs = dict(
        line.split("\t") for line in read_text(f"words/misspelt_{language}.txt").splitlines() if "\t" in line
    )
    longest_first = "|".join(re.escape(wrong) for wrong in sorted(pairs, key=len, reverse=True))
    bounds = r"\b(?:{})\b" if language == "en" else "(?:{})"

    def right(match: re.Match[str]) -> str:
        written = match.group()
        word = pairs[written.lower() if language == "en" else written]
        if written.isupper() and len(written) > 1:
            return word.upper()
        return word[0].upper() + word[1:] if written[0].isupper() else word

    return ((re.compile(bounds.format(longest_first), re.IGNORECASE), right),)
