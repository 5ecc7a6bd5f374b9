"""The words of a note and of a sentence that stands for it, so that equal ones are equal however they are written.

A value counts as one word, and so do the words of `resources/words/same_words_*` that mean the same.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.records import Language
from app.text.phrase_lists import any_of, phrase_groups
from app.text.values import Value, same_value
from app.text.words import meaningful_words
from app.verification.facts import values_in

COURTESY = frozenset(
    """
    please kindly thank thanks sorry apologise apologize regret like would could grateful appreciate
    know reach will send receive inform confirm note available glad happy able need ask let give
    take make include provide offer we our you your us contact get may if any case further also
    however regarding possible follow unfortunately afraid suit unclear clear arrive welcome happen once more again
    いたす 致す する ます です ございます ござる いただく 頂く くださる 下さる お願い 願う 申し上げる 存じる 幸い 場合
    つきましては なる ある おる 居る 弊社 当社 貴社 お客様 様 誠に 恐れ入る 恐縮 手数 お手数 ご連絡 連絡 知らせる
    お知らせ できる 可能 予定 際 点 件 方 旨 都合 よろしい 宜しい 送る 行う 入れる 承知 申し訳 恐れる 不可 利用 下記 次第 問題 ほしい 欲しい 聞く 尋ねる 伺う 教える 確認 もらう 思う
    可 構う
    """.split()  # noqa: SIM905 - a list of words reads better
)
"""Words that a polite sentence may add or leave out."""
_VALUE = "#"
_NAME = re.compile(r"(?<=[\w,;:'’] )[A-ZÀ-Þ][\wß-ÿ&'’-]+")


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """The words of a text that carry meaning, in order."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    """Places of the words in the text."""
    values: tuple[Value, ...]
    """Values of the text, also those that are none of the other text's."""

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words that begin in this part of the text."""
        return tuple(
            word for word, place in zip(self.words, self.starts, strict=True) if start <= place < end
        )

    def after(self, start: int) -> str | None:
        """Return the first word from *start* on that is no courtesy."""
        return next((word for word in self.within(start, sys.maxsize) if word not in COURTESY), None)

    def names(self, language: Language) -> list[str]:
        """Return the names besides the values, in order: in English what has a capital and is not the first word."""
        if language == "en":
            found = [(match.start(), match.group()) for match in _NAME.finditer(self.text)]
        else:
            proper = (word for word in meaningful_words(self.text, "ja") if word.part == "proper-noun")
            found = [(word.start, word.text) for word in proper]
        values = [(value.start, value.end) for value in self.values]
        return [name for place, name in found if not any(start <= place < end for start, end in values)]


def placed_words(note: str, sentence: str, language: Language) -> tuple[PlacedWords, PlacedWords]:
    """Return the words of both texts, which are in *language*; a value of both has one name in both."""
    note, sentence = _in_same_words(note, language), _in_same_words(sentence, language)
    given, said = values_in(note, language), values_in(sentence, language)
    shared = [value for value in given if any(same_value(value, other) for other in said)]
    return _placed(note, language, given, shared), _placed(sentence, language, said, shared)


def is_value(word: str) -> bool:
    """Return whether *word* is the name of a value."""
    return word.startswith(_VALUE)


def is_alike(one: str, other: str) -> bool:
    """Return whether two words share their stem, as far as their first letters tell."""
    if one == other:
        return True
    if is_value(one) or is_value(other):
        return False
    if not (one.isascii() and other.isascii()):
        return one in other or other in one
    shared = min(len(one), len(other), 5)
    return shared >= 3 and one[:shared] == other[:shared]


def is_any_alike(word: str, others: Sequence[str]) -> bool:
    """Return whether *word* is like one of *others*."""
    return any(is_alike(word, other) for other in others)


def _placed(text: str, language: Language, values: tuple[Value, ...], shared: Sequence[Value]) -> PlacedWords:
    named = [(value, name) for value in values if (name := _name(value, shared))]
    taken = bytearray(len(text))
    for value, _ in named:
        taken[value.start : value.end] = b"\1" * (value.end - value.start)
    found = [(value.start, name) for value, name in named]
    names = _same_bases(language)
    found += (
        (word.start, names.get(word.base, word.base))
        for word in meaningful_words(text, language)
        if not taken[word.start]
    )
    found.sort()
    return PlacedWords(text, tuple(word for _, word in found), tuple(start for start, _ in found), values)


def _name(value: Value, shared: Sequence[Value]) -> str | None:
    place = next((place for place, other in enumerate(shared) if same_value(value, other)), None)
    return None if place is None else f"{_VALUE}{place}"


def _in_same_words(text: str, language: Language) -> str:
    for name, pattern in _same_words(language):
        text = pattern.sub(name, text)
    return text


@cache
def _same_words(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    groups = phrase_groups(f"same_words_{language}").items()
    bounds = r"(?<![\w@.-]){}(?![\w@])" if language == "en" else "{}"
    return tuple(
        (name, re.compile(bounds.format(any_of([*phrases, name])), re.IGNORECASE)) for name, phrases in groups
    )


@cache
def _same_bases(language: Language) -> dict[str, str]:
    """Return the name of a group by each of its words, for those that stand in another form in the text."""
    groups = phrase_groups(f"same_words_{language}").items()
    return {phrase.lower(): name for name, phrases in groups for phrase in phrases}
