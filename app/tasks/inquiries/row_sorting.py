"""Sorts inquiries with everything that was learnt before; those that need the model some at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from app.engine.engine import Engine
from app.events import Cancellation
from app.records import Finding, Gravity, SortedRow, SourceText
from app.tasks.inquiries.basis import Claim, carrying_spans, needs_check, not_carried
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.deciding import Decider, Decision, Opinion, evidence_of
from app.tasks.inquiries.holding_back import is_held_back
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.journal import Entry
from app.tasks.inquiries.judging import ModelJudge
from app.tasks.inquiries.label_asking import LabelAsker
from app.tasks.inquiries.learner import Learnt
from app.tasks.inquiries.long_texts import MOST_READ
from app.tasks.inquiries.open_rows import Answered, Asker, OpenRow
from app.tasks.inquiries.rules import RuleBook, RuleMatches
from app.tasks.inquiries.state_asking import StateAsker
from app.tasks.part_reading import unread_findings
from app.text.orders import order_spans

_BLOCK = 64
"""Rows that words are asked about together."""
_MOST_SHOWN = 3
_TELLING_BEGINNING = 600
_LONGEST_WAITING = 256
"""Rows that are held back at most behind one that the model is asked about."""


class RowSorter:
    """Sorts the rows of one run."""

    def __init__(
        self,
        run: str,
        categories: CategorySet,
        learnt: Learnt,
        *,
        sure: float,
        engine: Engine | None,
        cancellation: Cancellation,
    ) -> None:
        """Sort into *categories*.

        Args:
            run: Id that the rows carry.
            categories: Where to sort.
            learnt: What was learnt before, and who reads.
            sure: Confidence below which a person decides.
            engine: The model, if there is one.
            cancellation: The user's wish to stop.
        """
        self._run = run
        self._cancellation = cancellation
        self._sure = sure
        knowledge, states = learnt.knowledge, learnt.states
        self._knowledge = knowledge
        self._rules = RuleBook([(category.name, category.rules) for category in categories.categories])
        self._decider = Decider(categories.categories, knowledge.statistics)
        self._untold: tuple[Finding, ...] = ()
        self._asker: Asker | None = None
        if states and knowledge.statistics.reads:
            self._asker = StateAsker(states, knowledge, self._decider, sure)
        elif engine:
            alike = (
                self._alike
                if any(map(knowledge.statistics.has_examples, range(self._decider.count)))
                else None
            )
            judge = ModelJudge(engine, categories.categories, cancellation, alike)
            self._untold = tuple(_about_categories(judge))
            if judge.can_ask:
                self._asker = LabelAsker(judge, knowledge, self._decider, sure)
        self._most = self._asker.first if self._asker else 0

    def _alike(self, text: str) -> list[tuple[str, str]]:
        """Return the examples that the model is shown before *text*."""
        found = self._knowledge.statistics.alike(text[:_TELLING_BEGINNING], _MOST_SHOWN)
        return [(lesson.text, self._decider.name_of(lesson.category)) for lesson in found]

    def windows(self, inquiries: Iterable[Inquiry], stored: Mapping[int, Entry]) -> Iterator[list[Entry]]:
        """Yield the rows of *inquiries* in their order, as many at a time as were decided together.

        Args:
            inquiries: What to sort; they are walked through once.
            stored: Rows that were finished before, by their number.

        Raises:
            Cancelled: The user asked to stop.
        """
        waiting: list[Entry | OpenRow] = []
        rest = iter(inquiries)
        while block := list(islice(rest, _BLOCK)):
            for row in self._looked_at(block, stored):
                self._cancellation.raise_if_requested()
                if isinstance(row, Entry) and not waiting:
                    self._remember(row)
                    yield [row]
                    continue
                waiting.append(row)
                open_rows = sum(isinstance(one, OpenRow) for one in waiting)
                if open_rows == self._most or len(waiting) == _LONGEST_WAITING:
                    yield self._answered(waiting)
                    waiting = []
        if waiting:
            yield self._answered(waiting)

    def _looked_at(
        self, block: Sequence[Inquiry], stored: Mapping[int, Entry]
    ) -> Iterator["Entry | OpenRow"]:
        """Yield for each inquiry its row where rules or words decide, or what to ask the model."""
        fresh = [one for one in block if one.row not in stored and one.text.strip() and not one.error]
        opinions = dict(
            zip(
                (one.row for one in fresh), self._knowledge.opinions([one.text for one in fresh]), strict=True
            )
        )
        for inquiry in block:
            if inquiry.row in stored:
                yield self._remembered(stored[inquiry.row])
            elif inquiry.row in opinions:
                yield self._by_rules_or_words(inquiry, opinions[inquiry.row])
            else:
                reason = "not-readable" if inquiry.error else "empty-text"
                row = self._row(inquiry, Decision(None, 0.0, "rule", reason, ()), ())
                yield Entry(replace(row, error=inquiry.error))

    def _remembered(self, entry: Entry) -> Entry:
        told = {finding.code for finding in entry.row.findings}
        self._untold = tuple(finding for finding in self._untold if finding.code not in told)
        return replace(entry, row=replace(entry.row, run=self._run))

    def _remember(self, entry: Entry) -> None:
        if self._asker:
            self._asker.remember(entry.said)

    def _by_rules_or_words(self, inquiry: Inquiry, opinion: Opinion) -> "Entry | OpenRow":
        matches = self._rules.matches(inquiry.text)
        findings = tuple(_about_reading(inquiry, matches))
        if matches.found:
            decision = self._decider.by_rule(inquiry.text, matches.found, opinion)
            return Entry(self._row(inquiry, decision, findings))
        if opinion.confidence < self._knowledge.asking_below:  # the first row that it matters to tells it
            findings, self._untold = (*findings, *self._untold), ()
        if self._asker and opinion.confidence < self._knowledge.asking_below:
            return OpenRow(inquiry, findings, opinion)
        return Entry(self._by_words(inquiry, opinion, findings))

    def _answered(self, waiting: "Sequence[Entry | OpenRow]") -> list[Entry]:
        """Return the rows that are *waiting*, after the model was asked about all open ones together."""
        assert self._asker is not None  # noqa: S101 - without it nothing waits
        self._most = min(2 * self._most, self._asker.most)
        open_rows = [row for row in waiting if isinstance(row, OpenRow)]
        for row in waiting:
            if isinstance(row, Entry):
                self._remember(row)
        answers = iter(self._asker.answers(open_rows))
        return [self._entry(row, next(answers)) if isinstance(row, OpenRow) else row for row in waiting]

    def _entry(self, row: OpenRow, answer: Answered) -> Entry:
        decision = self._doubted(answer.decision, answer.opinion)
        return Entry(self._row(row.inquiry, decision, answer.findings), answer.said)

    def _by_words(self, inquiry: Inquiry, opinion: Opinion, findings: tuple[Finding, ...]) -> SortedRow:
        decision = self._decider.by_statistics(inquiry.text, opinion)
        if needs_check(decision, self._sure):
            claim = Claim(inquiry.text, opinion, decision.spans)
            [(spans, carries)] = carrying_spans([claim], self._knowledge.opinions, self._decider, self._sure)
            decision = self._decider.resting_on(decision, inquiry.text, spans)
            findings = findings if carries else (*findings, not_carried())
        return self._row(inquiry, self._doubted(decision, opinion), findings)

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
            for start, end in order_spans(inquiry.text[:MOST_READ])
        )
        confidence = round(min(max(decision.confidence, 0.0), 1.0), 4)
        row = SortedRow(
            run=self._run,
            row=inquiry.row,
            text=inquiry.text,
            category=decision.category,
            confidence=confidence,
            needs_person=confidence < self._sure or not inquiry.text,
            evidence=evidence_of(inquiry.text, inquiry.source, decision.spans),
            reason=decision.reason,
            method=decision.method,
            parameters=decision.parameters,
            findings=orders + findings,
        )
        return replace(row, needs_person=True) if is_held_back(row) else row


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
