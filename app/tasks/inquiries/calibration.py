"""What scores mean: the probability of each category, and the odds that none fits."""

from dataclasses import dataclass
from typing import NamedTuple

from app.tasks.inquiries.scores import Scores
from app.tasks.inquiries.word_weights import Floats
from app.verification.confidence import Tell, log_shares


class Judgement(NamedTuple):
    """What is said about some texts, one row each."""

    shares: Floats
    """Log-probabilities of the categories if one of them fits; the last column stands for examples of none."""
    strangeness: Floats
    """Log-odds that none fits, with both equally frequent."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns scores into probabilities."""

    sharpness: float
    """How much words' scores count where they stand alone."""
    tell: Tell
    """Tells by words what fits nothing."""
    mix: tuple[float, float] = (0.5, 3.5)
    """How much words' and states' scores count together."""
    tell_of_both: Tell | None = None
    """Tells by words and states what fits nothing; None where that could not be learnt."""

    def meaning(self, scores: Scores) -> Judgement:
        """Return what *scores* mean."""
        if scores.states is None:
            return Judgement(log_shares(scores.words, self.sharpness), self.tell.odds(scores.signs()))
        words, states = self.mix
        shares = log_shares(words * scores.words + states * scores.states)
        if self.tell_of_both is None:
            return Judgement(shares, self.tell.odds(scores.signs()))
        return Judgement(shares, self.tell_of_both.odds(scores.signs_of_both(shares)))


USUAL = Calibration(2.2, Tell((-0.9, -2.5), 1.0))
"""Measured on public sets of inquiries, as is what holds with hardly any example."""
WITHOUT_EXAMPLES = Calibration(1.5, Tell((-0.3, -4.1), 1.75))
"""The mean of what fits names or descriptions of three public sets best, judged by their training rows."""
