"""Gives each value of the sources to the one field that asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.records import Evidence, FieldStatus, FilledField, Method
from app.tasks.forms.fitting import write
from app.tasks.forms.glossary import Meaning
from app.tasks.forms.material import Candidate, Question

_NEAR = 0.07
"""Candidates whose scores differ by less are equally good."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided about one field."""

    filled: FilledField
    method: Method


_Place = tuple[str, int, int]


def _place(candidate: Candidate) -> _Place:
    last = candidate.joined[-1] if candidate.joined else candidate.span
    return (candidate.span.source.name, candidate.span.start, last.end)


def assign(found: Mapping[int, Sequence[Candidate]], questions: Sequence[Question]) -> dict[int, Answer]:
    """Return the answers of the fields that got one, by the fields' numbers.

    A value goes to the field that asks for it most clearly; another field takes it too only when
    it asks for the very same.
    """
    by_number = {question.number: question for question in questions}
    order = sorted(
        (
            (candidate.score, -number, candidate)
            for number, candidates in found.items()
            for candidate in candidates
        ),
        key=lambda entry: (entry[0], entry[1]),
        reverse=True,
    )
    taken: dict[_Place, int] = {}
    chosen: dict[int, Candidate] = {}
    for _, negative, candidate in order:
        number = -negative
        if number in chosen:
            continue
        owner = taken.get(_place(candidate))
        if owner is not None and not _may_share(by_number[owner], by_number[number]):
            continue
        taken.setdefault(_place(candidate), number)
        chosen[number] = candidate
    return {
        number: _answer(
            by_number[number],
            candidate,
            _rivals(candidate, found[number], taken, number),
            _is_contested(candidate, number, found),
        )
        for number, candidate in chosen.items()
    }


def _may_share(owner: Question, other: Question) -> bool:
    """Whether two fields ask for the same, so that both take the same value."""
    return owner.field.page != other.field.page and _same(owner.meaning, other.meaning)


def _same(one: Meaning, other: Meaning) -> bool:
    return (
        one.key == other.key
        and one.roles == other.roles
        and one.rest == other.rest
        and (one.concept.id if one.concept else "") == (other.concept.id if other.concept else "")
    )


def _rivals(
    chosen: Candidate, candidates: Sequence[Candidate], taken: Mapping[_Place, int], number: int
) -> list[Candidate]:
    """Return the different values that fit as well as the chosen one and that no other field has."""
    rivals: dict[str, Candidate] = {}
    for candidate in candidates:
        owner = taken.get(_place(candidate), number)
        if candidate.score >= chosen.score - _NEAR and candidate.normal != chosen.normal and owner == number:
            rivals.setdefault(candidate.normal, candidate)
    return list(rivals.values())


def _is_contested(chosen: Candidate, number: int, found: Mapping[int, Sequence[Candidate]]) -> bool:
    """Whether another field asks for the same value as clearly, and not clearly enough by itself."""
    if chosen.score >= 0.95:
        return False
    return any(
        _place(candidate) == _place(chosen) and candidate.score >= chosen.score - 0.001
        for other, candidates in found.items()
        if other != number
        for candidate in candidates
    )


def _answer(question: Question, candidate: Candidate, rivals: Sequence[Candidate], contested: bool) -> Answer:  # noqa: FBT001 - a fact about the candidate
    field = question.field
    written = write(candidate.span, field, candidate.kind) if not candidate.joined else None
    text = written.text if written else candidate.text
    if written and written.is_too_long:
        return Answer(
            FilledField(field.name, field.label, None, FieldStatus.EMPTY, candidate.evidence(), "too-long",
                        {"limit": field.max_length, "value": text}),
            candidate.method,
        )  # fmt: skip
    sure = candidate.is_sure and not rivals and not contested and (written is None or written.is_sure)
    reason, parameters = candidate.reason, dict(candidate.parameters)
    if rivals:
        reason, parameters = "chosen-among", {"count": len(rivals) + 1}
    elif contested:
        reason, parameters = "several-fields-fit", {}
    status = FieldStatus.FILLED if sure else FieldStatus.CHECK
    evidence: tuple[Evidence, ...] = candidate.evidence()
    return Answer(
        FilledField(field.name, field.label, text, status, evidence, reason, parameters), candidate.method
    )
