"""Decides where one inquiry belongs: rules first, then statistics and the model together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from app.records import Evidence, Method
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.judging import Tendency
from app.tasks.inquiries.learning import Statistics
from app.tasks.inquiries.rules import RuleMatch
from app.tasks.inquiries.word_weights import Floats
from app.verification.confidence import from_log_odds, log_odds, log_shares, mixed

Span = tuple[int, int]
"""Place of a passage: its start and its end."""
ASKING_BELOW = 0.9
"""Below this confidence the statistics leave the decision to the model, where there is one."""
_WEIGHT_OF_STATISTICS = 0.7
_WEIGHT_OF_MODEL = 0.6
_WEIGHT_OF_MODEL_WITHOUT_EXAMPLES = 0.75
"""Weights and what follows: measured on public sets of inquiries with 0 to 15 examples a category."""
_NOT_ASKED = -3.0
"""What the model is taken to say of a category that is hardly possible and was not asked about."""
_STRANGE = (0.95, -0.55, 0.4)
"""Weights of: the statistics' odds of none, how sure the model is, its own odds of none."""
_STRANGE_BASE, _STRANGE_BASE_WITHOUT_EXAMPLES = 0.5, 1.5
"""Log-odds where all of these are 0. Without examples: chosen on seven sets of categories of clinc150 and banking77 by their names, with no, a third and
0.6 of the rows that fit nothing."""
_WIDEST_NONE_ODDS = (-8.0, 5.0)
_CANDIDATES = (5, 12, 0.95)
"""Fewest and most categories the model is asked about, and the share they should cover."""
_CANDIDATES_WITHOUT_EXAMPLES = (8, 20, 0.98)
_RULE_CONFIDENCE = (0.9, 0.09)
"""A rule's confidence, and what agreeing statistics add."""
_LEAST_TELLING = 0.2
"""A word that says less shares some letters by accident; it is no reason."""
_TELLING_SHARE = 0.25
"""A word is shown when it says at least this share of what the most telling one says."""
_MOST_WORDS = 5
NONE_FROM, NONE_FROM_BY_NAMES, NEVER_NONE = 0.8, 0.5, 1.1
"""That nothing fits must be so likely: a wrong category costs a person one look, a dropped inquiry a customer.

Measured by leaving out examples of a public set, and whole categories: from 0.8 on none of the known ones is called
none, from 0.5 on three in a hundred are. Without examples a model may say so that names the categories, and else
nobody: words that no description has are no sign of it.
"""
_CLOSE = 0.5
"""The runner-up is named when it has at least this share of the best one's confidence."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each category is for one text; the last place is for "none fits"."""

    shares: Floats
    """Probabilities, adding up to 1."""
    categories: Floats
    """Log-probabilities of the categories (and examples of none) if one of them fits."""
    strangeness: float
    """Log-odds that none fits, with both equally frequent."""
    none_from: float
    """Probability from which "none fits" is said."""

    @property
    def confidence(self) -> float:
        """Probability of the best guess."""
        return float(self.shares[self.best_two[0]])

    @property
    def best_two(self) -> tuple[int, int]:
        """The best guess and the likeliest other one; the last place stands for "none fits", which has to be clear."""
        ranked = np.argsort(-self.shares, kind="stable").tolist()
        none = len(ranked) - 1
        if ranked[0] == none and self.shares[none] < self.none_from:
            return ranked[1], none
        return ranked[0], ranked[1]


@dataclass(frozen=True, slots=True)
class Decision:
    """Where one inquiry belongs, and why."""

    category: str | None
    confidence: float
    method: Method
    reason: str
    spans: tuple[Span, ...]
    """Places that the decision rests on."""
    parameters: dict[str, object] = field(default_factory=dict)


def opinion_of(categories: Floats, strangeness: float, none_share: float, none_from: float) -> Opinion:
    """Return the opinion that follows when *none_share* of all inquiries fit nothing, said from *none_from* on."""
    none = from_log_odds(np.asarray(strangeness + np.log(none_share / (1 - none_share))))
    shares = np.exp(categories) * (1 - none)
    shares[-1] += none
    return Opinion(shares / shares.sum(), categories, strangeness, none_from)


def candidates_of(opinion: Opinion, *, by_example: bool) -> list[int]:
    """Return the categories worth asking the model about, the likeliest first."""
    fewest, most, cover = _CANDIDATES if by_example else _CANDIDATES_WITHOUT_EXAMPLES
    ranked = np.argsort(-opinion.categories[:-1], kind="stable")
    covered = np.cumsum(np.exp(opinion.categories[:-1][ranked]))
    needed = int(np.searchsorted(covered, cover)) + 1
    chosen: list[int] = ranked[: min(max(needed, fewest), most)].tolist()
    return chosen


def with_model(
    opinion: Opinion,
    asked: Sequence[int],
    scores: Floats,
    tendency: Tendency,
    none_share: float,
    *,
    by_example: bool,
) -> Opinion:
    """Return the opinion of statistics and model together.

    Args:
        opinion: What the statistics say.
        asked: The categories that the model was asked about.
        scores: What it answered: one score for each, and last for none of them.
        tendency: How readily it names each category.
        none_share: Share of all inquiries that fit nothing.
        by_example: Whether the statistics rest on examples.
    """
    said = tendency.corrected(asked, scores[:-1])
    model = np.full(len(opinion.categories), float(said.min()) + _NOT_ASKED)
    model[list(asked)] = said
    weight = _WEIGHT_OF_MODEL if by_example else _WEIGHT_OF_MODEL_WITHOUT_EXAMPLES
    both = mixed([(opinion.categories, _WEIGHT_OF_STATISTICS), (model, weight)])
    named = float(np.logaddexp.reduce(scores[:-1]))
    signs = (
        opinion.strangeness,
        float(log_odds(np.exp(said.max()))),
        float(np.clip(scores[-1] - named, *_WIDEST_NONE_ODDS)),
    )
    base = _STRANGE_BASE if by_example else _STRANGE_BASE_WITHOUT_EXAMPLES
    none_from = NONE_FROM if by_example else NONE_FROM_BY_NAMES
    return opinion_of(both, float(np.dot(signs, _STRANGE)) + base, none_share, none_from)


class Decider:
    """Turns opinions and rule matches into decisions with their reasons."""

    def __init__(self, categories: Sequence[Category], statistics: Statistics) -> None:
        self._names = [category.name for category in categories]
        self._statistics = statistics

    @property
    def count(self) -> int:
        """How many categories there are; it is also the index that stands for none of them."""
        return len(self._names)

    def name_of(self, category: int) -> str:
        """Return the name of the category with the index *category*."""
        return self._names[category]

    def by_rule(self, text: str, matches: Sequence[RuleMatch], opinion: Opinion) -> Decision:
        """Decide for the category whose rules apply; of several, for the likeliest."""
        found = {self._names.index(match.category) for match in matches}
        base, added = _RULE_CONFIDENCE
        shares = np.exp(log_shares(opinion.categories[sorted(found)]))
        best = sorted(found)[int(shares.argmax())]
        spans = tuple(sorted({(m.start, m.end) for m in matches if m.category == self._names[best]}))
        parameters: dict[str, object] = {"words": _words(text, spans), "category": self._names[best]}
        if len(found) == 1:
            confidence = base + added * float(opinion.shares[best])
            return Decision(self._names[best], confidence, "rule", "rule-matched", spans, parameters)
        parameters["others"] = ", ".join(self._names[one] for one in sorted(found - {best}))
        confidence = (base + added) * float(shares.max())
        return Decision(self._names[best], confidence, "rule", "rules-of-several", spans, parameters)

    def by_statistics(self, text: str, opinion: Opinion) -> Decision:
        """Decide by the statistics alone."""
        best, second = opinion.best_two
        confidence = opinion.confidence
        method: Method = "examples" if self._statistics.has_examples(best) else "statistics"
        if best == len(self._names):
            return Decision(None, confidence, method, "none-fits", ())
        spans = self.telling_spans(text, best, second)
        parameters: dict[str, object] = {"category": self._names[best], "words": _words(text, spans)}
        if not spans:
            return Decision(self._names[best], confidence, method, "no-known-words", (), parameters)
        reason = "like-examples" if method == "examples" else "like-description"
        return Decision(self._names[best], confidence, method, reason, spans, parameters)

    def by_model(self, opinion: Opinion, spans: tuple[Span, ...], text: str) -> Decision:
        """Decide by statistics and model together; *spans* are the places it rests on."""
        best, _ = opinion.best_two
        if best == len(self._names):
            return Decision(None, opinion.confidence, "model", "none-fits", ())
        parameters: dict[str, object] = {"category": self._names[best], "words": _words(text, spans)}
        return Decision(self._names[best], opinion.confidence, "model", "model-judged", spans, parameters)

    def unsure(self, decision: Decision, opinion: Opinion) -> Decision:
        """Return *decision* with the runner-up as its reason, where that one is close."""
        best, second = opinion.best_two
        close = opinion.shares[second] >= _CLOSE * opinion.shares[best]
        if decision.method == "rule" or not close:
            return decision
        pair = [self._names[one] for one in (best, second) if one < len(self._names)]
        if len(pair) == 2:
            parameters = {**decision.parameters, "first": pair[0], "second": pair[1]}
            return replace(decision, reason="unsure-between", parameters=parameters)
        parameters = {**decision.parameters, "category": pair[0]}
        return replace(decision, reason="unsure-whether-any", parameters=parameters)

    def resting_on(self, decision: Decision, text: str, spans: Sequence[Span]) -> Decision:
        """Return *decision* with the passages *spans* of *text* as its basis."""
        places = joined(text, spans)
        return replace(
            decision, spans=places, parameters={**decision.parameters, "words": _words(text, places)}
        )

    def all_telling_spans(self, text: str, best: int, second: int) -> tuple[Span, ...]:
        """Return every word of *text* that speaks for category *best* rather than *second*, however little."""
        words = self._statistics.telling_words(text, best, second)
        return joined(text, [(start, end) for start, end, share in words if share > 0])

    def telling_spans(self, text: str, best: int, second: int) -> tuple[Span, ...]:
        """Return the words of *text* that speak for category *best* rather than *second*."""
        words = self._statistics.telling_words(text, best, second)
        most = max((share for *_, share in words), default=0.0)
        if most < _LEAST_TELLING:
            return ()
        telling = sorted(
            (word for word in words if word[2] >= most * _TELLING_SHARE), key=lambda word: -word[2]
        )
        return joined(text, [(start, end) for start, end, _ in telling[:_MOST_WORDS]])


def joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return *spans* of *text* in order, neighbours with nothing but white space between as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and not text[result[-1][1] : start].strip():
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def evidence_of(text: str, source: str, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    """Return *spans* of *text* as evidence from *source*."""
    return tuple(Evidence(source, text[start:end], start, end) for start, end in spans)


def _words(text: str, spans: Sequence[Span]) -> str:
    """Return the words at *spans*, each once, as a list for a sentence."""
    quotes = dict.fromkeys(" ".join(text[start:end].split()) for start, end in spans)
    return ", ".join(quotes)
