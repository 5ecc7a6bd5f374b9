"""Which category words and letters speak for: TF-IDF with a logistic regression."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.tasks.inquiries.features import Features
from app.tasks.inquiries.regression import fitted

Floats = NDArray[np.float64]

_STRENGTH = 10.0
"""Inverse regularisation of the logistic regression."""
_MANY = 1_000
"""Texts from which on phrases and runs of letters of one text alone are left out: they teach nothing and take time."""
_MOST_FEATURES = 50_000
"""Phrases, and runs of letters, that are weighed; time and memory grow with them times the categories."""
UNTAUGHT = -30.0
"""Score of a category without any text."""


class _Watched:
    """Texts that may be asked for again and again; before each of them, something is called."""

    def __init__(self, texts: Sequence[Features], between: Callable[[], None]) -> None:
        self._texts, self._between = texts, between

    def __iter__(self) -> Iterator[Features]:
        """Return the texts."""
        for text in self._texts:
            self._between()
            yield text


class WordWeights:
    """A logistic regression over words, their neighbours, and letters."""

    def __init__(
        self,
        texts: Sequence[Features],
        categories: Sequence[int],
        count: int,
        *,
        balanced: bool = True,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Learn from *texts* of *categories*, each below *count*; *balanced* if each category weighs the same.

        *between* is called some times a second meanwhile; what it raises ends the work.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to load
        from sklearn.pipeline import make_union  # noqa: PLC0415 - likewise

        fewest = 2 if len(texts) >= _MANY else 1
        self._all = make_union(
            TfidfVectorizer(analyzer=_words, sublinear_tf=True),
            *(
                TfidfVectorizer(analyzer=group, sublinear_tf=True, min_df=fewest, max_features=_MOST_FEATURES)
                for group in (_phrases, _letters)
            ),
        )
        rows = self._all.fit_transform(_Watched(texts, between)).tocsr()
        self._groups: list[Any] = [group for _, group in self._all.transformer_list]
        self._letters_from = rows.shape[1] - len(self._groups[-1].vocabulary_)
        self._known = rows[:, self._letters_from :]
        self._places, answers = np.unique(np.asarray(categories, dtype=np.int64), return_inverse=True)
        self._count = count
        self._weights: Floats | None = None
        self._added: Floats = np.zeros(1)
        if len(self._places) > 1:
            between()
            self._weights, self._added = fitted(rows, answers, _STRENGTH, balanced=balanced, between=between)

    def scores(self, texts: Sequence[Features]) -> tuple[Floats, Floats]:
        """Return the score of each category for each text, and the likeness to the nearest lesson."""
        rows = self._all.transform(texts).tocsr()
        result = np.full((len(texts), self._count), UNTAUGHT)
        result[:, self._places] = self._decided(rows)
        likeness = (rows[:, self._letters_from :] @ self._known.T).max(axis=1).toarray().ravel()
        return result, likeness

    def nearest(self, text: Features) -> list[int]:
        """Return which texts it was learnt from share letters with *text*, by index, the most alike first."""
        letters = self._all.transform([text]).tocsr()[:, self._letters_from :]
        likeness = (letters @ self._known.T).toarray().ravel()
        ranked: list[int] = np.argsort(-likeness, kind="stable").tolist()
        return [index for index in ranked if likeness[index] > 0]

    def _decided(self, rows: Any) -> Floats:
        if self._weights is None:
            return np.zeros((rows.shape[0], 1))
        decided: Floats = rows @ self._weights.T + self._added
        return decided

    def word_shares(self, text: Features, category: int, against: int) -> Floats:
        """Return how much each word of *text* speaks for *category* rather than *against*."""
        shares = np.zeros(len(text.spans))
        weights = self._weights_for(category) - self._weights_for(against)
        offset = 0
        found = (
            (text.words, text.word_places),
            (text.phrases, text.phrase_places),
            (text.letters, text.letter_places),
        )
        for vectorizer, (names, places) in zip(self._groups, found, strict=True):
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
        place = np.flatnonzero(self._places == category)
        if self._weights is None or not place.size:
            return np.zeros(sum(len(group.vocabulary_) for group in self._groups))
        chosen: Floats = self._weights[place[0]]
        return chosen


def _words(text: Features) -> Sequence[str]:
    # A text without any word must not leave the whole vocabulary empty.
    return text.words or ("",)


def _phrases(text: Features) -> Sequence[str]:
    return text.phrases or ("",)


def _letters(text: Features) -> Sequence[str]:
    return text.letters or ("",)
