"""Sorts inquiries with everything that was learnt before; those that need the model some at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.engine.engine import Engine
from app.events import Cancellation
from app.records import Finding, Gravity, SortedRow, SourceText
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.clauses import questions_about, telling_clauses
from app.tasks.inquiries.deciding import (
    ASKING_BELOW,
    Decider,
    Decision,
    Opinion,
    candidates_of,
    evidence_of,
    opinion_of,
    with_model,
)
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.journal import Entry
from app.tasks.inquiries.judging import Ask, ModelJudge, PartAnswer, Tendency
from app.tasks.inquiries.knowledge import Knowledge
from app.tasks.inquiries.learning import strongest
from app.tasks.inquiries.long_texts import MOST_READ
from app.tasks.inquiries.rules import RuleBook, RuleMatches
from app.tasks.part_reading import unread_findings
from app.text.orders import order_spans
from app.text.overlapping_parts import Span
from app.verification.confidence import log_shares

_FIRST_WINDOW = 4
"""Rows that the model is asked about together at first, so that something is soon to be seen."""
_LARGEST_WINDOW = 8
"""Measured: with the questions about their clauses they fill the model's batches; more rows only come later."""
_LONGEST_WAITING = 256
"""Rows that are held back at most behind one that the model is asked about."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A row that the model is to be asked about."""

    inquiry: Inquiry
    findings: tuple[Finding, ...]
    opinion: Opinion
    """What the statistics say."""
    asked: tuple[int, ...]
    """Categories to ask about, by index."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A row that the model was asked about."""

    inquiry: Inquiry
    findings: tuple[Finding, ...]
    both: Opinion
    """What statistics and model together say."""
    asked: tuple[int, ...]
    shares: dict[int, float]
    """What the model gave each category."""
    part: Span
    """The part of the text that its answer rests on."""
    asks: list[Ask]
    """What tells the clauses that it rests on."""


class RowSorter:
    """Sorts the rows of one run; what the model tends to say is learnt on the way."""

    def __init__(
        self,
        run: str,
        categories: CategorySet,
        knowledge: Knowledge,
        *,
        sure: float,
        engine: Engine | None,
        cancellation: Cancellation,
    ) -> None:
        """Sort into *categories*.

        Args:
            run: Id that the rows carry.
            categories: Where to sort.
            knowledge: What was learnt before.
            sure: Confidence below which a person decides.
            engine: The model, if there is one.
            cancellation: The user's wish to stop.
        """
        self._run = run
        self._categories = categories.categories
        self._cancellation = cancellation
        self._sure = sure
        self._knowledge = knowledge
        self._rules = RuleBook([(category.name, category.rules) for category in categories.categories])
        self._decider = Decider(categories.categories, knowledge.statistics)
        self._tendency = Tendency(len(categories.categories))
        judge = ModelJudge(engine, categories.categories, cancellation) if engine else None
        self._judge = judge if judge and judge.can_ask else None
        self._untold = tuple(_about_categories(judge)) if judge else ()

    def windows(self, inquiries: Sequence[Inquiry], stored: Mapping[int, Entry]) -> Iterator[list[Entry]]:
        """Yield the rows of *inquiries* in their order, as many at a time as the model was asked about together.

        Args:
            inquiries: What to sort.
            stored: Rows that were finished before, by their number.

        Raises:
            Cancelled: The user asked to stop.
        """
        waiting: list[Entry | _Open] = []
        most = _FIRST_WINDOW
        for inquiry in inquiries:
            self._cancellation.raise_if_requested()
            row = self._remembered(stored[inquiry.row]) if inquiry.row in stored else self._looked_at(inquiry)
            if isinstance(row, Entry) and not waiting:
                self._tendency.learn(row.shares)
                yield [row]
                continue
            waiting.append(row)
            if sum(isinstance(one, _Open) for one in waiting) == most or len(waiting) == _LONGEST_WAITING:
                yield self._answered(waiting)
                waiting = []
                most = min(2 * most, _LARGEST_WINDOW)
        if waiting:
            yield self._answered(waiting)

    def _remembered(self, entry: Entry) -> Entry:
        return replace(entry, row=replace(entry.row, run=self._run))

    def _looked_at(self, inquiry: Inquiry) -> "Entry | _Open":
        """Return the row of *inquiry* where rules or statistics decide, or what to ask the model."""
        judged = self._knowledge.judged.get(inquiry.row)
        if judged is None:
            reason = "not-readable" if inquiry.error else "empty-text"
            row = self._row(inquiry, Decision(None, 0.0, "rule", reason, ()), ())
            return Entry(replace(row, error=inquiry.error), {})
        opinion = opinion_of(*judged, self._knowledge.none_share)
        matches = self._rules.matches(inquiry.text)
        findings = tuple(_about_reading(inquiry, matches))
        if matches.found:
            decision = self._decider.by_rule(inquiry.text, matches.found, opinion)
            return Entry(self._row(inquiry, decision, findings), {})
        if opinion.confidence < ASKING_BELOW:  # the first row that it matters to tells it
            findings, self._untold = (*findings, *self._untold), ()
        if self._judge and opinion.confidence < ASKING_BELOW:
            asked = candidates_of(opinion, by_example=self._knowledge.statistics.by_example)
            return _Open(inquiry, findings, opinion, tuple(asked))
        return Entry(self._by_statistics(inquiry, opinion, findings), {})

    def _answered(self, waiting: "Sequence[Entry | _Open]") -> list[Entry]:
        """Return the rows that are *waiting*, after the model was asked about all open ones together."""
        assert self._judge is not None  # noqa: S101 - without it nothing waits
        none = len(self._categories)
        open_rows = [row for row in waiting if isinstance(row, _Open)]
        asks = [Ask(row.inquiry.text, (*row.asked, none)) for row in open_rows]
        answers = iter(self._judge.weigh_parts(asks))
        done: list[Entry | _Judged] = []
        # What the model tends to say is learnt in the order of the rows, whatever is asked together.
        for row in waiting:
            if isinstance(row, _Open):
                done.append(self._judged(row, next(answers)))
            else:
                self._tendency.learn(row.shares)
                done.append(row)
        judged = [row for row in done if isinstance(row, _Judged)]
        reasons = iter(self._reasons(judged))
        return [self._by_model(row, next(reasons)) if isinstance(row, _Judged) else row for row in done]

    def _judged(self, row: "_Open", answers: Sequence[PartAnswer]) -> "Entry | _Judged":
        """Return what statistics and model together say; without an answer, what statistics say."""
        read = [(part.span, part.values) for part in answers if part.values is not None]
        if not read:
            findings = (*row.findings, Finding("model-did-not-answer", gravity=Gravity.NOTE))
            return Entry(self._by_statistics(row.inquiry, row.opinion, findings), {})
        scores = strongest([values for _, values in read])
        named = np.exp(log_shares(scores[:-1]))
        shares = dict(zip(row.asked, named.tolist(), strict=True))
        self._tendency.learn(shares)
        both = with_model(
            row.opinion,
            row.asked,
            scores,
            self._tendency,
            self._knowledge.none_share,
            by_example=self._knowledge.statistics.by_example,
        )
        part, asks = (0, 0), list[Ask]()
        best, _ = both.best_two
        if best in row.asked:
            place = row.asked.index(best)
            part, values = max(read, key=lambda one: one[1][place])
            answers_asked = (*row.asked, len(self._categories))
            rival = max(
                (one for one in range(len(values)) if one != place), key=lambda one: float(values[one])
            )
            asks = questions_about(row.inquiry.text[slice(*part)], best, answers_asked[rival])
        unread = [part.span for part in answers if part.values is None]
        source = SourceText(row.inquiry.source, row.inquiry.text[:MOST_READ])
        findings = (*row.findings, *unread_findings(source, unread, MOST_READ))
        return _Judged(row.inquiry, findings, both, row.asked, shares, part, asks)

    def _reasons(self, judged: "Sequence[_Judged]") -> Iterator[tuple[tuple[int, int], ...]]:
        """Yield for each row the places that the model's answer rests on, where clauses tell."""
        assert self._judge is not None  # noqa: S101 - as before
        answers = self._judge.weigh([ask for row in judged for ask in row.asks])
        place = 0
        for row in judged:
            begin, end = row.part
            clauses = telling_clauses(row.inquiry.text[begin:end], answers[place : place + len(row.asks)])
            yield tuple((begin + start, begin + stop) for start, stop in clauses)
            place += len(row.asks)

    def _by_model(self, row: "_Judged", clauses: tuple[tuple[int, int], ...]) -> Entry:
        best, second = row.both.best_two
        text = row.inquiry.text
        spans: tuple[tuple[int, int], ...] = ()
        if best in row.asked:
            spans = clauses or self._decider.telling_spans(text, best, second) or (row.part,)
        decision = self._doubted(self._decider.by_model(row.both, spans, text), row.both)
        return Entry(self._row(row.inquiry, decision, row.findings), row.shares)

    def _by_statistics(self, inquiry: Inquiry, opinion: Opinion, findings: tuple[Finding, ...]) -> SortedRow:
        decision = self._doubted(self._decider.by_statistics(inquiry.text, opinion), opinion)
        return self._row(inquiry, decision, findings)

    def _doubted(self, decision: Decision, opinion: Opinion) -> Decision:
        return self._decider.unsure(decision, opinion) if decision.confidence < self._sure else decision

    def _row(self, inquiry: Inquiry, decision: Decision, findings: tuple[Finding, ...]) -> SortedRow:
        orders = tuple(
            Finding(
                "reads-like-an-order",
                {"quote": inquiry.text[start:end], "source": inquiry.source},
                start,
                end,
            )
            for start, end in order_spans(inquiry.text)
        )
        doubtful = any(finding.gravity == Gravity.DOUBT for finding in orders + findings)
        unfounded = decision.category is not None and not decision.spans
        confidence = round(min(max(decision.confidence, 0.0), 1.0), 4)
        return SortedRow(
            run=self._run,
            row=inquiry.row,
            text=inquiry.text,
            category=decision.category,
            confidence=confidence,
            needs_person=confidence < self._sure or unfounded or doubtful or not inquiry.text,
            evidence=evidence_of(inquiry.text, inquiry.source, decision.spans),
            reason=decision.reason,
            method=decision.method,
            parameters=decision.parameters,
            findings=orders + findings,
        )


def _about_categories(judge: ModelJudge) -> Iterator[Finding]:
    """Yield what was not read of the categories."""
    if not judge.can_ask:
        yield Finding("too-many-categories", gravity=Gravity.NOTE)
    elif judge.is_shortened:
        yield Finding("descriptions-shortened", gravity=Gravity.NOTE)


def _about_reading(inquiry: Inquiry, matches: RuleMatches) -> Iterator[Finding]:
    """Yield what was not read to the end."""
    yield from unread_findings(SourceText(inquiry.source, inquiry.text), (), MOST_READ)
    if not matches.complete:
        yield Finding("rules-not-finished", gravity=Gravity.NOTE)
