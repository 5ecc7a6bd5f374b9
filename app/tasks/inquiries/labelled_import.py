"""Makes categories from rows that somebody has sorted already."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.documents.tables import Table, read_table
from app.errors import InputError
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import find_text_column
from app.tasks.inquiries.label_columns import likely_label_column, named_label_column
from app.tasks.inquiries.wording import likeness
from app.text.comparing import comparable

MOST_LABELS = 500
"""Categories that a table may have."""
_LONGEST_NAME = 200
_FEWEST_TO_JUDGE = 20
_MOST_DIFFERENT = 0.5
"""Share of different texts in a column from which on it holds no categories."""
_EXAMPLES_OF_ONE = 24
_EXAMPLES_OF_ALL = 4000
_FEWEST_EXAMPLES = 5
_POOL = 3
"""For each example that is taken so many are looked at."""
_LONGEST_EXAMPLE = 600
"""Characters; longer rows are no examples that a person would read."""
_NONE = frozenset(
    {"other", "others", "none", "misc", "miscellaneous", "oos", "out of scope", "out_of_scope", "unknown"}
    | {
        "no_nodes_detected",
        "n/a",
        "none of these",
        "その他",
        "該当なし",
        "対象外",
        "分類なし",
        "なし",
        "不明",
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """A category as it stands in a table."""

    name: str
    """In the spelling that is most frequent."""
    count: int
    """Rows with a text that have it."""


@dataclass(frozen=True, slots=True)
class LabelledTable:
    """Rows that are sorted already."""

    table: Table
    """The table that they stand in."""
    text_column: str
    """The column with the texts."""
    label_column: str
    """The column with the categories."""
    labels: tuple[Label, ...]
    """The categories, the most frequent first; those that differ in case or white space only are one."""

    @property
    def likely_none(self) -> str | None:
        """The label that seems to mean “fits nothing”, or None."""
        return next((label.name for label in self.labels if comparable(label.name) in _NONE), None)


def read_labelled(
    path: Path, text_column: str | None = None, label_column: str | None = None
) -> LabelledTable:
    """Read the sorted rows of the table *path*; see `labelled_rows`.

    Raises:
        DocumentError: The table cannot be read.
        InputError: As `labelled_rows` has it.
    """
    return labelled_rows(read_table(path), text_column, label_column)


def labelled_rows(
    table: Table, text_column: str | None = None, label_column: str | None = None
) -> LabelledTable:
    """Return what stands in *table*.

    Args:
        table: Rows that are sorted already.
        text_column: Column with the texts; None takes the one that looks like it.
        label_column: Column with the categories; None takes the one that looks like it.

    Raises:
        InputError: A column is not there (`unknown-column`), none looks like it (`no-text-column`,
            `no-label-column`), the labels are no categories (`labels-are-free-text`, `too-many-labels`), or no
            row has both (`no-labelled-rows`).
    """
    file = table.path.name
    labels = find_text_column(table, label_column) if label_column is not None else None
    labels = labels or named_label_column(table, text_column or "")
    text = find_text_column(table, text_column, labels or "")
    labels = labels or likely_label_column(table, text)
    if labels is None or labels == text:
        raise InputError("no-label-column", file=file)
    spellings: dict[str, Counter[str]] = {}
    for _, label in _rows(table, text, labels):
        spellings.setdefault(comparable(label), Counter())[" ".join(label.split())] += 1
    total = sum(counts.total() for counts in spellings.values())
    if not total:
        raise InputError("no-labelled-rows", file=file)
    too_long = any(len(name) > _LONGEST_NAME for name in spellings)
    if too_long or (total >= _FEWEST_TO_JUDGE and len(spellings) > _MOST_DIFFERENT * total):
        raise InputError("labels-are-free-text", file=file, column=labels, count=len(spellings))
    if len(spellings) > MOST_LABELS:
        raise InputError("too-many-labels", file=file, column=labels, count=len(spellings), limit=MOST_LABELS)
    found = [Label(counts.most_common(1)[0][0], counts.total()) for counts in spellings.values()]
    return LabelledTable(table, text, labels, tuple(sorted(found, key=lambda label: -label.count)))


def categories_from(labelled: LabelledTable, none_label: str | None = None) -> CategorySet:
    """Return the categories of *labelled*, each with some short examples that differ; the same each time.

    Args:
        labelled: Rows that are sorted already.
        none_label: The label that means “fits nothing”; None where there is none.

    Raises:
        InputError: There is no other label (`no-labelled-rows`).
    """
    none_key = comparable(none_label or "")
    names = [label.name for label in labelled.labels if comparable(label.name) != none_key]
    if not names:
        raise InputError("no-labelled-rows", file=labelled.table.path.name)
    count = max(_FEWEST_EXAMPLES, min(_EXAMPLES_OF_ONE, _EXAMPLES_OF_ALL // len(labelled.labels)))
    examples = {key: _chosen(texts, count) for key, texts in _pools(labelled, count * _POOL).items()}
    return CategorySet(
        categories=tuple(Category(name=name, examples=examples.get(comparable(name), ())) for name in names),
        text_column=labelled.text_column,
        none_name=none_label,
        none_examples=examples.get(none_key, ()) if none_label else (),
    )


def _rows(table: Table, text_column: str, label_column: str) -> Iterator[tuple[str, str]]:
    """Yield text and label of the rows that have both."""
    places = table.columns.index(text_column), table.columns.index(label_column)
    for row in table.rows:
        text, label = (row[place].strip() if place < len(row) else "" for place in places)
        if text and label:
            yield text, label


def _pools(labelled: LabelledTable, size: int) -> dict[str, list[str]]:
    """Return up to *size* different texts of each label, picked by chance with a seed."""
    generator = random.Random(0)
    pools: dict[str, dict[str, str]] = {}
    seen: Counter[str] = Counter()
    for text, label in _rows(labelled.table, labelled.text_column, labelled.label_column):
        pool, key = pools.setdefault(comparable(label), {}), comparable(text)
        if len(text) > _LONGEST_EXAMPLE or key in pool:
            continue
        seen[comparable(label)] += 1
        if len(pool) < size:
            pool[key] = text
        elif generator.randrange(seen[comparable(label)]) < size:
            del pool[generator.choice(list(pool))]
            pool[key] = text
    return {label: list(pool.values()) for label, pool in pools.items()}


def _chosen(texts: Sequence[str], count: int) -> tuple[str, ...]:
    """Return *count* of *texts* that are short and differ, in that order."""
    rest = sorted(texts, key=lambda text: (len(text), text))[: count * 2]
    nearest = dict.fromkeys(rest, 0.0)
    chosen: list[str] = []
    while rest and len(chosen) < count:
        # The shorter half is looked at only: a long text differs from everything.
        taken = min(rest[: max(len(rest) // 2, 1)], key=lambda text: nearest[text])
        rest.remove(taken)
        chosen.append(taken)
        for text in rest:
            nearest[text] = max(nearest[text], likeness(taken, text))
    return tuple(chosen)
