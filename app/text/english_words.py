"""English words by their shape, and noun phrases as runs of words between stop words and verbs."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, zip_longest

from app.text.word_lists import stop_words, word_list
from app.text.word_records import Phrase, Word

_WORD = re.compile(
    r"\b[A-Z]&[A-Z]\b|[^\W\d_][^\W_]{0,200}(?:['’][^\W\d_]{1,3}(?![^\W_]))?(?:-[^\W_]{1,200}){0,8}"
    r"|\d{1,200}(?:[.,:/-]\d{1,200}){0,20}|\S"
)
_LONGEST_PHRASE = 4


def english_words(text: str) -> Iterator[Word]:
    """Yield the words, numbers and signs of *text*."""
    stops = stop_words("en")
    for match in _WORD.finditer(text):
        raw = match.group()
        lower = raw.lower().replace("’", "'")
        if not raw[0].isalnum():
            part = "sign"
        elif raw[0].isdecimal():
            part = "number"
        else:
            part = "stop" if lower in stops else "word"
        base = singular(lower.removesuffix("'s")) if part == "word" else lower
        yield Word(raw, base, part, match.start(), match.end())


def singular(word: str) -> str:
    """Return the lower-case English *word* without the ending of its plural."""
    if len(word) < 4 or not word.endswith("s") or word in word_list("no_plurals_en"):
        return word
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 or word in {"movies", "cookies", "calories"} else word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def english_phrases(text: str) -> Iterator[Phrase]:
    """Yield the noun phrases of *text*: up to four words between stop words, verbs and punctuation."""
    run: list[Word] = []
    before: Word | None = None
    for word, after in zip_longest(english_words(text), islice(english_words(text), 1, None)):
        if before is not None and text[before.end : word.start] not in {" ", "  "}:
            yield from _phrase(text, run)
            run, before = [], None
        if word.part == "word" and not _is_verb(word, before, after, run):
            run.append(word)
        else:
            yield from _phrase(text, run)
            run = []
        before = word
    yield from _phrase(text, run)


def is_verb_after(word: str, before: str) -> bool:
    """Return whether the lower-case English *word* is a form of a verb, where *before* is the word before it."""
    return word in _verb_forms() or (word in _doubtful_forms() and before in word_list("before_verbs_en"))


def _phrase(text: str, run: list[Word]) -> Iterator[Phrase]:
    qualities = word_list("adjectives_en")
    while run and run[-1].text.lower() in qualities:
        run = run[:-1]
    run = run[-_LONGEST_PHRASE:]
    if run and run[-1].end - run[0].start > 2:
        yield Phrase(text[run[0].start : run[-1].end], run[0].start, run[-1].end, None)


def _is_verb(word: Word, before: Word | None, after: Word | None, run: list[Word]) -> bool:
    lower = word.text.lower()
    if lower in _verb_forms() or (lower.endswith("ly") and lower not in word_list("nouns_in_ly_en")):
        return True
    if lower not in _doubtful_forms():
        return False
    if run:
        # "the price change", but "the report shows a leak".
        return after is not None and after.text.lower() in word_list("after_verbs_en")
    # "your visit", but "we visit", "please visit" and "Call me".
    return before is None or before.part == "sign" or before.text.lower() in word_list("before_verbs_en")


@cache
def _verb_forms() -> frozenset[str]:
    doubtful = word_list("nouns_or_verbs_en")
    pure = {form for verb in word_list("verbs_en") for form in (verb, *_forms(verb))}
    return frozenset(pure | {form for verb in doubtful for form in _forms(verb)[1:]}) - word_list(
        "nouns_in_ing_en"
    )


@cache
def _doubtful_forms() -> frozenset[str]:
    doubtful = word_list("nouns_or_verbs_en")
    return doubtful | {_forms(verb)[0] for verb in doubtful}


def _forms(verb: str) -> list[str]:
    """Return the third person and the past and present participles of a regular *verb*."""
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [third, stem + "ed", stem + "ing", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
