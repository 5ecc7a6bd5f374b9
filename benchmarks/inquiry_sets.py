"""The sets of inquiries that sorting is measured on, each with its targets.

Training rows alone are learnt from. Shares of rows and examples are drawn with a fixed seed.
"""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.tasks.inquiries.categories import CategorySet
from benchmarks import hotel_dialogues
from benchmarks.sofmattress import DESCRIPTIONS, NONE

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "inquiries"

_FEW = 5
_CLINC_EXAMPLES, _CLINC_ROWS = 20, 500
_QUICK_CLINC_CATEGORIES, _QUICK_CLINC_EXAMPLES, _QUICK_OUTSIDE = 10, 10, 20
_HOTEL_ROWS, _QUICK_HOTEL_EXAMPLES = 500, 150
_QUICK_ROWS = 60
_OUT_OF_SCOPE = "oos"

Labelled = Sequence[tuple[str, str]]
"""Texts with the names of their categories; an empty name for none of them."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What is wanted of one set, each a share from 0 to 1 or None."""

    accuracy: float | None = None
    """Right answers among rows that belong to a category."""
    decided: float | None = None
    """Rows decided without a person, nine in ten of them rightly."""
    outside: float | None = None
    """Rows that fit nothing recognised, with 90 % of the others kept."""
    above_peer: float | None = None
    """How far the accuracy is above the one of words and letters alone."""


@dataclass(frozen=True, slots=True)
class SortingTask:
    """One set of rows to sort."""

    name: str
    categories: CategorySet
    examples: Labelled
    rows: Labelled
    targets: Targets = field(default_factory=Targets)
    language: Literal["en", "ja"] = "en"


def sofmattress(*, quick: bool) -> SortingTask:
    """Return the mattress shop's rows with all its examples."""
    train, rows = _sofmattress_pairs("train.csv"), _sofmattress_rows(quick=quick)
    targets = Targets(accuracy=0.82, decided=0.50)
    return SortingTask("sofmattress, all examples", _plain_names(train), train, rows, targets)


def sofmattress_few(*, quick: bool) -> SortingTask:
    """Return the mattress shop's rows with five examples a category."""
    train, rows = _sofmattress_pairs("train.csv"), _sofmattress_rows(quick=quick)
    examples = some_of_each(train, _FEW)
    return SortingTask(
        "sofmattress, 5 a category", _plain_names(train), examples, rows, Targets(accuracy=0.70)
    )


def sofmattress_descriptions(*, quick: bool) -> SortingTask:
    """Return the mattress shop's rows without an example; the categories are described."""
    told = [{"name": name, "description": text} for name, text in sorted(DESCRIPTIONS.items())]
    described = CategorySet.model_validate({"categories": told})
    rows = _sofmattress_rows(quick=quick)
    return SortingTask("sofmattress, descriptions only", described, (), rows, Targets(accuracy=0.55))


def clinc150(*, quick: bool) -> SortingTask:
    """Return a seeded share of the validation rows, and all of those that fit nothing.

    `quick` takes ten categories with ten examples each: an easier set, without a target.
    """
    train, inside = _clinc_pairs("train"), _clinc_pairs("val")
    outside = [(text, "") for text, _ in _clinc_pairs("oos_val")]
    random.Random(0).shuffle(inside)
    if not quick:
        examples = some_of_each(train, _CLINC_EXAMPLES)
        rows = [*inside[:_CLINC_ROWS], *outside]
        targets = Targets(accuracy=0.90, outside=0.60)
        return SortingTask("clinc150, 20 a category", _plain_names(train), examples, rows, targets)
    names = sorted({label for _, label in train})
    chosen = set(random.Random(0).sample(names, _QUICK_CLINC_CATEGORIES))
    examples = [pair for pair in some_of_each(train, _QUICK_CLINC_EXAMPLES) if pair[1] in chosen]
    rows = [pair for pair in inside if pair[1] in chosen][: _QUICK_ROWS - _QUICK_OUTSIDE]
    name = f"clinc150, {_QUICK_CLINC_CATEGORIES} categories, {_QUICK_CLINC_EXAMPLES} a category"
    return SortingTask(name, _plain_names(examples), examples, [*rows, *outside[:_QUICK_OUTSIDE]])


def clinc150_with_none(*, quick: bool) -> SortingTask:
    """Return the same rows with examples of what fits nothing, which only an office with old rows has."""
    task = clinc150(quick=quick)
    examples = [*task.examples, *((text, "") for text, _ in _clinc_pairs("oos_train"))]
    return SortingTask(
        f"{task.name}, and examples of none", task.categories, examples, task.rows, task.targets
    )


def hotel_acts(*, quick: bool) -> SortingTask:
    """Return what hotel customers say, in Japanese, by what they do with it (ask, agree, thank ...)."""
    return _hotel("hotel dialogues, acts", hotel_dialogues.acts, quick=quick)


def hotel_topics(*, quick: bool) -> SortingTask:
    """Return the same with wishes divided by what they are about (room, meals, budget ...)."""
    return _hotel("hotel dialogues, acts and topics", hotel_dialogues.topics, quick=quick)


Loader = Callable[..., SortingTask]
"""Makes a set; takes `quick`."""

SETS: Mapping[str, Loader] = {
    "sofmattress": sofmattress,
    "sofmattress-few": sofmattress_few,
    "sofmattress-descriptions": sofmattress_descriptions,
    "clinc150": clinc150,
    "hotel-acts": hotel_acts,
    "clinc150-none": clinc150_with_none,
    "hotel-topics": hotel_topics,
}
USUAL_SETS = ("sofmattress", "sofmattress-few", "sofmattress-descriptions", "clinc150", "hotel-acts")
"""Those that are measured where none is named."""
QUICK_SETS = ("sofmattress-few", "sofmattress-descriptions", "clinc150", "hotel-acts")
"""The same within five minutes: learning from 328 examples alone takes about half of them."""


def some_of_each(rows: Labelled, count: int) -> list[tuple[str, str]]:
    """Return *count* rows of each category, by lot."""
    by_label: dict[str, list[tuple[str, str]]] = defaultdict(list)
    shuffled = list(rows)
    random.Random(0).shuffle(shuffled)
    for text, label in shuffled:
        by_label[label].append((text, label))
    return [one for label in sorted(by_label) for one in by_label[label][:count]]


def _plain_names(rows: Labelled) -> CategorySet:
    names = sorted({label for _, label in rows if label})
    return CategorySet.model_validate({"categories": [{"name": name} for name in names]})


def _sofmattress_rows(*, quick: bool) -> list[tuple[str, str]]:
    rows = _sofmattress_pairs("test.csv")
    random.Random(0).shuffle(rows)
    return rows[:_QUICK_ROWS] if quick else rows


def _sofmattress_pairs(name: str) -> list[tuple[str, str]]:
    with (DATA / "hint3-sofmattress" / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [(row["sentence"], "" if row["label"] == NONE else row["label"]) for row in rows]


def _clinc_pairs(part: str) -> list[tuple[str, str]]:
    with (DATA / "clinc150" / "train_val.json").open(encoding="utf-8") as stream:
        data: dict[str, list[tuple[str, str]]] = json.load(stream)
    return [(text, label) for text, label in data[part]]


def _hotel(name: str, labelled: Callable[[Path], hotel_dialogues.Split], *, quick: bool) -> SortingTask:
    train, test = labelled(DATA / "asdc-ja")
    random.Random(0).shuffle(test)
    categories = _plain_names(train)
    if quick:
        random.Random(0).shuffle(train)
        name = f"{name}, {_QUICK_HOTEL_EXAMPLES} examples"
        return SortingTask(name, categories, train[:_QUICK_HOTEL_EXAMPLES], test[:_QUICK_ROWS], language="ja")
    return SortingTask(name, categories, train, test[:_HOTEL_ROWS], Targets(above_peer=0.03), "ja")
