"""Words and noun phrases of a text, in English by their shape, in Japanese through SudachiPy."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.records import Language
from app.resource_files import read_text
from app.text.languages import detect_language

_ENGLISH = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W_]+)*|\d+(?:[.,:/-]\d+)*|\S", re.UNICODE)
_NUMBER = re.compile(r"[\d０-９]")
_SUDACHI_PIECE = 10_000
"""Characters handed over at once: SudachiPy refuses more than 49,149 bytes."""
_LONGEST_PHRASE = 4
_NAMES = {"人名": "person", "地名": "place", "組織名": "organisation"}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place."""

    text: str
    base: str
    """Dictionary form, lower case."""
    part: str
    """noun, proper-noun, verb, adjective, number, particle, other; in English word, stop, number, sign."""
    start: int
    end: int
    kind: str | None = None
    """person, organisation or place, where the dictionary tells."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that names something."""

    text: str
    start: int
    end: int
    kind: str | None
    """person, organisation or place, where the dictionary tells."""


def words(text: str, language: Language | None = None) -> list[Word]:
    """Return the words of *text* in order; punctuation is left out in Japanese."""
    if (language or detect_language(text)) == "ja":
        return list(_japanese_words(text))
    return list(_english_words(text))


def noun_phrases(text: str, language: Language | None = None) -> list[Phrase]:
    """Return what *text* names, in order, not overlapping."""
    if (language or detect_language(text)) == "ja":
        return list(_japanese_phrases(text))
    return list(_english_phrases(text))


def content_words(text: str, language: Language | None = None) -> list[str]:
    """Return the base forms of the words that carry meaning, for statistics."""
    keep = {"word", "number", "noun", "proper-noun", "verb", "adjective"}
    return [word.base for word in words(text, language) if word.part in keep]


@cache
def stop_words() -> frozenset[str]:
    """Return the English words without a meaning of their own."""
    return frozenset(_listed("words/stop_words_en.txt"))


@cache
def _verb_forms() -> frozenset[str]:
    forms: set[str] = set()
    for verb in _listed("words/verbs_en.txt"):
        stem = verb.removesuffix("e")
        forms |= {verb, verb + "s", verb + "es", stem + "ed", stem + "ing", verb + verb[-1] + "ing"}
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"} if verb.endswith("y") else set()
    return frozenset(forms)


def _listed(name: str) -> list[str]:
    lines = (line for line in read_text(name).splitlines() if not line.startswith("#"))
    return " ".join(lines).split()


def _english_words(text: str) -> Iterator[Word]:
    for match in _ENGLISH.finditer(text):
        raw = match.group()
        lower = raw.lower().replace("’", "'")
        if not raw[0].isalnum():
            part = "sign"
        elif raw[0].isdigit():
            part = "number"
        else:
            part = "stop" if lower in stop_words() else "word"
        yield Word(raw, _singular(lower) if part == "word" else lower, part, match.start(), match.end())


def _singular(word: str) -> str:
    word = word.removesuffix("'s")
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def _english_phrases(text: str) -> Iterator[Phrase]:
    run: list[Word] = []
    for word in _english_words(text):
        together = (
            run
            and text[run[-1].end : word.start].strip(" \t") == ""
            and "\n" not in text[run[-1].end : word.start]
        )
        named = (
            word.part == "word"
            and word.text.lower() not in _verb_forms()
            and not word.text.lower().endswith("ly")
        )
        if run and not (named and together):
            yield from _english_phrase(text, run)
            run = []
        if named:
            run.append(word)
    yield from _english_phrase(text, run)


def _english_phrase(text: str, run: list[Word]) -> Iterator[Phrase]:
    if not run:
        return
    run = run[-_LONGEST_PHRASE:]
    start, end = run[0].start, run[-1].end
    if end - start > 2:
        yield Phrase(text[start:end], start, end, None)


@cache
def _tokenizer() -> tuple[Any, Any]:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - the dictionary takes a moment to load

    return Dictionary(dict="core").tokenizer(), SplitMode.C


def _japanese_words(text: str) -> Iterator[Word]:
    for offset, piece in _pieces(text):
        with _lock:
            tokenizer, mode = _tokenizer()
            morphemes = [
                (m.surface(), m.dictionary_form(), m.part_of_speech(), m.begin(), m.end())
                for m in tokenizer.tokenize(piece, mode)
            ]
        for surface, base, tags, begin, end in morphemes:
            if surface.strip() and tags[0] not in {"補助記号", "空白", "記号"}:
                part, kind = _part(surface, tags)
                yield Word(surface, base.lower(), part, offset + begin, offset + end, kind)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut *text* at line ends into pieces that SudachiPy takes."""
    start = 0
    while start < len(text):
        end = min(start + _SUDACHI_PIECE, len(text))
        if end < len(text) and (cut := text.rfind("\n", start, end)) > start:
            end = cut + 1
        yield start, text[start:end]
        start = end


def _part(surface: str, tags: tuple[str, ...]) -> tuple[str, str | None]:
    first, second, third = tags[0], tags[1], tags[2]
    if first == "名詞" and second == "固有名詞":
        return "proper-noun", _NAMES.get(third)
    if second == "数詞" or _NUMBER.match(surface):
        return "number", None
    if first == "名詞" and (second == "助動詞語幹" or third == "助数詞可能"):
        return "other", None
    simple = {
        "名詞": "noun",
        "動詞": "verb",
        "形容詞": "adjective",
        "形状詞": "adjective",
        "助詞": "particle",
    }
    if first == "接尾辞":
        return "suffix" if second == "名詞的" and third != "助数詞" else "other", None
    if first == "接頭辞":
        return "prefix", None
    return simple.get(first, "other"), None


def _japanese_phrases(text: str) -> Iterator[Phrase]:
    run: list[Word] = []
    for word in _japanese_words(text):
        joins = (
            word.part in {"noun", "proper-noun"} or (word.part == "suffix" and run) or word.part == "prefix"
        )
        if run and not (joins and word.start == run[-1].end):
            yield from _japanese_phrase(text, run)
            run = []
        if (joins and word.part != "suffix") or (joins and run):
            run.append(word)
    yield from _japanese_phrase(text, run)


def _japanese_phrase(text: str, run: list[Word]) -> Iterator[Phrase]:
    while run and run[-1].part == "prefix":
        run = run[:-1]
    if not run or all(word.part == "prefix" for word in run):
        return
    start, end = run[0].start, run[-1].end
    if end - start > 1 or run[0].part == "proper-noun":
        kinds = {word.kind for word in run if word.kind}
        yield Phrase(text[start:end], start, end, kinds.pop() if len(kinds) == 1 else None)
