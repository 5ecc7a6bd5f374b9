"""Puts sentences into right drafts, as a person who edits them, and sees which of them the product marks."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.records import EmailRequest, Gravity, Language
from app.tasks.email.drafting import EmailDrafting
from benchmarks.email_cases import Case
from benchmarks.email_judge import overlaps
from benchmarks.email_promises import FACTS, PROMISES, TEMPLATE
from benchmarks.email_sound import sound_sentences

_SEED = 7
_LANGUAGES: tuple[Language, ...] = ("en", "ja")


@dataclass(slots=True)
class Marked:
    """How many sentences of one sort were marked."""

    count: int = 0
    marked: int = 0
    examples: list[str] = field(default_factory=list)
    """Those where the product was wrong, with the reason if it gave one."""

    @property
    def share(self) -> float:
        """Share of them that was marked."""
        return self.marked / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class _Edited:
    body: str
    start: int
    end: int


def planted_promises(drafting: EmailDrafting) -> tuple[Marked, Marked]:
    """Return how many wrong promises were marked, and how many of the right sentences in their places.

    *drafting* has no model: the drafts hold the notes as they are.
    """
    wrong, right = Marked(), Marked()
    for language in _LANGUAGES:
        for pair in PROMISES[language]:
            request = EmailRequest(TEMPLATE, FACTS[language], pair.note, language=language)
            _try(drafting, request, pair.note, pair.wrong, wrong, want=True)
            _try(drafting, request, pair.note, pair.right, right, want=False)
    return wrong, right


def sound_edits(drafting: EmailDrafting, cases: Sequence[Case], count: int) -> Marked:
    """Return how many of *count* sound sentences, drawn from those of *cases*, were marked."""
    edits = [(case, sentence, note) for case in cases for sentence, note in sound_sentences(case)]
    chosen = random.Random(_SEED).sample(edits, min(count, len(edits)))
    found = Marked()
    for case, sentence, note in chosen:
        _try(drafting, case.request, note, sentence, found, want=False)
    return found


def _try(
    drafting: EmailDrafting, request: EmailRequest, note: str, sentence: str, found: Marked, *, want: bool
) -> None:
    """Put *sentence* in the place of *note* and count whether it is marked; *want* says whether it should be."""
    draft = drafting.draft(request)
    edited = put(draft.body, note, sentence)
    _, findings = drafting.check(request, draft.subject, edited.body)
    reasons = [
        finding.code
        for finding in findings
        if finding.gravity != Gravity.NOTE and overlaps(finding, edited.start, edited.end)
    ]
    found.count += 1
    found.marked += bool(reasons)
    if bool(reasons) != want:
        found.examples.append(f"{', '.join(reasons) or 'not marked'}: {sentence!r} for {note!r}")


def put(body: str, note: str, sentence: str) -> _Edited:
    """Return *body* with *sentence* in the place of *note*, or as a paragraph of its own where there is none."""
    place = re.search(re.escape(note) + r"[.。]?", body, re.IGNORECASE) if note else None
    if place:
        start = place.start()
        return _Edited(body[:start] + sentence + body[place.end() :], start, start + len(sentence))
    # After the greeting and the opening, before anything that belongs together.
    breaks = [match.end() for match in re.finditer(r"\n\n", body)]
    start = breaks[1] if len(breaks) > 1 else len(body)
    return _Edited(f"{body[:start]}{sentence}\n\n{body[start:]}", start, start + len(sentence))
