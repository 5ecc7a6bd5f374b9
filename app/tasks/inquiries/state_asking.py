"""Decides open rows by words and the model's states together; needs examples enough."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.records import Finding, Gravity
from app.tasks.inquiries.basis import Claim, carrying_spans, needs_check, not_carried, without
from app.tasks.inquiries.deciding import Decider, Decision, Opinion, Span
from app.tasks.inquiries.features import features
from app.tasks.inquiries.knowledge import Knowledge
from app.tasks.inquiries.open_rows import Answered, OpenRow, Said
from app.tasks.inquiries.text_states import TextStates
from app.tasks.inquiries.word_weights import Floats

_LONGEST_EXAMPLE = 80
_MOST_LEFT_OUT = 8
"""Words that are left out one by one where the words' weights say nothing."""
_TELLING_SHARE = 0.5
"""A word counts when leaving it out matters at least this share as much as the one that matters most."""


class StateAsker:
    """Reads open rows with the model and decides by what that and their words say."""

    first = 4
    most = 32
    """As many as fill a step of the model."""

    def __init__(self, states: TextStates, knowledge: Knowledge, decider: Decider, sure: float) -> None:
        """Read with *states*; what is decided with at least the confidence *sure* holds without a person."""
        self._states = states
        self._knowledge = knowledge
        self._decider = decider
        self._sure = sure

    def remember(self, said: Said) -> None:
        """Nothing is learnt on the way."""

    def answers(self, rows: Sequence[OpenRow]) -> list[Answered]:
        """Return what becomes of *rows*; where the model does not read, words decide.

        Raises:
            Cancelled: The user asked to stop.
        """
        texts = [row.inquiry.text for row in rows]
        states = self._states.read(texts)
        if states is None:
            return [self._without_model(row) for row in rows]
        opinions = self._knowledge.opinions(texts, states)
        decided = [
            self._decision(text, opinion, state)
            for text, opinion, state in zip(texts, opinions, states, strict=True)
        ]
        checked = [place for place, decision in enumerate(decided) if needs_check(decision, self._sure)]
        claims = [Claim(texts[place], opinions[place], decided[place].spans) for place in checked]
        findings = {place: row.findings for place, row in enumerate(rows)}
        carried = carrying_spans(claims, self._judged, self._decider, self._sure)
        for place, (spans, carries) in zip(checked, carried, strict=True):
            decided[place] = self._decider.resting_on(decided[place], texts[place], spans)
            if not carries:
                findings[place] = (*findings[place], not_carried())
        return [
            Answered(decision, opinion, findings[place])
            for place, (decision, opinion) in enumerate(zip(decided, opinions, strict=True))
        ]

    def _without_model(self, row: OpenRow) -> Answered:
        decision = self._decider.by_statistics(row.inquiry.text, row.opinion)
        finding = Finding("model-did-not-answer", gravity=Gravity.NOTE)
        return Answered(decision, row.opinion, (*row.findings, finding))

    def _judged(self, texts: Sequence[str]) -> Sequence[Opinion | None]:
        states = self._states.read(texts)
        return [None] * len(texts) if states is None else list(self._knowledge.opinions(texts, states))

    def _decision(self, text: str, opinion: Opinion, state: Floats) -> Decision:
        decision = self._decider.by_statistics(text, opinion)
        if decision.category is None:
            return replace(decision, method="model")
        best, _ = opinion.best_two
        spans = decision.spans
        if not spans and opinion.confidence >= self._sure:
            spans = self._by_leaving_out(text, opinion)
        example = self._knowledge.statistics.nearest_example(state, best)
        if not spans or example is None:
            return replace(decision, method="model")
        shown = example if len(example) <= _LONGEST_EXAMPLE else f"{example[: _LONGEST_EXAMPLE - 1]}…"
        read = replace(
            decision,
            method="model",
            reason="reads-like-examples",
            parameters={**decision.parameters, "example": " ".join(shown.split())},
        )
        return self._decider.resting_on(read, text, spans)

    def _by_leaving_out(self, text: str, opinion: Opinion) -> tuple[Span, ...]:
        """Return the words without which the model would sooner have seen another category."""
        seen = features(text)
        places = [seen.spans[place] for place in seen.word_places if seen.has_telling_words]
        words = places[:_MOST_LEFT_OUT]
        if not words:
            return ()
        best, _ = opinion.best_two
        rests = self._judged([without(text, [word]) or " " for word in words])
        before = float(np.log(opinion.shares[best]))
        drops = [before - float(np.log(rest.shares[best] + 1e-12)) if rest else 0.0 for rest in rests]
        most = max(drops)
        if most <= 0:
            return ()
        return tuple(word for word, drop in zip(words, drops, strict=True) if drop >= most * _TELLING_SHARE)
