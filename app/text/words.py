"""Words and noun phrases of a text, in English by their shape, in Japanese through SudachiPy."""

from app.records import Language
from app.text.english_words import english_phrases, english_words
from app.text.japanese_words import japanese_phrases, japanese_words
from app.text.languages import detect_language
from app.text.word_records import Phrase, Word

__all__ = ["Phrase", "Word", "content_words", "is_meaningful", "meaningful_words", "noun_phrases", "words"]

_CONTENT = frozenset({"word", "number", "noun", "proper-noun", "verb", "adjective"})


def words(text: str, language: Language | None = None) -> list[Word]:
    """Return the words of *text* in order, in English also its signs."""
    japanese = (language or detect_language(text)) == "ja"
    return list(japanese_words(text) if japanese else english_words(text))


def noun_phrases(text: str, language: Language | None = None) -> list[Phrase]:
    """Return what *text* names, in order, not overlapping."""
    japanese = (language or detect_language(text)) == "ja"
    return list(japanese_phrases(text) if japanese else english_phrases(text))


def content_words(text: str, language: Language | None = None) -> list[str]:
    """Return the base forms of the words that carry meaning, for statistics."""
    return [word.base for word in meaningful_words(text, language)]


def meaningful_words(text: str, language: Language | None = None) -> list[Word]:
    """Return the words of *text* that carry meaning, in order."""
    return [word for word in words(text, language) if is_meaningful(word)]


def is_meaningful(word: Word) -> bool:
    """Return whether *word* carries meaning."""
    return word.part in _CONTENT
