"""Checks the promises of a mail: free of charge, a discount, a refund, a guarantee, and what else binds an office.

Promises are told apart by what they mean, in either language, so that “free shipping” in a note makes
“送料無料” known, and neither “a discount” nor “free installation”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from app.records import Finding, Gravity, Language
from app.text.excerpts import shortened
from app.text.languages import is_japanese
from app.text.sentences import sentence_spans
from app.verification.promise_words import PromiseKind, promise_words

_LONGEST_QUOTE = 60
_LATIN = re.compile(r"[A-Za-z]{3}")
_QUOTED = re.compile(r"(?m)^[ \t]*[>＞].*$")


class Stance(StrEnum):
    """How a text means a promise that it names."""

    GIVEN = "given"
    REFUSED = "refused"
    WANTED = "wanted"
    """Asked of the reader."""
    OPEN = "open"
    """Asked, considered or only talked about."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that a text names."""

    kind: str
    """Its meaning, such as `discount`."""
    stance: Stance
    things: frozenset[str]
    """What it is about, such as `shipping`, where that matters."""
    start: int
    end: int
    clause: str
    """The words around it."""
    loose: bool = False
    """Whether it is named by a short word only that may mean something else."""


class GivenPromises:
    """The promises that a mail may make, because its sources make them."""

    def __init__(self, notes: Sequence[str], texts: Sequence[str] = (), theirs: str = "") -> None:
        """Read what we say ourselves.

        Args:
            notes: What the user gave, facts and notes, which are short.
            texts: Other texts in our own words, such as those of the template.
            theirs: The mail to answer. What it asks for is no promise of ours; what it repeats of our
                words is.
        """
        noted = (_as_agreed(one, note) for note in notes for one in _in_both_languages(note, loosely=True))
        said = (one for text in texts for one in _in_both_languages(text))
        self._promises = (*noted, *said, *_repeated(theirs))

    def of_kind(self, kind: PromiseKind) -> list[Promise]:
        """Return where the sources name *kind*, or one that implies it."""
        return [one for one in self._promises if one.kind == kind.id or one.kind in kind.implied_by]

    def given(self) -> Iterator[Promise]:
        """Yield what the sources promise in so many words."""
        return (one for one in self._promises if one.stance == Stance.GIVEN and not one.loose)


def wrong_promises(text: str, given: GivenPromises, language: Language) -> Iterator[Finding]:
    """Yield a finding for each promise in *text* that the sources do not make, or that turns theirs round."""
    promises = find_promises(text, language)
    kinds = {kind.id: kind for kind in promise_words().kinds}
    affirmed = {promise.kind for promise in promises if promise.stance == Stance.GIVEN}
    end = 0
    for promise in promises:
        if promise.start < end:
            continue  # one mark for “a full refund”
        finding = None
        if promise.stance == Stance.GIVEN:
            finding = _unfounded(text, promise, kinds[promise.kind], given, affirmed)
        elif promise.stance == Stance.REFUSED and promise.kind not in affirmed:
            finding = _withdrawn(text, promise, kinds[promise.kind], given)
        if finding:
            end = promise.end
            yield finding


def _unfounded(
    text: str, promise: Promise, kind: PromiseKind, given: GivenPromises, affirmed: set[str]
) -> Finding | None:
    """Return why *promise* may not be made, if so."""
    known = given.of_kind(kind)
    made = [one for one in known if one.stance == Stance.GIVEN]
    if made and _same_things(promise, made):
        return None
    if made:
        return _finding("promise-changed", text, promise, made[0])
    if any(one.stance == Stance.WANTED for one in known) and not _is_ours(promise):
        return None
    if refused := next((one for one in known if one.stance == Stance.REFUSED), None):
        return _finding("promise-contrary", text, promise, refused)
    lost = next((one for one in given.given() if one.kind not in affirmed), None)
    return _finding("promise-changed" if lost else "promise-invented", text, promise, lost)


def _withdrawn(text: str, promise: Promise, kind: PromiseKind, given: GivenPromises) -> Finding | None:
    """Return a finding where the sources promise what is refused here."""
    known = [one for one in given.of_kind(kind) if one.kind == kind.id]
    made = [one for one in known if one.stance == Stance.GIVEN]
    if made and _same_things(promise, made) and not any(one.stance == Stance.REFUSED for one in known):
        return _finding("promise-contrary", text, promise, made[0])
    return None


def _same_things(promise: Promise, made: Sequence[Promise]) -> bool:
    """Return whether *promise* is about nothing else than those that were *made*."""
    return not all(one.things for one in made) or promise.things <= frozenset[str]().union(
        *(one.things for one in made)
    )


def _is_ours(promise: Promise) -> bool:
    """Return whether the words around *promise* say that we give it."""
    if is_japanese(promise.clause):
        return True
    return bool(promise_words().stances["en"]["committed"].search(promise.clause))


def _finding(code: str, text: str, promise: Promise, source: Promise | None) -> Finding:
    parameters: dict[str, object] = {"value": text[promise.start : promise.end]}
    if source:
        parameters["given"] = shortened(source.clause, _LONGEST_QUOTE)
    return Finding(code, parameters, promise.start, promise.end, Gravity.WRONG)


def find_promises(text: str, language: Language, *, loosely: bool = False) -> tuple[Promise, ...]:
    """Return the promises that *text* names, in order, with the way in which it means them.

    Args:
        text: A mail, or a source of one.
        language: Its language.
        loosely: Take the short words of notes and facts too, which in a mail mean too many things.
    """
    found: list[Promise] = []
    place = 0
    for line in text.split("\n"):
        found += (
            replace(one, start=one.start + place, end=one.end + place)
            for one in _in_line(line, language, loosely=loosely)
        )
        place += len(line) + 1
    return tuple(found)


@lru_cache(maxsize=2000)
def _in_line(text: str, language: Language, *, loosely: bool) -> tuple[Promise, ...]:
    """Return the promises of one line; while a person types, only one line changes."""
    words = promise_words()
    plain = words.idioms[language].sub(lambda match: " " * len(match.group()), text)
    clauses = _clauses(plain, language)
    starts = [start for start, _ in clauses]
    found: list[Promise] = []
    for kind in words.kinds:
        for match, loose in _named(kind, plain, language, loosely=loosely):
            clause = clauses[max(bisect_right(starts, match.start()) - 1, 0)]
            unless = kind.unless.get(language)
            if unless and unless.search(plain[match.start() : clause[1]]):
                continue
            stance = _stance(plain, clause, match.span(), language)
            things = _things(plain[slice(*clause)], language) if kind.of_things else frozenset[str]()
            words_around = text[slice(*clause)].strip()
            found.append(Promise(kind.id, stance, things, *match.span(), words_around, loose))
        found += _contrary(kind, plain, language)
    return tuple(sorted(found, key=lambda promise: (promise.start, -promise.end)))


def _named(
    kind: PromiseKind, plain: str, language: Language, *, loosely: bool
) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield where *plain* names *kind*, and whether only by a short word."""
    for match in kind.words[language].finditer(plain):
        yield match, False
    if loosely and (further := kind.known_by.get(language)):
        for match in further.finditer(plain):
            yield match, True


def _contrary(kind: PromiseKind, plain: str, language: Language) -> Iterator[Promise]:
    """Yield where words such as “sold out” refuse by themselves."""
    if pattern := kind.against.get(language):
        for match in pattern.finditer(plain):
            yield Promise(kind.id, Stance.REFUSED, frozenset(), *match.span(), match.group())


def _clauses(text: str, language: Language) -> list[tuple[int, int]]:
    """Return start and end of each clause, its closing mark included."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in promise_words().stances[language]["clause"].finditer(text):
        spans.append((start, match.end()))
        start = match.end()
    return [*spans, (start, len(text))]


def _things(clause: str, language: Language) -> frozenset[str]:
    return frozenset(
        name for name, patterns in promise_words().things.items() if patterns[language].search(clause)
    )


def _stance(text: str, clause: tuple[int, int], span: tuple[int, int], language: Language) -> Stance:
    """Return how the clause means what stands at *span*."""
    words = promise_words().stances[language]
    harmless = words["harmless"]
    before = harmless.sub("", text[clause[0] : span[0]])
    after = harmless.sub("", text[span[1] : clause[1]])
    subject = words["subject"]
    if words["refused_before"].search(subject.split(before)[-1]):
        return Stance.REFUSED
    if words["refused_after"].search(subject.split(after)[0]):
        return Stance.REFUSED
    # In Japanese the verb, which decides, comes last.
    around = after if language == "ja" else f"{before} {after}"
    offered = words["offered"].search(f"{before} {after}")
    if words["wanted"].search(around) and not offered:
        return Stance.WANTED
    if words["open"].search(around) or (words["question"].search(after) and not offered):
        return Stance.OPEN
    mentioned = words["mentioned"].search(around) or words["about"].search(before)
    if mentioned and not offered and not words["committed"].search(around):
        return Stance.OPEN
    return Stance.GIVEN


def _in_both_languages(text: str, *, loosely: bool = False) -> Iterator[Promise]:
    if _LATIN.search(text):
        yield from find_promises(text, "en", loosely=loosely)
    if is_japanese(text):
        yield from find_promises(text, "ja", loosely=loosely)


def _as_agreed(promise: Promise, text: str) -> Promise:
    """Return *promise* as given where a note says that a wish was granted."""
    if promise.stance in {Stance.GIVEN, Stance.REFUSED}:
        return promise
    end = text.find("\n", promise.end)
    line = text[promise.end : end if end >= 0 else len(text)]
    if any(words["agreed"].search(line) for words in promise_words().stances.values()):
        return _given(promise)
    return promise


def _repeated(mail: str) -> Iterator[Promise]:
    """Yield the promises of ours that the other side repeats in *mail*, and those in quoted lines of it."""
    for match in _QUOTED.finditer(mail):
        yield from _in_both_languages(match.group().lstrip(" \t>＞"))
    new = _QUOTED.sub("", mail)
    for start, end in sentence_spans(new):
        sentence = new[start:end]
        if any(words["reported"].search(sentence) for words in promise_words().stances.values()):
            for promise in _in_both_languages(sentence):
                yield promise if promise.stance == Stance.REFUSED else _given(promise)


def _given(promise: Promise) -> Promise:
    return replace(promise, stance=Stance.GIVEN)
