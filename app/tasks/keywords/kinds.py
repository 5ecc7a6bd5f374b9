"""What a keyword is: by the value finder and the dictionary, by telling words, or by the model."""

import re
from collections.abc import Callable, Mapping, Sequence

from app.engine.engine import Engine, Message
from app.errors import EngineError
from app.events import Cancellation
from app.records import Language
from app.resource_files import read_text
from app.tasks.keywords.candidates import Candidate
from app.tasks.part_reading import read_in_parts
from app.text.overlapping_parts import Span, overlapping_halves

_PROBLEM = re.compile(
    r"damag|broke|fail|fault|leak|complain|defect|delay|missing|stopp|error"
    r"|accident|dust|dent|mould|moth|shortage|out of"
    r"|事故|故障|不良|破損|停止|遅|苦情|クレーム|欠品|返品|異常|漏れ|不足|トラブル|湿気",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\border(?:ing)?\b|quotation|training|meeting|inspection|repair|delivery|shipment"
    r"|replacement|credit note|recall"
    r"|発注|出荷|納品|修理|点検|見積|会議|打ち合わせ|研修|交換|手続き|包装",
    re.IGNORECASE,
)
_ASKED = ("product", "problem", "task", "place", "person", "organisation", "topic")
MOST_READ = 100_000
"""Characters of a report that the model reads; beyond them keywords are weighed by statistics alone."""
_MARGIN = 0.6
"""How far the best kind must be ahead of the next, in natural logarithms, to be believed."""


def kind_by_code(candidate: Candidate) -> str | None:
    """Return the kind that needs no model, or None."""
    if candidate.kind:
        return candidate.kind
    if _PROBLEM.search(candidate.text):
        return "problem"
    if _TASK.search(candidate.text):
        return "task"
    return None


def question_about(report: str, question: str, language: Language) -> tuple[Message, ...]:
    """Return the conversation that asks *question* about *report*; only its last message holds text of the user's."""
    fenced = f"<data>\n{report.replace('<data>', '').replace('</data>', '')}\n</data>\n\n{question}"
    return (Message("system", read_text(f"prompts/keywords_system_{language}.txt")), Message("user", fenced))


class ModelJudge:
    """Asks the model about the keywords of one report; a long one is read in parts.

    Attributes:
        unread: Places that the model could not read.
    """

    def __init__(
        self, engine: Engine, report: str, language: Language, cancellation: Cancellation | None
    ) -> None:
        """Prepare questions about *report*."""
        self.unread: tuple[Span, ...] = ()
        self._engine = engine
        self._language: Language = language
        self._report = report[:MOST_READ]
        self._cancellation = cancellation
        self._parts: list[Span] = [(0, len(self._report))]
        self._neutral: list[float] | None = None

    def importance(
        self, candidates: Sequence[Candidate], on_part: Callable[[float], None] = lambda _share: None
    ) -> list[float | None]:
        """Return how much likelier each keyword is with the report than without it, a token's mean.

        The difference takes away what the words alone have: a rare word is unlikely anywhere. In a long report
        the part that says most for a keyword counts; None stands for one whose places were not read.

        Args:
            candidates: The keywords.
            on_part: Hears before each part which share of the report was read.
        """
        question = read_text(f"prompts/keywords_order_{self._language}.txt")
        names = [candidate.text for candidate in candidates]
        # Without the report first: what was read last is what the next question need not read again.
        try:
            without = self._scores("", question, names)
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            self._parts = []
            return [None] * len(candidates)

        def ask(part: Span) -> dict[int, float]:
            on_part(part[0] / len(self._report))
            inside = [number for number, candidate in enumerate(candidates) if _stands_in(candidate, part)]
            scores = self._scores(self._report[slice(*part)], question, [names[n] for n in inside])
            return dict(zip(inside, scores, strict=True))

        read = read_in_parts(self._report, ask)
        self._parts = [part for part, _ in read.answers]
        self.unread = read.unread
        gains: list[float | None] = []
        for number, name in enumerate(names):
            scores = [found[number] for _, found in read.answers if number in found]
            gains.append((max(scores) - without[number]) / max(1, len(name) // 4) if scores else None)
        return gains

    def kinds(self, candidates: Sequence[Candidate], names: Mapping[str, str]) -> list[str]:
        """Return the likeliest kind of each of *candidates*; `topic` where the model is not sure.

        Args:
            candidates: Keywords of the report.
            names: The words for the kinds in the report's language.
        """
        parts = [next((part for part in self._parts if _stands_in(c, part)), None) for c in candidates]
        kinds = ["topic"] * len(candidates)
        # Part by part, so that each is read once.
        for number in sorted(range(len(candidates)), key=lambda n: parts[n] or (0, 0)):
            part = parts[number]
            if part is not None:
                kinds[number] = self._kind(candidates[number], part, names)
        return kinds

    def _kind(self, candidate: Candidate, part: Span, names: Mapping[str, str]) -> str:
        question = read_text(f"prompts/keywords_kind_{self._language}.txt")
        answers = [names[kind] for kind in _ASKED]
        asked = question.format(keyword=candidate.text)
        try:
            if self._neutral is None:
                self._neutral = self._scores("", question.format(keyword="…"), answers)
            scores = self._scores(self._report[slice(*part)], asked, answers)
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            # This question is longer than the one that the part was measured by.
            halves = overlapping_halves(self._report, *part) or ()
            half = next((half for half in halves if _stands_in(candidate, half)), None)
            return self._kind(candidate, half, names) if half else "topic"
        gains = [one - other for one, other in zip(scores, self._neutral, strict=True)]
        # A small model has a favourite word, and another one without it: only what is best by both counts.
        best = _clear_best(scores)
        return _ASKED[best] if best is not None and best == _clear_best(gains) else "topic"

    def _scores(self, report: str, question: str, answers: Sequence[str]) -> list[float]:
        return self._engine.score(
            question_about(report, question, self._language), answers, cancellation=self._cancellation
        )


def _stands_in(candidate: Candidate, part: Span) -> bool:
    return any(part[0] <= start and end <= part[1] for start, end in candidate.spans)


def _clear_best(values: Sequence[float]) -> int | None:
    """Return the index of the highest value, or None when another one is too near."""
    first, second = sorted(values, reverse=True)[:2]
    return values.index(first) if first - second > _MARGIN else None
