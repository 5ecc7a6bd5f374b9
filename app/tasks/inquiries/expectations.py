"""What is to be expected at each degree of sureness: how much is done by itself, and how much of it wrongly.

It is told from the user's own examples, each judged by what the others teach, and from those of whole categories
that were left out, which stand for what fits nothing.
"""

from collections.abc import Sequence

import numpy as np

from app.records import Expectation
from app.tasks.inquiries.calibration import Judgement
from app.tasks.inquiries.deciding import ASKING_BELOW, Opinion, opinion_of
from app.tasks.inquiries.knowledge import Knowledge
from app.tasks.inquiries.learning import Tried
from app.tasks.inquiries.word_weights import Floats

_THRESHOLDS = (*np.arange(0.0, 0.9, 0.05).round(2).tolist(), 0.9, 0.92, 0.94, 0.96, 0.97, 0.98, 0.99)


def expectations(knowledge: Knowledge) -> tuple[Expectation, ...]:
    """Return what is to be expected at each threshold, the lowest first; nothing without examples enough."""
    statistics = knowledge.statistics
    if statistics.tried is None or statistics.tried_by_words is None:
        return ()
    confidence, right, weight = _outcomes(knowledge, statistics.tried, statistics.tried_by_words)
    wrong_ones = np.logical_not(right)
    found = []
    for threshold in _THRESHOLDS:
        decided = confidence >= threshold
        share = float(weight[decided].sum())
        wrong = float(weight[decided & wrong_ones].sum())
        found.append(Expectation(float(threshold), share, wrong / share if share else None))
    return tuple(found)


def _outcomes(knowledge: Knowledge, tried: Tried, by_words: Tried) -> tuple[Floats, Floats, Floats]:
    """Return for each example that was tried the confidence, whether it was right, and its share of all rows."""
    none = tried.known.shares.shape[1] - 1
    strange = len(tried.strange.strangeness) if tried.strange else 0
    none_share = knowledge.none_share if strange else 0.0
    opinions = _opinions(knowledge, tried.known, by_words.known)
    answers = list(tried.right)
    weights = [(1 - none_share) / len(answers)] * len(answers)
    if tried.strange and by_words.strange:
        opinions += _opinions(knowledge, tried.strange, by_words.strange)
        answers += [none] * strange
        weights += [none_share / strange] * strange
    right = [opinion.best_two[0] == answer for opinion, answer in zip(opinions, answers, strict=True)]
    confidence = [opinion.confidence for opinion in opinions]
    return np.array(confidence), np.array(right), np.array(weights)


def _opinions(knowledge: Knowledge, judged: Judgement, by_words: Judgement) -> list[Opinion]:
    """Return the opinion on each text as a row of it would have it: where words are sure, nobody else is asked."""
    found = []
    for words, both in zip(_each(knowledge, by_words), _each(knowledge, judged), strict=True):
        found.append(words if words.confidence >= ASKING_BELOW else both)
    return found


def _each(knowledge: Knowledge, judged: Judgement) -> Sequence[Opinion]:
    return [
        opinion_of(shares, float(odds), knowledge.none_share, by_example=True)
        for shares, odds in zip(*judged, strict=True)
    ]
