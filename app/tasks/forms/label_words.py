"""The words of labels in the form in which they are compared."""

import re
import unicodedata

from app.text.languages import is_japanese

_CHUNK = re.compile(
    r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f〒・]+|[^\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f〒・]+"
)
_WORD = re.compile(r"[^\W_]+(?:[’'°][^\W_]+)*|°")
_BRACKETS = re.compile(r"[(\[（【〔「<＜]([^()\[\]（）【】〔〕「」<>＜＞]*)[)\]）】〕」>＞]")
_POSSESSIVE = re.compile(r"[’']s?$")
_STEM = 6


def normal(text: str) -> str:
    """Return *text* in one width and lower case, with single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def key_of(label: str) -> str:
    """Return what two labels have in common when only case, width, blanks and signs differ."""
    return "".join(sign for sign in normal(label) if sign.isalnum())


def latin_words(text: str) -> list[str]:
    """Return the words of a label in Latin letters, without possessive endings."""
    found = [_POSSESSIVE.sub("", word).replace("’", "'") for word in _WORD.findall(normal(text))]
    return [word for word in found if word and not is_japanese(word)]


def chunks(text: str) -> list[str]:
    """Cut a label into its Japanese and its other parts, in order."""
    return [
        chunk
        for chunk in _CHUNK.findall(normal(text))
        if any(sign.isalnum() or sign == "〒" for sign in chunk)
    ]


def without_brackets(text: str) -> tuple[str, list[str]]:
    """Return the label without what stands in brackets, and the texts in brackets."""
    plain = unicodedata.normalize("NFKC", text)
    inside = [found.strip() for found in _BRACKETS.findall(plain)]
    outside = re.sub(r"\s+([.,:;])", r"\1", _BRACKETS.sub(" ", plain)).strip()
    return (outside, inside) if any(sign.isalnum() for sign in outside) else (plain, [])


def stem(word: str) -> str:
    """Return the beginning of *word*, in which singular and plural, verb and noun agree."""
    return word if len(word) < 4 or word.isdigit() else word.removesuffix("s")[:_STEM]


def similarity(one: str, other: str) -> float:
    """Return how alike two labels are, 0 to 1: shared words, or pairs of Japanese letters."""
    if key_of(one) == key_of(other):
        return 1.0
    ours, theirs = _features(one), _features(other)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _features(text: str) -> set[str]:
    features = {stem(word) for word in latin_words(text)}
    for chunk in chunks(text):
        if is_japanese(chunk):
            features |= {chunk[place : place + 2] for place in range(len(chunk) - 1)} or {chunk}
    return features
