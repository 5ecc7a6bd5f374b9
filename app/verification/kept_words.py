"""Tells whether a sentence keeps the words of a note, in their order, and adds none of its own."""

from collections.abc import Iterator

from app.records import Finding, Gravity, Language
from app.text.sentences import sentence_spans
from app.text.units import unit_at
from app.text.words import content_words
from app.verification.placed_words import (
    COURTESY,
    PlacedWords,
    is_alike,
    is_any_alike,
    is_value,
    placed_words,
)
from app.verification.word_order import keeps_order

_LEAST_KEPT = 0.7
_WORDS_FOR_A_SECOND_ADDITION = 6
_MOST_EXPLAINED = 4
"""Words of the mail to answer that may come in: "yes, we do" becomes "yes, we deliver to Norway"."""


def changed_words(note: str, sentence: str, language: Language, context: str = "") -> Iterator[Finding]:
    """Yield why *sentence* may not stand for *note*, as far as the words of both tell.

    Args:
        note: The user's words.
        sentence: The words that were made of them, in the same language.
        language: Language of both.
        context: The mail to answer, whose words may explain a short note.
    """
    given, said = placed_words(note, sentence, language)
    kept = [word for word in given.words if word in COURTESY or is_any_alike(word, said.words)]
    if given.words and len(kept) < _LEAST_KEPT * len(given.words):
        yield _because("words-lost", sentence)
    added = _added(given, said, content_words(context, language) if context else [])
    if len(added) > (2 if len(given.words) >= _WORDS_FOR_A_SECOND_ADDITION else 1):
        yield _because("words-added", " ".join(added))
    parts = [said.within(start, end) for start, end in sentence_spans(said.text)]
    if len(parts) > 1 and any(not any(is_any_alike(word, given.words) for word in part) for part in parts):
        yield _because("sentence-added", sentence)
    if _said_more_often(given, said):
        yield _because("words-repeated", sentence)
    for name in given.names(language):
        if name not in said.text and not is_any_alike(name.lower(), said.words):
            yield _because("lost-value", name)
    if not keeps_order(given, said, language):
        yield _because("order-changed", sentence)


def _added(given: PlacedWords, said: PlacedWords, context: list[str]) -> list[str]:
    added = [word for word in said.words if word not in COURTESY and not is_any_alike(word, given.words)]
    unexplained = [word for word in added if not is_any_alike(word, context)]
    return unexplained if len(added) - len(unexplained) <= _MOST_EXPLAINED else added


def _said_more_often(given: PlacedWords, said: PlacedWords) -> bool:
    """Return whether a word of the note comes back, as it does where a small model loses its way."""
    for word in said.words:
        if word in COURTESY or word[0].isdigit() or is_value(word) or unit_at(word, 0):
            continue
        before = sum(is_alike(word, other) for other in given.words)
        if 0 < before < sum(is_alike(word, other) for other in said.words):
            return True
    return False


def _because(code: str, value: str) -> Finding:
    return Finding(code, {"value": value}, gravity=Gravity.WRONG)
