"""What is to be expected at each degree of sureness: how much is done by itself, and how much of it wrongly.

It is told from the user's own examples, each judged by what the others teach, and from those of whole categories
that were left out, which stand for what fits nothing.
"""

from collections.abc import Sequence

import numpy as np

from app.records import Expectation
from app.tasks.inquiries.calibration import Judgement
from app.tasks.inquiries.deciding import ASKING_BELOW, NONE_FROM, Opinion, opinion_of
from app.tasks.inquiries.knowledge import Knowledge
from app.tasks.inquiries.learning import Statistics, Tried
from app.tasks.inquiries.word_weights import Floats

_NEVER = 1.1
_WRONG_BY_WORDS = 0.02
"""Share of wrong ones that is allowed among what words decide where a model could be asked."""
_THRESHOLDS_OF_WORDS = (0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
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


def sure_by_words(statistics: Statistics, none_share: float) -> float:
    """Return the confidence from which on words decide, and nobody else needs to be asked.

    With examples that the model has read it is the lowest one for which, of the examples that were tried, no more
    than two in a hundred are decided wrongly.
    """
    if not statistics.reads or statistics.tried_by_words is None:
        return ASKING_BELOW
    known = Knowledge(statistics, none_share)
    confidence, right, weight = _outcomes(known, statistics.tried_by_words, statistics.tried_by_words)
    for threshold in _THRESHOLDS_OF_WORDS:
        decided = confidence >= threshold
        if weight[decided & np.logical_not(right)].sum() <= _WRONG_BY_WORDS * weight[decided].sum():
            return threshold
    return _NEVER


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
        found.append(words if words.confidence >= knowledge.asking_below else both)
    return found


def _each(knowledge: Knowledge, judged: Judgement) -> Sequence[Opinion]:
    return [
        opinion_of(shares, float(odds), knowledge.none_share, NONE_FROM)
        for shares, odds in zip(*judged, strict=True)
    ]
