"""Tells whether a sentence keeps the order of a note's words as far as its meaning hangs on it."""

import re
from collections.abc import Iterator, Sequence

from app.records import Language
from app.text.values import same_value
from app.verification.placed_words import COURTESY, PlacedWords, is_alike, is_any_alike, is_value

_LEAST_IN_ORDER = 0.7
_FEWEST_IN_ORDER = 3
"""Of two words either may come first."""
_SEVERAL = 2
_CLAUSE = re.compile(
    r"\b(if|when|once|as soon as|as|because|since|from|until|till|by|before|after|on|at|in|for|during|with|via)\b",
    re.IGNORECASE,
)
"""Words with which a part of a sentence begins that may as well stand first."""
_CLAUSE_END = re.compile(r"[,;:]\s|$")
_BEFORE_WHAT = re.compile(
    r"\b(before|after|instead of|rather than|than|except(?: for)?|without|until|not)\b", re.IGNORECASE
)
"""Words that would say something else before another word of the note."""


def keeps_order(given: PlacedWords, said: PlacedWords, language: Language) -> bool:
    """Return whether nothing has changed places that must not.

    Names and values of one kind keep their order, and where there are several of a kind all words do: 5 cups and
    8 pots are not 5 pots and 8 cups. In English most of the other words do, too, but a clause of the note may come first.
    """
    if _values_turned(given, said) or _names_turned(given, said, language):
        return False
    several = _has_several_of_a_kind(given)
    if language == "ja":
        return not several or _all_in_order(given.words, said)
    if _bound_otherwise(given, said):
        return False
    return any(
        _most_in_order(order, said) and (not several or _all_in_order(order, said))
        for order in _orders(given, said)
    )


def _values_turned(given: PlacedWords, said: PlacedWords) -> bool:
    """Return whether two values of one kind have changed places: “from 20 to 40” into “from 40 to 20”."""
    for kind in {value.kind for value in given.values}:
        ours = [value for value in given.values if value.kind == kind]
        theirs = [value for value in said.values if value.kind == kind]
        places = [next((i for i, one in enumerate(theirs) if same_value(value, one)), -1) for value in ours]
        if _turned(places):
            return True
    return False


def _names_turned(given: PlacedWords, said: PlacedWords, language: Language) -> bool:
    """Return whether two names have changed places: “Lang instead of Moser” into “Moser instead of Lang”."""
    return _turned([said.text.find(name) for name in given.names(language)])


def _turned(places: Sequence[int]) -> bool:
    """Return whether *places* run back, those below 0 aside."""
    found = [place for place in places if place >= 0]
    return found != sorted(found)


def _has_several_of_a_kind(given: PlacedWords) -> bool:
    kinds = [value.kind for value in given.values]
    return any(kinds.count(kind) >= _SEVERAL for kind in kinds)


def _bound_otherwise(given: PlacedWords, said: PlacedWords) -> bool:
    """Return whether “before the meeting” has become “before lunch”, where both stand in the note."""
    for match in _BEFORE_WHAT.finditer(given.text):
        there = [one.end() for one in _BEFORE_WHAT.finditer(said.text) if one[1].lower() == match[1].lower()]
        ours, theirs = given.after(match.end()), said.after(there[0]) if len(there) == 1 else None
        if ours and theirs and not is_alike(ours, theirs) and is_any_alike(theirs, given.words):
            return True
    return False


def _orders(given: PlacedWords, said: PlacedWords) -> Iterator[tuple[str, ...]]:
    """Yield the words as the note has them, and with each clause first with which the sentence begins."""
    yield given.words
    for clause in _CLAUSE.finditer(given.text):
        end = _CLAUSE_END.search(given.text, clause.end())
        stop = end.start() if end else len(given.text)
        first = re.search(rf"\b{clause[1]}\b", said.text, re.IGNORECASE)
        if first and not any(is_any_alike(word, given.words) for word in said.within(0, first.start())):
            before, rest = given.within(0, clause.start()), given.within(stop, len(given.text))
            yield given.within(clause.start(), stop) + before + rest


def _all_in_order(given: Sequence[str], said: PlacedWords) -> bool:
    """Return whether all words that stand once in either text come in one order."""
    single = [
        word
        for word in _ordered(given)
        if all(sum(is_alike(word, other) for other in words) == 1 for words in (given, said.words))
    ]
    return not _turned([_place(word, said) for word in single])


def _most_in_order(given: Sequence[str], said: PlacedWords) -> bool:
    """Return whether the words that were kept come mostly in one order."""
    places = [_place(word, said) for word in _ordered(given) if is_any_alike(word, said.words)]
    longest: list[int] = []
    for index, place in enumerate(places):
        before = (longest[i] for i in range(index) if places[i] <= place)
        longest.append(1 + max(before, default=0))
    return len(places) < _FEWEST_IN_ORDER or max(longest) >= _LEAST_IN_ORDER * len(places)


def _ordered(words: Sequence[str]) -> list[str]:
    return [word for word in words if not is_value(word) and word not in COURTESY]


def _place(word: str, said: PlacedWords) -> int:
    return next(place for place, other in enumerate(said.words) if is_alike(word, other))
