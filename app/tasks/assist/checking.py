"""What code finds doubtful in a new wording of a text: values lost or new, another language, another sense."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.records import Finding, Gravity, Language
from app.tasks.assist.actions import ActionKey
from app.text.comparing import squeezed
from app.text.excerpts import shortened
from app.text.half_width import half_width
from app.text.languages import detect_language
from app.text.orders import order_spans
from app.text.words import content_words
from app.verification.drafts import loose_dates, meta_talk, placeholders, unknown_names, wrong_language
from app.verification.facts import Sources, invented_values
from app.verification.promises import GivenPromises, wrong_promises
from app.verification.rewording import denies
from app.verification.translated_words import changed_in_translation

_LONGEST_QUOTE = 60
_NAMES = frozenset({"invented-person", "invented-organisation", "invented-address"})
"""Values that another language writes otherwise."""
_KEEPS_ALL = frozenset({ActionKey.POLITE, ActionKey.CORRECT, ActionKey.TRANSLATE})
_LEAST_IN_COMMON = 0.25
"""Share of the new words that come from the old text; politeness brings many of its own."""
_LEAST_TO_CORRECT = 0.6
_FEWEST_WORDS = 6
_SHORTEST = 0.4
"""Of the old length: what says all again is not shorter."""
_UNUSABLE = frozenset({"speaks-of-task", "wrong-language", "little-in-common", "nothing-written"})
"""Findings with which a new wording is not shown at all."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to be compared."""

    key: str
    """Key of the action."""
    old: str
    new: str
    language: Language
    """The language that the new text is to be in."""
    given: Sequence[str] = ()
    """What may be said besides the old text: the instruction of an action of the user's own."""

    @property
    def translates(self) -> bool:
        """Whether the languages differ."""
        return detect_language(self.old) != self.language

    @property
    def sources(self) -> Sources:
        """Where its values may come from."""
        return Sources([self.old, *self.given])


def findings_about(wording: Wording) -> tuple[Finding, ...]:
    """Return what is doubtful about a whole new text; places are in it."""
    if not wording.new.strip():
        return (Finding("nothing-written", gravity=Gravity.WRONG),)
    found = [*_new_values(wording), *_lost_values(wording), *_in_other_words(wording)]
    if wording.translates:
        found.append(Finding("translation-to-be-read", gravity=Gravity.NOTE))
    return tuple(found)


def passage_problems(wording: Wording) -> list[Finding]:
    """Return why the new wording of one passage should be tried again; nothing means that it may stand."""
    if not wording.new.strip():
        return [Finding("nothing-written", gravity=Gravity.WRONG)]
    found = [one for one in findings_about(wording) if one.gravity != Gravity.NOTE]
    written = detect_language(wording.old)
    if wording.key in _KEEPS_ALL and denies(wording.old, written) != denies(wording.new, wording.language):
        found.append(Finding("sense-doubtful", {"value": _quote(wording.old)}))
    if wording.translates and any(_lost_in_translation(wording)):
        found.append(Finding("sense-doubtful", {"value": _quote(wording.old)}))
    return found


def is_unusable(problems: Sequence[Finding]) -> bool:
    """Return whether a wording with these problems is worse than none."""
    return any(problem.code in _UNUSABLE for problem in problems)


def badness(problems: Sequence[Finding]) -> tuple[bool, int, int]:
    """Return what tells which of two wordings is worse."""
    return (
        is_unusable(problems),
        sum(problem.gravity == Gravity.WRONG for problem in problems),
        len(problems),
    )


def about_orders(text: str) -> Iterator[Finding]:
    """Yield a finding for each passage of *text* that reads like an order to the program."""
    for start, end in order_spans(text):
        yield Finding("text-gives-orders", {"value": _quote(text[start:end])})


def _new_values(wording: Wording) -> Iterator[Finding]:
    sources, new, language = wording.sources, wording.new, wording.language
    gravity = Gravity.WRONG if wording.key in set(ActionKey) else Gravity.DOUBT
    found = [*invented_values(new, sources, language), *loose_dates(new, sources, language)]
    if not wording.translates:
        found += unknown_names(new, sources, language)
    for finding in found:
        if not (wording.translates and finding.code in _NAMES):
            code = "value-new" if finding.code.startswith(("invented-", "unknown-name")) else finding.code
            yield replace(finding, code=code, gravity=min(finding.gravity, gravity, key=list(Gravity).index))
    yield from wrong_promises(new, GivenPromises(sources.texts), language)


def _lost_values(wording: Wording) -> Iterator[Finding]:
    """Yield the values of the old text that the new one does not hold, where it should hold them all."""
    if wording.key not in _KEEPS_ALL | {ActionKey.SHORTEN}:
        return
    old, written, kept = wording.old, detect_language(wording.old), Sources([wording.new])
    lost = [*invented_values(old, kept, written), *loose_dates(old, kept, written)]
    if not wording.translates:
        lost += unknown_names(old, kept, written)
    gravity = Gravity.DOUBT if wording.key == ActionKey.SHORTEN else Gravity.WRONG
    told: set[str] = set()
    for finding in lost:
        value = str(finding.parameters["value"])
        skipped = finding.code == "weekday-does-not-fit" or (wording.translates and finding.code in _NAMES)
        if not skipped and value not in told and not _stands_as_often(value, wording):
            told.add(value)
            yield Finding("value-lost", {"value": value}, gravity=gravity)


def _stands_as_often(value: str, wording: Wording) -> bool:
    """Return whether a bare number stands in the new text as often as in the old one, perhaps as part of a date."""
    plain = half_width(value)
    if not plain.isdecimal():
        return False
    number = re.compile(rf"(?<![\d.,]){plain}(?!\d|[.,]\d)")
    old, new = (len(number.findall(half_width(text))) for text in (wording.old, wording.new))
    return new >= old > 0


def _in_other_words(wording: Wording) -> Iterator[Finding]:
    sources, new, language = wording.sources, wording.new, wording.language
    for finding in meta_talk(new, sources, language):
        yield replace(finding, code="speaks-of-task")
    yield from placeholders(new, sources)
    known = Sources([]) if wording.translates else sources
    yield from wrong_language(new, known, language)
    if wording.translates or wording.key not in set(ActionKey):
        return
    if wording.key in _KEEPS_ALL and len(squeezed(new)) < _SHORTEST * len(squeezed(wording.old)):
        yield Finding("text-much-shorter")
    least = _LEAST_TO_CORRECT if wording.key == ActionKey.CORRECT else _LEAST_IN_COMMON
    if _in_common(wording) < least:
        yield Finding("little-in-common", gravity=Gravity.WRONG)


def _in_common(wording: Wording) -> float:
    """Return the share of the new text's words that stand in the old one, as their first letters tell."""
    new = content_words(wording.new, wording.language)
    if len(new) < _FEWEST_WORDS:
        return 1.0
    old = {word[:4] for word in content_words(wording.old, wording.language)}
    return sum(word[:4] in old for word in new) / len(new)


def _lost_in_translation(wording: Wording) -> Iterator[Finding]:
    for finding in changed_in_translation(wording.old, wording.new, wording.language):
        if finding.code in {"words-lost", "too-long", "words-repeated"}:
            yield finding


def _quote(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST_QUOTE)
