"""What words and states say about texts, as bare scores and signs; `learning` learns what they mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.tasks.inquiries.features import Features
from app.tasks.inquiries.state_weights import StateWeights
from app.tasks.inquiries.word_weights import UNTAUGHT, Floats, WordWeights
from app.verification.confidence import log_odds, log_shares


@dataclass(frozen=True, slots=True)
class Scores:
    """What is said about some texts, one row each, before it means anything."""

    words: Floats
    """Score of each category by words and letters; the last column stands for examples of none."""
    likeness: Floats
    """Of the letters to those of the nearest lesson, 0 to 1."""
    states: Floats | None = None
    """Score of each category by the model's states, about -1 to 1; None where they were not read."""
    nearness: Floats | None = None
    """Cosine to the nearest lesson's state, and mean of the three nearest."""

    def by_words(self) -> "Scores":
        """Return what is said without the states."""
        return Scores(self.words, self.likeness)

    def rows(self, places: Sequence[int]) -> "Scores":
        """Return the rows at *places*."""
        if self.states is None or self.nearness is None:
            return Scores(self.words[places], self.likeness[places])
        return Scores(self.words[places], self.likeness[places], self.states[places], self.nearness[places])

    def signs(self) -> Floats:
        """Return what tells by words that nothing fits: no category stands out, and no lesson is alike."""
        best = log_odds(np.exp(log_shares(self.words)).max(axis=1))
        # A single category stands out among nothing.
        alone = (self.words > UNTAUGHT).sum(axis=1) < 2
        return np.column_stack([np.where(alone, 0.0, best), self.likeness])

    def signs_of_both(self, shares: Floats) -> Floats:
        """Return what tells by words and states that nothing fits, given the *shares* that they led to.

        Each classifier's best score and its lead, how near the nearest lessons are, and the shares' lead.
        """
        assert self.states is not None  # noqa: S101 - asked for only where they were read
        assert self.nearness is not None  # noqa: S101 - likewise
        columns = [
            *_best_and_lead(self.states),
            *self.nearness.T,
            *_best_and_lead(self.words),
            log_shares(self.words).max(axis=1),
            self.likeness,
            *_best_and_lead(np.maximum(shares, _LEAST_SHARE)),
        ]
        return np.column_stack(columns)


_LEAST_SHARE = -14.0


def _best_and_lead(scores: Floats) -> tuple[Floats, Floats]:
    if scores.shape[1] == 1:
        return scores[:, 0], np.zeros(len(scores))
    ranked = -np.partition(-scores, 1, axis=1)
    return ranked[:, 0], ranked[:, 0] - ranked[:, 1]


def in_order(parts: Sequence[Scores], places: Sequence[int]) -> Scores:
    """Return the rows of all *parts* in the order of their *places*, 0 for the first."""
    order = np.argsort(np.asarray(places, dtype=np.int64), kind="stable")
    states = [part.states for part in parts if part.states is not None]
    nearness = [part.nearness for part in parts if part.nearness is not None]
    read = len(states) == len(parts)
    return Scores(
        np.concatenate([part.words for part in parts])[order],
        np.concatenate([part.likeness for part in parts])[order],
        np.concatenate(states)[order] if read else None,
        np.concatenate(nearness)[order] if read else None,
    )


class Weights:
    """What words and, where the model has read them, states of the same lessons speak for."""

    def __init__(
        self,
        texts: Sequence[Features],
        categories: Sequence[int],
        count: int,
        states: Floats | None = None,
        read: Sequence[int] = (),
        *,
        balanced: bool = True,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Learn from *texts* of *categories*, each below *count*; those at *read* have a row in *states*.

        Each category weighs the same where it is to be *balanced*, and each text where not. *between* is called some
        times a second meanwhile; what it raises ends the work.
        """
        self.words = WordWeights(texts, categories, count, balanced=balanced, between=between)
        self.states: StateWeights | None = None
        if states is not None and len(read):
            known = [categories[place] for place in read]
            self.states = StateWeights(states, known, count, balanced=balanced)

    def scores(self, texts: Sequence[Features], states: Floats | None = None) -> Scores:
        """Return what is said about *texts*, whose *states* may be given."""
        words, likeness = self.words.scores(texts)
        if states is None or self.states is None:
            return Scores(words, likeness)
        return Scores(words, likeness, self.states.scores(states), self.states.nearness(states))
