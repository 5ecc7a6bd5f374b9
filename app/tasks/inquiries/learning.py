"""Classic statistics over sorted examples and descriptions: which category, how sure, or none."""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.features import Features, features
from app.tasks.inquiries.long_texts import parts_of
from app.tasks.inquiries.rules import is_expression
from app.verification.confidence import Tell, fitted_sharpness, fitted_tell, log_odds, log_shares

Floats = NDArray[np.float64]

_STRENGTH = 10.0
"""Inverse regularisation of the logistic regression."""
_NEVER = -30.0
_FOLDS = 5
_FEWEST_FOR_FOLDS = 20
"""With fewer examples, confidence rests on what is usual."""
_FEWEST_CATEGORIES = 5
"""With fewer categories, what fits none cannot be learnt by leaving some out."""
_MOST_FOR_FOLDS = 1500
"""Examples that confidence is learnt from; more change little and take time."""
_USUAL_SHARPNESS = 2.2
_USUAL_TELL = Tell((-0.9, -2.5), 1.0)
"""Measured on public sets of inquiries, as is what holds with hardly any example."""
_SHARPNESS_WITHOUT_EXAMPLES = 1.7
_TELL_WITHOUT_EXAMPLES = Tell((-0.8, -2.5), -0.1)
_CLAUSES = re.compile(r"[,;:/\n。、；：／・]|\. ")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text that is known to belong to a category."""

    text: str
    category: int
    """Index of the category."""
    own: bool
    """False for a text made of the category's description or rules."""


def lessons_of(categories: Sequence[Category], examples: Sequence[tuple[str, int]]) -> list[Lesson]:
    """Return what there is to learn from: examples, descriptions, and rules made of words."""
    lessons = [Lesson(text, category, own=True) for text, category in examples]
    for index, category in enumerate(categories):
        lessons += [Lesson(text, index, own=True) for text in category.examples]
        told = [category.name.replace("_", " ").replace("-", " "), *_CLAUSES.split(category.description)]
        told += [rule for rule in category.rules if not is_expression(rule)]
        lessons += [Lesson(text.strip(), index, own=False) for text in told if text.strip()]
    return lessons


class _Weights:
    """A logistic regression over words and letters."""

    def __init__(self, texts: Sequence[Features], categories: Sequence[int], count: int) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to load, and not
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - needed by other commands
        from sklearn.pipeline import make_union  # noqa: PLC0415 - likewise

        self._words = TfidfVectorizer(analyzer=_words, sublinear_tf=True)
        self._letters = TfidfVectorizer(analyzer=_letters, sublinear_tf=True)
        self._both = make_union(self._words, self._letters)
        rows = self._both.fit_transform(texts).tocsr()
        self._words, self._letters = (one for _, one in self._both.transformer_list)
        self._known = rows[:, len(self._words.vocabulary_) :]
        self._places = np.unique(np.asarray(categories, dtype=np.int64))
        self._count = count
        self._regression = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=300)
        if len(self._places) > 1:
            with warnings.catch_warnings():
                # One description for each category is what a new office has.
                warnings.filterwarnings("ignore", message="The number of unique classes")
                self._regression.fit(rows, categories)

    def scores(self, texts: Sequence[Features]) -> tuple[Floats, Floats]:
        """Return the score of each category for each text, and the likeness to the nearest lesson."""
        rows = self._both.transform(texts).tocsr()
        result = np.full((len(texts), self._count), _NEVER)
        result[:, self._places] = self._decided(rows)
        letters = rows[:, len(self._words.vocabulary_) :]
        likeness = (letters @ self._known.T).max(axis=1).toarray().ravel()
        return result, likeness

    def _decided(self, rows: Any) -> Floats:
        if len(self._places) == 1:
            return np.zeros((rows.shape[0], 1))
        decided: Floats = self._regression.decision_function(rows)
        return decided if decided.ndim > 1 else np.column_stack([-decided, decided]) / 2

    def word_shares(self, text: Features, category: int, against: int) -> Floats:
        """Return how much each word of *text* speaks for *category* rather than *against*."""
        shares = np.zeros(len(text.spans))
        weights = self._weights_for(category) - self._weights_for(against)
        offset = 0
        for vectorizer, names, places in (
            (self._words, text.words, text.word_places),
            (self._letters, text.letters, text.letter_places),
        ):
            row = vectorizer.transform([text]).tocsr()
            values = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
            times = Counter(names)
            for name, place in zip(names, places, strict=True):
                column = vectorizer.vocabulary_.get(name)
                if column is not None:
                    shares[place] += values[column] * weights[offset + column] / times[name]
            offset += len(vectorizer.vocabulary_)
        return shares

    def _weights_for(self, category: int) -> Floats:
        if len(self._places) == 1:
            return np.zeros(len(self._words.vocabulary_) + len(self._letters.vocabulary_))
        coefficients: Floats = self._regression.coef_
        place = np.flatnonzero(self._places == category)
        if not place.size:
            return np.zeros(coefficients.shape[1])
        if len(coefficients) == 1:
            half: Floats = coefficients[0] / 2
            return half if place[0] else -half
        chosen: Floats = coefficients[place[0]]
        return chosen


def strongest(parts: Sequence[Floats]) -> Floats:
    """Return what the *parts* of a long text say together, each as logarithms of shares.

    A category counts as in the part that says most for it. That none fits, the last place, has to hold for all.
    """
    if len(parts) == 1:
        return parts[0]
    both = np.max(parts, axis=0)
    both[-1] = min(part[-1] for part in parts)
    return log_shares(both)


def _words(text: Features) -> Sequence[str]:
    # A text without any word must not leave the whole vocabulary empty.
    return text.words or ("",)


def _letters(text: Features) -> Sequence[str]:
    return text.letters or ("",)


class Statistics:
    """What was learnt from the lessons; judges texts.

    The last column of all results stands for "none of them fits".

    Attributes:
        by_example: Whether there are enough examples to say how sure it is.
    """

    def __init__(
        self, lessons: Sequence[Lesson], count: int, between: Callable[[], None] = lambda: None
    ) -> None:
        """Learn about categories.

        Args:
            lessons: What to learn from; lessons of category *count* fit none of them.
            count: How many categories there are.
            between: Called now and then; what it raises ends the learning.
        """
        self._between = between
        self._count = count
        self._texts = [features(lesson.text) for lesson in lessons]
        self._lessons = lessons
        self._weights = _Weights(self._texts, [lesson.category for lesson in lessons], count + 1)
        self._shown = {lesson.category for lesson in lessons if lesson.own}
        tried = self._sample()
        self._taught = sorted({*tried, *(i for i, lesson in enumerate(lessons) if not lesson.own)})
        self.by_example = len(tried) >= _FEWEST_FOR_FOLDS
        self._sharpness = _USUAL_SHARPNESS if self.by_example else _SHARPNESS_WITHOUT_EXAMPLES
        self._tell = _USUAL_TELL if self.by_example else _TELL_WITHOUT_EXAMPLES
        if self.by_example:
            self._learn_confidence(tried)

    def has_examples(self, category: int) -> bool:
        """Tell whether there are examples of *category*, not its description only."""
        return category in self._shown

    def judge(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return for each text the log-probabilities of the categories and how strange it is.

        The first takes for granted that one of them fits; the second are the log-odds that none
        does, with both equally frequent.
        """
        scores, likeness = self._weights.scores([features(text) for text in texts])
        return log_shares(scores, self._sharpness), self._tell.odds(_signs(scores, likeness))

    def telling_words(self, text: str, category: int, against: int) -> list[tuple[int, int, float]]:
        """Return the words of *text* with how much they speak for *category* rather than *against*.

        Words that mean nothing by themselves, and bare numbers, are left out: whatever the
        statistics make of them, no person would take them for a reason.
        """
        found: dict[tuple[int, int], float] = {}
        for begin, end in parts_of(text):
            seen = features(text[begin:end])
            shares = self._weights.word_shares(seen, category, against).tolist()
            for word, place in zip(seen.words, seen.word_places, strict=True):
                if seen.has_telling_words and not word.isdigit():
                    start, stop = seen.spans[place]
                    span = (begin + start, begin + stop)
                    found[span] = max(shares[place], found.get(span, shares[place]))
        return [(start, end, share) for (start, end), share in sorted(found.items())]

    def _sample(self) -> list[int]:
        """Return the examples to try, in an order that begins with one of each category."""
        shuffled = np.random.default_rng(0).permutation(len(self._lessons)).tolist()
        own = [index for index in shuffled if self._lessons[index].own]
        seen: Counter[int] = Counter()
        ranked = []
        for index in own:
            category = self._lessons[index].category
            ranked.append((seen[category], category, index))
            seen[category] += 1
        return [index for _, _, index in sorted(ranked)][:_MOST_FOR_FOLDS]

    def _learn_confidence(self, tried: Sequence[int]) -> None:
        """Judge each example by what the others teach, then those of categories that are left out."""
        of = [lesson.category for lesson in self._lessons]
        by_category = sorted(tried, key=lambda index: of[index])
        folds = [set(by_category[fold::_FOLDS]) for fold in range(_FOLDS)]
        scores, signs = self._tried(tried, folds)
        self._sharpness = fitted_sharpness(scores, [of[index] for index in tried], _USUAL_SHARPNESS)
        fitting = [place for place, index in enumerate(tried) if of[index] < self._count]
        known = [tried[place] for place in fitting]
        categories = sorted({of[index] for index in known})
        if len(categories) < _FEWEST_CATEGORIES:
            return
        order = np.random.default_rng(0).permutation(categories).tolist()
        groups = [set(order[fold::_FOLDS]) for fold in range(_FOLDS)]
        left_out = [{index for index in range(len(of)) if of[index] in group} for group in groups]
        _, strange = self._tried(known, left_out)
        self._tell = fitted_tell(signs[fitting], strange)

    def _tried(self, tried: Sequence[int], held_out: Sequence[set[int]]) -> tuple[Floats, Floats]:
        """Return scores and signs of the *tried* lessons, each learnt without those held out with it."""
        scores = np.zeros((len(tried), self._count + 1))
        signs = np.zeros((len(tried), 2))
        for held in held_out:
            asked = [place for place, index in enumerate(tried) if index in held]
            taught = [index for index in self._taught if index not in held]
            if not asked or not taught:
                continue
            self._between()
            weights = _Weights(
                [self._texts[index] for index in taught],
                [self._lessons[index].category for index in taught],
                self._count + 1,
            )
            scores[asked], likeness = weights.scores([self._texts[tried[place]] for place in asked])
            signs[asked] = _signs(scores[asked], likeness)
        return scores, signs


def _signs(scores: Floats, likeness: Floats) -> Floats:
    """Return what tells a text that fits nothing: no category stands out, and it is like no lesson."""
    return np.column_stack([log_odds(np.exp(log_shares(scores)).max(axis=1)), likeness])
