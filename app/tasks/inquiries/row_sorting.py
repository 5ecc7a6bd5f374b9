"""Sorts one inquiry after the other, with everything that was learnt before."""

import logging
from dataclasses import replace

import numpy as np

from app.engine.engine import Engine
from app.errors import EngineError
from app.events import Cancellation
from app.records import Finding, Gravity, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.clauses import telling_clauses
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
from app.tasks.inquiries.judging import ModelJudge, Tendency
from app.tasks.inquiries.knowledge import Knowledge
from app.tasks.inquiries.rules import RuleBook
from app.text.orders import order_spans

_log = logging.getLogger(__name__)

_MOST_FAILURES = 3
"""After so many requests in a row that failed, the model is left alone."""


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
        cancellation: Cancellation | None,
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
        self._sure = sure
        self._knowledge = knowledge
        self._rules = RuleBook([(category.name, category.rules) for category in categories.categories])
        self._decider = Decider(categories.categories, knowledge.statistics)
        self._tendency = Tendency(len(categories.categories))
        judge = ModelJudge(engine, categories.categories, cancellation) if engine else None
        self._judge = judge if judge and judge.can_ask else None
        self._failures = 0

    def remembered(self, entry: Entry) -> SortedRow:
        """Return a row that was finished before, as one of this run."""
        self._tendency.learn(entry.shares)
        return replace(entry.row, run=self._run)

    def sorted(self, inquiry: Inquiry) -> Entry:
        """Return the row of *inquiry*.

        Raises:
            Cancelled: The user asked to stop.
        """
        judged = self._knowledge.judged.get(inquiry.row)
        if judged is None:
            reason = "not-readable" if inquiry.error else "empty-text"
            row = self._row(inquiry, Decision(None, 0.0, "rule", reason, ()), ())
            return Entry(replace(row, error=inquiry.error), {})
        text = inquiry.text
        opinion = opinion_of(*judged, self._knowledge.none_share)
        matches = self._rules.matches(text)
        if matches:
            return Entry(self._row(inquiry, self._decider.by_rule(text, matches, opinion), ()), {})
        findings: tuple[Finding, ...] = ()
        if self._judge and opinion.confidence < ASKING_BELOW:
            try:
                return self._by_model(self._judge, inquiry, opinion)
            except EngineError as error:
                _log.warning("row %d is sorted without the model: %s", inquiry.row, error)
                findings = (Finding("model-did-not-answer", gravity=Gravity.NOTE),)
                self._failures += 1
                if self._failures >= _MOST_FAILURES:
                    self._judge = None
        decision = self._decider.by_statistics(text, opinion)
        return Entry(self._row(inquiry, self._doubted(decision, opinion), findings), {})

    def _by_model(self, judge: ModelJudge, inquiry: Inquiry, opinion: Opinion) -> Entry:
        by_example = self._knowledge.statistics.by_example
        asked = candidates_of(opinion, by_example=by_example)
        scores = judge.scores(inquiry.text, asked)
        named = np.exp(scores[:-1] - np.logaddexp.reduce(scores[:-1]))
        shares = dict(zip(asked, named.tolist(), strict=True))
        self._tendency.learn(shares)
        none_share = self._knowledge.none_share
        both = with_model(opinion, asked, scores, self._tendency, none_share, by_example=by_example)
        best, second = both.best_two
        spans: tuple[tuple[int, int], ...] = ()
        if best in asked:
            spans = (
                telling_clauses(judge, inquiry.text, asked, scores, best)
                or self._decider.telling_spans(inquiry.text, best, second)
                or ((0, len(inquiry.text)),)
            )
        self._failures = 0
        decision = self._decider.by_model(both, spans, inquiry.text)
        return Entry(self._row(inquiry, self._doubted(decision, both), ()), shares)

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
        unfounded = decision.category is not None and not decision.spans
        confidence = round(min(max(decision.confidence, 0.0), 1.0), 4)
        return SortedRow(
            run=self._run,
            row=inquiry.row,
            text=inquiry.text,
            category=decision.category,
            confidence=confidence,
            needs_person=confidence < self._sure or unfounded or bool(orders) or not inquiry.text,
            evidence=evidence_of(inquiry.text, inquiry.source, decision.spans),
            reason=decision.reason,
            method=decision.method,
            parameters=decision.parameters,
            findings=orders + findings,
        )
