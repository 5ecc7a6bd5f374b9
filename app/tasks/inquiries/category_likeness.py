"""Which categories statistics confuse: by their examples, or by their descriptions where there are few."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.tasks.inquiries.features import Features, features

_MOST_OF_ONE = 40
_MOST_OF_ALL = 4000
"""Examples that are looked at; a chosen few of each category tell as much."""
_LONGEST = 400
"""Characters of a text that are looked at."""
_FEWEST = 4
"""With fewer examples, a category is known by its description."""
_CONFUSED_SHARE = 0.15
_FEWEST_CONFUSED = 3
"""Of two categories that are named, so many examples are nearer to the other one, on both sides.

Measured on public sets of inquiries: of 77 categories of a bank it names one pair, of 21 of a shop none.
"""
_STANDS_OUT = 2.5
"""How much more alike they are than two categories usually; few and varied examples are near to anything."""
_FEWEST_PAIRS = 6
"""With fewer pairs there is no usual likeness."""
_MOST_OF_FEW = 0.35
"""The share of confused examples that is asked for then: half of them are so by chance."""
_ALIKE = 0.55
"""Likeness of two descriptions from which on they are named."""
_CLEARLY = 1.7
"""How much more like another category a text must be than like its own."""
_NOT_BY_CHANCE = 0.15
"""Likeness that words in common by chance do not reach.

With descriptions alone, of the examples in our ready sets 7 of 100 are struck from their own category at most, and
a fifth to a third of those that belong elsewhere.
"""

Floats = NDArray[np.float64]


def confused_pairs(described: Sequence[str], examples: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs of categories that are hard to tell apart, as indices, the worst first.

    Args:
        described: Name and description of each category.
        examples: Examples of each category.
    """
    if len(described) < 2:
        return []
    chosen = _chosen(examples)
    texts = [features(text[:_LONGEST]) for own in chosen for text in own]
    owners = np.repeat(np.arange(len(chosen)), [len(own) for own in chosen])
    rows = _rows([*texts, *(features(text[:_LONGEST]) for text in described)])
    known = np.array([len(own) >= _FEWEST for own in chosen])
    found = [
        *_alike_descriptions(rows[len(texts) :], known),
        *_confused(rows[: len(texts)], owners, known),
    ]
    return [(first, second) for _, first, second in sorted(found, key=lambda pair: (-pair[0], pair[1:]))]


def belong_elsewhere(texts: Sequence[str], own: str, others: Sequence[str]) -> list[bool]:
    """Tell of each of *texts* whether it clearly reads like one of *others* rather than like *own*.

    Args:
        texts: Texts that are said to belong to a category.
        own: Everything that is known of that category.
        others: The same of other categories.
    """
    if not texts or not others:
        return [False] * len(texts)
    rows = _rows([features(text) for text in (own, *others, *texts)])
    known = 1 + len(others)
    likeness: Floats = (rows[known:] @ rows[:known].T).toarray()
    other = likeness[:, 1:].max(axis=1)
    clearly: list[bool] = ((other > _CLEARLY * likeness[:, 0]) & (other > _NOT_BY_CHANCE)).tolist()
    return clearly


def _chosen(examples: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return some examples of each category, the same each time."""
    room = max(_FEWEST, min(_MOST_OF_ONE, _MOST_OF_ALL // len(examples)))
    generator = np.random.default_rng(0)
    return [[own[place] for place in generator.permutation(len(own))[:room]] for own in examples]


def _rows(texts: Sequence[Features]) -> Any:
    """Return the words and letters of *texts* as rows of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to load
    from sklearn.pipeline import make_union  # noqa: PLC0415 - likewise
    from sklearn.preprocessing import normalize  # noqa: PLC0415 - likewise

    both = make_union(
        TfidfVectorizer(analyzer=lambda text: text.words or ("",), sublinear_tf=True),
        TfidfVectorizer(analyzer=lambda text: text.letters or ("",), sublinear_tf=True),
    )
    return normalize(both.fit_transform(texts)).tocsr()


def _alike_descriptions(rows: Any, known: NDArray[np.bool_]) -> list[tuple[float, int, int]]:
    """Return the pairs that are described alike, where one of them has hardly an example."""
    likeness = np.triu((rows @ rows.T).toarray(), 1)
    pairs = zip(*np.nonzero(likeness > _ALIKE), strict=True)
    return [
        (float(likeness[first, second]), int(first), int(second))
        for first, second in pairs
        if not (known[first] and known[second])
    ]


def _confused(rows: Any, owners: NDArray[np.int64], known: NDArray[np.bool_]) -> list[tuple[float, int, int]]:
    """Return the pairs that read alike and whose examples are nearer to the other's middle, on both sides."""
    count = len(known)
    sizes = np.bincount(owners, minlength=count)
    sums = _sums(rows, owners, count)
    nearest = _nearest(rows, sums, owners, known)
    told = np.zeros((count, count))
    np.add.at(told, (owners, nearest), 1)
    closeness = (sums @ sums.T).toarray() / np.maximum(np.outer(sizes, sizes), 1)
    pairs = np.triu(np.outer(known, known), 1)
    few = np.count_nonzero(pairs) < _FEWEST_PAIRS
    usual = 0.0 if few else float(np.median(closeness[pairs]))
    found = []
    for first, second in zip(*np.nonzero(pairs & (np.minimum(told, told.T) > 0)), strict=True):
        wrong = told[first, second] + told[second, first]
        share = float(wrong / (sizes[first] + sizes[second]))
        stands_out = closeness[first, second] >= _STANDS_OUT * usual
        if wrong >= _FEWEST_CONFUSED and stands_out and share >= (_MOST_OF_FEW if few else _CONFUSED_SHARE):
            found.append((share, int(first), int(second)))
    return found


def _sums(rows: Any, owners: NDArray[np.int64], count: int) -> Any:
    """Return the sum of each category's rows."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to load

    members = csr_matrix((np.ones(len(owners)), (owners, np.arange(len(owners)))), shape=(count, len(owners)))
    return (members @ rows).tocsr()


def _nearest(rows: Any, sums: Any, owners: NDArray[np.int64], known: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the category whose middle each example is nearest to, its own one made without it."""
    order = np.arange(len(owners))
    squares = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()
    likeness: Floats = (rows @ sums.T).toarray()
    own = likeness[order, owners]
    likeness /= np.sqrt(np.maximum(squares, 1e-9))
    without = np.maximum(squares[owners] - 2 * own + 1, 1e-9)
    likeness[order, owners] = (own - 1) / np.sqrt(without)
    likeness[:, ~known] = -np.inf
    nearest: NDArray[np.int64] = np.argmax(likeness, axis=1).astype(np.int64)
    return nearest
