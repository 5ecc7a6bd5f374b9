"""Does the basis carry the decision? Where a decision stays when its basis is taken out, it rests on something else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.records import Finding
from app.tasks.inquiries.deciding import Decider, Decision, Opinion, Span
from app.tasks.inquiries.features import features

Judge = Callable[[Sequence[str]], Sequence[Opinion | None]]
"""Judges texts as the decision was made; None for one that could not be judged."""

_WITHOUT_BASIS = "basis-does-not-carry"
_CLEARLY = 0.5
"""A decision stays when it would be made again, and be likelier right than wrong."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A decision, and the passages it is said to rest on."""

    text: str
    opinion: Opinion
    spans: tuple[Span, ...]


def without(text: str, spans: Sequence[Span]) -> str:
    """Return *text* without the passages at *spans*."""
    rest, last = [], 0
    for start, end in sorted(spans):
        rest.append(text[last:start])
        last = max(last, end)
    rest.append(text[last:])
    return " ".join("".join(rest).split())


def carrying_spans(
    claims: Sequence[Claim], judge: Judge, decider: Decider, sure: float
) -> list[tuple[tuple[Span, ...], bool]]:
    """Return for each claim the passages it rests on, and whether they carry it.

    A decision that stays without the passages is tried again without every word that speaks for it: these
    are then its basis, or nothing in the text is.

    Args:
        claims: Decisions that are to hold without a person.
        judge: Judges the rest of the texts.
        decider: Finds the words that speak for a category.
        sure: Confidence from which a decision holds.
    """
    found = [(claim.spans, True) for claim in claims]
    staying = _staying(claims, list(range(len(claims))), judge, sure)
    wider: dict[int, Claim] = {}
    for place in staying:
        claim = claims[place]
        best, second = claim.opinion.best_two
        spans = decider.all_telling_spans(claim.text, best, second)
        found[place] = (claim.spans, False)
        if spans and spans != claim.spans:
            wider[place] = Claim(claim.text, claim.opinion, spans)
    still = set(_staying(list(wider.values()), list(wider), judge, sure))
    for place, claim in wider.items():
        if place not in still:
            found[place] = (claim.spans, True)
    return found


def not_carried() -> Finding:
    """Return what is told of a decision whose basis does not carry it."""
    return Finding(_WITHOUT_BASIS)


def _staying(claims: Sequence[Claim], places: Sequence[int], judge: Judge, sure: float) -> list[int]:
    """Return those of *places* whose claim would be decided alike without its passages."""
    rests = [without(claim.text, claim.spans) for claim in claims]
    # What says nothing by itself is no reason that a person would take for one.
    asked = [number for number, rest in enumerate(rests) if features(rest).has_telling_words]
    opinions = judge([rests[number] for number in asked]) if asked else ()
    return [
        places[number]
        for number, opinion in zip(asked, opinions, strict=True)
        if opinion is None  # what could not be checked is not known to be carried
        or (
            opinion.best_two[0] == claims[number].opinion.best_two[0]
            and opinion.confidence >= max(sure, _CLEARLY)
        )
    ]


def needs_check(decision: Decision, sure: float) -> bool:
    """Tell whether *decision* is to hold without a person and rests on passages of the text."""
    return decision.category is not None and decision.confidence >= sure and bool(decision.spans)
