"""The peer of sorting: words and letters alone, a TF-IDF with a logistic regression, which knows no "none"."""

import warnings
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from benchmarks.inquiry_sets import SortingTask

_STRENGTH = 20
"""Inverse regularisation. In Japanese it and the features were chosen by cross-validation on the training dialogues (5 and 20; one
to two, three and four characters)."""


def _features(language: str) -> Any:
    """Return what is counted: in English words and letters within words, in Japanese one or two characters."""
    if language == "ja":
        return TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    return make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )


def words_alone(task: SortingTask) -> list[tuple[str, float]]:
    """Return a category for each row of *task*, and the confidence in it; descriptions teach where no example does."""
    told = [(category.description, category.name) for category in task.categories.categories]
    lessons = [(text, label) for text, label in task.examples if label] or told
    sorter = make_pipeline(_features(task.language), LogisticRegression(C=_STRENGTH, max_iter=2000))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The number of unique classes")  # one description for each
        sorter.fit([text for text, _ in lessons], [label for _, label in lessons])
    shares = sorter.predict_proba([text for text, _ in task.rows])
    return [(str(sorter.classes_[row.argmax()]), float(row.max())) for row in shares]
