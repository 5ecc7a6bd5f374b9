"""How well inquiries are sorted, how many by themselves, and how much their confidence means.

`python -m benchmarks.inquiries --model FILE`: `hint3-sofmattress` with all its training rows, with five a category, and with
descriptions only; `clinc150` with twenty a category; each beside words and letters alone (TF-IDF with a logistic
regression), which is what the statistics begin with. `--without-model` leaves the model out. Only training rows are learnt
from; the judge counts by itself what is right.
"""

import argparse
import csv
import json
import random
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from app.engine.client import EngineClient
from app.engine.hardware import EngineSettings
from app.history.runs import RunStore
from app.records import SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiries, Inquiry
from app.tasks.inquiries.sorting import InquirySorting
from benchmarks.calibration import calibration_error, perfect_error, share_at_precision
from benchmarks.engine_setup import arguments, to_stderr
from benchmarks.report import Row, show
from benchmarks.sofmattress import DESCRIPTIONS, NONE

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "inquiries"
_PRECISION = 0.9
_FEW = 5
_CLINC_EXAMPLES, _CLINC_ROWS, _QUICK_ROWS = 20, 500, 100
_OUT_OF_SCOPE = "oos"

Labelled = Sequence[tuple[str, str]]
"""Texts with the names of their categories; an empty name for none of them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One set of rows to sort."""

    name: str
    categories: CategorySet
    examples: Labelled
    rows: Labelled
    accuracy: float | None = None
    """Target of the share of right answers among rows that belong to a category."""
    decided: float | None = None
    """Target of the share that it decides by itself at 90 % precision."""


def sofmattress(rows: int | None) -> Iterable[Task]:
    """Yield the mattress shop's rows with all examples, with few, and with none."""
    train, test = _pairs("train.csv"), _pairs("test.csv")
    random.Random(0).shuffle(test)
    chosen = test[:rows]
    names = sorted({label for _, label in train})
    plain = CategorySet.model_validate({"categories": [{"name": name} for name in names]})
    told = [{"name": name, "description": DESCRIPTIONS[name]} for name in names]
    described = CategorySet.model_validate({"categories": told})
    yield Task("sofmattress, all examples", plain, train, chosen, 0.82, 0.50)
    yield Task("sofmattress, 5 a category", plain, _some(train, _FEW), chosen, 0.70)
    yield Task("sofmattress, descriptions only", described, (), chosen, 0.55)


def clinc150(rows: int) -> Iterable[Task]:
    """Yield a seeded share of the validation rows, of those that fit nothing as well."""
    with (_DATA / "clinc150" / "train_val.json").open(encoding="utf-8") as stream:
        data: dict[str, list[tuple[str, str]]] = json.load(stream)
    train = _some([(text, label) for text, label in data["train"]], _CLINC_EXAMPLES)
    inside = [(text, label) for text, label in data["val"]]
    random.Random(0).shuffle(inside)
    outside = [(text, "") for text, label in data["oos_val"] if label == _OUT_OF_SCOPE]
    names = sorted({label for _, label in train})
    categories = CategorySet.model_validate({"categories": [{"name": name} for name in names]})
    yield Task("clinc150, 20 a category", categories, train, [*inside[:rows], *outside], 0.90)


def _pairs(name: str) -> list[tuple[str, str]]:
    with (_DATA / "hint3-sofmattress" / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [(row["sentence"], "" if row["label"] == NONE else row["label"]) for row in rows]


def _some(rows: Labelled, count: int) -> list[tuple[str, str]]:
    """Return *count* rows of each category, by lot."""
    by_label: dict[str, list[tuple[str, str]]] = defaultdict(list)
    shuffled = list(rows)
    random.Random(0).shuffle(shuffled)
    for text, label in shuffled:
        by_label[label].append((text, label))
    return [one for label in sorted(by_label) for one in by_label[label][:count]]


class Judge:
    """Counts what a sorter's answers are worth."""

    def __init__(self, task: Task, answers: Sequence[tuple[str, float]]) -> None:
        """Judge *answers*: a category, empty for none, and the confidence in it."""
        self._labels = [label for _, label in task.rows]
        self._right = np.array(
            [answer == label for (answer, _), label in zip(answers, self._labels, strict=True)]
        )
        self._confidence = np.array([confidence for _, confidence in answers])

    @property
    def accuracy(self) -> float:
        """Share of right answers among the rows that belong to a category."""
        inside = np.array([bool(label) for label in self._labels])
        return float(self._right[inside].mean())

    @property
    def decided(self) -> float:
        """Largest share of all rows, the surest first, of which nine in ten are right."""
        return share_at_precision(self._confidence, self._right, _PRECISION)

    @property
    def calibration(self) -> tuple[float, float]:
        """The expected calibration error, and what a perfect sorter of as many rows seldom exceeds."""
        return calibration_error(self._confidence, self._right), perfect_error(self._confidence)


def _ours(task: Task, engine: EngineClient | None) -> tuple[list[SortedRow], float]:
    """Return the rows as Deskhand sorts them, and the seconds that it took, learning apart."""
    items = tuple(Inquiry(number, text, "rows.csv") for number, (text, _) in enumerate(task.rows, start=1))
    with tempfile.TemporaryDirectory() as folder:
        runs = RunStore(Path(folder) / "records.sqlite3")
        sorting = InquirySorting(lambda: engine, runs, lambda: 0.6, Path(folder))
        found = sorting.sort(
            Inquiries(Path("rows.csv"), items, None, None), task.categories, examples=task.examples
        )
        rows = [next(found)]
        begun = time.perf_counter()
        rows += found
        runs.close()
    return rows, time.perf_counter() - begun


def _plain(task: Task) -> list[tuple[str, float]]:
    """Return what words and letters alone make of the rows; they know no "none"."""
    told = [(category.description, category.name) for category in task.categories.categories]
    lessons = [(text, label) for text, label in task.examples if label] or told
    sorter = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        LogisticRegression(C=20, max_iter=2000),
    )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The number of unique classes")  # one description for each
        sorter.fit([text for text, _ in lessons], [label for _, label in lessons])
    shares = sorter.predict_proba([text for text, _ in task.rows])
    return [(sorter.classes_[row.argmax()], float(row.max())) for row in shares]


def _figures(task: Task, engine: EngineClient | None) -> list[Row]:
    rows, seconds = _ours(task, engine)
    ours = Judge(task, [(row.category or "", row.confidence) for row in rows])
    plain = Judge(task, _plain(task))
    error, bound = ours.calibration
    to_stderr(f"{task.name}: accuracy {ours.accuracy:.3f}, decided {ours.decided:.3f}")
    return [
        Row(f"{task.name}: accuracy in scope", ours.accuracy, None, task.accuracy, "more"),
        Row(f"{task.name}: the same, words and letters alone", plain.accuracy),
        Row(f"{task.name}: decided at 90 % precision", ours.decided, None, task.decided, "more"),
        Row(f"{task.name}: the same, words and letters alone", plain.decided),
        Row(f"{task.name}: calibration error", error, None, bound, "less"),
        Row(f"{task.name}: rows a minute", 60 * (len(rows) - 1) / seconds if seconds else None),
    ]


def _options() -> argparse.Namespace:
    if "--without-model" in sys.argv:
        sys.argv.remove("--without-model")
        return argparse.Namespace(
            model=None, threads=2, quick="--quick" in sys.argv, json="--json" in sys.argv
        )
    return arguments(__doc__)


def main() -> int:
    """Sort every set and print what it is worth."""
    options = _options()
    if not _DATA.is_dir():
        sys.exit(f"the data sets are not there: {_DATA}")
    rows = _QUICK_ROWS if options.quick else _CLINC_ROWS
    tasks = [*sofmattress(_QUICK_ROWS if options.quick else None), *clinc150(rows)]
    engine: EngineClient | None = None
    if options.model:
        threads = options.threads
        engine = EngineClient(options.model, settings=lambda _: EngineSettings(threads=threads, context=4096))
    figures = [row for task in tasks for row in _figures(task, engine)]
    if engine:
        engine.close()
    share = (
        f"{'the model and' if engine else 'without a model;'} {sum(len(task.rows) for task in tasks)} rows"
    )
    show("inquiries", figures, options.model, as_json=options.json, share=share)
    return 0


if __name__ == "__main__":
    sys.exit(main())
