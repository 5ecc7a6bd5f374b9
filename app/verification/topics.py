"""Tells whether a few words may name what a mail is about."""

import re
from collections.abc import Iterator

from app.records import Finding, Gravity, Language
from app.text.words import content_words, words
from app.verification.drafts import meta_talk, placeholders, unknown_names, wrong_language
from app.verification.facts import Sources, invented_values
from app.verification.rewording import is_alike

_LONGEST = {"en": 90, "ja": 40}
_MOST_WORDS = 14
_PERSONAL = {
    # The writer's "our order" would be the reader's in the answer.
    "en": re.compile(r"\b(?:i|me|my|we|us|our|ours|you|your|yours|he|she|his|her)\b", re.IGNORECASE),
    "ja": re.compile(r"弊社|当社|貴社|御社|私|こちら|そちら"),
}
_SENTENCE = {
    "en": re.compile(
        r"[.!?:;\n]|\b(?:is|are|was|were|will|would|could|can|has|have|thank\w*|please|dear|hello|regards)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"[。！？!?\n]|です|ます|ください|お世話|よろしく|の件"),
}


def unsupported(phrase: str, text: str, language: Language) -> list[Finding]:
    """Return why *phrase* may not name what *text* is about; nothing means that it may.

    Every word that carries meaning has to stand in the text: what cannot be checked is not said.
    """
    sources = Sources([text])
    return [
        *_misshapen(phrase, language),
        *_foreign_words(phrase, text, language),
        *invented_values(phrase, sources, language),
        *unknown_names(phrase, sources, language),
        *placeholders(phrase, sources),
        *meta_talk(phrase, Sources([]), language),
        *wrong_language(phrase, Sources([]), language),
    ]


def _misshapen(phrase: str, language: Language) -> Iterator[Finding]:
    too_long = len(phrase) > _LONGEST[language] or len(words(phrase, language)) > _MOST_WORDS
    if not phrase or too_long or _PERSONAL[language].search(phrase) or _SENTENCE[language].search(phrase):
        yield _because("not-a-phrase", phrase)


def _foreign_words(phrase: str, text: str, language: Language) -> Iterator[Finding]:
    said = content_words(phrase, language)
    known = content_words(text, language)
    foreign = [word for word in said if not any(is_alike(word, other) for other in known)]
    if foreign or not said:
        yield _because("words-added", " ".join(foreign))


def _because(code: str, value: str) -> Finding:
    return Finding(code, {"value": value}, gravity=Gravity.WRONG)
