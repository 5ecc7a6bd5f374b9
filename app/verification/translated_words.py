"""Tells whether a sentence speaks of what a note in the other language speaks of, as far as lists of words can tell.

A small model writes fluent nonsense in a language that it hardly knows: only a sentence whose words have a counterpart
in the note may stand for it. Whether it says the same is still for a person to see.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.records import Finding, Gravity, Language
from app.text.phrase_lists import phrase_groups
from app.text.values import find_values
from app.text.words import meaningful_words
from app.verification.loanwords import sounds_like
from app.verification.placed_words import COURTESY

_LEAST_KEPT = 0.7
"""Share of the words of a note whose counterparts are known, and that a translation must hold."""
_WORDS_FOR_A_SECOND_ADDITION = 6
_LONGEST: dict[Language, tuple[float, int]] = {"ja": (1.0, 30), "en": (5.0, 60)}
"""How many signs a translation into a language may have for each sign of the note, and besides."""
_SHORTEST: dict[Language, float] = {"ja": 0.2, "en": 0.8}
_ADDRESS = re.compile(r"\S*[@/]\S*|\d+\s?[A-Za-z]+\b")
"""Addresses and numbers with their units, which no language changes."""
_LATIN = re.compile(r"[A-Za-z][\w&'’.-]*[A-Za-z]")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,}")
_ENDINGS = frozenset("費用品数金日書代料者先所")
"""Signs that hardly say anything but beside another word."""
_TITLES = frozenset({"mr", "ms", "mrs", "dr"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a text, or several that say one thing."""

    text: str
    means: frozenset[str]
    """Lines of the list of words that it stands in; none where it is in no list."""
    counts: bool
    """Whether it may not come or go; courtesies may."""


def changed_in_translation(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    """Yield why *sentence*, which is in *language*, may not stand for *note*, which is in the other one.

    Findings are `words-lost`, `words-added`, `words-repeated`, `limit-changed`, `wrong-language` and `too-long`.
    """
    each, more = _LONGEST[language]
    if not _SHORTEST[language] * len(note) <= len(sentence) <= each * len(note) + more:
        yield _because("too-long", sentence)
    if language == "ja" and (left := _untranslated(note, sentence)):
        yield _because("wrong-language", left)
    given, said = _parts(note, "en" if language == "ja" else "ja"), _parts(sentence, language)
    yield from _lost_or_added(given, said)
    for line in sorted(_limits(given) ^ _limits(said)):
        if not _is_met(line, given, said):
            yield _because("limit-changed", line)
    if word := _said_again(given, said):
        yield _because("words-repeated", word)


def _lost_or_added(given: Sequence[_Part], said: Sequence[_Part]) -> Iterator[Finding]:
    wanted = [part for part in given if part.counts]
    kept = [part for part in wanted if _has_counterpart(part, said)]
    known = [part for part in wanted if part.means or part in kept]
    unknown = len(wanted) - len(known)
    # What no list knows may be right, but nothing speaks for it: more must speak for the sentence than that.
    if len(kept) < _LEAST_KEPT * len(known) or len(kept) < unknown or (wanted and not kept):
        yield _because("words-lost", " ".join(part.text for part in wanted if part not in kept))
    added = [part for part in said if part.counts and not _has_counterpart(part, given)]
    room = unknown + (2 if len(wanted) >= _WORDS_FOR_A_SECOND_ADDITION else 1)
    if len(added) > room:
        yield _because("words-added", " ".join(part.text for part in added))


def _has_counterpart(part: _Part, others: Sequence[_Part]) -> bool:
    return any(
        part.means & other.means
        or part.text.casefold() == other.text.casefold()
        or _sounds_alike(part.text, other.text)
        for other in others
    )


def _sounds_alike(one: str, other: str) -> bool:
    if _KATAKANA.fullmatch(one) and other.isascii():
        return sounds_like(one, other)
    return bool(_KATAKANA.fullmatch(other)) and one.isascii() and sounds_like(other, one)


def _limits(parts: Sequence[_Part]) -> set[str]:
    return {line for part in parts for line in part.means if line.startswith("limit-")}


def _is_met(line: str, given: Sequence[_Part], said: Sequence[_Part]) -> bool:
    """Return whether each word that may stand for the limit *line* has a counterpart by another meaning of it."""
    return all(
        _has_counterpart(part, others)
        for parts, others in ((given, said), (said, given))
        for part in parts
        if line in part.means
    )


def _said_again(given: Sequence[_Part], said: Sequence[_Part]) -> str:
    """Return a word that comes twice in a translation of a note in which none does, or nothing."""
    if any(times > 1 for times in Counter(part.text.casefold() for part in given).values()):
        return ""
    times = Counter(part.text.casefold() for part in said if part.counts and len(part.text) > 1)
    return next((word for word, count in times.items() if count > 1), "")


def _untranslated(note: str, sentence: str) -> str:
    """Return Latin words of a Japanese *sentence* that no name in *note* explains, or nothing."""
    note, sentence = _ADDRESS.sub(" ", note), _ADDRESS.sub(" ", sentence)
    for value in find_values(sentence, "ja"):
        sentence = sentence.replace(value.text, " ")
    names = {word for word in _LATIN.findall(note) if not word.islower() and not _is_ordinary(word)}
    known = {word.casefold() for word in names} | _TITLES
    return " ".join(word for word in _LATIN.findall(sentence) if word.casefold() not in known)


def _is_ordinary(word: str) -> bool:
    """Return whether *word* is an English word of the list, which may have a capital by its place."""
    return not word.isupper() and any(pattern.fullmatch(word) for _, pattern in _lines("en"))


def _parts(text: str, language: Language) -> list[_Part]:
    taken = [(value.start, value.end) for value in find_values(text, language)]
    named = [
        (match.start(), match.end(), line)
        for line, pattern in _lines(language)
        for match in pattern.finditer(text)
        if not _overlaps(match.span(), taken)
    ]
    spans = _joined(sorted(named))
    found = [
        word
        for word in meaningful_words(text, language)
        if word.part != "number" and not _overlaps((word.start, word.end), taken)
    ]
    parts: list[tuple[int, _Part]] = []
    for start, end, means in spans:
        held = [word for word in found if _overlaps((word.start, word.end), [(start, end)])]
        counts = text[start:end] not in _ENDINGS and any(word.base not in COURTESY for word in held)
        parts.append((start, _Part(text[start:end], means, counts)))
    places = [(start, end) for start, end, _ in spans]
    parts += (
        (word.start, _Part(word.base, frozenset(), word.base not in COURTESY and not _is_sign(word.text)))
        for word in found
        if not _overlaps((word.start, word.end), places)
    )
    return [part for _, part in sorted(parts, key=lambda placed: placed[0])]


def _is_sign(word: str) -> bool:
    """Return whether *word* is a single Japanese sign, which may be half of a word."""
    return len(word) == 1 and not word.isascii()


def _joined(named: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, frozenset[str]]]:
    """Return the passages that lie apart, each with all that the words in it mean."""
    joined: list[tuple[int, int, frozenset[str]]] = []
    for start, end, line in named:
        if joined and start < joined[-1][1]:
            begin, finish, means = joined[-1]
            joined[-1] = begin, max(finish, end), means | {line}
        else:
            joined.append((start, end, frozenset({line})))
    return joined


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


@cache
def _lines(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what the lines of the list are called and how they are found in a text in *language*."""
    place = 0 if language == "en" else 1
    bounds = r"(?<!\w)(?:{})(?!\w)" if language == "en" else "(?:{})"
    return tuple(
        (name, re.compile(bounds.format(patterns[place]), re.IGNORECASE))
        for name, patterns in phrase_groups("translated_words").items()
    )


def _because(code: str, value: str) -> Finding:
    return Finding(code, {"value": value}, gravity=Gravity.WRONG)
