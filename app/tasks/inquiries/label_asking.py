"""Decides open rows by how readily the model names each category; for categories with few examples or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.records import Finding, Gravity, SourceText
from app.tasks.inquiries.basis import Claim, carrying_spans, needs_check, not_carried
from app.tasks.inquiries.clauses import questions_about, telling_clauses
from app.tasks.inquiries.deciding import Decider, Decision, Opinion, Span, candidates_of, with_model
from app.tasks.inquiries.judging import Ask, ModelJudge, PartAnswer, Tendency
from app.tasks.inquiries.knowledge import Knowledge, NoneShare
from app.tasks.inquiries.learning import strongest
from app.tasks.inquiries.long_texts import MOST_READ
from app.tasks.inquiries.open_rows import Answered, OpenRow, Said
from app.tasks.inquiries.word_weights import Floats
from app.tasks.part_reading import unread_findings
from app.verification.confidence import log_shares


@dataclass(frozen=True, slots=True)
class _Named:
    """A row about which the model has named its categories."""

    row: OpenRow
    findings: tuple[Finding, ...]
    both: Opinion
    """What words and model together say."""
    asked: tuple[int, ...]
    """Categories that were asked about, by index."""
    said: Said
    part: Span
    """The part of the text that its answer rests on."""
    asks: list[Ask]
    """What tells the clauses that it rests on."""


class LabelAsker:
    """Asks the model which category each open row belongs to.

    What the model tends to name, whatever it reads, and without examples how many rows fit nothing, is learnt on
    the way, in the order of the rows.
    """

    first = 4
    most = 8
    """Measured: with the questions about their clauses they fill the model's batches; more rows only come later."""

    def __init__(self, judge: ModelJudge, knowledge: Knowledge, decider: Decider, sure: float) -> None:
        """Ask *judge*; what is decided with at least the confidence *sure* holds without a person."""
        self._judge = judge
        self._knowledge = knowledge
        self._decider = decider
        self._sure = sure
        self._tendency = Tendency(decider.count)
        self._none_share = NoneShare()

    def remember(self, said: Said) -> None:
        """Take note of what the model said about a row that was decided before."""
        self._tendency.learn(said.shares)
        if said.strangeness is not None:
            self._none_share.learn(said.strangeness)

    def answers(self, rows: Sequence[OpenRow]) -> list[Answered]:
        """Return what becomes of *rows*; where the model does not answer, words decide.

        Raises:
            Cancelled: The user asked to stop.
        """
        named = self._named(rows)
        reasons = iter(self._reasons([one for one in named if isinstance(one, _Named)]))
        decided = [self._decided(one, next(reasons)) if isinstance(one, _Named) else one for one in named]
        return self._checked(rows, decided)

    def _named(self, rows: Sequence[OpenRow]) -> list["Answered | _Named"]:
        asked = [self._asked(row.opinion) for row in rows]
        none = self._decider.count
        asks = [Ask(row.inquiry.text, (*places, none)) for row, places in zip(rows, asked, strict=True)]
        answers = self._judge.weigh_parts(asks)
        return [self._one_named(*each) for each in zip(rows, asked, answers, strict=True)]

    def _asked(self, opinion: Opinion) -> tuple[int, ...]:
        return tuple(candidates_of(opinion, by_example=self._knowledge.statistics.by_example))

    def _one_named(
        self, row: OpenRow, asked: tuple[int, ...], answers: Sequence[PartAnswer]
    ) -> "Answered | _Named":
        """Return what words and model together say; without an answer, what words say."""
        text = row.inquiry.text
        read = [(part.span, part.values) for part in answers if part.values is not None]
        if not read:
            finding = Finding("model-did-not-answer", gravity=Gravity.NOTE)
            decision = self._decider.by_statistics(text, row.opinion)
            return Answered(decision, row.opinion, (*row.findings, finding))
        scores = strongest([values for _, values in read])
        named = np.exp(log_shares(scores[:-1]))
        self._tendency.learn(shares := dict(zip(asked, named.tolist(), strict=True)))
        both = self._with_model(row.opinion, asked, scores)
        self._none_share.learn(both.strangeness)
        part, asks = (0, 0), list[Ask]()
        best, _ = both.best_two
        if best in asked:
            place = asked.index(best)
            part, values = max(read, key=lambda one: one[1][place])
            others = (one for one in range(len(values)) if one != place)
            rival = max(others, key=lambda one: float(values[one]))
            asks = questions_about(text[slice(*part)], best, (*asked, self._decider.count)[rival])
        unread = [part.span for part in answers if part.values is None]
        source = SourceText(row.inquiry.source, text[:MOST_READ])
        findings = (*row.findings, *unread_findings(source, unread, MOST_READ))
        return _Named(row, findings, both, asked, Said(shares, both.strangeness), part, asks)

    def _with_model(self, opinion: Opinion, asked: tuple[int, ...], scores: Floats) -> Opinion:
        known = self._knowledge
        by_example = known.statistics.by_example
        none_share = known.none_share if by_example else self._none_share.value
        return with_model(opinion, asked, scores, self._tendency, none_share, by_example=by_example)

    def _reasons(self, named: "Sequence[_Named]") -> Iterator[tuple[Span, ...]]:
        """Yield for each row the places that the model's answer rests on, where clauses tell."""
        answers = self._judge.weigh([ask for row in named for ask in row.asks])
        place = 0
        for row in named:
            begin, end = row.part
            clauses = telling_clauses(row.row.inquiry.text[begin:end], answers[place : place + len(row.asks)])
            yield tuple((begin + start, begin + stop) for start, stop in clauses)
            place += len(row.asks)

    def _decided(self, named: "_Named", clauses: tuple[Span, ...]) -> Answered:
        best, second = named.both.best_two
        text = named.row.inquiry.text
        spans: tuple[Span, ...] = ()
        if best in named.asked:
            spans = clauses or self._decider.telling_spans(text, best, second) or (named.part,)
        decision = self._decider.by_model(named.both, spans, text)
        return Answered(decision, named.both, named.findings, named.said)

    def _checked(self, rows: Sequence[OpenRow], decided: Sequence[Answered]) -> list[Answered]:
        """Return the rows as *decided*, with a finding where the basis does not carry the decision."""
        result = list(decided)
        checked = [place for place, one in enumerate(decided) if needs_check(one.decision, self._sure)]
        texts = [rows[place].inquiry.text for place in checked]
        claims = [
            Claim(text, decided[place].opinion, decided[place].decision.spans)
            for text, place in zip(texts, checked, strict=True)
        ]
        carried = carrying_spans(claims, self._judged, self._decider, self._sure)
        for place, text, (spans, carries) in zip(checked, texts, carried, strict=True):
            one = decided[place]
            decision: Decision = self._decider.resting_on(one.decision, text, spans)
            findings = one.findings if carries else (*one.findings, not_carried())
            result[place] = Answered(decision, one.opinion, findings, one.said)
        return result

    def _judged(self, texts: Sequence[str]) -> Sequence[Opinion | None]:
        """Return what words and model say about *texts*, None for those too long to be read at once; nothing is learnt."""
        opinions = self._knowledge.opinions(texts)
        asked = [self._asked(opinion) for opinion in opinions]
        none = self._decider.count
        asks = [Ask(text, (*places, none)) for text, places in zip(texts, asked, strict=True)]
        return [
            opinion if scores is None else self._with_model(opinion, places, scores)
            for opinion, places, scores in zip(opinions, asked, self._judge.weigh(asks), strict=True)
        ]
