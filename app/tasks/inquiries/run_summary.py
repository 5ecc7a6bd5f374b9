"""What the record of a run itself tells of its rows; all of them stand in its decisions."""

from collections import Counter
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from app.records import Evidence, Method, SortedRow

_MOST_EVIDENCE = 200
"""Passages that the run itself quotes; each row has its own as well."""
_MOST_ROWS = 300
"""Rows that stand in the run itself; all of them stand in its decisions."""
_MOST_CHARACTERS = 200_000
"""Of these rows' texts together."""
_STRENGTH: tuple[Method, ...] = ("model", "examples", "statistics", "rule")
_ROWS = TypeAdapter(tuple[SortedRow, ...])


@dataclass(slots=True)
class RunSummary:
    """What the run itself tells of its rows: the first of them, and how many there were of each kind."""

    total: int = 0
    needs_person: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    none_fits: int = 0
    """Rows with a text that fits none of the categories."""
    methods: set[Method] = field(default_factory=set)
    rows: list[SortedRow] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    characters: int = 0

    @property
    def method(self) -> Method:
        """The strongest part that decided any of them."""
        return next((method for method in _STRENGTH if method in self.methods), "statistics")

    def add(self, row: SortedRow) -> None:
        """Count *row*."""
        self.total += 1
        self.needs_person += row.needs_person
        self.methods.add(row.method)
        if row.category is not None:
            self.categories[row.category] += 1
        elif row.text.strip() and row.error is None:
            self.none_fits += 1
        self.characters += len(row.text)
        # The first stands there in any case: without a row nobody would see what the run was about.
        if not self.rows or (len(self.rows) < _MOST_ROWS and self.characters <= _MOST_CHARACTERS):
            self.rows.append(row)
            self.evidence += row.evidence[: _MOST_EVIDENCE - len(self.evidence)]

    def as_values(self) -> dict[str, object]:
        """Return it as the record holds it."""
        return {
            "rows": _ROWS.dump_python(tuple(self.rows), mode="json"),
            "total": self.total,
            "needs_person": self.needs_person,
            "counts": dict(self.categories.most_common()),
            "none_fits": self.none_fits,
        }
