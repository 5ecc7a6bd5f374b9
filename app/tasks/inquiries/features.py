"""What the statistics see of a text: its words, what stands beside what, and letters, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.tasks.inquiries.long_texts import MOST_READ
from app.text.words import Word, words

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"\w")
_TELLING_PARTS = frozenset({"word", "number", "noun", "proper-noun", "verb", "adjective"})
_ASKING = frozenset(
    {"who", "whose", "which", "what", "when", "where", "why", "how", "not", "no", "never", "still", "already"}
    | {"again", "without", "before", "after", "yet", "more", "less", "another", "other", "cannot", "can't"}
    | {"won't", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "hasn't", "haven't"}
)
"""Common words that tell one inquiry from another all the same."""
_SPACED = re.compile(r"[0-9a-zÀ-ɏ'’_\-.]+")
"""A word of a script that puts spaces between words."""
_SPACED_LENGTHS = range(2, 6)
_UNSPACED_LENGTHS = range(1, 4)


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one text, in three groups that are weighed separately."""

    words: tuple[str, ...]
    """Words that say something, in their base form; numbers as `0`."""
    word_places: tuple[int, ...]
    """For each of these, which word of *spans* it is."""
    phrases: tuple[str, ...]
    """All words in their base form and all pairs of neighbours: "how" says little, "how much" a lot."""
    phrase_places: tuple[int, ...]
    """For each of these, which word of *spans* it is (or ends in)."""
    letters: tuple[str, ...]
    """Short runs of letters, which also meet inflected and misspelt words."""
    letter_places: tuple[int, ...]
    """For each of these, which word of *spans* it is (or begins in)."""
    spans: tuple[tuple[int, int], ...]
    """Places of all words in the text."""
    has_telling_words: bool
    """False where no word says anything by itself, so that *words* holds all of them."""


def features(text: str) -> Features:
    """Return the features of *text*; of a book, those of its first pages."""
    return _features(text[:MOST_READ])


@lru_cache(maxsize=32)  # a row is looked at several times one after the other; those of a mail take 0.5 MB
def _features(text: str) -> Features:
    found = [word for word in words(text) if _LETTERS.search(word.text)]
    telling = [index for index, word in enumerate(found) if _tells(word)]
    has_telling_words = bool(telling)
    if not telling:
        telling = list(range(len(found)))
    runs = list(_letter_runs(found))
    bases = [_plain(word.base) for word in found]
    places = range(len(found))
    return Features(
        tuple(bases[index] for index in telling),
        tuple(telling),
        (*bases, *(f"{first} {second}" for first, second in pairwise(bases))),
        (*places, *places[1:]),
        tuple(run for run, _ in runs),
        tuple(place for _, place in runs),
        tuple((word.start, word.end) for word in found),
        has_telling_words,
    )


def _tells(word: Word) -> bool:
    return word.part in _TELLING_PARTS or (word.part == "stop" and word.base.replace("’", "'") in _ASKING)


def _plain(word: str) -> str:
    return _DIGITS.sub("0", word.lower())


def _letter_runs(found: list[Word]) -> Iterator[tuple[str, int]]:
    """Yield runs of letters with the index of the word they begin in."""
    unspaced: list[tuple[str, int]] = []
    for index, word in enumerate(found):
        plain = _plain(word.text)
        if not _SPACED.fullmatch(plain):
            unspaced += [(letter, index) for letter in plain]
            continue
        yield from _unspaced_runs(unspaced)
        unspaced.clear()
        padded = f" {plain} "
        for length in _SPACED_LENGTHS:
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length], index
    yield from _unspaced_runs(unspaced)


def _unspaced_runs(letters: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for length in _UNSPACED_LENGTHS:
        for start in range(len(letters) - length + 1):
            yield "".join(letter for letter, _ in letters[start : start + length]), letters[start][1]
