"""Counts what a sorter's answers are worth; knows nothing of the product's own checks."""

from collections.abc import Sequence

import numpy as np

from benchmarks.calibration import (
    Floats,
    calibration_error,
    perfect_error,
    recall_at_kept,
    reliability,
    share_at_precision,
)
from benchmarks.inquiry_sets import SortingTask

_PRECISION = 0.9
_KEPT = 0.9

Answers = Sequence[tuple[str, float]]
"""For each row a category, empty for none of them, and the confidence in it, 0 to 1."""


class Judge:
    """What one sorter's answers to one set are worth. An answer "none" is right where none fits."""

    def __init__(self, task: SortingTask, answers: Answers) -> None:
        """Judge *answers* to the rows of *task*."""
        self._inside = np.array([bool(label) for _, label in task.rows])
        self._right = np.array(
            [answer == label for (answer, _), (_, label) in zip(answers, task.rows, strict=True)]
        )
        self._none = np.array([not answer for answer, _ in answers])
        self._confidence = np.array([confidence for _, confidence in answers])

    @property
    def accuracy(self) -> float:
        """Share of right answers among the rows that belong to a category."""
        return float(self._right[self._inside].mean())

    @property
    def decided(self) -> float:
        """Largest share of all rows, the surest first, of which nine in ten are right.

        The threshold is the judge's, chosen with the answers known: what the order of the confidences is worth.
        """
        return share_at_precision(self._confidence, self._right, _PRECISION)

    def precision(self, chosen: Sequence[bool]) -> float | None:
        """Return the share of right answers among the *chosen* rows; None where there are none."""
        right = self._right[np.array(chosen, dtype=bool)]
        return float(right.mean()) if right.size else None

    @property
    def calibration(self) -> tuple[float, float]:
        """The expected calibration error, and what a perfect sorter of as many rows seldom exceeds."""
        return calibration_error(self._confidence, self._right), perfect_error(self._confidence)

    @property
    def outside(self) -> float | None:
        """Share of the rows that fit nothing which are turned away while 90 % of the others pass; None without any.

        The bar lies on what a result shows. A row with a category passes the sooner the surer it is; a row that
        was said to fit nothing passes after all of those, the sooner the less sure that is.
        """
        if self._inside.all():
            return None
        scores: Floats = np.where(self._none, -self._confidence, self._confidence)
        return recall_at_kept(scores[self._inside], scores[~self._inside], _KEPT)

    def diagram(self) -> list[str]:
        """Return the reliability diagram as lines of text: of each bin the rows, mean confidence and share right."""
        lines = ["confidence   rows   mean  right"]
        for one in reliability(self._confidence, self._right):
            drawn = "#" * round(40 * one.right)
            lines.append(
                f"{one.low:.1f} to {one.low + 0.1:.1f}  {one.count:5}  {one.confidence:5.3f}  {one.right:5.3f}  {drawn}"
            )
        return lines
