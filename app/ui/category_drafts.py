"""All categories of a set as they are being typed, and what fits none of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.tasks.inquiries.categories import CategorySet
from app.text.comparing import comparable
from app.ui.category_draft import CategoryDraft, as_category, rule_mistakes


class ConflictKind(StrEnum):
    """What can stand against categories."""

    NO_CATEGORY = "no-category"
    NAME_TWICE = "name-twice"
    NAMES_ALIKE = "names-alike"
    """Two names that differ in case or width only."""
    NAME_OF_NONE = "name-of-none"
    WRONG_RULE = "wrong-rule"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why categories cannot be used as they stand."""

    kind: ConflictKind
    name: str = ""
    """The category that it is about."""
    other: str = ""
    """The other one's name, where two are in each other's way."""


class CategoryDrafts:
    """Drafts of categories in their order; the row behind the last one is what fits nothing.

    Those without a name are no categories yet and are left out of everything but the rows.
    """

    def __init__(self, categories: CategorySet | None = None) -> None:
        """Hold *categories*, or none."""
        self._drafts: list[CategoryDraft] = []
        self._none = CategoryDraft()
        self._text_column: str | None = None
        if categories is not None:
            self._drafts = [CategoryDraft.of(category) for category in categories.categories]
            self._none = CategoryDraft(categories.none_name or "", examples=categories.none_examples)
            self._text_column = categories.text_column

    def __len__(self) -> int:
        """Return how many there are, without what fits nothing."""
        return len(self._drafts)

    def __getitem__(self, row: int) -> CategoryDraft:
        """Return the draft in *row*."""
        return self._none if self.is_none(row) else self._drafts[row]

    def __setitem__(self, row: int, draft: CategoryDraft) -> None:
        """Let *draft* stand in *row*."""
        if self.is_none(row):
            self._none = draft
        else:
            self._drafts[row] = draft

    def is_none(self, row: int) -> bool:
        """Tell whether *row* is what fits nothing."""
        return row == len(self._drafts)

    def row_of(self, name: str | None) -> int | None:
        """Return the row of the category called *name*, with None of what fits nothing; None when there is none."""
        if name is None:
            return len(self._drafts) or None
        key = comparable(name)
        return next((row for row, draft in enumerate(self._drafts) if comparable(draft.name) == key), None)

    def append(self) -> None:
        """Add an empty draft."""
        self._drafts.append(CategoryDraft())

    def remove(self, row: int) -> None:
        """Take the draft in *row* out."""
        del self._drafts[row]

    def conflict(self) -> Conflict | None:
        """Return what stands against these categories, or None."""
        named = list(self._named())
        if not named:
            return Conflict(ConflictKind.NO_CATEGORY)
        first: dict[str, str] = {}
        for draft in named:
            key, name = comparable(draft.name), draft.name
            if key in first:
                is_same = first[key] == name
                kind = ConflictKind.NAME_TWICE if is_same else ConflictKind.NAMES_ALIKE
                return Conflict(kind, first[key], name)
            first[key] = name
        if comparable(self._none.name) in first:
            return Conflict(ConflictKind.NAME_OF_NONE, self._none.name)
        wrong = next((draft.name for draft in named if rule_mistakes(draft.rules)), None)
        return None if wrong is None else Conflict(ConflictKind.WRONG_RULE, wrong)

    def as_set(self) -> CategorySet:
        """Return the categories; there must be no conflict."""
        return CategorySet(
            categories=tuple(map(as_category, self._named())),
            text_column=self._text_column,
            none_name=self._none.name or None,
            none_examples=self._none.examples,
        )

    def _named(self) -> Iterator[CategoryDraft]:
        return (draft for draft in self._drafts if draft.name)
