"""Japanese names in Latin letters: 田中 is Tanaka, 大野 Ono, Ohno or Ōno."""

import re
import unicodedata
from collections.abc import Iterator

from app.text.japanese_words import japanese_words
from app.text.languages import is_japanese

_LATIN_NAME = re.compile(r"(?<![\w@.])[A-ZĀĪŪĒŌ][\w'’-]+")
_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド",
    "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_SIGNS = {
    sign: consonant + vowel
    for consonant, row in _ROWS.items()
    for sign, vowel in zip(row, _VOWELS, strict=True)
} | {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "bu", "ヂ": "zi", "ヅ": "zu"}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_SPELLINGS = (
    (re.compile(r"tch"), "tty"),
    (re.compile(r"sh(?=i)|sy(?=i)"), "s"),
    (re.compile(r"sh"), "sy"),
    (re.compile(r"cch(?=i)"), "tt"),
    (re.compile(r"ch(?=i)"), "t"),
    (re.compile(r"ch"), "ty"),
    (re.compile(r"tts"), "tt"),
    (re.compile(r"ts"), "t"),
    (re.compile(r"f"), "h"),
    (re.compile(r"j(?=i)|d(?=[zj])"), "z"),
    (re.compile(r"jy?"), "zy"),
    (re.compile(r"zz"), "z"),
    (re.compile(r"m(?=[mbp])"), "n"),
    (re.compile(r"(?<=[ou])h(?![aiueoy])"), ""),
    (re.compile(r"o[ou]+"), "o"),
    (re.compile(r"u{2,}"), "u"),
    (re.compile(r"[^a-z]"), ""),
)
"""How the ways to write a Japanese sound come to one, and long vowels to short ones."""


def romanised_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each Japanese name of *text* that the dictionary knows, with its form of `romanised`."""
    if not is_japanese(text):  # else the dictionary would be loaded for nothing
        return
    for word in japanese_words(text):
        if word.part == "proper-noun" and not word.text.isascii() and (name := romanised(word.reading)):
            yield word.start, word.end, name


def plain_romanised(written: str) -> str:
    """Return one form for all ways to write a Japanese name in Latin letters: `ono` for Ohno and Ōno."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", written.lower()) if not unicodedata.combining(sign)
    )
    for pattern, sound in _SPELLINGS:
        plain = pattern.sub(sound, plain)
    return plain


def romanised(reading: str) -> str:
    """Return *reading*, in katakana, in the form of `plain_romanised`; nothing where it holds other signs."""
    sounds: list[str] = []
    doubled = False
    for sign in unicodedata.normalize("NFKC", reading):
        if sign == "ッ":
            doubled = True
            continue
        if sign in _SMALL and sounds:
            joined = sounds.pop()[:-1]
            sound = joined + (_SMALL[sign][-1] if len(joined) == 0 else _SMALL[sign])
        elif sign == "ー":
            continue
        else:
            sound = _SIGNS.get(sign, "")
            if not sound:
                return ""
        sounds.append(sound[0] + sound if doubled else sound)
        doubled = False
    return plain_romanised("".join(sounds))


def with_names_as_in(text: str, other: str) -> str:
    """Return *text*, Japanese, with those names in Latin letters that *other* writes so, in its order."""
    written = {plain_romanised(name): name for name in _LATIN_NAME.findall(other)}
    runs: list[tuple[int, int, list[str]]] = []
    for start, end, name in romanised_names(text):
        if name not in written:
            continue
        if runs and text[runs[-1][1] : start] in {"", " ", "\u3000"}:
            begin, _, names = runs.pop()
            runs.append((begin, end, [*names, written[name]]))
        else:
            runs.append((start, end, [written[name]]))
    for start, end, names in reversed(runs):
        # The family name comes first in Japanese only.
        text = f"{text[:start]} {' '.join(sorted(names, key=other.index))} {text[end:]}"
    return text
