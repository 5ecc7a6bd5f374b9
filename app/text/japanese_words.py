"""Japanese words and noun phrases through SudachiPy."""

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from app.text.word_lists import stop_words, word_list
from app.text.word_records import Phrase, Word

_PIECE = 10_000
"""Characters handed over at once: SudachiPy refuses more than 49,149 bytes."""
_NUMBER = re.compile(r"[\d０-９]+(?:[.,．，][\d０-９]+)*")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KINDS = {"人名": "person", "地名": "place"}
_PARTS = {
    "動詞": "verb",
    "形容詞": "adjective",
    "形状詞": "adjective",
    "助詞": "particle",
    "接頭辞": "prefix",
}
_SIGNS = frozenset({"補助記号", "空白", "記号"})
_JOINING = frozenset({"noun", "proper-noun", "prefix", "suffix"})
_LONGEST_PHRASE = 10
_lock = threading.Lock()

_Morpheme = tuple[str, str, tuple[str, ...], int, int, str]
"""Surface, normalised form, part of speech, start, end, reading."""


@lru_cache(maxsize=8)
def japanese_words(text: str) -> tuple[Word, ...]:
    """Return the words of *text* without its punctuation; several finders ask for those of one text."""
    return tuple(_words(text))


def japanese_phrases(text: str) -> Iterator[Phrase]:
    """Yield the noun phrases of *text*: nouns that follow each other without anything between."""
    run: list[Word] = []
    for word in japanese_words(text):
        follows = bool(run) and word.start == run[-1].end
        joins = word.part in _JOINING or (word.part == "number" and follows)
        if run and not (joins and follows):
            yield from _phrase(text, run)
            run = []
        if joins and (run or word.part != "suffix"):
            run.append(word)
    yield from _phrase(text, run)


def _words(text: str) -> Iterator[Word]:
    for offset, piece in _pieces(text):
        counted = False
        for surface, base, tags, start, end, reading in _morphemes(piece):
            if tags[0] in _SIGNS or not surface.strip():
                counted = False
                continue
            part, kind = _part(surface, base, tags, counted=counted)
            counted = part == "number"
            spoken = reading if part == "proper-noun" else ""
            yield Word(surface, base.lower(), part, offset + start, offset + end, kind, spoken)


@cache
def _tokenizer() -> tuple[Any, Any]:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - the dictionary takes a moment to load

    dictionary = Dictionary(dict="core")
    # SudachiPy 0.7 renamed the method.
    return (dictionary.tokenizer if hasattr(dictionary, "tokenizer") else dictionary.create)(), SplitMode.C


def _morphemes(piece: str) -> list[_Morpheme]:
    with _lock:
        tokenizer, mode = _tokenizer()
        return [
            (
                one.surface(),
                one.normalized_form(),
                one.part_of_speech(),
                one.begin(),
                one.end(),
                one.reading_form(),
            )
            for one in tokenizer.tokenize(_LONE_SURROGATE.sub("□", piece), mode)
        ]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut *text* into pieces that SudachiPy takes, between two lines or sentences where it can."""
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text):
            cuts = (text.rfind(sign, start, end) for sign in "\n。、 ")
            end = next((cut + 1 for cut in cuts if cut > start), end)
        yield start, text[start:end]
        start = end


def _part(surface: str, base: str, tags: tuple[str, ...], *, counted: bool) -> tuple[str, str | None]:
    first, second, third = tags[:3]
    if first == "名詞" and second == "固有名詞":
        return "proper-noun", _KINDS.get(third)
    if second == "数詞" or _NUMBER.fullmatch(surface):
        return "number", None
    if first not in {"助詞", "助動詞"} and not stop_words("ja").isdisjoint((surface, base)):
        return "stop", None
    if first == "名詞":
        counter = second == "助動詞語幹" or (third == "助数詞可能" and counted)
        return ("other" if counter else "noun"), None
    if first == "接尾辞":
        return ("suffix" if second == "名詞的" and third != "助数詞" else "other"), None
    return _PARTS.get(first, "other"), None


def _phrase(text: str, run: list[Word]) -> Iterator[Phrase]:
    while run and run[-1].part in {"prefix", "number"}:
        run = run[:-1]
    run = run[-_LONGEST_PHRASE:]
    if not run:
        return
    start, end = run[0].start, run[-1].end
    if end - start > 1 or run[0].part == "proper-noun":
        yield Phrase(text[start:end], start, end, _kind(text[start:end], run))


def _kind(text: str, run: list[Word]) -> str | None:
    """Return what a phrase with a proper noun names, by its last word or by its ending."""
    if not any(word.part == "proper-noun" for word in run):
        return None
    if text.startswith(("株式会社", "有限会社", "合同会社")) or _ends(text, "organisation_endings_ja"):
        return "organisation"
    if run[-1].part == "proper-noun":
        return run[-1].kind
    kinds = {word.kind for word in run if word.kind}
    if kinds == {"person"} and _ends(text, "titles_ja"):
        return "person"
    return "place" if kinds == {"place"} and _ends(text, "place_endings_ja") else None


def _ends(text: str, endings: str) -> bool:
    return text.endswith(tuple(word_list(endings)))
