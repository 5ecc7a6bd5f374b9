"""Tells whether a Japanese word in katakana sounds like an English one: カタログ like “catalogue”."""

import re
import unicodedata
from difflib import SequenceMatcher

_ROWS = {
    "k": "カキクケコガギグゲゴヵヶ",
    "s": "サシスセソザジズゼゾ",
    "t": "タチツテトダヂヅデド",
    "n": "ナニヌネノン",
    "p": "ハヒフヘホバビブベボパピプペポヴ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
}
_CONSONANTS = {sign: consonant for consonant, row in _ROWS.items() for sign in row}
_SPELLINGS = (
    (re.compile(r"(?<!s)s$"), ""),
    (re.compile(r"m(?=[pb])"), "n"),
    (re.compile(r"r(?![aeiouy])"), ""),
    (re.compile(r"c(?=[eiy])|[zxj]|sh|sc(?=[eiy])|th|g(?=[eiy])"), "s"),
    (re.compile(r"ck|ch|qu|[cqg]"), "k"),
    (re.compile(r"ph|[bfv]"), "p"),
    (re.compile(r"d"), "t"),
    (re.compile(r"l"), "r"),
    (re.compile(r"[^kstnpmr]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""How English letters come to stand for the consonants that katakana tells apart."""
_FEWEST = 2
_LEAST_ALIKE = 0.75


def sounds_like(katakana: str, english: str) -> bool:
    """Return whether *katakana*, a word of the Japanese, is spelled after the sound of the word *english*.

    Vowels do not count, nor what Japanese does not tell apart, and words with fewer than two consonants never match.
    """
    ours = "".join(_CONSONANTS.get(sign, "") for sign in unicodedata.normalize("NFKC", katakana))
    ours = re.sub(r"(.)\1+", r"\1", ours)
    theirs = english.lower()
    for pattern, consonant in _SPELLINGS:
        theirs = pattern.sub(consonant, theirs)
    if min(len(ours), len(theirs)) < _FEWEST:
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _LEAST_ALIKE
