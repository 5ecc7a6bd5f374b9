"""Links the questions and requests of a mail to the sentences of the draft that answer them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

import yaml

from app.records import Finding, Language
from app.resource_files import read_text
from app.text.english_words import is_verb_after
from app.text.excerpts import shortened
from app.text.languages import detect_language
from app.text.numerals import is_number_word
from app.text.sentences import sentence_spans
from app.text.word_lists import word_list
from app.text.words import Word, is_meaningful
from app.text.words import words as all_words
from app.verification.recipients import signature_start

_FILE = "words/answers.yaml"
_LANGUAGES: tuple[Language, ...] = ("en", "ja")
_LEAST = 0.3
"""Share of what a request names that an answer has to take up."""
_BESIDE_THE_BEST = 0.7
"""A sentence answers as well when it takes up so much of what the best one does."""
_VALUE = 0.4
"""What a value of the expected kind adds."""
_WITHOUT_VALUE = 0.55
"""A sentence that speaks of the matter and does not tell what was asked counts less."""
_THANKS = 0.3
_QUESTION_BACK = 0.7
_STEM = 5
"""First letters of an English word that tell it from others."""
_QUALITY = 0.2
"""What an adjective or a small number tells of what a sentence is about, a noun being 1."""
_ACTION = 0.5
"""What a verb tells."""
_CODE = 2.0
"""What a number tells that names one order or invoice."""
_SHORTEST_CODE = 4
LONGEST_QUOTE = 80
Place = tuple[int, int]


class Asked(Protocol):
    """A question or request: a place in the mail to answer."""

    @property
    def start(self) -> int:
        """First character in the mail."""

    @property
    def end(self) -> int:
        """Character after the last one."""


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """A request and what answers it."""

    start: int
    """First character of the request in the mail to answer."""
    end: int
    """Character after the last one."""
    sentences: tuple[Place, ...]
    """The sentences of the draft that answer it, in their order; empty where none does."""
    score: float
    """How much of the request the best of them takes up, 0 to 1."""

    @property
    def answered(self) -> bool:
        """Whether some sentence answers it."""
        return bool(self.sentences)


@dataclass(frozen=True, slots=True)
class _Words:
    asking: frozenset[str]
    alike: Mapping[str, str]
    """A name that all words of a group share, by word."""
    expected: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    thanking: Mapping[Language, re.Pattern[str]]
    bare: Mapping[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one sentence names."""

    terms: Mapping[str, float]
    """How much each of them tells."""
    asks: frozenset[str]
    """Kinds of values that it asks for."""
    tells: frozenset[str]
    """Kinds of values that it tells."""
    weight: float
    """1, less for a sentence that thanks or asks itself."""
    bare: bool
    """Whether it is a yes or a no."""

    @property
    def about(self) -> frozenset[str]:
        """What it is about: its terms without those that only qualify them."""
        return frozenset(term for term, weight in self.terms.items() if weight > _QUALITY)


def linked_answers(
    requests: Sequence[Asked], mail_text: str, draft_body: str, language: Language
) -> tuple[AnswerLink, ...]:
    """Return for each request which sentences of a draft answer it, in the order of *requests*.

    Fast enough to run at each key that is typed.

    Args:
        requests: The questions and requests, as places in *mail_text*.
        mail_text: The mail to answer.
        draft_body: The answer.
        language: Language of the answer; the mail may be in the other one.
    """
    body = draft_body[: signature_start(draft_body, language)]
    said = [(place, _said(body[slice(*place)], language)) for place in sentence_spans(body)]
    quotes = [mail_text[request.start : request.end] for request in requests]
    asked = [_said(quote, detect_language(quote)) for quote in quotes]
    counts = Counter(term for one in asked for term in one.terms)
    links = [_link(request, one, said, counts) for request, one in zip(requests, asked, strict=True)]
    return tuple(_with_bare_answers(links, said))


def unanswered(
    links: Sequence[AnswerLink], mail_text: str, left_out: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield a finding for each request without an answer.

    Args:
        links: What `linked_answers` found.
        mail_text: The mail to answer.
        left_out: Requests that the user does not want to answer, in the words of the mail.
    """
    for link in links:
        quote = mail_text[link.start : link.end]
        if not link.answered and quote not in left_out:
            yield Finding("request-unanswered", {"value": shortened(quote, LONGEST_QUOTE)})


def _link(
    request: Asked, asked: _Said, said: Sequence[tuple[Place, _Said]], counts: Mapping[str, int]
) -> AnswerLink:
    scores = [(_score(asked, one, counts), place) for place, one in said]
    best = max((score for score, _ in scores), default=0.0)
    enough = max(_LEAST, _BESIDE_THE_BEST * best)
    places = tuple(place for score, place in scores if score >= enough)
    return AnswerLink(request.start, request.end, places, round(min(best, 1.0), 3) if places else 0.0)


def _score(asked: _Said, answer: _Said, counts: Mapping[str, int]) -> float:
    """Return how well *answer* takes up what was *asked*; what several requests name tells less."""
    shared = asked.terms.keys() & answer.terms.keys()
    if asked.about and not asked.about & shared:
        shared = set()  # “the new date” does not answer a question about “the new address”
    total = sum(weight / counts[term] for term, weight in asked.terms.items())
    taken_up = sum(min(asked.terms[term], answer.terms[term]) / counts[term] for term in shared)
    share = taken_up / total if total else 0.0
    value = _VALUE if asked.asks & answer.tells and (shared or not asked.terms) else 0.0
    if asked.asks and not value and not answer.bare:
        share *= _WITHOUT_VALUE
    return (share + value) * answer.weight


def _with_bare_answers(
    links: Sequence[AnswerLink], said: Sequence[tuple[Place, _Said]]
) -> Iterator[AnswerLink]:
    """Give each yes or no that names nothing to the first request that has no answer yet."""
    taken = {place for link in links for place in link.sentences}
    free = iter([place for place, one in said if one.bare and one.weight == 1 and place not in taken])
    for link in links:
        place = None if link.answered else next(free, None)
        yield AnswerLink(link.start, link.end, (place,), _LEAST) if place else link


@lru_cache(maxsize=2000)
def _said(sentence: str, language: Language) -> _Said:
    """Return what *sentence* names; while a person types, only one of them changes."""
    words = _words()
    terms: dict[str, float] = {}
    before = ""
    for word in all_words(sentence, language):
        if is_meaningful(word) and word.base not in words.asking:
            stem = _stem(word.base)
            term = words.alike.get(word.base) or words.alike.get(stem) or stem
            terms[term] = max(_telling(word, before, language), terms.get(term, 0.0))
        before = word.base
    lower = sentence.lower()
    weight = _THANKS if words.thanking[language].search(lower) else 1.0
    if sentence.rstrip().endswith(("?", "？", "か。")):
        weight = min(weight, _QUESTION_BACK)
    return _Said(
        terms=terms,
        asks=frozenset(kind for kind, (asked, _) in words.expected.items() if asked.search(lower)),
        tells=frozenset(kind for kind, (_, met) in words.expected.items() if met.search(lower)),
        weight=weight,
        bare=bool(words.bare[language].search(lower)),
    )


def _telling(word: Word, before: str, language: Language) -> float:
    """Return how much *word*, which follows the word *before*, tells of what its sentence is about."""
    if any(sign.isdigit() for sign in word.text):
        return _CODE if len(word.text) >= _SHORTEST_CODE else _QUALITY
    if word.part in {"adjective", "number"}:
        return _QUALITY
    if word.part == "verb":
        return _ACTION
    if language == "ja":
        return 1.0
    lower = word.text.lower()
    if is_number_word(lower) or not _qualities(lower).isdisjoint(word_list("adjectives_en")):
        return _QUALITY
    return _ACTION if is_verb_after(lower, before) else 1.0


def _qualities(word: str) -> frozenset[str]:
    """Return the adjectives that *word* may be a form of: “larger” is of “large”, “later” of “late”."""
    return frozenset(
        {
            word,
            word.removesuffix("er"),
            word.removesuffix("r"),
            word.removesuffix("est"),
            word.removesuffix("st"),
        }
    )


def _stem(word: str) -> str:
    return word[:_STEM] if word.isascii() and word.isalpha() else word


@cache
def _words() -> _Words:
    file = yaml.safe_load(read_text(_FILE))
    alike: dict[str, str] = {}
    for group in file["alike"]:
        for word in group:
            alike.setdefault(word, f"={group[0]}")
            alike.setdefault(_stem(word), f"={group[0]}")
    return _Words(
        asking=frozenset(word for language in _LANGUAGES for word in file["asking"][language].split()),
        alike=alike,
        expected={
            kind: (re.compile(patterns["asked"]), re.compile(patterns["met"]))
            for kind, patterns in file["expected"].items()
        },
        thanking={language: re.compile(file["thanking"][language]) for language in _LANGUAGES},
        bare={language: re.compile(file["bare"][language]) for language in _LANGUAGES},
    )
