"""Which category the model's states speak for: regularised least squares over vectors of texts.

Least squares on one target a category (Rifkin and Klautau 2004: as good as any other way of making one
classifier of many) is solved in one step, so that trying what was learnt on parts of it costs little.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_REGULARISATION = 0.1
"""Of the mean squared length of a vector; measured on public sets of inquiries, it hardly matters."""
_NEVER = -5.0
"""Score of a category without any vector; others lie between -1 and 1."""
_NEIGHBOURS = 3


class StateWeights:
    """What was learnt from vectors of known categories."""

    def __init__(
        self, vectors: Floats, categories: Sequence[int], count: int, *, balanced: bool = True
    ) -> None:
        """Learn from *vectors*, one row each, of *categories*, each below *count*.

        Args:
            vectors: What is learnt from.
            categories: Of each vector.
            count: How many categories there are.
            balanced: Whether each category weighs the same, however many vectors it has.
        """
        labels = np.asarray(categories, dtype=np.int64)
        self._count = count
        self._places, rank = np.unique(labels, return_inverse=True)
        self._mean = vectors.mean(axis=0)
        self._width = vectors.std(axis=0) + 1e-6
        known = self._scaled(vectors)
        self._directions = known / np.maximum(np.linalg.norm(known, axis=1, keepdims=True), 1e-9)
        targets = np.where(rank[:, None] == np.arange(len(self._places)), 1.0, -1.0)
        frequency = np.bincount(rank) * len(self._places) / len(labels)
        size = vectors.shape[1]
        doubt = frequency[rank] if balanced else np.ones(len(labels))
        products = known @ known.T / size + np.diag(_REGULARISATION * doubt)
        self._weights: Floats = known.T @ np.linalg.solve(products, targets) / size

    def scores(self, vectors: Floats) -> Floats:
        """Return the score of each category for each of *vectors*, about -1 to 1."""
        result = np.full((len(vectors), self._count), _NEVER)
        result[:, self._places] = self._scaled(vectors) @ self._weights
        return result

    def nearness(self, vectors: Floats) -> Floats:
        """Return for each of *vectors* the cosine to the nearest known one, and the mean of the three nearest."""
        rows = self._scaled(vectors)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        cosines = rows @ self._directions.T
        most = min(_NEIGHBOURS, cosines.shape[1])
        nearest = -np.partition(-cosines, most - 1, axis=1)[:, :most]
        return np.column_stack([nearest.max(axis=1), nearest.mean(axis=1)])

    def nearest(self, vector: Floats, among: Sequence[int]) -> int:
        """Return which of the known vectors *among* those with these indexes *vector* is nearest to."""
        cosines = self._directions[list(among)] @ self._scaled(vector)
        return among[int(cosines.argmax())]

    def _scaled(self, vectors: Floats) -> Floats:
        result: Floats = (vectors - self._mean) / self._width
        return result
